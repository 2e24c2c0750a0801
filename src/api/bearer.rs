//! The app as a public client, alive: the way to the issuer and back, and the tokens in this page's memory. Not: what is believed of an answer,
//! which is `oidc` and pure.
//!
//! * **Tokens** live in [`Door`] and nowhere else: not in any storage, address, message or log. They go to the backend's address and to the
//!   issuer's endpoints. A page that is loaded anew has none, and asks the issuer again, once, without showing anything (`prompt=none`).
//! * **Every tab has a grant of its own.** Tabs that share one would have to hand tokens to each other, and a rotated token that two of them
//!   use ends the sign-in of all (RFC 9700, 4.14.2). So there is nothing that ten tabs could race for. Within a tab, questions that find the
//!   token over at the same moment line up under a Web Lock and look again once they hold it; the lock's name is the tab's own, so that a tab
//!   that the system has put to sleep holds up no other.
//! * **Signing out** forgets the tokens at once, with or without a network, gives the refresh token back (RFC 7009) and tells the backend. It
//!   does not end the sign-in at the organisation: that would take a question there, an ID token in an address, and the person out of things
//!   that are not ours. Instead nobody is let in again by that sign-in alone: the next one asks for a fresh proof (`prompt=login`).

#[cfg(feature = "personal")]
mod arrival;
#[cfg(feature = "personal")]
mod departure;
#[cfg(feature = "personal")]
mod door;
#[cfg(feature = "personal")]
mod grant;
mod known;

#[cfg(not(feature = "personal"))]
pub(crate) use known::nobody_here;
#[cfg(feature = "personal")]
pub(crate) use known::somebody_left;
#[cfg(feature = "personal")]
pub use {arrival::Returned, departure::Departure, door::Door};
