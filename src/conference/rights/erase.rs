//! Erasure of everything that is kept of somebody, with a receipt. Not: where it is kept, which the storage knows.

use super::store::Erasure;
use crate::conference::entropy::code;
use crate::conference::history::Difference;
use crate::conference::secret::counting_key;
use crate::conference::{Conference, Entropy, Refusal, Ruling, Store, Viewer, flaws};
use crate::domain::privacy::Field;
use crate::domain::problem::{Fault, Input};
use crate::domain::profile::AudienceUpdate;
use crate::domain::rights::{Kept, Receipt};
use crate::domain::text::Email;
use crate::domain::time::Moment;

/// Everything by which a delegate or an address is counted (`Conference::admit`); a test finds those that are missing here. What is counted for an
/// address together with a network or a device stays for the week that any note stays, as a digest of both, which nobody can ask for.
pub const COUNTED: &[&str] = &[
    "address",
    "block",
    "blocks",
    "calendar made",
    "change",
    "code shown",
    "code typed",
    "complaint",
    "connections",
    "consent",
    "delegate",
    "delegate day",
    "directory",
    "directory day",
    "export",
    "gift",
    "link",
    "over-share",
    "photo day",
    "record",
    "register passkey",
    "report",
    "start address",
    "step-up",
    "step-up passkey",
    "try address",
    "try join",
    "try sign-in",
    "try step-up",
];

/// Somebody is gone.
#[derive(Debug)]
pub struct Erased {
    /// For them.
    pub receipt: Receipt,
    /// Where the receipt is mailed, once; it is kept nowhere.
    pub email: Email,
    /// To whom a code that is on its way is of no use any more.
    pub waiting: Vec<Email>,
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Erases the viewer's account and every record of them. `typed` is the address of the account, so that nobody does it by mistake; and it needs
    /// a fresh proof. Whoever is held by the organisers may go as well.
    pub fn erase(&mut self, viewer: &Viewer, typed: &str, now: i64) -> Ruling<Erased, S> {
        self.demand_session(viewer)?;
        let person = self.store.person(&viewer.id)?.ok_or(Refusal::SessionRequired)?;
        // First, because no code should be mailed for what cannot be done.
        let is_meant = Email::parse(typed).is_ok_and(|typed| typed.key() == person.email.key());
        if !is_meant {
            return Err(Refusal::one(Input::Confirmation, Fault::NotTheSame));
        }
        self.demand_fresh(viewer, now).or_else(|why| flaws::refuse("ERA-05", why))?;
        let waiting = self.store.waiting_addresses(&viewer.id)?;
        let mut subjects = vec![viewer.id.as_str().to_owned(), person.email.key()];
        subjects.extend(waiting.iter().map(Email::key));
        // Somebody may have typed an address that was left within the day; of one that was left before nothing leads to the person any more.
        let left = self.store.changes(&viewer.id)?.into_iter().filter_map(|change| address_before(&change.what));
        subjects.extend(left.map(|address| address.key()));
        let counters: Vec<String> = subjects.iter().flat_map(|subject| counters(subject)).collect();
        let reference = format!("E-{}", code(&mut self.entropy).expose());
        if !self.store.erase(Erasure { delegate: &viewer.id, counters: &counters, reference: &reference, at: now })? {
            return Err(Refusal::SessionRequired);
        }
        if flaws::on("ERA-03") {
            // What is called erased is only put out of sight.
            let mut hidden = person.clone();
            hidden.profile = AudienceUpdate::hide_everything().applied_to(&hidden.profile);
            self.store.put_person(&hidden, None)?;
        }
        Ok(Erased { receipt: Receipt { reference, at: Moment::new(now, 0), kept: kept() }, email: person.email, waiting })
    }
}

/// Everything under which this delegate's id or this address may be counted.
pub(in crate::conference) fn counters(subject: &str) -> impl Iterator<Item = String> {
    COUNTED.iter().map(move |kind| counting_key(kind, subject))
}

/// The address that an account had before a change, where that is what changed and it is still kept.
fn address_before(what: &Difference) -> Option<Email> {
    match what {
        Difference::Text { field: Field::Email, before: Some(before), .. } => Email::parse(before.as_str()).ok(),
        Difference::Text { .. } | Difference::Photo { .. } | Difference::Forgotten(_) => None,
    }
}

/// What stays, whoever it was.
fn kept() -> Vec<Kept> {
    let kept = |what: &str, why: &str| Kept { what: what.to_owned(), why: why.to_owned() };
    vec![
        kept(
            "The reference and the time of this erasure, without your name or address.",
            "So that the organisers can show that they did what you asked (UK GDPR and GDPR, Article 5(2)).",
        ),
        kept(
            "That somebody looked at other people’s data, and when: without you.",
            "It belongs to those people: they may know what was seen of them (Article 15). Nothing in it leads to you any more.",
        ),
        kept(
            "The reference of a report or a complaint, without who wrote it, about whom, or what it said.",
            "So that the organisers can tell that there was one, should it come to a claim (Article 17(3)(e)).",
        ),
        kept(
            "Mails that you sent to the organisers through this app, in their mailbox, and copies that they made of the database before today.",
            "They are not in this app’s reach. The organisers delete them when they are no longer needed; ask them with the reference.",
        ),
    ]
}
