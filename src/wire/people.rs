//! People as JSON: the viewer's own profile, other delegates, the directory. A field that is not shared is absent, not null.

use super::person::Beyond;
pub use super::person::Person;
use super::{Malformed, member};
use crate::domain::delegate::{Delegate, DirectoryPage};
use crate::domain::device::Term;
use crate::domain::over_share::{OverShare, Place};
use crate::domain::privacy::{Audience, Field, Own};
use crate::domain::profile::{AudienceUpdate, Profile, ProfileUpdate};
use crate::domain::reach::Reach;
use crate::domain::standing::Standing;
use crate::domain::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET /me`, and the answer to every change of it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Me {
    /// Opaque.
    pub id: String,
    /// The viewer asked to be in the directory.
    pub listed: bool,
    /// Every [`Field`] by its key.
    pub fields: BTreeMap<String, OwnField>,
    /// Also the number in the `ETag`.
    pub version: u64,
    /// [`Standing::key`], where the organisers hold the account; otherwise absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<String>,
    /// How long the session that asks goes on; in `GET /me` and the answer to a sign-in, where the backend says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionTerm>,
}

/// Durations, because the asker's clock may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionTerm {
    /// Seconds until the session ends whatever happens.
    pub ends_in: u32,
    /// Seconds without a request after which it ends.
    pub idle_after: u32,
}

impl From<Term> for SessionTerm {
    fn from(Term { ends_in, idle_after }: Term) -> Self {
        Self { ends_in, idle_after }
    }
}

impl From<SessionTerm> for Term {
    fn from(SessionTerm { ends_in, idle_after }: SessionTerm) -> Self {
        Self { ends_in, idle_after }
    }
}

/// A field of [`Me`].
#[derive(Clone, Serialize, Deserialize)]
pub struct OwnField {
    /// Absent: not filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// [`Audience::key`].
    pub audience: String,
}

/// `PATCH /me`: field key to new text; `null` empties the field. Unknown keys are refused and nothing is applied.
pub type Patch = BTreeMap<String, Option<String>>;

/// `PUT /me/audiences`: field key to audience key, and `listed`.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audiences {
    /// Field key to [`Audience::key`].
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Whether to be in the directory; absent: as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<bool>,
}

/// `GET /me/audiences`: how many people the viewer's audiences are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudienceSizes {
    /// People to whom the viewer gave something that still stands.
    pub connections: usize,
    /// No more people than this may sign in; a round number.
    pub delegates_at_most: usize,
}

impl From<Reach> for AudienceSizes {
    fn from(Reach { connections, delegates_at_most }: Reach) -> Self {
        Self { connections, delegates_at_most }
    }
}

impl From<AudienceSizes> for Reach {
    fn from(AudienceSizes { connections, delegates_at_most }: AudienceSizes) -> Self {
        Self { connections, delegates_at_most }
    }
}

/// `GET /delegates`.
#[derive(Clone, Serialize, Deserialize)]
pub struct Directory {
    /// A page, by name.
    pub delegates: Vec<Person>,
    /// How many listed people the query finds.
    pub found: usize,
    /// Absent at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// What came beyond the contract.
    #[serde(flatten, skip_serializing)]
    pub beyond: Beyond,
}

impl Directory {
    /// What came beyond the contract, in the page and its rows.
    pub fn over_share(&self) -> OverShare {
        let mut report = OverShare::new(Place::Directory);
        self.beyond.report(&mut report);
        for person in &self.delegates {
            person.report(&mut report);
        }
        report
    }
}

/// `GET /me/preview?as=…`: exactly what that relation would get; `delegate` is absent where it would get nobody.
#[derive(Clone, Serialize, Deserialize)]
pub struct Preview {
    /// The same bytes as in `GET /delegates/{id}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegate: Option<Person>,
    /// What came beside it, beyond the contract.
    #[serde(flatten, skip_serializing)]
    pub beyond: Beyond,
}

impl Preview {
    /// What came beyond the contract, around the person and in them.
    pub fn over_share(&self) -> OverShare {
        let mut report = OverShare::new(Place::Preview);
        self.beyond.report(&mut report);
        if let Some(person) = &self.delegate {
            person.report(&mut report);
        }
        report
    }
}

impl From<Option<&Delegate>> for Preview {
    fn from(seen: Option<&Delegate>) -> Self {
        Self { delegate: seen.map(Person::from), beyond: Beyond::default() }
    }
}

/// `GET /me/agenda`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Favourites {
    /// Ids of starred talks.
    pub talks: Vec<String>,
}

