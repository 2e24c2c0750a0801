//! What the organisers tell everybody, how it changes, and who has read it. Not: the signature and the sending, which need a key and a mail
//! server, nor who was affected by an incident (`incident`).

use super::entropy::id;
use super::store::Storage;
use super::{Conference, Entropy, Refusal, Ruling, Store, Viewer};
use crate::domain::bulletin::{Bulletin, BulletinKind, BulletinStanding, MOST, ReadMark, Words};
use crate::domain::id::{BulletinId, DelegateId, IncidentId};
use crate::domain::time::Moment;

/// To whom a bulletin is mailed as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mailing {
    /// To nobody: it is told in the app alone.
    Nobody,
    /// To everybody with an account that is not removed.
    Everybody,
    /// To these people.
    These(Vec<DelegateId>),
}

/// What the organisers want to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Telling {
    /// Something new.
    New {
        /// How grave it is.
        kind: BulletinKind,
        /// What it says.
        words: Words,
        /// The incident whose extent is known.
        incident: Option<IncidentId>,
    },
    /// Other words for what was told.
    Update(BulletinId, Words),
    /// That it does not hold, and why.
    Withdrawal(BulletinId, Words),
}

/// Where bulletins are kept. Every method is one atomic, durable step.
pub trait Bulletins: Storage {
    /// The latest changed first, at most so many.
    fn bulletins(&self, most: usize) -> Result<Vec<Bulletin>, Self::Error>;
    /// The one of this name.
    fn bulletin(&self, id: &BulletinId) -> Result<Option<Bulletin>, Self::Error>;
    /// Stores it in place of what had its name **and** whom it is to be mailed to, instead of those who wait for a mail about it.
    fn put_bulletin(&mut self, bulletin: &Bulletin, mailing: &Mailing) -> Result<(), Self::Error>;
    /// What the delegate has read.
    fn read_marks(&self, delegate: &DelegateId) -> Result<Vec<ReadMark>, Self::Error>;
    /// Notes that the delegate has read this at `now`. What was read stays read: an earlier revision changes nothing.
    fn mark_read(&mut self, delegate: &DelegateId, mark: &ReadMark, now: i64) -> Result<(), Self::Error>;
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// What there is to tell, the latest change first.
    pub fn bulletins(&self) -> Ruling<Vec<Bulletin>, S> {
        Ok(self.store.bulletins(MOST)?)
    }

    /// Tells everybody. For organisers alone: no request of a delegate may reach it. [`Refusal::NotFound`]: nothing of that name was told.
    pub fn tell(&mut self, telling: Telling, mailing: &Mailing, now: i64) -> Ruling<Bulletin, S> {
        let bulletin = match telling {
            Telling::New { kind, words, incident } => Bulletin {
                id: id(&mut self.entropy),
                kind,
                standing: BulletinStanding::Open,
                title: words.title,
                text: words.text,
                at: Moment::new(now, 0),
                changed: Moment::new(now, 0),
                revision: 1,
                incident,
            },
            Telling::Update(id, words) => self.revised(&id, words, BulletinStanding::Open, now)?,
            Telling::Withdrawal(id, words) => self.revised(&id, words, BulletinStanding::Withdrawn, now)?,
        };
        self.store.put_bulletin(&bulletin, mailing)?;
        Ok(bulletin)
    }

    fn revised(&self, id: &BulletinId, Words { title, text }: Words, standing: BulletinStanding, now: i64) -> Ruling<Bulletin, S> {
        let before = self.store.bulletin(id)?.ok_or(Refusal::NotFound)?;
        let revision = before.revision.saturating_add(1);
        Ok(Bulletin { standing, title, text, changed: Moment::new(now, 0), revision, ..before })
    }

    /// What the viewer has read.
    pub fn read_marks(&self, viewer: &Viewer) -> Ruling<Vec<ReadMark>, S> {
        self.demand_session(viewer)?;
        Ok(self.store.read_marks(&viewer.id)?)
    }

    /// Notes that the viewer has read a bulletin in this revision; nobody reads what was not told yet.
    pub fn mark_read(&mut self, viewer: &Viewer, mark: &ReadMark, now: i64) -> Ruling<(), S> {
        self.demand_session(viewer)?;
        let told = self.store.bulletin(&mark.id)?.ok_or(Refusal::NotFound)?;
        if !(1..=told.revision).contains(&mark.revision) {
            return Err(Refusal::NotFound);
        }
        Ok(self.store.mark_read(&viewer.id, mark, now)?)
    }
}
