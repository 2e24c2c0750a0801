//! The viewer's own data, and a change of it. Not: what others see (`delegate`), which is derived from this by one policy.

use super::id::DelegateId;
use super::lookalike::mixes_alphabets;
use super::privacy::{Audience, Disclosed, Field, Own, PerField, Relation};
use super::problem::{Fault, FieldProblem, Input};
use super::standing::Standing;
use super::text::Text;

/// Everything the conference holds about its owner, with the audience of each field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Whose it is.
    pub id: DelegateId,
    /// Whether the owner asked to be in the directory.
    pub listed: bool,
    /// How the account stands with the organisers.
    pub standing: Standing,
    /// Value and audience of every field.
    pub fields: PerField<Own>,
    /// Changes with every stored change; sent back with an edit, so that two devices never overwrite each other.
    pub version: u64,
}

impl Profile {
    /// A new account: nothing filled in, nothing shared, not listed.
    pub fn new(id: DelegateId) -> Self {
        let fields = PerField::from_fn(|_| Own { value: None, audience: Audience::OnlyMe });
        Self { id, listed: false, standing: Standing::Active, fields, version: 1 }
    }

    /// Does this person exist for somebody in this relation? Only if they asked to be listed and show them their name.
    pub fn is_listed_for(&self, relation: Relation) -> bool {
        match relation {
            Relation::Myself => true,
            Relation::Connection | Relation::Delegate => {
                self.listed && matches!(self.fields.of(Field::Name).disclose(relation), Disclosed::Shared(_))
            }
        }
    }

    /// The owner's name, or nothing where none was filled in.
    pub fn name(&self) -> Option<&str> {
        self.fields.of(Field::Name).value.as_ref().map(Text::as_str)
    }
}

/// Texts as they stand in the inputs of the profile form, before anybody checked them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileDraft(pub PerField<String>);

/// A change that can be saved: only fields that differ, each checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileUpdate(Vec<(Field, Option<Text>)>);

impl ProfileDraft {
    /// The form as it looks for a stored profile.
    pub fn of(profile: &Profile) -> Self {
        Self(PerField::from_fn(|field| profile.fields.of(field).value.as_ref().map_or_else(String::new, |t| t.as_str().into())))
    }

    /// Whether saving would change anything.
    pub fn differs_from(&self, stored: &Profile) -> bool {
        let Self(saved) = Self::of(stored);
        self.0.iter().any(|(field, typed)| field.is_edited_as_text() && typed.trim() != saved.of(field).as_str())
    }

    /// The change from `stored` to this draft, or everything that must be corrected first.
    pub fn parse(&self, stored: &Profile) -> Result<ProfileUpdate, Vec<FieldProblem>> {
        ProfileUpdate::parse(Field::ALL.into_iter().filter(|f| f.is_edited_as_text()).map(|field| (field, Some(self.0.of(field).as_str()))))
            .map(|ProfileUpdate(changes)| {
                ProfileUpdate(changes.into_iter().filter(|(f, value)| stored.fields.of(*f).value != *value).collect())
            })
    }
}

impl ProfileUpdate {
    /// Checks each change (`None` or blank: empty the field); all problems are reported together and nothing is half-applied.
    pub fn parse<'t>(changes: impl IntoIterator<Item = (Field, Option<&'t str>)>) -> Result<Self, Vec<FieldProblem>> {
        let mut parsed = Vec::new();
        let mut problems = Vec::new();
        for (field, typed) in changes {
            let at = |fault| FieldProblem { input: Input::Field(field), fault };
            if !field.is_edited_as_text() {
                problems.push(at(Fault::NotEditable));
                continue;
            }
            match field.parse(typed.unwrap_or("")) {
                Ok(Some(name)) if field == Field::Name && mixes_alphabets(name.as_str()) => problems.push(at(Fault::MixedScripts)),
                Ok(value) => parsed.push((field, value)),
                Err(fault) => problems.push(at(Fault::Text(fault))),
            }
        }
        if problems.is_empty() { Ok(Self(parsed)) } else { Err(problems) }
    }

    /// The changed fields with their new values.
    pub fn changes(&self) -> &[(Field, Option<Text>)] {
        &self.0
    }

    /// Whether any changed field asks for a fresh proof.
    pub fn needs_step_up(&self) -> bool {
        self.0.iter().any(|(field, _)| field.needs_step_up())
    }
}

