//! The span of time, and whose looking, that an errand is about. Not: what was looked at.

use super::{Errand, NotDone};
use crate::store::Sqlite;
use jiff::Timestamp;
use plenary::conference::Store;
use plenary::conference::access::{Accesses, Scope};
use plenary::domain::id::SessionId;
use std::collections::BTreeMap;

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
    let session = errand.parsed("session", "the name of a session, as 'extent' with --viewer lists them")?;
    Ok(Scope { from, to, viewer, session })
}

/// Refuses a viewer that nobody is, and a session that was never shown anything, or not to this viewer: of them "nobody's data was shown" would be true, and a
/// false comfort.
pub(super) fn is_known(store: &Sqlite, scope: &Scope) -> Result<(), NotDone> {
    if let Some(viewer) = &scope.viewer
        && store.person(viewer)?.is_none()
    {
        return Err(NotDone::Refused(
            "there is no account of this --viewer, so nothing was looked for: the id stands in the address of their page, /delegates/ID",
        ));
    }
    let Some(session) = &scope.session else { return Ok(()) };
    let mut is_theirs = false;
    store.accesses_between(i64::MIN, i64::MAX, &mut |access| {
        is_theirs |= access.viewer.is_some_and(|(who, name)| name == *session && scope.viewer.as_ref().is_none_or(|viewer| who == *viewer));
    })?;
    if is_theirs {
        return Ok(());
    }
    Err(NotDone::Refused(
        "the record has no --session of this name (with --viewer: none of theirs), so nothing was looked for: 'extent' with --viewer alone lists the names",
    ))
}

/// A line for each session in which something was shown, with its name for `--session`; of those of the scope.
pub(super) fn sessions(store: &Sqlite, scope: &Scope) -> Result<String, NotDone> {
    let mut found: BTreeMap<SessionId, (i64, i64)> = BTreeMap::new();
    store.accesses_between(scope.from, scope.to, &mut |access| {
        if let Some((who, session)) = access.viewer
            && scope.viewer.as_ref().is_some_and(|viewer| who == *viewer)
        {
            found.entry(session).or_insert((access.at, access.at)).1 = access.at;
        }
    })?;
    let line = |(session, (first, last)): (&SessionId, &(i64, i64))| {
        format!("It was shown in the session {session}, {} to {}\n", minute(*first), minute(*last))
    };
    Ok(found.iter().map(line).collect())
}

/// A moment to the minute, in UTC: more would pretend to know better than the log does.
pub(super) fn minute(unix: i64) -> String {
    Timestamp::from_second(unix).map_or_else(|_| unix.to_string(), |moment| moment.strftime("%Y-%m-%d %H:%M UTC").to_string())
}
