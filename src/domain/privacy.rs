//! The one policy of the repository: which field may be seen by whom. Not: how it is stored or drawn.

use super::links;
use super::text::{Text, TextFault};

/// A fact about a delegate that has an audience of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The name as shown.
    Name,
    /// A portrait, named by its [`super::id::PhotoId`].
    Photo,
    /// What the person does.
    JobTitle,
    /// Whom they do it for.
    Organisation,
    /// How to speak of them.
    Pronouns,
    /// What one can talk with them in.
    Languages,
    /// A few sentences about themselves.
    Biography,
    /// Pages elsewhere, one address a line.
    Links,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
}

impl Field {
    /// Every field, in the order in which people see them.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Photo,
        Self::JobTitle,
        Self::Organisation,
        Self::Pronouns,
        Self::Languages,
        Self::Biography,
        Self::Links,
        Self::Email,
        Self::Phone,
    ];

    /// The member name in the contract's JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Photo => "photo",
            Self::JobTitle => "job_title",
            Self::Organisation => "organisation",
            Self::Pronouns => "pronouns",
            Self::Languages => "languages",
            Self::Biography => "biography",
            Self::Links => "links",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }

    /// The field whose [`Field::key`] is `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// Most characters that a text in this field may have.
    pub fn limit(self) -> usize {
        match self {
            Self::Name | Self::JobTitle | Self::Organisation | Self::Languages => 120,
            Self::Pronouns => 40,
            Self::Biography | Self::Links => 1000,
            Self::Email => 254,
            Self::Phone => 40,
            Self::Photo => 64,
        }
    }

    /// Whether the text may have several lines.
    pub fn is_multiline(self) -> bool {
        match self {
            Self::Biography | Self::Links => true,
            Self::Name
            | Self::Photo
            | Self::JobTitle
            | Self::Organisation
            | Self::Pronouns
            | Self::Languages
            | Self::Email
            | Self::Phone => false,
        }
    }

    /// What was typed, as a text of this field; `Ok(None)` where nothing was. Everything that becomes a value of a field came through here.
    pub fn parse(self, typed: &str) -> Result<Option<Text>, TextFault> {
        let text = Text::parse(typed, self.limit(), self.is_multiline())?;
        match self {
            Self::Links => text.map(links::checked).transpose(),
            Self::Name
            | Self::Photo
            | Self::JobTitle
            | Self::Organisation
            | Self::Pronouns
            | Self::Languages
            | Self::Biography
            | Self::Email
            | Self::Phone => Ok(text),
        }
    }

    /// Whether `PATCH /me` may change it. The address is where proofs are sent, the photo is bytes: each has a way of its own.
    pub fn is_edited_as_text(self) -> bool {
        match self {
            Self::Email | Self::Photo => false,
            Self::Name
            | Self::JobTitle
            | Self::Organisation
            | Self::Pronouns
            | Self::Languages
            | Self::Biography
            | Self::Links
            | Self::Phone => true,
        }
    }

    /// Whether changing it needs a fresh proof: what people recognise or reach somebody by (OWASP ASVS 5.0 V7.5.1).
    pub fn needs_step_up(self) -> bool {
        match self {
            Self::Name | Self::Photo | Self::JobTitle | Self::Email | Self::Phone => true,
            Self::Organisation | Self::Pronouns | Self::Languages | Self::Biography | Self::Links => false,
        }
    }
}

/// One value for every [`Field`]; none can be forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PerField<T>([T; Field::ALL.len()]);

impl<T> PerField<T> {
    /// Asks `value` for every field.
    pub fn from_fn(value: impl FnMut(Field) -> T) -> Self {
        Self(Field::ALL.map(value))
    }

    /// The value of one field.
    pub fn of(&self, field: Field) -> &T {
        &self.0[Self::index(field)]
    }

    /// The value of one field, to change.
    pub fn of_mut(&mut self, field: Field) -> &mut T {
        &mut self.0[Self::index(field)]
    }

