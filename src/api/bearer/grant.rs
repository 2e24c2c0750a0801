//! The tokens of this page: shown to the backend, renewed before they end, forgotten. Not: how the first ones came (`arrival`).

use super::door::Door;
use super::known::{Known, note};
use crate::api::ApiError;
use crate::api::http::{Shown, post_form};
use crate::browser::{alone, monotonic_ms, send_off};
use crate::oidc::{AccessToken, Expected, Identity, RefreshToken, SignInFault, Tokens, form, refused};

/// What an issuer gave. Never copied or printed, and gone with the page.
pub(super) struct Grant {
    access: AccessToken,
    refresh: Option<RefreshToken>,
    subject: String,
    /// When it ends and when it is better renewed, in milliseconds of a clock that nobody can set. The issuer said for how long, so no clock
    /// of the device plays a part.
    ends: f64,
    renew_from: f64,
    number: u64,
}

/// A token is renewed when so little of its life is left (a quarter, where that is less), in milliseconds.
const MARGIN: f64 = 30_000.0;

impl Door {
    /// Whose tokens they are.
    pub(super) fn subject(&self) -> Option<String> {
        self.grant.borrow().as_ref().map(|grant| grant.subject.clone())
    }

    /// Whether there are any.
    pub(crate) fn has_grant(&self) -> bool {
        self.grant.borrow().is_some()
    }

    /// Keeps new tokens in place of those that were.
    pub(super) fn hold(&self, tokens: Tokens, subject: String) {
        let number = self.numbers.get() + 1;
        self.numbers.set(number);
        let life = f64::from(tokens.expires_in) * 1000.0;
        let ends = monotonic_ms() + life;
        let renew_from = ends - MARGIN.min(life / 4.0);
        let Tokens { access, refresh, .. } = tokens;
        // An issuer that does not rotate leaves the old one in force (RFC 6749, 6).
        let mut held = self.grant.borrow_mut();
        let refresh = refresh.or_else(|| held.take().filter(|before| before.subject == subject).and_then(|before| before.refresh));
        *held = Some(Grant { access, refresh, subject, ends, renew_from, number });
    }

    fn shown(&self) -> Option<Shown> {
        self.grant.borrow().as_ref().map(|grant| Shown::new(grant.access.header(), grant.number))
    }

    /// The token for a request, renewed where it is about to end; `None`: nobody is signed in here.
    pub(crate) async fn show(&self) -> Result<Option<Shown>, ApiError> {
        let now = monotonic_ms();
        let standing = self.grant.borrow().as_ref().map(|grant| (grant.number, now < grant.renew_from, now < grant.ends));
        match standing {
            None => Ok(None),
            Some((_, true, _)) => Ok(self.shown()),
            // What could not be renewed is still good for a moment.
            Some((number, false, is_good)) => match self.show_next(number).await {
                Err(_) if is_good => Ok(self.shown()),
                outcome => outcome,
            },
        }
    }

    /// The token after the one with this number; `None`: the issuer gives none any more, and there is nothing left here.
    pub(crate) async fn show_next(&self, number: u64) -> Result<Option<Shown>, ApiError> {
        alone(&self.lock, async {
            // While this waited for the lock another question may have renewed it already.
            if self.grant.borrow().as_ref().is_some_and(|grant| grant.number == number) {
                self.renew().await?;
            }
            Ok(self.shown())
        })
        .await
    }

    async fn renew(&self) -> Result<(), ApiError> {
        let provider = self.provider().await?;
        let asked = self.grant.borrow().as_ref().and_then(|grant| {
            let refresh = grant.refresh.as_ref()?;
            let mut pairs =
                vec![("grant_type", "refresh_token"), ("refresh_token", refresh.expose()), ("client_id", &*self.client.client_id)];
            if let Some(resource) = &self.client.audience {
                pairs.push(("resource", resource));
            }
            Some((form(pairs), grant.subject.clone(), grant.number))
        });
        let Some((body, subject, number)) = asked else {
            self.grant.take();
            return Ok(());
        };
        let answer = post_form(&provider.token, body).await?;
        if self.grant.borrow().as_ref().is_none_or(|grant| grant.number != number) {
            // Signed out while this was on its way: what came is given back unseen.
            if let Some(refresh) = Tokens::read(&answer.text).ok().and_then(|tokens| tokens.refresh) {
                self.give_back(&refresh);
            }
            return Ok(());
        }
        if refused(answer.status, &answer.text) {
            self.grant.take();
            return Ok(());
        }
        match answer.status {
            200 => {}
            429 => return Err(ApiError::TooManyRequests { retry_after: None }),
            status => return Err(ApiError::Server { status }),
        }
        let tokens = Tokens::read(&answer.text)?;
        let expected = Expected {
            issuer: &self.client.issuer,
            client_id: &self.client.client_id,
            nonce: None,
            subject: Some(&subject),
            is_fresh: false,
            now: answer.date,
        };
        if let Some(id_token) = &tokens.id_token
            && let Err(fault) = Identity::read(id_token, &expected)
        {
            // Tokens of somebody else end this sign-in; they are never used.
            self.grant.take();
            return Err(SignInFault::into(fault));
        }
        self.hold(tokens, subject);
        Ok(())
    }

    /// Forgets the tokens at once and gives the refresh token back, whether or not anybody hears it. What is returned opens the backend for one
    /// last question, which tells it.
    pub(crate) fn forget(&self) -> Option<Shown> {
        note(Some(Known::Left));
        let grant = self.grant.take()?;
        if let Some(refresh) = &grant.refresh {
            self.give_back(refresh);
        }
        Some(Shown::new(grant.access.header(), grant.number))
    }

    /// RFC 7009. Nobody waits for the answer: it would change nothing here.
    fn give_back(&self, refresh: &RefreshToken) {
        if let Some(address) = self.known_provider().and_then(|provider| provider.revocation.clone()) {
            let pairs = [("token", refresh.expose()), ("token_type_hint", "refresh_token"), ("client_id", &*self.client.client_id)];
            send_off(&address, &form(pairs));
        }
    }
}
