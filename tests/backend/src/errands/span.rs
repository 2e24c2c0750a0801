//! The span of time, and whose looking, that an errand is about. Not: what was looked at.

use super::{Errand, NotDone};
use jiff::Timestamp;
use plenary::conference::access::Scope;

/// The flags of [`scope`].
pub(super) const FLAGS: [&str; 4] = ["from", "to", "viewer", "session"];

const MOMENT: &str = "a moment with its zone, as 2026-11-24T09:30:00Z or 2026-11-24T10:30:00+01:00";

/// What the flags say.
pub(super) fn scope(errand: &Errand) -> Result<Scope, NotDone> {
    let moment = |flag| {
        let text = errand.need(flag, MOMENT)?;
        text.parse::<Timestamp>().map(Timestamp::as_second).map_err(|_| NotDone::Flag(flag, MOMENT))
    };
    let (from, to) = (moment("from")?, moment("to")?);
    if from > to {
        return Err(NotDone::Flag("to", "after --from"));
    }
    let viewer = errand.parsed("viewer", "the id of a delegate, as it stands in /delegates/…")?;
    let session = errand.parsed("session", "the name of a session, as it stands in a list of devices")?;
    Ok(Scope { from, to, viewer, session })
}

/// A moment to the minute, in UTC: more would pretend to know better than the log does.
pub(super) fn minute(unix: i64) -> String {
    Timestamp::from_second(unix).map_or_else(|_| unix.to_string(), |moment| moment.strftime("%Y-%m-%d %H:%M UTC").to_string())
}