    /// Fields with their values, in the order of [`Field::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Field, &T)> {
        Field::ALL.into_iter().zip(&self.0)
    }

    fn index(field: Field) -> usize {
        Field::ALL.iter().position(|f| *f == field).unwrap_or_default()
    }
}

/// Who may see a field. Ordered from narrow to wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Nobody but the person themselves. Where every field starts (UK GDPR Art. 25).
    OnlyMe,
    /// People with whom contact details were exchanged.
    Connections,
    /// Every signed-in delegate of this conference.
    Delegates,
}

/// What somebody who asks is to the person asked about. A stranger has no relation: they get nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The person themselves.
    Myself,
    /// Somebody with whom they exchanged contact details.
    Connection,
    /// Any other signed-in delegate.
    Delegate,
}

impl Audience {
    /// Every audience, narrow to wide.
    pub const ALL: [Self; 3] = [Self::OnlyMe, Self::Connections, Self::Delegates];

    /// May somebody in this relation see what has this audience? Everything that is ever disclosed went through here.
    pub fn admits(self, relation: Relation) -> bool {
        match (self, relation) {
            (_, Relation::Myself) => true,
            (Self::OnlyMe, Relation::Connection | Relation::Delegate) => false,
            (Self::Connections, Relation::Connection) => true,
            (Self::Connections, Relation::Delegate) => false,
            (Self::Delegates, Relation::Connection | Relation::Delegate) => true,
        }
    }

    /// The word in the contract's JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::OnlyMe => "only_me",
            Self::Connections => "connections",
            Self::Delegates => "delegates",
        }
    }

    /// The audience whose [`Audience::key`] is `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.key() == key)
    }
}

/// A field of the viewer's own: its value (none: not filled in) and who may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// `None`: not filled in.
    pub value: Option<Text>,
    /// Who may see the value.
    pub audience: Audience,
}

/// A field of somebody else. `Hidden` is "not shared with you" and "not filled in" alike: nobody may tell them apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disclosed<T> {
    /// Shared with the viewer.
    Shared(T),
    /// Absent, for a reason that is nobody's business.
    Hidden,
}

impl Own {
    /// What somebody in this relation gets of the field.
    pub fn disclose(&self, relation: Relation) -> Disclosed<&Text> {
        match &self.value {
            Some(value) if self.audience.admits(relation) => Disclosed::Shared(value),
            Some(_) | None => Disclosed::Hidden,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admits_is_decided_for_every_pair() {
        use Audience::*;
        let table = [(OnlyMe, [true, false, false]), (Connections, [true, true, false]), (Delegates, [true, true, true])];
        for (audience, expected) in table {
            for (relation, admitted) in [Relation::Myself, Relation::Connection, Relation::Delegate].into_iter().zip(expected) {
                assert_eq!(audience.admits(relation), admitted, "{audience:?} {relation:?}");
            }
        }
    }

    #[test]
    fn hidden_and_empty_are_the_same_answer() {
        let text = Text::parse("+44 20 7946 0000", 40, false).unwrap();
        let hidden = Own { value: text.clone(), audience: Audience::OnlyMe };
        let empty = Own { value: None, audience: Audience::Delegates };
        assert_eq!(hidden.disclose(Relation::Delegate), empty.disclose(Relation::Delegate));
        assert_eq!(hidden.disclose(Relation::Myself), Disclosed::Shared(&text.unwrap()));
    }

    #[test]
    fn keys_are_unique_and_read_back() {
        for field in Field::ALL {
            assert_eq!(Field::from_key(field.key()), Some(field));
            assert!(PerField::from_fn(|f| f).of(field) == &field);
        }
        for audience in Audience::ALL {
            assert_eq!(Audience::from_key(audience.key()), Some(audience));
        }
        assert_eq!(Field::from_key("role"), None);
    }
}
