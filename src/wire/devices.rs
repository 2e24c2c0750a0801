//! The viewer's own sessions as JSON. Not: anything that opens one.

use super::{Malformed, member};
use crate::domain::device::{DeviceSession, Ending, Remaining};
use crate::domain::text::Text;
use crate::domain::time::Moment;
use serde::{Deserialize, Serialize};

/// `GET /me/sessions`: the one that asks first.
#[derive(Clone, Serialize, Deserialize)]
pub struct Sessions {
    /// Unix seconds by the backend's clock: the asker's own may be wrong.
    pub now: i64,
    /// Every session that is not over.
    pub sessions: Vec<OwnSession>,
}

/// One of [`Sessions`].
#[derive(Clone, Serialize, Deserialize)]
pub struct OwnSession {
    /// Opaque; opens nothing.
    pub id: String,
    /// What the device is called.
    pub label: String,
    /// Unix seconds of the sign-in.
    pub created: i64,
    /// Unix seconds of the latest request, give or take a minute.
    pub seen: i64,
    /// It is the one that asks.
    pub current: bool,
}

/// The answer to `DELETE /me/sessions`.
#[derive(Clone, Serialize, Deserialize)]
pub struct Ended {
    /// How many are over now.
    pub sessions: u32,
}

/// The answer to `POST /me/sessions/{id}/disown`.
#[derive(Clone, Serialize, Deserialize)]
pub struct Disowned {
    /// How many sessions are over now.
    pub sessions: u32,
    /// How many mailed codes and links open nothing any more.
    pub letters: u32,
    /// How many passkeys and organisations' sign-ins open the account no more.
    #[serde(default)]
    pub ways: u32,
}

/// `GET /me/session`.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct SessionRemaining {
    /// Seconds until the session ends whatever happens.
    pub ends_in: u32,
    /// Seconds until it ends if nothing else is asked.
    pub idle_in: u32,
}

impl From<Remaining> for SessionRemaining {
    fn from(Remaining { ends_in, idle_in }: Remaining) -> Self {
        Self { ends_in, idle_in }
    }
}

impl From<SessionRemaining> for Remaining {
    fn from(SessionRemaining { ends_in, idle_in }: SessionRemaining) -> Self {
        Self { ends_in, idle_in }
    }
}

impl From<Disowned> for Ending {
    fn from(Disowned { sessions, letters, ways }: Disowned) -> Self {
        Self { sessions, letters, ways }
    }
}

impl TryFrom<Sessions> for Vec<DeviceSession> {
    type Error = Malformed;

    fn try_from(Sessions { now, sessions }: Sessions) -> Result<Self, Malformed> {
        sessions.into_iter().map(|sent| device(sent, now)).collect()
    }
}

fn device(sent: OwnSession, now: i64) -> Result<DeviceSession, Malformed> {
    let label = Text::parse(&sent.label, 80, false).ok().flatten().ok_or(Malformed("label"))?;
    let used_ago = u32::try_from(now.saturating_sub(sent.seen).max(0)).unwrap_or(u32::MAX);
    Ok(DeviceSession { id: member("id", &sent.id)?, label, created: Moment::new(sent.created, 0), used_ago, current: sent.current })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_read_and_what_cannot_be_shown_is_refused() {
        let golden = include_str!("../../tests/contract/golden/sessions.json");
        let sent: Sessions = serde_json::from_str(golden).unwrap();
        let (written, meant): (serde_json::Value, serde_json::Value) =
            (serde_json::to_value(&sent).unwrap(), serde_json::from_str(golden).unwrap());
        assert_eq!(written, meant);
        let all: Vec<DeviceSession> = sent.clone().try_into().unwrap();
        let read: Vec<_> = all.iter().map(|one| (one.id.as_str(), one.label.as_str(), one.used_ago, one.current)).collect();
        assert_eq!(read, [("5f0c1d", "Firefox on Android", 12, true), ("a91e77", "A browser", 86_400, false)]);
        assert_eq!(all[0].created.unix(), 1_790_000_000);
        for (id, label) in [("", "x"), ("a/b", "x"), ("s1", ""), ("s1", "a\u{202e}b"), ("s1", &"x".repeat(81))] {
            let bad = OwnSession { id: id.into(), label: label.into(), ..sent.sessions[0].clone() };
            assert!(Vec::<DeviceSession>::try_from(Sessions { now: sent.now, sessions: vec![bad] }).is_err(), "{id} {label}");
        }
        let future = OwnSession { seen: i64::MAX, ..sent.sessions[0].clone() };
        assert_eq!(device(future, sent.now).unwrap().used_ago, 0);
    }
}
