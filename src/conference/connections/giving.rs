//! What one of the two gives the other, and for how long: the offer that puts the question, the answer, a change, an end. Not: how a question came
//! to be (`asking`).

use super::store::{Connection, Gift, Stage};
use crate::conference::store::Person;
use crate::conference::{Conference, ConnectedBy, Entropy, Happened, Notice, Refusal, Ruling, Store, Viewer, flaws};
use crate::domain::connection::{GiftTerm, Offer};
use crate::domain::fields::Fields;
use crate::domain::id::ConnectionId;
use crate::domain::privacy::{Field, Relation};
use crate::domain::problem::{Fault, Input};
use crate::domain::rights::ConsentStep;

const HOUR: i64 = 3600;
const DAY: i64 = 86_400;
/// How long "until a day after the conference" is where no programme says when it ends.
const NO_PROGRAMME: i64 = 14 * DAY;

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Gives, changes what is given, or (by whoever was asked) says yes: from then on both have what the other gives. The name goes with every gift.
    /// What somebody would not show to a connection anyway needs a fresh proof, and its owner is told by mail. Of a new connection both are, whatever
    /// it gives: whoever was in an account for a moment could otherwise leave one behind that nobody notices.
    pub fn give(&mut self, viewer: &Viewer, id: &ConnectionId, offer: Offer, now: i64) -> Ruling<Vec<Notice>, S> {
        let person = self.own_to_change(viewer)?;
        let mut tie = self.tie(&viewer.id, id, now)?;
        let mut fields = offer.fields;
        fields.insert(Field::Name);
        if fields.contains(Field::Phone) && flaws::on("CONN-04") {
            fields.insert(Field::Email);
        }
        if person.profile.fields.of(Field::Name).value.is_none() {
            return Err(Refusal::one(Input::Field(Field::Name), Fault::Empty));
        }
        let until = self.end_of(offer.term, now)?;
        let widened = widened_by(&person, tie.gift_of(&viewer.id).filter(|gift| gift.is_living(now)), fields, until);
        if !widened.is_empty() {
            self.demand_fresh(viewer, now).or_else(|why| flaws::refuse("CONN-08", why))?;
            self.admit(self.limits.changes_per_delegate, "change", viewer.id.as_str(), now)?;
        }
        self.admit(self.limits.gifts_per_delegate, "gift", viewer.id.as_str(), now)?;
        let session = self.store.session(&viewer.digest)?.ok_or(Refusal::SessionRequired)?;
        *tie.gift_of_mut(&viewer.id) = Some(Gift { fields, term: offer.term, since: now, until, made_in: session.id });
        let (mut replaced, mut notices) = (Vec::new(), Vec::new());
        if tie.asked == viewer.id && tie.stage == Stage::Asked {
            tie.stage = Stage::Living(now);
            // What was offered begins now, not when it was offered.
            if let Some(offered) = &mut tie.from_asker {
                offered.until = self.end_of(offered.term, now)?;
            }
            let is_other = |other: &Connection| other.id != tie.id && other.other(&tie.asked) == Some(&tie.asker);
            replaced = self.store.connections(&viewer.id)?.into_iter().filter(is_other).map(|other| other.id).collect();
            let asker = self.store.person(&tie.asker)?.map(|asker| asker.email);
            let both = asker.map(|asker| (asker, ConnectedBy::Another)).into_iter().chain([(person.email.clone(), ConnectedBy::Reader)]);
            notices.extend(both.map(|(to, by)| Notice { to, at: now, what: Happened::Connected(by) }));
        }
        self.store.put_connection(&tie, &replaced)?;
        if !widened.is_empty() {
            self.note_consent(viewer, ConsentStep::Given, now)?;
            notices.push(Notice { to: person.email, at: now, what: Happened::Given(session.label, widened.each()) });
        }
        Ok(notices)
    }

    /// Takes back what the viewer gives; the connection stays, with what the other one gives.
    pub fn take_back(&mut self, viewer: &Viewer, id: &ConnectionId, now: i64) -> Ruling<(), S> {
        self.demand_session(viewer)?;
        let mut tie = self.tie(&viewer.id, id, now)?;
        match tie.stage {
            Stage::Living(_) if flaws::on("CONN-05") => return Ok(()),
            Stage::Living(_) => *tie.gift_of_mut(&viewer.id) = None,
            Stage::Asked | Stage::Declined => return Err(Refusal::NotFound),
        }
        Ok(self.store.put_connection(&tie, &[])?)
    }

    /// Ends a connection for both, takes back a question, or says no to one. Whoever asked is not told of a no.
    pub fn end_connection(&mut self, viewer: &Viewer, id: &ConnectionId, now: i64) -> Ruling<(), S> {
        self.demand_session(viewer)?;
        let tie = match self.store.connection(id)?.filter(|_| flaws::on("CONN-07")) {
            Some(anybodys) => anybodys,
            None => self.tie(&viewer.id, id, now)?,
        };
        if tie.stage == Stage::Asked && tie.asked == viewer.id && !flaws::on("CONN-06") {
            let declined = Connection { stage: Stage::Declined, ..tie };
            return Ok(self.store.put_connection(&declined, &[])?);
        }
        self.store.end_connections(&[tie.id])?;
        Ok(())
    }

    fn end_of(&self, term: GiftTerm, now: i64) -> Ruling<Option<i64>, S> {
        Ok(match term {
            GiftTerm::Hour => Some(now + HOUR),
            GiftTerm::Conference => Some(self.last_talk_ends()?.map_or(now + NO_PROGRAMME, |end| end.max(now) + DAY)),
            GiftTerm::Open => None,
        })
    }
}

/// The fields that the other one sees by this gift and would see neither as any connection nor, as long, by the gift that stands.
fn widened_by(person: &Person, standing: Option<&Gift>, fields: Fields, until: Option<i64>) -> Fields {
    let is_as_long = |gift: &Gift| match (gift.until, until) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(before), Some(after)) => after <= before,
    };
    let stands = |field| standing.is_some_and(|gift| gift.fields.contains(field) && is_as_long(gift));
    Fields::of(fields.iter().filter(|field| !person.profile.fields.of(*field).audience.admits(Relation::Connection) && !stands(*field)))
}