fn shared_text(field: Field, text: &str) -> Result<Option<Text>, Malformed> {
    field.parse(text).map_err(|_| Malformed(field.key()))
}

impl From<&Profile> for Me {
    fn from(profile: &Profile) -> Self {
        let fields = profile.fields.iter().map(|(field, own)| {
            let value = own.value.as_ref().map(|text| text.as_str().to_owned());
            (field.key().to_owned(), OwnField { value, audience: own.audience.key().to_owned() })
        });
        Self {
            id: profile.id.to_string(),
            listed: profile.listed,
            fields: fields.collect(),
            version: profile.version,
            standing: profile.standing.key().map(str::to_owned),
            session: None,
        }
    }
}

impl TryFrom<Me> for Profile {
    type Error = Malformed;

    fn try_from(me: Me) -> Result<Self, Malformed> {
        let mut profile = Self::new(member("id", &me.id)?);
        for field in Field::ALL {
            let own = me.fields.get(field.key()).ok_or(Malformed(field.key()))?;
            let audience = Audience::from_key(&own.audience).ok_or(Malformed("audience"))?;
            let value = own.value.as_deref().map_or(Ok(None), |text| shared_text(field, text))?;
            *profile.fields.of_mut(field) = Own { value, audience };
        }
        let standing = Standing::from_key(me.standing.as_deref()).ok_or(Malformed("standing"))?;
        Ok(Self { listed: me.listed, standing, version: me.version, ..profile })
    }
}

impl From<&DirectoryPage> for Directory {
    fn from(page: &DirectoryPage) -> Self {
        Self {
            delegates: page.delegates.iter().map(Person::from).collect(),
            found: page.found,
            next: page.next.clone(),
            beyond: Beyond::default(),
        }
    }
}

impl TryFrom<Directory> for DirectoryPage {
    type Error = Malformed;

    fn try_from(directory: Directory) -> Result<Self, Malformed> {
        let there = directory.delegates.into_iter().filter(|person| !person.is_withheld());
        let delegates = there.map(Delegate::try_from).collect::<Result<_, _>>()?;
        Ok(Self { delegates, found: directory.found, next: directory.next })
    }
}

impl From<&ProfileUpdate> for BTreeMap<String, Option<String>> {
    fn from(update: &ProfileUpdate) -> Self {
        update.changes().iter().map(|(field, text)| (field.key().to_owned(), text.as_ref().map(|t| t.as_str().to_owned()))).collect()
    }
}

impl From<&AudienceUpdate> for Audiences {
    fn from(update: &AudienceUpdate) -> Self {
        let fields = update.audiences.iter().map(|(field, audience)| (field.key().to_owned(), audience.key().to_owned()));
        Self { fields: fields.collect(), listed: update.listed }
    }
}

impl TryFrom<Audiences> for AudienceUpdate {
    type Error = Malformed;

    fn try_from(wire: Audiences) -> Result<Self, Malformed> {
        let audiences = wire.fields.iter().map(|(field, audience)| {
            let field = Field::from_key(field).ok_or(Malformed("fields"))?;
            Ok((field, Audience::from_key(audience).ok_or(Malformed(field.key()))?))
        });
        Ok(Self { audiences: audiences.collect::<Result<_, _>>()?, listed: wire.listed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t08_members_beyond_the_contract_are_counted_around_a_preview_too() {
        let sent = r#"{"as_admin":true,"delegate":{"id":"ada","name":"Ada","hash":"x"}}"#;
        let preview: Preview = serde_json::from_str(sent).unwrap();
        assert_eq!(preview.over_share().members().map(|(name, _)| name).collect::<Vec<_>>(), ["as_admin", "hash"]);
        assert_eq!(serde_json::to_string(&preview).unwrap(), r#"{"delegate":{"id":"ada","name":"Ada"}}"#);
        let nobody: Preview = serde_json::from_str(r#"{"reason":"hidden"}"#).unwrap();
        assert_eq!(nobody.over_share().members().map(|(name, _)| name).collect::<Vec<_>>(), ["reason"]);
        assert_eq!(serde_json::to_string(&Preview::from(None)).unwrap(), "{}");
    }

    #[test]
    fn a_profile_survives_the_journey() {
        let mut profile = Profile::new("ada".parse().unwrap());
        profile.listed = true;
        *profile.fields.of_mut(Field::Phone) = Own { value: Text::parse("+44 1", 40, false).unwrap(), audience: Audience::Connections };
        let json = serde_json::to_string(&Me::from(&profile)).unwrap();
        assert_eq!(Profile::try_from(serde_json::from_str::<Me>(&json).unwrap()), Ok(profile));
    }
}
