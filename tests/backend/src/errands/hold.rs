//! `hold` and `release`: nobody else sees an account while the organisers look at it, and its owner is told by mail. Not: a way to read it.

use super::{Errand, Kind, NotDone, rules};
use crate::desk::{Rules, now};
use crate::mail::Office;
use crate::settings::Settings;
use plenary::conference::{Notice, Ruling};
use plenary::domain::id::DelegateId;

pub(super) const HOLD: Kind = Kind { name: "hold", flags: &["id"], run: hold };
pub(super) const RELEASE: Kind = Kind { name: "release", flags: &["id"], run: release };

const ID: &str = "the delegate's id, which stands in the address of their page: /delegates/ID";

fn hold(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    stand(settings, errand, Rules::hold, "is held: nobody else sees it", "is held already")
}

fn release(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    stand(settings, errand, Rules::release, "is as it was before", "is not held")
}

type Change = fn(&mut Rules, &DelegateId, i64) -> Ruling<Option<Notice>, crate::store::Sqlite>;

fn stand(settings: &Settings, errand: &Errand, change: Change, done: &str, already: &str) -> Result<String, NotDone> {
    let id: DelegateId = errand.parsed("id", ID)?.ok_or(NotDone::Flag("id", ID))?;
    Ok(match change(&mut rules(settings)?, &id, now())? {
        None => format!("The account {already}. Nothing was changed."),
        Some(notice) => {
            let told = if !settings.awaited().is_empty() && settings.smtp_password.is_none() {
                "PLENARY_SMTP_PASSWORD is not in this environment, so no mail went to its owner: tell them yourself."
            } else if tell(settings, notice) {
                "Its owner is told by mail."
            } else {
                "The mail to its owner could not be sent: tell them yourself."
            };
            format!("The account {done}. {told}")
        }
    })
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
