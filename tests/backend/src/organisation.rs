//! Sign-in by an organisation's OpenID provider: this backend as confidential client, so that no token ever reaches a browser. Not: whose
//! account it opens (`plenary::conference::identity`), nor the routes.

mod answer;
mod fault;
mod provider;
mod reach;
pub mod shelf;

pub use answer::Answer;
pub use fault::Fault;
pub use provider::{Errand, Provider};
pub(crate) use reach::Reach;
pub use reach::is_protected;

use self::shelf::Shelf;
use crate::settings::{Oidc, Settings};
use openidconnect::{ClientId, ClientSecret, IssuerUrl, RedirectUrl};
use plenary::conference::identity::{AddressTrust, Subject};
use plenary::conference::{Device, Viewer};
use plenary::domain::id::ChallengeId;
use plenary::routes::Route;

/// Where the provider sends people back to, below the address of the app. Exactly this is registered there.
pub const CALLBACK: &str = "/api/auth/oidc/callback";

/// What somebody left for.
pub enum Wish {
    /// To sign in; on the device, and in place of the session, that this browser had when it left: both cookies are `SameSite=Strict` and do
    /// not come along when another site sends the browser back.
    SignIn {
        /// Known again by its cookie.
        device: Device,
        /// The session's secret.
        earlier: Option<String>,
    },
    /// To link the provider to the account of this viewer, who gave a fresh proof.
    Link(Viewer),
}

/// Somebody on their way to the provider.
pub struct Leaving {
    /// Why they go.
    pub wish: Wish,
    /// Where in the app they go on.
    pub to: Option<Route>,
    /// What the answer is checked against.
    pub errand: Errand,
}

/// Somebody who is back and has a code mailed.
pub struct Joining {
    /// Who they are at the provider.
    pub subject: Subject,
    /// The address that it vouches for.
    pub email: String,
    /// What the code answers.
    pub challenge: ChallengeId,
    /// Unix seconds after which it is dead.
    pub expires: i64,
}

/// Everything about the one organisation.
pub struct Organisation {
    /// What people call it.
    pub name: String,
    /// How far its addresses are trusted.
    pub trust: AddressTrust,
    /// Where it signs people in.
    pub provider: Provider,
    /// On their way there, by `state`.
    pub leaving: Shelf<Leaving>,
    /// Back, by the verifier of their browser.
    pub joining: Shelf<Joining>,
}

/// The client for requests to a provider cannot be made.
#[derive(Debug)]
pub struct NoReach(String);

impl NoReach {
    pub(crate) fn because(why: &dyn std::fmt::Display) -> Self {
        Self(why.to_string())
    }
}

impl std::fmt::Display for NoReach {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the organisation's sign-in cannot be set up: {}", self.0)
    }
}

impl std::error::Error for NoReach {}

impl Organisation {
    /// As configured; `None` where none is.
    pub fn of(settings: &Settings, url: &str) -> Result<Option<Self>, NoReach> {
        let Some(Oidc { issuer, client, secret, name, trust }) = settings.oidc() else { return Ok(None) };
        let fault = |why: &dyn std::fmt::Display| NoReach(why.to_string());
        let issuer = IssuerUrl::new(issuer.to_owned()).map_err(|why| fault(&why))?;
        let redirect = RedirectUrl::new(format!("{url}{CALLBACK}")).map_err(|why| fault(&why))?;
        let reach = reach::Reach::open().map_err(|why| fault(&why))?;
        let (id, secret) = (ClientId::new(client.to_owned()), ClientSecret::new(secret.to_owned()));
        Ok(Some(Self {
            name: name.to_owned(),
            trust,
            provider: Provider::new(issuer, id, secret, redirect, reach),
            leaving: Shelf::default(),
            joining: Shelf::default(),
        }))
    }
}
