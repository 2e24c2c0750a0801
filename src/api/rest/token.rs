//! Who is signed in where the app holds an issuer's tokens itself, and how that ends. Not: the tokens, which are `api::bearer`.

use super::{ApiError, SignedIn};
#[cfg(feature = "personal")]
use {
    super::{Answer, Http, me, sign_in, signed_in},
    crate::api::bearer::Door,
    crate::api::http::Credential,
    crate::oidc::SignInFault,
    std::rc::Rc,
};

/// Takes an answer of the issuer that this page was opened with; otherwise asks with the tokens that are here; otherwise, on a screen that needs
/// somebody, finds out from the issuer without a word, for which the page leaves and comes back. [`ApiError::SessionExpired`]: this page cannot
/// tell, and does not ask.
#[cfg(feature = "personal")]
pub(super) async fn restore(http: Http, door: Rc<Door>) -> Result<Option<SignedIn>, ApiError> {
    let was_in = door.has_grant();
    door.arrive().await?;
    if !door.has_grant() {
        // At the end of an errand nobody is sent on another one.
        return if door.returned().is_some() { Ok(None) } else { door.knock().await.map(|()| None) };
    }
    match me::read(http.clone()).await {
        Ok(profile) => {
            door.is_in();
            Ok(Some(signed_in(&http, profile)))
        }
        // New tokens that open nothing: this sign-in has been ended at the backend, or its settings do not fit the issuer's.
        Err(ApiError::SessionExpired) if !was_in => {
            door.is_not_taken();
            Err(SignInFault::NotAccepted.into())
        }
        Err(ApiError::NotJoined) => {
            door.is_not_taken();
            Err(ApiError::NotJoined)
        }
        // The issuer gave nothing newer, or the backend does not take that either.
        Err(ApiError::SessionExpired) => {
            door.is_over();
            Err(ApiError::SessionExpired)
        }
        Err(fault) => Err(fault),
    }
}

/// Forgets the tokens before anything is waited for. That they are gone here is all that a sign-out on this device takes; on every device it
/// takes the backend.
#[cfg(feature = "personal")]
pub(super) fn sign_out(http: &Http, door: &Door, everywhere: bool) -> Answer<()> {
    let last = door.forget().map(|shown| http.showing(Credential::Last(Rc::new(shown))));
    Box::pin(async move {
        let Some(http) = last else { return Ok(()) };
        let told = sign_in::sign_out(http, everywhere).await;
        crate::api::bearer::somebody_left();
        if everywhere { told } else { Ok(()) }
    })
}

/// The part that only shows the programme has no tokens and asks nobody.
#[cfg(not(feature = "personal"))]
pub(super) fn unknown() -> Result<Option<SignedIn>, ApiError> {
    if crate::api::bearer::nobody_here() { Ok(None) } else { Err(ApiError::SessionExpired) }
}
