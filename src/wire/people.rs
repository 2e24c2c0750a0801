//! People as JSON: the viewer's own profile, other delegates, the directory. A field that is not shared is absent, not null.

use super::{Malformed, member};
use crate::domain::delegate::{Delegate, DirectoryPage};
use crate::domain::device::Term;
use crate::domain::privacy::{Audience, Disclosed, Field, Own, PerField};
use crate::domain::profile::{AudienceUpdate, Profile, ProfileUpdate};
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

/// `GET /delegates/{id}`, and a row of the directory: id and the shared fields by key. What is not shared is not there.
#[derive(Clone, Serialize, Deserialize)]
pub struct Person {
    /// Opaque.
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    photo: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    job_title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organisation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pronouns: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    biography: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
}

impl Person {
    /// The member of a field. A new field does not compile before it has one.
    fn member(&mut self, field: Field) -> &mut Option<String> {
        match field {
            Field::Name => &mut self.name,
            Field::Photo => &mut self.photo,
            Field::JobTitle => &mut self.job_title,
            Field::Organisation => &mut self.organisation,
            Field::Pronouns => &mut self.pronouns,
            Field::Biography => &mut self.biography,
            Field::Email => &mut self.email,
            Field::Phone => &mut self.phone,
        }
    }

    fn nobody(id: String) -> Self {
        let none = || None;
        Self {
            id,
            name: none(),
            photo: none(),
            job_title: none(),
            organisation: none(),
            pronouns: none(),
            biography: none(),
            email: none(),
            phone: none(),
        }
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
}

/// `GET /me/preview?as=…`: exactly what that relation would get; `delegate` is absent where it would get nobody.
#[derive(Clone, Serialize, Deserialize)]
pub struct Preview {
    /// The same bytes as in `GET /delegates/{id}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegate: Option<Person>,
}

/// `GET /me/agenda`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Favourites {
    /// Ids of starred talks.
    pub talks: Vec<String>,
}

fn shared_text(field: Field, text: &str) -> Result<Option<Text>, Malformed> {
    Text::parse(text, field.limit(), field.is_multiline()).map_err(|_| Malformed(field.key()))
}

impl From<&Profile> for Me {
    fn from(profile: &Profile) -> Self {
        let fields = profile.fields.iter().map(|(field, own)| {
            let value = own.value.as_ref().map(|text| text.as_str().to_owned());
            (field.key().to_owned(), OwnField { value, audience: own.audience.key().to_owned() })
        });
        Self { id: profile.id.to_string(), listed: profile.listed, fields: fields.collect(), version: profile.version, session: None }
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
        Ok(Self { listed: me.listed, version: me.version, ..profile })
    }
}

impl From<&Delegate> for Person {
    fn from(delegate: &Delegate) -> Self {
        let mut person = Self::nobody(delegate.id.to_string());
        for (field, disclosed) in delegate.fields.iter() {
            match disclosed {
                Disclosed::Shared(text) => *person.member(field) = Some(text.as_str().to_owned()),
                Disclosed::Hidden => {}
            }
        }
        person
    }
}

impl TryFrom<Person> for Delegate {
    type Error = Malformed;

    /// Members that are no [`Field`] were dropped while decoding: a person's answer is never kept beyond what the contract names.
    fn try_from(mut person: Person) -> Result<Self, Malformed> {
        let mut fields = PerField::from_fn(|_| Disclosed::Hidden);
        for field in Field::ALL {
            if let Some(text) = person.member(field)
                && let Some(text) = shared_text(field, text)?
            {
                *fields.of_mut(field) = Disclosed::Shared(text);
            }
        }
        let Disclosed::Shared(name) = fields.of(Field::Name).clone() else { return Err(Malformed("name")) };
        Ok(Self { id: member("id", &person.id)?, name, fields })
    }
}

impl From<&DirectoryPage> for Directory {
    fn from(page: &DirectoryPage) -> Self {
        Self { delegates: page.delegates.iter().map(Person::from).collect(), found: page.found, next: page.next.clone() }
    }
}

impl TryFrom<Directory> for DirectoryPage {
    type Error = Malformed;

    fn try_from(directory: Directory) -> Result<Self, Malformed> {
        let delegates = directory.delegates.into_iter().map(Delegate::try_from).collect::<Result<_, _>>()?;
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
    use crate::domain::privacy::Relation;

    #[test]
    fn a_profile_survives_the_journey() {
        let mut profile = Profile::new("ada".parse().unwrap());
        profile.listed = true;
        *profile.fields.of_mut(Field::Phone) = Own { value: Text::parse("+44 1", 40, false).unwrap(), audience: Audience::Connections };
        let json = serde_json::to_string(&Me::from(&profile)).unwrap();
        assert_eq!(Profile::try_from(serde_json::from_str::<Me>(&json).unwrap()), Ok(profile));
    }

    #[test]
    fn what_is_hidden_is_not_in_the_json_at_all() {
        let fields = PerField::from_fn(|field| match field {
            Field::Name => Disclosed::Shared(Text::parse("Ada", 9, false).unwrap().unwrap()),
            _ => Disclosed::Hidden,
        });
        let delegate = Delegate { id: "ada".parse().unwrap(), name: Text::parse("Ada", 9, false).unwrap().unwrap(), fields };
        assert_eq!(serde_json::to_string(&Person::from(&delegate)).unwrap(), r#"{"id":"ada","name":"Ada"}"#);
        assert_eq!(Own { value: None, audience: Audience::OnlyMe }.disclose(Relation::Delegate), Disclosed::Hidden);
    }

    #[test]
    fn a_person_with_more_members_than_the_contract_names_loses_them() {
        let person: Person = serde_json::from_str(r#"{"id":"ada","name":"Ada","password_hash":"x","visible":false}"#).unwrap();
        assert_eq!(serde_json::to_string(&person).unwrap(), r#"{"id":"ada","name":"Ada"}"#);
        assert!(Delegate::try_from(person).is_ok());
    }
}
