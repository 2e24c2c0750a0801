//! What organisers do with one account, whose owner is told by mail. `hold` and `release`: nobody else sees it while they look at it. `sign-out`: every
//! sign-in of it ends. Not: a way to read it.

use super::{Errand, Kind, NotDone, rules};
use crate::desk::{Rules, now};
use crate::mail::Office;
use crate::settings::Settings;
use crate::store::{Sqlite, StoreFault};
use jiff::Timestamp;
use plenary::conference::history::UNDO_SECONDS;
use plenary::conference::{Notice, Refusal, Ruling, Told};
use plenary::domain::id::DelegateId;
use plenary::domain::text::Email;

pub(super) const HOLD: Kind = Kind { name: "hold", flags: WHOSE, run: hold };
pub(super) const RELEASE: Kind = Kind { name: "release", flags: WHOSE, run: release };
pub(super) const SIGN_OUT: Kind = Kind { name: "sign-out", flags: WHOSE, run: sign_out };

const WHOSE: &[&str] = &["id", "email"];
const ID: &str = "the delegate's id, which stands in the address of their page: /delegates/ID; or give --email ADDRESS, one of the two";
const EMAIL: &str = "the address of the delegate's account, such as ada@example.org";
const NO_ID: NotDone = NotDone::Refused("no account has this id, or it was removed");
const NO_ADDRESS: NotDone = NotDone::Refused("no account has this address, or it was removed");

fn hold(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    stand(settings, errand, Rules::hold, "is held: nobody else sees it", "is held already")
}

fn release(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    stand(settings, errand, Rules::release, "is as it was before", "is not held")
}

type Change = fn(&mut Rules, &DelegateId, i64) -> Ruling<Told, Sqlite>;

fn stand(settings: &Settings, errand: &Errand, change: Change, done: &str, already: &str) -> Result<String, NotDone> {
    let (mut rules, now) = (rules(settings)?, now());
    let id = whose(errand, &rules, now)?;
    let told = known(errand, change(&mut rules, &id, now))?;
    let moved = moved(&id, &told);
    Ok(match told.notices.as_slice() {
        [] => format!("The account {id} {already}. Nothing was changed.{moved}"),
        notices => format!("The account {id} {done}. {}{moved}", tell(settings, notices)),
    })
}

fn sign_out(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    let (mut rules, now) = (rules(settings)?, now());
    let id = whose(errand, &rules, now)?;
    let out = known(errand, rules.end_sign_ins(&id, now))?;
    let moved = moved(&id, &out.told);
    let ended = match out.sessions {
        0 => "no sign-in was open".to_owned(),
        1 => "1 sign-in ended".to_owned(),
        many => format!("{many} sign-ins ended"),
    };
    Ok(match out.told.notices.as_slice() {
        [] => {
            format!("The account {id} was signed in nowhere, and no mailed code was waiting. Nothing was changed, and no mail went.{moved}")
        }
        notices => {
            let told = tell(settings, notices);
            format!(
                "The account {id} is signed out everywhere: {ended}, and what was mailed for signing in opens nothing any more. {told}{moved}"
            )
        }
    })
}

/// The account that is meant: exactly one of the two flags names it.
fn whose(errand: &Errand, rules: &Rules, now: i64) -> Result<DelegateId, NotDone> {
    let email = errand.get("email").map(|text| Email::parse(text).map_err(|_| NotDone::Flag("email", EMAIL))).transpose()?;
    match (errand.parsed::<DelegateId>("id", ID)?, email) {
        (Some(id), None) => Ok(id),
        (None, Some(email)) => known(errand, rules.whose(&email, now)),
        (Some(_), Some(_)) => Err(NotDone::Refused("give --id or --email, not both")),
        (None, None) => Err(NotDone::Flag("id", ID)),
    }
}

/// Whoever mistyped is told which of the two is not known.
fn known<T>(errand: &Errand, ruling: Result<T, Refusal<StoreFault>>) -> Result<T, NotDone> {
    ruling.map_err(|refusal| match refusal {
        Refusal::NotFound if errand.get("id").is_some() => NO_ID,
        Refusal::NotFound => NO_ADDRESS,
        other => other.into(),
    })
}

/// What organisers have to know where the address was changed lately, in words: the owner's last sign-in is where they take it back, and a sign-out ends it.
fn moved(id: &DelegateId, told: &Told) -> String {
    let time = |unix: i64| Timestamp::from_second(unix).map(|at| at.to_string()).unwrap_or_default();
    told.moved.map_or_else(String::new, |at| {
        format!(
            "\nIts address was changed at {}. Was it not its owner? Then hold first: hold --id {id}. Until {} they can take the address back where they are \
             still signed in, once you release the account; sign it out only after that.",
            time(at),
            time(at + UNDO_SECONDS)
        )
    })
}

/// Tells the owner, and says in words whether they hear of it.
fn tell(settings: &Settings, notices: &[Notice]) -> &'static str {
    if !settings.awaited().is_empty() && settings.smtp_password.is_none() {
        "PLENARY_SMTP_PASSWORD is not in this environment, so no mail went to its owner: tell them yourself."
    } else if send(settings, notices) {
        "Its owner is told by mail."
    } else {
        "The mail to its owner could not be sent: tell them yourself."
    }
}

/// Sends the mails before the program ends; `false` where the mail server did not take one of them.
fn send(settings: &Settings, notices: &[Notice]) -> bool {
    let event = settings.name.clone().unwrap_or_else(|| "the conference".to_owned());
    let url = settings.reached_at(settings.listen);
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return false };
    runtime.block_on(async {
        let Ok(office) = Office::of(settings, &event, &url) else { return false };
        let mut all = true;
        for notice in notices {
            all &= office.deliver(notice).await;
        }
        all
    })
}
