//! Identifiers, parsed once and opaque afterwards. Not: numbers to calculate with, nor anything derived from a person.

use std::fmt;
use std::str::FromStr;

/// A string that cannot be an identifier: empty, longer than 64 bytes, or holding anything but ASCII letters, digits, `-`, `_`, `.`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MalformedId;

impl fmt::Display for MalformedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an identifier is 1 to 64 letters, digits, '-', '_' or '.'")
    }
}

impl std::error::Error for MalformedId {}

fn is_wellformed(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().any(|b| b.is_ascii_alphanumeric())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The identifier as it stands in URLs and JSON.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = MalformedId;

            fn from_str(text: &str) -> Result<Self, MalformedId> {
                if is_wellformed(text) { Ok(Self(text.into())) } else { Err(MalformedId) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

id! {
    /// Names a delegate; random, so it says nothing about the person.
    DelegateId,
    /// Names an item of the programme; unique in one agenda.
    TalkId,
    /// Names a room.
    RoomId,
    /// Names a track.
    TrackId,
    /// Names a speaker of the programme (not necessarily a delegate).
    SpeakerId,
    /// Names a started sign-in; worth nothing without its proof.
    ChallengeId,
    /// Names a session in its owner's list of devices; opens nothing, and stays when the session's secret changes.
    SessionId,
    /// Names a passkey in its owner's list; not the authenticator's own name for it.
    PasskeyId,
    /// Names a link to somebody's sign-in at their organisation, in its owner's list.
    IdentityId,
    /// Names a change of one's own profile, to undo it.
    ChangeId,
    /// Names a connection of two people, or the question that may become one, for both of them.
    ConnectionId,
    /// Names an incident that the organisers wrote down.
    IncidentId,
    /// Names what the organisers tell everybody, through all its revisions.
    BulletinId,
    /// Names one stored photo; a new photo has a new id, so an old address is dead.
    PhotoId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_what_programmes_use_and_refuses_what_could_leave_a_path() {
        for good in ["11223", "MJA8QY", "6a32cb72-a69d-423c-91b5-60d88eb8e6c7", "a.b_c"] {
            assert_eq!(good.parse::<TalkId>().unwrap().as_str(), good);
        }
        for bad in ["", "..", ".", "a/b", "a b", "ä", "a%2f", "a?b", &"x".repeat(65)] {
            assert_eq!(bad.parse::<TalkId>(), Err(MalformedId), "{bad:?}");
        }
    }
}
