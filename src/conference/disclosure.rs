//! The one place where an account becomes what somebody else may see of it. Not: who asks, nor how it is sent.

use super::store::Person;
use crate::domain::delegate::Delegate;
use crate::domain::privacy::{Disclosed, Field, PerField, Relation};

/// What somebody in this relation gets of the person; `None` where the person does not exist for them.
pub(crate) fn disclose(person: &Person, relation: Relation) -> Option<Delegate> {
    if person.disabled || !person.profile.is_listed_for(relation) {
        return None;
    }
    let fields = PerField::from_fn(|field| match person.profile.fields.of(field).disclose(relation) {
        Disclosed::Shared(text) => Disclosed::Shared(text.clone()),
        Disclosed::Hidden => Disclosed::Hidden,
    });
    match fields.of(Field::Name).clone() {
        Disclosed::Shared(name) => Some(Delegate { id: person.profile.id.clone(), name, fields }),
        Disclosed::Hidden => None,
    }
}
