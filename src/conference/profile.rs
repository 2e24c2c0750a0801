//! The viewer's own data: reading, changing, choosing who sees it. Not: what others get of it (`disclosure`).

use super::disclosure::disclose;
use super::history::{NewPhoto, Saved};
use super::store::Person;
use super::{Conference, Entropy, Refusal, Ruling, Store, Viewer};
use crate::domain::delegate::Delegate;
use crate::domain::privacy::{Audience, Field, Relation};
use crate::domain::problem::{Fault, Input};
use crate::domain::profile::{AudienceUpdate, Profile, ProfileUpdate};

/// How often a change that may not be refused is tried again when other devices save in between.
const ATTEMPTS: u32 = 100;

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Everything that is kept about the viewer.
    pub fn profile(&self, viewer: &Viewer) -> Ruling<Profile, S> {
        Ok(self.own(viewer)?.profile)
    }

    /// Saves a change if nobody saved since `expected_version`. All of it or nothing.
    pub fn update(&mut self, viewer: &Viewer, expected_version: u64, update: &ProfileUpdate, now: i64) -> Ruling<Saved, S> {
        let before = self.own(viewer)?;
        let mut person = before.clone();
        // First, because no code should be mailed for a change that cannot be saved.
        if person.profile.version != expected_version {
            return Err(Refusal::Stale(Box::new(person.profile)));
        }
        if update.needs_step_up() {
            self.demand_fresh(viewer, now)?;
        }
        for (field, value) in update.changes() {
            person.profile.fields.of_mut(*field).value = value.clone();
        }
        // Without a name nobody is in the directory, and a later name must not bring somebody back unasked.
        person.profile.listed &= can_be_listed(&person.profile);
        self.keep(viewer, &before, person, NewPhoto::AsItIs, None, now)
    }

    /// Changes who sees what. Narrowing is never refused, whatever else happens; widening needs a fresh proof.
    pub fn set_audiences(&mut self, viewer: &Viewer, update: &AudienceUpdate, now: i64) -> Ruling<Saved, S> {
        let mut person = self.own(viewer)?;
        let mut is_admitted = false;
        for _ in 0..ATTEMPTS {
            let stored = person.profile;
            let mut profile = update.applied_to(&stored);
            if profile.listed && !can_be_listed(&profile) {
                // Who was listed and hides their name leaves the directory; who was not asks for something impossible.
                if !stored.listed {
                    return Err(Refusal::one(Input::Listed, Fault::NameNotShared));
                }
                profile.listed = false;
            }
            let widens = update.widens(&stored);
            if widens {
                self.demand_fresh(viewer, now)?;
            }
            if profile == stored {
                return Ok(Saved { profile: stored, notice: None });
            }
            // Each is told by a mail. Counted once, however often it is tried.
            if widens && !is_admitted {
                self.admit(self.limits.changes_per_delegate, "change", viewer.id.as_str(), now)?;
                is_admitted = true;
            }
            profile.version = stored.version + 1;
            person = Person { profile, ..person };
            if self.store.put_person(&person, Some(stored.version))? {
                let notice = widens.then(|| self.widened(viewer, &stored, &person, now)).transpose()?;
                return Ok(Saved { profile: person.profile, notice });
            }
            person = self.own(viewer)?;
        }
        Err(Refusal::Stale(Box::new(person.profile)))
    }

    /// What somebody in this relation would really get of the viewer, by the same path as [`Conference::delegate`]; `None`: nobody.
    pub fn preview(&self, viewer: &Viewer, relation: Relation) -> Ruling<Option<Delegate>, S> {
        Ok(disclose(&self.own(viewer)?, relation))
    }

    /// The viewer's account, if their session still stands: it may have ended since it was looked at, while a body was on its way.
    pub(super) fn own(&self, viewer: &Viewer) -> Ruling<Person, S> {
        self.demand_session(viewer)?;
        self.store.person(&viewer.id)?.filter(|person| !person.disabled).ok_or(Refusal::SessionRequired)
    }
}

/// Whether there is a name and every delegate may see it.
fn can_be_listed(profile: &Profile) -> bool {
    let name = profile.fields.of(Field::Name);
    name.value.is_some() && name.audience == Audience::Delegates
}
