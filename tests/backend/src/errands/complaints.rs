//! `complaints`: what delegates complained about, the newest first; those of people who had themselves erased are left as references. Not: the mails,
//! which went out when each was written.

use super::{Errand, Kind, NotDone, open};
use crate::settings::Settings;
use crate::store::KeptComplaint;
use jiff::Timestamp;
use plenary::conference::Store;
use std::fmt::Write;

pub(super) const KIND: Kind = Kind { name: "complaints", flags: &["most"], run };

fn run(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    let most = errand.parsed("most", "how many are listed at most")?.unwrap_or(100);
    let store = open(settings)?;
    let all = store.complaints(most)?;
    let mut said = format!("{} complaints.\n", all.len());
    for KeptComplaint { reference, at, words, delegate } in all {
        let when = Timestamp::from_second(at).map(|at| at.strftime("%Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default();
        let who = delegate.map(|delegate| store.person(&delegate)).transpose()?.flatten();
        let who = who.map_or_else(|| "somebody who is gone".to_owned(), |person| person.email.as_str().to_owned());
        let _ = write!(said, "\n{reference}  {when}  {who}\n");
        for line in words.as_deref().unwrap_or_default().lines() {
            let _ = writeln!(said, "    {line}");
        }
    }
    Ok(said)
}
