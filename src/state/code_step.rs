//! The second step of a sign-in, kept in the tab: on a phone people go to their mail, and the browser may throw the tab away meanwhile. What is
//! kept opens nothing and names nobody: the challenge and its end, never the address. Not: the code.

use crate::api::Challenge;
use crate::browser::{TabStored, now_unix};

/// The challenge's id, and the Unix seconds at which it is dead by this device's clock.
const KEPT: TabStored<(String, i64)> = TabStored::at("plenary.code-step");

/// No challenge lives longer than this; a later end is a clock that was set back.
const LONGEST: i64 = 3600;

/// Keeps it for this tab. Where the browser keeps nothing, a reload begins anew, as it always did.
pub fn keep(challenge: &Challenge) {
    KEPT.write(&(challenge.id.to_string(), now_unix() + i64::from(challenge.expires_in)));
}

/// The challenge that still waits for its code, with the seconds that it has left.
pub fn kept() -> Option<Challenge> {
    let challenge = KEPT.read().and_then(|(id, until)| alive(&id, until - now_unix()));
    if challenge.is_none() {
        forget();
    }
    challenge
}

/// Somebody came in, signed out or wants another address.
pub fn forget() {
    KEPT.remove();
}

fn alive(id: &str, left: i64) -> Option<Challenge> {
    let expires_in = u32::try_from(left).ok().filter(|left| *left > 0 && i64::from(*left) <= LONGEST)?;
    Some(Challenge { id: id.parse().ok()?, expires_in })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_still_be_answered_is_asked_for_again() {
        assert_eq!(alive("abc", 599).map(|challenge| challenge.expires_in), Some(599));
        for (id, left) in [("abc", 0), ("abc", -5), ("abc", i64::MAX), ("abc", 86_400), ("a/b", 100), ("", 100)] {
            assert_eq!(alive(id, left), None, "{id} {left}");
        }
    }
}
