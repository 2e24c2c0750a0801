//! The sign-in of an organisation as JSON: what is linked, and how a link is made. Not: tokens, which never leave the backend.

use super::Malformed;
use crate::domain::organisation::LinkedSignIn;
use crate::domain::text::Text;
use crate::domain::time::Moment;
use serde::{Deserialize, Serialize};

/// `GET /me/identities`: oldest first.
#[derive(Clone, Serialize, Deserialize)]
pub struct Identities {
    /// Every organisation's sign-in that opens the viewer's account.
    pub identities: Vec<IdentityEntry>,
}

/// One of [`Identities`].
#[derive(Clone, Serialize, Deserialize)]
pub struct IdentityEntry {
    /// Opaque; opens nothing.
    pub id: String,
    /// What people call the organisation.
    pub organisation: String,
    /// Unix seconds of the linking.
    pub since: i64,
}

/// The answer to `POST /me/identities`: where the browser goes next, as a whole page.
#[derive(Clone, Serialize, Deserialize)]
pub struct Onward {
    /// At the provider.
    pub address: String,
}

/// `GET /auth/oidc/join`: whether anything waits in this browser for a code.
#[derive(Clone, Serialize, Deserialize)]
pub struct JoinStanding {
    /// `null` where nothing does.
    pub join: Option<JoinEntry>,
}

/// What waits.
#[derive(Clone, Serialize, Deserialize)]
pub struct JoinEntry {
    /// What the code answers.
    pub challenge_id: String,
    /// Seconds until it is dead.
    pub expires_in: u32,
    /// What people call the organisation.
    pub organisation: String,
    /// The address that it vouches for; whether anybody is registered with it is not said.
    pub email: String,
}

impl TryFrom<IdentityEntry> for LinkedSignIn {
    type Error = Malformed;

    fn try_from(sent: IdentityEntry) -> Result<Self, Malformed> {
        let organisation = Text::parse(&sent.organisation, 200, false).ok().flatten().ok_or(Malformed("organisation"))?;
        let id = sent.id.parse().map_err(|_| Malformed("id"))?;
        Ok(Self { id, organisation, since: Moment::new(sent.since, 0) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_and_what_cannot_be_shown_is_refused() {
        let golden = r#"{"identities":[{"id":"i1","organisation":"Example Ministry","since":1790000000}]}"#;
        let sent: Identities = serde_json::from_str(golden).unwrap();
        assert_eq!(serde_json::to_string(&sent).unwrap(), golden);
        let one = LinkedSignIn::try_from(sent.identities[0].clone()).unwrap();
        assert_eq!((one.id.as_str(), one.organisation.as_str(), one.since.unix()), ("i1", "Example Ministry", 1_790_000_000));
        for (id, organisation) in [("", "x"), ("a/b", "x"), ("i1", ""), ("i1", "a\u{202e}b")] {
            let bad = IdentityEntry { id: id.into(), organisation: organisation.into(), since: 0 };
            assert!(LinkedSignIn::try_from(bad).is_err(), "{id} {organisation}");
        }
    }
}
