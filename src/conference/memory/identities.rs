//! Who is who at an organisation's sign-in, in memory. Not: when somebody is linked.

use crate::conference::identity::{Identity, Subject};
use crate::domain::id::{DelegateId, IdentityId};

/// A conference has few, so they are looked through.
#[derive(Clone, Default)]
pub(super) struct Identities(Vec<Identity>);

impl Identities {
    pub(super) fn by_subject(&self, subject: &Subject) -> Option<Identity> {
        self.0.iter().find(|identity| identity.subject == *subject).cloned()
    }

    pub(super) fn of(&self, delegate: &DelegateId) -> Vec<Identity> {
        self.0.iter().filter(|identity| identity.delegate == *delegate).cloned().collect()
    }

    pub(super) fn add(&mut self, identity: &Identity) -> bool {
        let is_new = self.by_subject(&identity.subject).is_none();
        if is_new {
            self.0.push(identity.clone());
        }
        is_new
    }

    pub(super) fn remove(&mut self, delegate: &DelegateId, id: &IdentityId) -> bool {
        let before = self.0.len();
        self.0.retain(|identity| identity.delegate != *delegate || identity.id != *id);
        self.0.len() < before
    }
}
