//! A delegate's own record: who was shown which of their fields, and when. It names only those who share their name with the owner, for whoever
//! looks is a delegate with a right to stay hidden as well; the others are told apart by numbers. Not: the noting (`access`).

mod csv;

use super::access::Access;
use super::disclosure::{Because, disclose};
use super::sight::Sights;
use super::store::Person;
use super::{Conference, Entropy, Refusal, Ruling, Store, Viewer, flaws};
use crate::domain::access::{By, FieldSeen, Glance, Lines, Looked, Onlooker, Record, RecordQuery, Way};
use crate::domain::fields::Fields;
use crate::domain::id::DelegateId;
use crate::domain::privacy::{Field, Relation};
use std::collections::{HashMap, HashSet, VecDeque};

/// Most lines of a page.
const PAGE: usize = 50;

/// Everything of one record that is counted, and the times that a page is about.
struct Reading {
    /// Everybody who looked, in the order of their first time; their position and one is the number by which they are told apart.
    order: Vec<Option<DelegateId>>,
    places: HashMap<Option<DelegateId>, usize>,
    /// For each of them what they were shown of the wanted fields, in the same order.
    looked: Vec<Option<Tally>>,
    fields: Vec<FieldSeen>,
    seen_by: HashSet<(Field, usize)>,
}

#[derive(Clone, Copy)]
struct Tally {
    fields: Fields,
    times: u32,
    first: i64,
    last: i64,
}

impl Reading {
    fn new() -> Self {
        Self { order: Vec::new(), places: HashMap::new(), looked: Vec::new(), fields: Vec::new(), seen_by: HashSet::new() }
    }

    /// Counts one time; the place of who looked.
    fn take(&mut self, access: &Access, wanted: Option<Field>) -> usize {
        let who = access.viewer.as_ref().map(|(viewer, _)| viewer.clone());
        let place = *self.places.entry(who.clone()).or_insert_with(|| {
            self.order.push(who);
            self.looked.push(None);
            self.order.len() - 1
        });
        for field in access.fields.iter() {
            let is_new = self.seen_by.insert((field, place));
            let seen = match self.fields.iter_mut().position(|seen| seen.field == field) {
                Some(at) => &mut self.fields[at],
                None => {
                    self.fields.push(FieldSeen { field, people: 0, times: 0, last: access.at });
                    let at = self.fields.len() - 1;
                    &mut self.fields[at]
                }
            };
            seen.people += u32::from(is_new);
            seen.times = seen.times.saturating_add(1);
            seen.last = seen.last.max(access.at);
        }
        if wanted.is_none_or(|field| access.fields.contains(field)) {
            let fresh = Tally { fields: Fields::none(), times: 0, first: access.at, last: access.at };
            let tally = self.looked[place].get_or_insert(fresh);
            tally.fields = tally.fields.and(access.fields);
            tally.times = tally.times.saturating_add(1);
            tally.last = tally.last.max(access.at);
        }
        place
    }
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// A page of the viewer's own record.
    pub fn record(&mut self, viewer: &Viewer, query: &RecordQuery, now: i64) -> Ruling<Record, S> {
        self.demand_session(viewer)?;
        self.admit(self.limits.records_per_delegate, "record", viewer.id.as_str(), now)?;
        let (mut reading, mut times) = (Reading::new(), VecDeque::new());
        // Times are counted from the oldest, so that a place stays the same while more are added.
        let end = match (&query.cursor, query.by) {
            (Some(cursor), By::Time) => cursor.parse().map_err(|_| Refusal::NotFound)?,
            (Some(_), By::Person) | (None, By::Time | By::Person) => usize::MAX,
        };
        let mut matching = 0;
        self.store.accesses_of(&viewer.id, &mut |access| {
            let place = reading.take(&access, query.field);
            if query.field.is_none_or(|field| access.fields.contains(field)) {
                if matching < end {
                    times.push_back((place, access.fields, access.way, access.at));
                    if times.len() > PAGE {
                        times.pop_front();
                    }
                }
                matching += 1;
            }
        })?;
        let sights = self.sights(&viewer.id, now)?;
        let mut named = Named { conference: self, sights, order: &reading.order, known: HashMap::new() };
        let (lines, next) = match query.by {
            By::Time => {
                let left = matching.min(end).saturating_sub(times.len());
                let mut lines = Vec::with_capacity(times.len());
                for (place, fields, way, at) in times.into_iter().rev() {
                    lines.push(Glance { who: named.who(place)?, fields, way, at });
                }
                (Lines::Times(lines), (left > 0).then(|| left.to_string()))
            }
            By::Person => {
                let mut all: Vec<(i64, usize, Tally)> = Vec::new();
                all.extend(reading.looked.iter().enumerate().filter_map(|(place, tally)| tally.map(|tally| (tally.last, place, tally))));
                all.sort_unstable_by_key(|(last, place, _)| std::cmp::Reverse((*last, *place)));
                let after = query.cursor.as_deref().map(|cursor| place_of(cursor).ok_or(Refusal::NotFound)).transpose()?;
                all.retain(|(last, place, _)| after.is_none_or(|after| (*last, *place) < after));
                let next = (all.len() > PAGE).then(|| all.get(PAGE - 1).map(|(last, place, _)| format!("{last}.{place}"))).flatten();
                let mut lines = Vec::with_capacity(PAGE.min(all.len()));
                for (_, place, Tally { fields, times, first, last }) in all.into_iter().take(PAGE) {
                    lines.push(Looked { who: named.who(place)?, fields, times, first, last });
                }
                (Lines::People(lines), next)
            }
        };
        let shown = named.shown();
        let people = u32::try_from(reading.order.len()).unwrap_or(u32::MAX);
        reading.fields.sort_unstable_by_key(|seen| Field::ALL.iter().position(|field| *field == seen.field));
        self.note_seen(viewer, shown, Way::Log, now)?;
        Ok(Record { fields: reading.fields, people, lines, next, kept_days: self.limits.access_kept_days })
    }

