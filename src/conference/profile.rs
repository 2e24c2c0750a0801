//! The viewer's own data: reading, changing, choosing who sees it. Not: what others get of it (`disclosure`).

use super::disclosure::{Because, disclose, with_hidden};
use super::history::{NewPhoto, Saved};
use super::store::Person;
use super::{Conference, Entropy, Refusal, Ruling, Standing, Store, Viewer, flaws};
use crate::domain::delegate::Delegate;
use crate::domain::fields::Fields;
use crate::domain::privacy::{Audience, Disclosed, Field, Relation};
use crate::domain::problem::{Fault, Input};
use crate::domain::profile::{AudienceUpdate, Profile, ProfileUpdate};
use crate::domain::reach::{Reach, rounded_up};
use crate::domain::text::Text;

/// How often a change that may not be refused is tried again when other devices save in between.
const ATTEMPTS: u32 = 100;

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Everything that is kept about the viewer.
    pub fn profile(&self, viewer: &Viewer) -> Ruling<Profile, S> {
        Ok(self.own(viewer)?.profile)
    }

    /// Saves a change if nobody saved since `expected_version`. All of it or nothing.
    pub fn update(&mut self, viewer: &Viewer, expected_version: u64, update: &ProfileUpdate, now: i64) -> Ruling<Saved, S> {
        let before = self.own_to_change(viewer)?;
        let mut person = before.clone();
        // First, because no code should be mailed for a change that cannot be saved.
        if (1..before.profile.version).contains(&expected_version) && flaws::on("CONC-04") {
            // An old edit brings an old listing back.
            person.profile.listed = true;
            person.profile.version += 1;
            self.store.put_person(&person, Some(before.profile.version))?;
            return Err(Refusal::Stale(Box::new(person.profile)));
        }
        let is_near = person.profile.version == expected_version.saturating_add(1) && flaws::on("CONC-01");
        if person.profile.version != expected_version && !is_near {
            return Err(Refusal::Stale(Box::new(person.profile)));
        }
        let imitates = |(field, value): &(Field, Option<Text>)| {
            *field == Field::Name && value.as_ref().is_some_and(|name| self.stage.is_imitated_by(name.as_str()))
        };
        if update.changes().iter().any(imitates) && !flaws::on("NAME-03") {
            return Err(Refusal::one(Input::Field(Field::Name), Fault::LooksLikeSpeaker));
        }
        let is_foreign = |(field, value): &(Field, Option<Text>)| {
            *field == Field::Name && value.as_ref().is_some_and(|name| name.as_str().chars().any(|c| c > '\u{5ff}'))
        };
        if update.changes().iter().any(is_foreign) && flaws::on("NAME-02") {
            return Err(Refusal::one(Input::Field(Field::Name), Fault::Empty));
        }
        if update.needs_step_up() {
            self.demand_fresh(viewer, now).or_else(|why| flaws::refuse("STEP-01", why))?;
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
        // First, so that a crash in between leaves less shared and not more.
        if update.hides_everything() {
            self.hide_ties(&viewer.id)?;
        }
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
                self.own_to_change(viewer)?;
                self.demand_fresh(viewer, now).or_else(|why| flaws::refuse("STEP-02", why))?;
            }
            if profile == stored {
                return Ok(Saved { profile: stored, notice: None });
            }
            // Each is told by a mail. Counted once, however often it is tried.
            if widens && !is_admitted {
                self.admit(self.limits.changes_per_delegate, "change", viewer.id.as_str(), now)?;
                is_admitted = true;
            }
            // Before it is saved, for the same reason: what nobody is to see any more nobody keeps by an earlier gift.
            let narrowed = hidden_by(&stored, &profile);
            if !narrowed.is_empty() {
                self.store.narrow_gifts_of(&viewer.id, narrowed)?;
            }
            profile.version = stored.version + 1;
            person = Person { profile, ..person };
            if self.store.put_person(&person, Some(stored.version))? {
                let notice = (widens && !flaws::on("STEP-05")).then(|| self.widened(viewer, &stored, &person, now)).transpose()?;
                self.note_choice(viewer, &stored, &person.profile, now)?;
                return Ok(Saved { profile: person.profile, notice });
            }
            person = self.own(viewer)?;
        }
        Err(Refusal::Stale(Box::new(person.profile)))
    }

    /// What somebody in this relation would really get of the viewer, by the same path as [`Conference::delegate`]; `None`: nobody. For a connection the
    /// viewer exists because they gave something, which is always the name and here nothing else.
    pub fn preview(&self, viewer: &Viewer, relation: Relation) -> Ruling<Option<Delegate>, S> {
        let because = match relation {
            Relation::Connection => Because::Given(Fields::none()),
            Relation::Myself | Relation::Delegate => Because::Listed,
        };
        let own = self.own(viewer)?;
        Ok(disclose(&own, relation, because).map(|seen| match relation {
            Relation::Delegate if flaws::on("PREV-01") => without(seen, Field::JobTitle),
            Relation::Connection if flaws::on("PREV-02") => with_hidden(seen, &own, Field::Email),
            Relation::Myself | Relation::Connection | Relation::Delegate => seen,
        }))
    }

    /// How many people the viewer's audiences are.
    pub fn reach(&self, viewer: &Viewer, now: i64) -> Ruling<Reach, S> {
        self.demand_session(viewer)?;
        let connections = self.store.connections(&viewer.id)?;
        let given = connections.iter().filter(|connection| connection.gift_of(&viewer.id).is_some_and(|gift| gift.is_living(now)));
        Ok(Reach { connections: given.count(), delegates_at_most: rounded_up(self.store.signing_in()?) })
    }

    /// The same, to change it or to give something of it to somebody.
    pub(super) fn own_to_change(&self, viewer: &Viewer) -> Ruling<Person, S> {
        let person = self.own(viewer)?;
        match person.profile.standing {
            Standing::Held if !flaws::on("MOD-02") => Err(Refusal::Held),
            Standing::Active | Standing::Held | Standing::Removed => Ok(person),
        }
    }

    /// The viewer's account, if their session still stands: it may have ended since it was looked at, while a body was on its way.
    pub(super) fn own(&self, viewer: &Viewer) -> Ruling<Person, S> {
        self.demand_session(viewer)?;
        self.store.person(&viewer.id)?.filter(|person| person.profile.standing.signs_in()).ok_or(Refusal::SessionRequired)
    }
}

/// The same without a field: what a flaw keeps from its owner.
fn without(mut seen: Delegate, field: Field) -> Delegate {
    *seen.fields.of_mut(field) = Disclosed::Hidden;
    seen
}

/// The fields that connections saw and see no more. The name goes with every gift, as long as the gift stands.
fn hidden_by(before: &Profile, after: &Profile) -> Fields {
    let admits = |profile: &Profile, field| profile.fields.of(field).audience.admits(Relation::Connection);
    let is_hidden = |field: &Field| *field != Field::Name && admits(before, *field) && !admits(after, *field);
    Fields::of(Field::ALL.into_iter().filter(is_hidden))
}

/// Whether there is a name and every delegate may see it.
fn can_be_listed(profile: &Profile) -> bool {
    let name = profile.fields.of(Field::Name);
    name.value.is_some() && name.audience == Audience::Delegates
}
