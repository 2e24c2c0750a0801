//! The sign-in of an organisation as its people see it. Not: who they are there.

use super::id::IdentityId;
use super::text::Text;
use super::time::Moment;

/// An organisation's sign-in opens the viewer's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedSignIn {
    /// Names the link, to take it away.
    pub id: IdentityId,
    /// What people call the organisation.
    pub organisation: Text,
    /// Since when; in UTC.
    pub since: Moment,
}
