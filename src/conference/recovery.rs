//! An answer lost after the code was spent: the same proof from the same browser opens the door once more, for two minutes and only as long as
//! nobody has come in by it. Not: a second use; the session that was opened first is over before the next one begins.

use super::entropy::normalised;
use super::secret::{browser_digest, code_digest, link_digest, same};
use super::store::{Challenge, Digest, Redeemed};
use super::{Conference, Entropy, Proof, Ruling, Store};
use crate::domain::id::DelegateId;

/// Seconds for which a redeemed challenge is remembered.
pub const RECOVERY_SECONDS: u32 = 120;

impl<S: Store, E: Entropy> Conference<S, E> {
    /// The challenge that this proof solved a moment ago, where the session that it opened was never used: that session is over now. Anything
    /// else is no recovery and changes nothing, but a wrong code in the right browser ends it, so that none can be guessed here.
    pub(super) fn recover(&mut self, proof: &Proof<'_>, browser: Option<&str>, now: i64) -> Ruling<Option<Redeemed>, S> {
        let kept = match proof {
            Proof::Code { challenge, .. } => self.store.redeemed(challenge)?,
            Proof::Link { token } => self.store.redeemed_by_link(&link_digest(token))?,
        };
        let Some(kept) = kept.filter(|kept| now < kept.until && is_of(&kept.browser, browser)) else { return Ok(None) };
        let is_right = match proof {
            Proof::Code { challenge, code } => same(&kept.code, &code_digest(challenge, &normalised(code))),
            Proof::Link { .. } => true,
        };
        let is_unused = self.store.session(&kept.session)?.is_some_and(|session| session.seen.is_none());
        if is_right && is_unused {
            self.store.end_session(&kept.session)?;
            return Ok(Some(kept));
        }
        self.store.end_redeemed(&kept.id)?;
        Ok(None)
    }

    /// Remembers what `delegate` redeemed, where it was in the browser that had asked. In any other there is nothing to know it by again.
    pub(super) fn remember(
        &mut self,
        challenge: Challenge,
        delegate: DelegateId,
        session: Digest,
        browser: Option<&str>,
        now: i64,
    ) -> Ruling<(), S> {
        if is_of(&challenge.browser, browser) {
            let Challenge { id, code, link, browser, purpose: _, expires: _, tries: _ } = challenge;
            self.store
                .put_redeemed(&Redeemed { id, code, link, browser, delegate, session, until: now + i64::from(RECOVERY_SECONDS) }, now)?;
        }
        Ok(())
    }
}

fn is_of(asked: &Digest, browser: Option<&str>) -> bool {
    browser.is_some_and(|verifier| same(asked, &browser_digest(verifier)))
}
