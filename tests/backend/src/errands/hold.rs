//! What organisers do with one account, whose owner is told by mail. `hold` and `release`: nobody else sees it while they look at it. `sign-out`: every
//! sign-in of it ends. Not: a way to read it.

use super::{Errand, Kind, NotDone, rules};
use crate::desk::{Rules, now};
use crate::mail::Office;
use crate::settings::Settings;
use plenary::conference::{Notice, Ruling};
use plenary::domain::id::DelegateId;
use plenary::domain::text::Email;

pub(super) const HOLD: Kind = Kind { name: "hold", flags: WHOSE, run: hold };
pub(super) const RELEASE: Kind = Kind { name: "release", flags: WHOSE, run: release };
pub(super) const SIGN_OUT: Kind = Kind { name: "sign-out", flags: WHOSE, run: sign_out };

const WHOSE: &[&str] = &["id", "email"];
const ID: &str = "the delegate's id, which stands in the address of their page: /delegates/ID; or give --email ADDRESS, one of the two";
const EMAIL: &str = "the address of the delegate's account, such as ada@example.org";

fn hold(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    stand(settings, errand, Rules::hold, "is held: nobody else sees it", "is held already")
}

fn release(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    stand(settings, errand, Rules::release, "is as it was before", "is not held")
}

type Change = fn(&mut Rules, &DelegateId, i64) -> Ruling<Option<Notice>, crate::store::Sqlite>;

fn stand(settings: &Settings, errand: &Errand, change: Change, done: &str, already: &str) -> Result<String, NotDone> {
    let mut rules = rules(settings)?;
    let id = whose(errand, &rules)?;
    Ok(match change(&mut rules, &id, now())? {
        None => format!("The account {id} {already}. Nothing was changed."),
        Some(notice) => format!("The account {id} {done}. {}", told(settings, notice)),
    })
}

fn sign_out(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    let mut rules = rules(settings)?;
    let id = whose(errand, &rules)?;
    let notice = rules.end_sign_ins(&id, now())?;
    Ok(format!(
        "The account {id} is signed out everywhere, and what was mailed for signing in opens nothing any more. {}",
        told(settings, notice)
    ))
}

/// The account that is meant: exactly one of the two flags names it.
fn whose(errand: &Errand, rules: &Rules) -> Result<DelegateId, NotDone> {
    let email = errand.get("email").map(|text| Email::parse(text).map_err(|_| NotDone::Flag("email", EMAIL))).transpose()?;
    match (errand.parsed::<DelegateId>("id", ID)?, email) {
        (Some(id), None) => Ok(id),
        (None, Some(email)) => Ok(rules.whose(&email)?),
        (Some(_), Some(_)) | (None, None) => Err(NotDone::Flag("id", ID)),
    }
}

/// Whether its owner hears of it, in words.
fn told(settings: &Settings, notice: Notice) -> &'static str {
    if !settings.awaited().is_empty() && settings.smtp_password.is_none() {
        "PLENARY_SMTP_PASSWORD is not in this environment, so no mail went to its owner: tell them yourself."
    } else if tell(settings, notice) {
        "Its owner is told by mail."
    } else {
        "The mail to its owner could not be sent: tell them yourself."
    }
}

/// Sends the mail before the program ends; `false` where the mail server did not take it.
fn tell(settings: &Settings, notice: Notice) -> bool {
    let event = settings.name.clone().unwrap_or_else(|| "the conference".to_owned());
    let url = settings.reached_at(settings.listen);
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return false };
    runtime.block_on(async {
        match Office::of(settings, &event, &url) {
            Ok(office) => office.deliver(&notice).await,
            Err(_) => false,
        }
    })
}
