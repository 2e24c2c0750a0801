//! What somebody signed in asks about how others see them, and how they are reached, at the door. Not: the profile's texts and audiences, which every screen
//! may need (`Account`).

use super::{Answer, Challenge};
use crate::domain::delegate::Delegate;
use crate::domain::id::DelegateId;
use crate::domain::profile::Profile;
use crate::domain::reach::Reach;
use crate::domain::text::Email;

/// The viewer's own page, from outside.
pub trait OwnPage {
    /// `GET /me/audiences`: how many people the audiences are.
    fn reach(&self) -> Answer<Reach>;
    /// `GET /delegates/{id}` of the viewer, asked without showing who asks: what somebody gets who is not signed in; `None`: nothing.
    fn to_a_stranger(&self, viewer: DelegateId) -> Answer<Option<Delegate>>;
    /// `POST /me/email`: a code to the new address.
    fn begin_address(&self, email: Email) -> Answer<Challenge>;
    /// `POST /me/email/confirm`: the address is the account's from now on.
    fn finish_address(&self, challenge: Challenge, code: String) -> Answer<Profile>;
}
