//! `reports`: what delegates reported about each other, the newest first, with who they are: the mails about it name nobody. Not: what is done about it
//! (`hold`).

use super::{Errand, Kind, NotDone, open};
use crate::mail::reason;
use crate::settings::Settings;
use crate::store::{Sqlite, StoreFault};
use jiff::Timestamp;
use plenary::conference::Store;
use plenary::conference::connections::store::Connections;
use plenary::domain::id::DelegateId;
use std::fmt::Write;

pub(super) const KIND: Kind = Kind { name: "reports", flags: &["most"], run };

fn run(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    let most = errand.parsed("most", "how many are listed at most")?.unwrap_or(100);
    let store = open(settings)?;
    let all = store.reports(most)?;
    let mut said = format!("{} reports.\n", all.len());
    for report in all {
        let when = Timestamp::from_second(report.at).map(|at| at.strftime("%Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default();
        let _ = write!(said, "\n{}  {when}  {}\n", report.reference, reason(report.reason));
        let _ =
            writeln!(said, "    about {}\n    by    {}", who(&store, report.reported.as_ref())?, who(&store, report.reporter.as_ref())?);
        for line in report.words.iter().flat_map(|words| words.as_str().lines()) {
            let _ = writeln!(said, "    > {line}");
        }
    }
    Ok(said)
}

fn who(store: &Sqlite, id: Option<&DelegateId>) -> Result<String, StoreFault> {
    let Some(person) = id.map(|id| store.person(id)).transpose()?.flatten() else { return Ok("somebody who is gone".to_owned()) };
    Ok(format!("{} <{}> ({})", person.profile.name().unwrap_or("without a name"), person.email.as_str(), person.profile.id))
}