    /// Every time of somebody's record, as its owner may know it. Whoever hands it to the owner notes the names in it.
    fn whole(&self, owner: &DelegateId, now: i64) -> Ruling<Whole, S> {
        let (mut reading, mut times) = (Reading::new(), Vec::new());
        self.store.accesses_of(owner, &mut |access| {
            times.push((reading.take(&access, None), access.fields, access.way, access.at));
        })?;
        let mut named = Named { conference: self, sights: self.sights(owner, now)?, order: &reading.order, known: HashMap::new() };
        let mut glances = Vec::with_capacity(times.len());
        for (place, fields, way, at) in times {
            glances.push(Glance { who: named.who(place)?, fields, way, at });
        }
        Ok(Whole { names: named.shown(), glances })
    }

    /// The whole record as a file for a spreadsheet. It leaves the app, so it needs a fresh proof.
    pub fn record_csv(&mut self, viewer: &Viewer, now: i64) -> Ruling<String, S> {
        self.demand_session(viewer)?;
        self.demand_fresh(viewer, now)?;
        self.admit(self.limits.records_per_delegate, "record", viewer.id.as_str(), now)?;
        let Whole { glances, names } = self.whole(&viewer.id, now)?;
        self.note_seen(viewer, names, Way::Log, now)?;
        Ok(csv::table(&glances))
    }
}

fn place_of(cursor: &str) -> Option<(i64, usize)> {
    let (last, place) = cursor.split_once('.')?;
    Some((last.parse().ok()?, place.parse().ok()?))
}

/// A whole record.
struct Whole {
    /// The oldest first.
    glances: Vec<Glance>,
    /// Whose names are in it.
    names: Vec<(DelegateId, Fields)>,
}

/// Those who looked, as the owner may know them.
struct Named<'a, S: Store, E: Entropy> {
    conference: &'a Conference<S, E>,
    sights: Sights,
    order: &'a [Option<DelegateId>],
    known: HashMap<usize, Onlooker>,
}

impl<S: Store, E: Entropy> Named<'_, S, E> {
    fn who(&mut self, place: usize) -> Ruling<Onlooker, S> {
        if let Some(known) = self.known.get(&place) {
            return Ok(known.clone());
        }
        let who = match self.order.get(place) {
            None | Some(None) => Onlooker::Gone,
            Some(Some(id)) => {
                let named = |person: &Person| disclose(person, Relation::Delegate, Because::Asking);
                let seen = self.conference.store.person(id)?.and_then(|person| match flaws::on("LOG-03") {
                    true => named(&person),
                    false => self.sights.of(&person),
                });
                let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
                seen.map_or(Onlooker::Unnamed(number), |seen| Onlooker::Known(seen.id, seen.name))
            }
        };
        self.known.insert(place, who.clone());
        Ok(who)
    }

    /// Whose names the owner is shown with it.
    fn shown(&self) -> Vec<(DelegateId, Fields)> {
        let named = self.known.values().filter_map(|who| match who {
            Onlooker::Known(id, _) => Some((id.clone(), Fields::of([Field::Name]))),
            Onlooker::Unnamed(_) | Onlooker::Gone => None,
        });
        named.collect()
    }
}
