//! A delegate's connections as they see them: who exchanged contact details with them, who asks, what they asked. Not: a change of any of it.

use super::store::{Connection, Gift, Stage};
use crate::conference::sight::Sights;
use crate::conference::{Conference, Entropy, Ruling, Store, Viewer};
use crate::domain::access::Way;
use crate::domain::connection::{Asked, Contact, Contacts, Given, Offer, Request};
use crate::domain::delegate::Delegate;
use crate::domain::id::DelegateId;

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Everything about the viewer's connections. Whoever is in it was seen, and that is noted.
    pub fn contacts(&mut self, viewer: &Viewer, now: i64) -> Ruling<Contacts, S> {
        self.demand_session(viewer)?;
        self.admit(self.limits.connections_per_viewer, "connections", viewer.id.as_str(), now)?;
        let sights = self.sights(&viewer.id, now)?;
        let mut all = Contacts::default();
        for tie in self.store.connections(&viewer.id)? {
            if !self.exists_for(&viewer.id, &tie, now)? {
                continue;
            }
            match tie.stage {
                Stage::Living(since) => all.contacts.extend(self.contact(&sights, &viewer.id, &tie, since, now)?),
                Stage::Asked if tie.asked == viewer.id => all.requests.extend(self.request(&sights, tie)?),
                Stage::Asked | Stage::Declined => {
                    all.asked.push(Asked { at: tie.at, offer: tie.from_asker.as_ref().map(offer), id: tie.id })
                }
            }
        }
        all.contacts.sort_by(|a, b| (b.since, &b.id).cmp(&(a.since, &a.id)));
        all.requests.sort_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
        all.asked.sort_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
        self.note_access(viewer, &seen_in(&all), Way::Connection, now)?;
        Ok(all)
    }

    fn contact(&self, sights: &Sights, viewer: &DelegateId, tie: &Connection, since: i64, now: i64) -> Ruling<Option<Contact>, S> {
        let Some(other) = tie.other(viewer) else { return Ok(None) };
        let Some(person) = self.store.person(other)? else { return Ok(None) };
        let (mine, theirs) = (tie.gift_of(viewer).filter(|gift| gift.is_living(now)), tie.gift_to(viewer, now));
        if mine.is_none() && theirs.is_none() {
            return Ok(None);
        }
        let given = mine.map(|gift| Given { offer: offer(gift), until: gift.until });
        let until = theirs.and_then(|gift| gift.until);
        Ok(Some(Contact { id: tie.id.clone(), since, delegate: sights.of(&person), until, given }))
    }

    fn request(&self, sights: &Sights, tie: Connection) -> Ruling<Option<Request>, S> {
        let from = self.store.person(&tie.asker)?.and_then(|person| sights.asking(&person));
        let offered = tie.from_asker.as_ref().map(offer);
        Ok(from.zip(offered).map(|(from, offer)| Request { id: tie.id, at: tie.at, from, offer }))
    }
}

fn offer(gift: &Gift) -> Offer {
    Offer { fields: gift.fields, term: gift.term }
}

/// Whom the viewer sees in it.
fn seen_in(contacts: &Contacts) -> Vec<Delegate> {
    let known = contacts.contacts.iter().filter_map(|contact| contact.delegate.clone());
    known.chain(contacts.requests.iter().map(|request| request.from.clone())).collect()
}
