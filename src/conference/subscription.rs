//! The private calendar address: whoever has it sees one delegate's starred talks and nothing else about them. Not: how a calendar is
//! written (`crate::calendar`).
//!
//! It outlives sign-outs, because a calendar program signs in nowhere; its owner revokes it, or makes another in its place. It ends with the
//! account.

use super::entropy::token;
use super::secret::{Secret, calendar_digest, hex};
use super::store::{Known, Subscription};
use super::{Conference, Entropy, Refusal, Ruling, Store, Viewer};

/// Seconds between two notes that a calendar was fetched; more often would write on every fetch.
const NOTED_EVERY: i64 = 60;

impl<S: Store, E: Entropy> Conference<S, E> {
    /// The viewer's calendar address, without its secret, which nobody knows any more.
    pub fn subscription(&self, viewer: &Viewer) -> Ruling<Option<Subscription>, S> {
        self.demand_session(viewer)?;
        Ok(self.store.subscription(&viewer.id)?)
    }

    /// The secret of a new address. One that was there before is dead at once.
    pub fn subscribe(&mut self, viewer: &Viewer, now: i64) -> Ruling<Secret, S> {
        self.demand_session(viewer)?;
        self.admit(self.limits.calendars_per_delegate, "calendar made", viewer.id.as_str(), now)?;
        let secret = token(&mut self.entropy);
        let digest = calendar_digest(secret.expose());
        self.store.put_subscription(&Subscription { delegate: viewer.id.clone(), token: digest, since: now, fetched: None })?;
        Ok(secret)
    }

    /// Revokes the viewer's address at once; doing it twice is doing it once.
    pub fn unsubscribe(&mut self, viewer: &Viewer) -> Ruling<(), S> {
        self.demand_session(viewer)?;
        Ok(self.store.end_subscription(&viewer.id)?)
    }

    /// The starred talks behind an address, as they were last known; those that were never in the programme are left out. An address that
    /// never was and one that was revoked are the same "not found".
    pub fn subscribed(&mut self, secret: &str, source: &str, now: i64) -> Ruling<Vec<Known>, S> {
        let Some(mut subscription) = self.living(secret)? else {
            self.admit(self.limits.calendar_guesses_per_source, "calendar guessed", source, now)?;
            return Err(Refusal::NotFound);
        };
        self.admit(self.limits.fetches_per_calendar, "calendar fetched", &hex(&subscription.token), now)?;
        let starred = self.store.favourites(&subscription.delegate)?;
        let known = self.store.known_talks()?.into_iter().filter(|known| starred.contains(&known.talk.id)).collect();
        if subscription.fetched.is_none_or(|fetched| now - fetched >= NOTED_EVERY) {
            subscription.fetched = Some(now);
            self.store.put_subscription(&subscription)?;
        }
        Ok(known)
    }

    fn living(&mut self, secret: &str) -> Result<Option<Subscription>, S::Error> {
        let Some(subscription) = self.store.subscription_by_token(&calendar_digest(secret))? else { return Ok(None) };
        let is_welcome = self.store.person(&subscription.delegate)?.is_some_and(|person| person.profile.standing.signs_in());
        if !is_welcome {
            self.store.end_subscription(&subscription.delegate)?;
            return Ok(None);
        }
        Ok(Some(subscription))
    }
}
