//! The one place where an account becomes what somebody else may see of it. Not: who asks, nor how it is sent.

use super::flaws;
use super::store::Person;
use crate::domain::delegate::Delegate;
use crate::domain::fields::Fields;
use crate::domain::privacy::{Audience, Disclosed, Field, PerField, Relation};
use crate::domain::standing::Standing;

/// Why a person exists for somebody at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Because {
    /// Only if they asked to be listed and show their name.
    Listed,
    /// They gave these fields to whoever asks; the name goes with every gift.
    Given(Fields),
    /// They ask for somebody's contact details: the name, because a question without one cannot be answered, and nothing else.
    Asking,
}

/// What somebody in this relation gets of the person; `None` where the person does not exist for them.
pub(crate) fn disclose(person: &Person, relation: Relation, because: Because) -> Option<Delegate> {
    let (exists, admits_relation, mut given) = match because {
        Because::Listed => (person.profile.is_listed_for(relation), true, Fields::none()),
        Because::Given(fields) => (true, true, fields),
        Because::Asking => (true, false, Fields::none()),
    };
    let is_seen = person.profile.standing.is_seen() || (person.profile.standing == Standing::Held && flaws::on("MOD-01"));
    if !is_seen || !exists {
        return None;
    }
    if because != Because::Listed {
        given.insert(Field::Name);
    }
    let fields = PerField::from_fn(|field| {
        let own = person.profile.fields.of(field);
        match &own.value {
            Some(text) if (admits_relation && admits(own.audience, relation)) || given.contains(field) => Disclosed::Shared(text.clone()),
            Some(_) | None => Disclosed::Hidden,
        }
    });
    match fields.of(Field::Name).clone() {
        Disclosed::Shared(name) => Some(Delegate { id: person.profile.id.clone(), name, fields }),
        Disclosed::Hidden => None,
    }
}

fn admits(audience: Audience, relation: Relation) -> bool {
    audience.admits(relation) || (audience == Audience::Connections && flaws::on("AUTHZ-16"))
}

/// The same with a field that they hide: what a flaw shows.
pub(crate) fn with_hidden(mut shown: Delegate, person: &Person, field: Field) -> Delegate {
    if let Some(text) = &person.profile.fields.of(field).value {
        *shown.fields.of_mut(field) = Disclosed::Shared(text.clone());
    }
    shown
}
