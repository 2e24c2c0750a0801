//! Back from the issuer: the answer is taken out of the address, matched with its question, and exchanged for tokens. Not: the way there.

use super::departure::{ASKED, TRIED};
use super::door::{Door, device_ms, way_back};
use super::known::{Known, note};
use crate::api::ApiError;
use crate::api::http::post_form;
use crate::browser::{hand_over, take_answer};
use crate::oidc::{Answered, Expected, Identity, Intent, SignInFault, Tokens, Transaction, form, refused};

/// How an errand ended that this page began with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Returned {
    /// It was this page's own; the words that it left with.
    Here(String),
    /// Another page of this browser waited for the answer, and has it.
    HandedOver,
    /// Nobody here asked for it.
    Stray,
}

impl Door {
    /// Takes an answer that stands in the address, if one does. `Ok`: go on and see whether there are tokens now.
    pub(crate) async fn arrive(&self) -> Result<(), ApiError> {
        let Some(words) = take_answer(&way_back()) else { return Ok(()) };
        let asked = ASKED.take();
        let answered = Answered::read(&words);
        let is_own = |asked: &Transaction| answered.as_ref().is_some_and(|answered| asked.is_named(answered.state()));
        let Some(asked) = asked.filter(is_own) else {
            let is_taken = answered.is_some() && hand_over(&words).await;
            self.returned.replace(Some(if is_taken { Returned::HandedOver } else { Returned::Stray }));
            return if is_taken { Ok(()) } else { Err(SignInFault::Unasked.into()) };
        };
        self.returned.replace(Some(Returned::Here(asked.return_to.clone())));
        let Some(answered) = answered else { return Err(SignInFault::Unasked.into()) };
        match self.redeem(&asked, answered).await {
            // What the organisation has forgotten is not asked for again by itself.
            Err(ApiError::SignIn(SignInFault::LoginRequired)) => {
                note(None);
                Ok(())
            }
            outcome => outcome,
        }
    }

    /// The backend knows whose the tokens are: from now on a reload may ask the issuer by itself.
    pub(crate) fn is_in(&self) {
        note(Some(Known::Entered));
        TRIED.remove();
    }

    /// The tokens open nothing any more.
    pub(crate) fn is_over(&self) {
        self.grant.take();
    }

    /// The backend does not take what the issuer gives: only a fresh proof can change that.
    pub(crate) fn is_not_taken(&self) {
        self.grant.take();
        note(Some(Known::Left));
    }

    /// Exchanges the code for tokens and believes them, or changes nothing.
    pub(super) async fn redeem(&self, asked: &Transaction, answered: Answered) -> Result<(), ApiError> {
        let provider = self.provider().await?;
        let code = answered.check(asked, &provider, &self.client.issuer, device_ms())?;
        let redirect = self.redirect()?;
        let mut pairs = vec![
            ("grant_type", "authorization_code"),
            ("code", code.expose()),
            ("redirect_uri", &redirect),
            ("client_id", &self.client.client_id),
            ("code_verifier", asked.verifier()),
        ];
        if let Some(resource) = &self.client.audience {
            pairs.push(("resource", resource));
        }
        let answer = post_form(&provider.token, form(pairs)).await?;
        if refused(answer.status, &answer.text) {
            return Err(SignInFault::CodeRefused.into());
        }
        match answer.status {
            200 => {}
            500.. => return Err(ApiError::Server { status: answer.status }),
            _ => return Err(SignInFault::Issuer.into()),
        }
        let tokens = Tokens::read(&answer.text)?;
        let subject = self.subject();
        let expected = Expected {
            issuer: &self.client.issuer,
            client_id: &self.client.client_id,
            nonce: Some(asked.nonce()),
            subject: subject.as_deref(),
            is_fresh: asked.intent() == Intent::Afresh,
            now: answer.date,
        };
        let identity = Identity::read(tokens.id_token.as_deref().ok_or(SignInFault::Malformed)?, &expected)?;
        self.hold(tokens, identity.subject);
        Ok(())
    }
}
