//! Sends what everybody is told to those who are to have it as a mail, a few at a time, so that the codes of people who sign in do not wait behind
//! thousands. What is still to be sent stands in the database: a server that is killed goes on where it was. Not: who gets one
//! (`errands::announce`).

use super::{Office, bulletin, letter};
use crate::apart::Apart;
use crate::desk::now;
use crate::log;
use crate::store::{Sqlite, StoreFault, Waiting};
use lettre::AsyncTransport;
use plenary::conference::bulletins::Bulletins;
use plenary::domain::bulletin::Bulletin;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::Duration;

/// Mails that are taken at once.
const BATCH: u32 = 20;
/// Between two looks whether there are any.
const PAUSE: Duration = Duration::from_secs(1);
/// Seconds after which another process may take what this one has taken and not sent: longer than a whole batch can take.
const CLAIM: i64 = 300;
/// Attempts at one mail; the pauses between them double from a minute to an hour.
const TRIES: u32 = 8;

/// Sends for good.
pub async fn send_all(store: Apart, office: Arc<Office>) {
    let mut is_told = false;
    // Where that fails, they are due again after a while all the same.
    let _ = store.ask(Sqlite::release_mails).await;
    loop {
        match round(&store, &office).await {
            Ok(0) => {}
            Ok(sent) => {
                is_told = false;
                log::line("notices_mailed", &[("mails", &sent)]);
            }
            Err(why) if !std::mem::replace(&mut is_told, true) => log::line("notices_not_mailed", &[("because", &why)]),
            Err(_) => {}
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn round(store: &Apart, office: &Office) -> Result<usize, StoreFault> {
    let at = now();
    let Some(claimed) = store.ask(move |store| store.claim_mails(BATCH, at, at + CLAIM)).await else { return Ok(0) };
    let mut sent = 0;
    for mail in claimed? {
        let id = mail.bulletin.clone();
        let told = match store.ask(move |store| store.bulletin(&id)).await {
            Some(told) => told?,
            None => return Ok(sent),
        };
        let Waiting { number, tries, .. } = mail;
        let outcome = match told {
            Some(told) => deliver(office, &told, &mail).await,
            None => Outcome::Never,
        };
        sent += usize::from(outcome == Outcome::Sent);
        let noted = match outcome {
            Outcome::Later if tries < TRIES => {
                let due = now() + (60 << tries.saturating_sub(1)).min(3600);
                store.ask(move |store| store.mail_put_off(number, due)).await
            }
            Outcome::Sent | Outcome::Never | Outcome::Later => store.ask(move |store| store.mail_done(number)).await,
        };
        noted.transpose()?;
    }
    Ok(sent)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Sent,
    Later,
    Never,
}

async fn deliver(office: &Office, told: &Bulletin, mail: &Waiting) -> Outcome {
    let digest = Sha256::digest(format!("{} {} {}", told.id, told.revision, mail.to.as_str()));
    let number: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let Ok(message) = bulletin::compose(told, &mail.to, &letter::message_id(&number, &office.from), office) else {
        log::line("mail_failed", &[("reason", &"address_unusable")]);
        return Outcome::Never;
    };
    let Err(fault) = office.transport.send(message).await else { return Outcome::Sent };
    let status = fault.status().map_or_else(|| "none".to_owned(), |code| code.to_string());
    log::line("mail_failed", &[("attempt", &mail.tries), ("smtp_status", &status), ("final", &fault.is_permanent())]);
    if fault.is_permanent() { Outcome::Never } else { Outcome::Later }
}