/// A change of who sees what. Narrowing is always allowed; widening asks for a fresh proof.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AudienceUpdate {
    /// New audiences.
    pub audiences: Vec<(Field, Audience)>,
    /// New choice about the directory.
    pub listed: Option<bool>,
}

impl AudienceUpdate {
    /// "Hide me now": nothing shared, not listed.
    pub fn hide_everything() -> Self {
        Self { audiences: Field::ALL.map(|field| (field, Audience::OnlyMe)).into(), listed: Some(false) }
    }

    /// Whether nothing would be shared with anybody any more.
    pub fn hides_everything(&self) -> bool {
        let is_hidden =
            |field: Field| self.audiences.iter().rfind(|(named, _)| *named == field).is_some_and(|(_, to)| *to == Audience::OnlyMe);
        self.listed == Some(false) && Field::ALL.into_iter().all(is_hidden)
    }

    /// Whether anybody would see more than `stored` lets them.
    pub fn widens(&self, stored: &Profile) -> bool {
        self.audiences.iter().any(|(field, audience)| *audience > stored.fields.of(*field).audience)
            || (self.listed == Some(true) && !stored.listed)
    }

    /// `stored` with this change.
    pub fn applied_to(&self, stored: &Profile) -> Profile {
        let mut profile = stored.clone();
        for (field, audience) in &self.audiences {
            profile.fields.of_mut(*field).audience = *audience;
        }
        profile.listed = self.listed.unwrap_or(stored.listed);
        profile
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> Profile {
        let mut profile = Profile::new("ada".parse().unwrap());
        profile.fields.of_mut(Field::Name).value = Text::parse("Ada", 9, false).unwrap();
        profile
    }

    #[test]
    fn a_new_account_shares_nothing() {
        let profile = Profile::new("x".parse().unwrap());
        assert!(!profile.listed);
        assert!(profile.fields.iter().all(|(_, own)| own.audience == Audience::OnlyMe));
    }

    #[test]
    fn nobody_exists_in_the_directory_without_both_wishes() {
        let mut profile = profile();
        profile.listed = true;
        assert!(!profile.is_listed_for(Relation::Delegate), "the name is not shared");
        profile.fields.of_mut(Field::Name).audience = Audience::Delegates;
        assert!(profile.is_listed_for(Relation::Delegate));
        profile.listed = false;
        assert!(!profile.is_listed_for(Relation::Delegate));
    }

    #[test]
    fn a_draft_saves_only_what_changed_and_reports_all_problems() {
        let stored = profile();
        let mut draft = ProfileDraft::of(&stored);
        assert_eq!(draft.parse(&stored).unwrap().changes(), []);
        *draft.0.of_mut(Field::Organisation) = " Analytical Engines ".into();
        let update = draft.parse(&stored).unwrap();
        assert_eq!(update.changes().len(), 1);
        assert!(!update.needs_step_up());
        *draft.0.of_mut(Field::Name) = "A\u{202e}da".into();
        *draft.0.of_mut(Field::Pronouns) = "x".repeat(99);
        assert_eq!(draft.parse(&stored).unwrap_err().len(), 2);
        assert!(ProfileUpdate::parse([(Field::Email, Some("a@b.cd"))]).is_err());
    }

    #[test]
    fn widening_is_told_from_narrowing() {
        let mut stored = profile();
        stored.fields.of_mut(Field::Phone).audience = Audience::Connections;
        let change = |audience| AudienceUpdate { audiences: vec![(Field::Phone, audience)], listed: None };
        assert!(change(Audience::Delegates).widens(&stored));
        assert!(!change(Audience::OnlyMe).widens(&stored));
        assert!(!change(Audience::Connections).widens(&stored));
        assert!(AudienceUpdate { listed: Some(true), ..Default::default() }.widens(&stored));
        assert!(!AudienceUpdate::hide_everything().widens(&stored));
        assert!(AudienceUpdate::hide_everything().hides_everything());
        assert!(!AudienceUpdate { listed: None, ..AudienceUpdate::hide_everything() }.hides_everything());
        assert!(!AudienceUpdate { audiences: Vec::new(), ..AudienceUpdate::hide_everything() }.hides_everything());
    }
}
