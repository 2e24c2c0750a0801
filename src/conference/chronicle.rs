//! What became of the programme: a new state is compared with what is known, each talk's revision counts its changes, and the states are
//! kept so that somebody who saw an older one can be told the difference. Not: where a programme comes from.

use super::store::Known;
use super::{Conference, Entropy, Ruling, Store};
use crate::domain::agenda::changes::{Remembered, Seen};
use crate::domain::agenda::{Agenda, TalkStanding};
use crate::domain::id::TalkId;
use crate::domain::lookalike::Stage;
use std::collections::HashMap;

/// Between a publisher's name for a state and the time that tells two states of that name apart.
const AGAIN: char = '~';

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Takes the programme as it is now. Revisions are filled in: a talk's grows whenever its time, room, title or standing changes, and when
    /// it leaves the programme or comes back; a publisher's own higher number is kept. Where the talks differ and the publisher's name for
    /// the state does not, the state gets a name of its own.
    pub fn publish(&mut self, agenda: &mut Agenda, now: i64) -> Result<(), S::Error> {
        self.stage = Stage::of(agenda.speakers.iter().map(|speaker| speaker.name.as_str()));
        let known: HashMap<TalkId, Known> = self.store.known_talks()?.into_iter().map(|known| (known.talk.id.clone(), known)).collect();
        let mut changed = Vec::new();
        let mut here = Vec::with_capacity(agenda.talks.len());
        let now_seen = Seen::of(agenda).talks;
        for (talk, seen) in agenda.talks.iter_mut().zip(now_seen) {
            let before = known.get(&talk.id);
            let same = before.is_some_and(|before| before.talk == seen && !before.gone);
            let counted = before.map_or(0, |before| if same { before.revision } else { before.revision.saturating_add(1) });
            talk.revision = talk.revision.max(counted);
            if !same || before.is_some_and(|before| before.revision != talk.revision) {
                changed.push(Known { talk: seen.clone(), revision: talk.revision, changed: now, gone: false });
            }
            here.push(seen);
        }
        // A programme that shares no talk with what is known is another conference's, or a file somebody emptied: nothing was called off.
        if here.iter().any(|seen| known.contains_key(&seen.id)) {
            let stays = |id: &TalkId| here.iter().any(|seen| seen.id == *id);
            changed.extend(known.values().filter(|known| !known.gone && !stays(&known.talk.id)).map(|known| called_off(known, now)));
        }
        let mut version = Seen { version: agenda.version.clone(), talks: here };
        self.name(&mut version, now)?;
        agenda.version.clone_from(&version.version);
        self.store.publish(&changed, &version, self.limits.versions)
    }

    /// Unix seconds at which the last talk of the programme ends; `None` where there is no programme.
    pub fn last_talk_ends(&self) -> Ruling<Option<i64>, S> {
        Ok(self.store.known_talks()?.into_iter().filter(|known| !known.gone).map(|known| known.talk.end.unix()).max())
    }

    /// The state of the programme that somebody saw; `None` where it is too long ago or never was.
    pub fn version(&self, name: &str) -> Ruling<Option<Seen>, S> {
        Ok(self.store.version(name)?)
    }

    /// The name of the latest state, where it is the same one; else the publisher's, told apart from states that had it before.
    fn name(&self, version: &mut Seen, now: i64) -> Result<(), S::Error> {
        let published = version.version.clone();
        if let Some(latest) = self.store.latest_version()?
            && latest.version.split(AGAIN).next() == published.split(AGAIN).next()
        {
            version.version.clone_from(&latest.version);
            // As it is written down: that is what the older one was read from.
            if version.to_text() == latest.to_text() {
                return Ok(());
            }
            version.version.clone_from(&published);
        }
        for at in now.. {
            if self.store.version(&version.version)?.is_none() {
                break;
            }
            version.version = format!("{published}{AGAIN}{at}");
        }
        Ok(())
    }
}

fn called_off(known: &Known, now: i64) -> Known {
    let talk = Remembered { standing: TalkStanding::Cancelled, ..known.talk.clone() };
    Known { talk, revision: known.revision.saturating_add(1), changed: now, gone: true }
}
