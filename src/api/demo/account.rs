//! What the signed-in viewer may ask of the demo. Not: who that is; every question looks at the session again.

use super::access::DemoWhoSaw;
use super::own::DemoOwnPage;
use super::rights::DemoRights;
use super::state::{DemoConference, Refused, Shared, answer};
use crate::api::access::WhoSaw;
use crate::api::connections::Connecting;
use crate::api::own::OwnPage;
use crate::api::rights::Rights;
use crate::api::{Account, Answer, Challenge, Subscription};
use crate::browser::jpeg_url;
use crate::conference::history::{self, Difference};
use crate::conference::{OwnSession, Refusal, Viewer};
use crate::domain::bulletin::ReadMark;
use crate::domain::delegate::{Delegate, DirectoryPage, DirectoryQuery};
use crate::domain::device::{DeviceSession, Ending, Remaining};
use crate::domain::history::{Change, ChangeState};
use crate::domain::id::{ChangeId, DelegateId, PhotoId, SessionId, TalkId};
use crate::domain::privacy::Relation;
use crate::domain::profile::{AudienceUpdate, Profile, ProfileUpdate};
use crate::domain::text::Text;
use crate::domain::time::Moment;
use std::rc::Rc;

/// [`Account`] of whoever the demo's session belongs to.
pub(super) struct DemoAccount {
    pub(super) shared: Shared,
}

/// Rows of a page of the directory, as the reference backend sends by default.
const PAGE: usize = 50;

impl DemoAccount {
    pub(super) fn ask<T: 'static>(
        &self,
        question: impl FnOnce(&mut DemoConference, &Viewer, i64) -> Result<T, Refused> + 'static,
    ) -> Answer<T> {
        answer(&self.shared, |state, now| state.as_viewer(now, |conference, viewer| question(conference, viewer, now)))
    }
}

impl Account for DemoAccount {
    fn profile(&self) -> Answer<Profile> {
        self.ask(|conference, viewer, _| conference.profile(viewer))
    }

    fn save(&self, version: u64, update: ProfileUpdate) -> Answer<Profile> {
        self.ask(move |conference, viewer, now| conference.update(viewer, version, &update, now).map(|saved| saved.profile))
    }

    fn set_audiences(&self, update: AudienceUpdate) -> Answer<Profile> {
        self.ask(move |conference, viewer, now| conference.set_audiences(viewer, &update, now).map(|saved| saved.profile))
    }

    fn preview(&self, relation: Relation) -> Answer<Option<Delegate>> {
        self.ask(move |conference, viewer, _| conference.preview(viewer, relation))
    }

    fn set_photo(&self, jpeg: Option<Vec<u8>>) -> Answer<Profile> {
        self.ask(move |conference, viewer, now| conference.set_photo(viewer, jpeg, now).map(|saved| saved.profile))
    }

    fn changes(&self) -> Answer<Vec<Change>> {
        self.ask(|conference, viewer, now| Ok(conference.changes(viewer, now)?.into_iter().filter_map(own_change).collect()))
    }

    fn undo(&self, change: ChangeId) -> Answer<Profile> {
        self.ask(move |conference, viewer, now| conference.undo(viewer, &change, now).map(|saved| saved.profile))
    }

    /// An address within the page's memory; empty where the viewer may not see the photo, which image tags treat as absent.
    fn photo_url(&self, delegate: &DelegateId, photo: &PhotoId) -> String {
        let state = &mut *self.shared.borrow_mut();
        let now = crate::browser::now_unix();
        let seen = state.as_viewer(now, |conference, viewer| conference.photo(viewer, delegate, photo, now));
        let Ok(seen) = seen else { return String::new() };
        state.photo_urls.entry(photo.clone()).or_insert_with(|| jpeg_url(&seen.bytes).unwrap_or_default()).clone()
    }

    fn directory(&self, query: DirectoryQuery) -> Answer<DirectoryPage> {
        self.ask(move |conference, viewer, now| conference.directory(viewer, &query, PAGE, now))
    }

    fn delegate(&self, id: DelegateId) -> Answer<Delegate> {
        self.ask(move |conference, viewer, now| conference.delegate(viewer, &id, now))
    }

    fn own_page(&self) -> Rc<dyn OwnPage> {
        Rc::new(DemoOwnPage { shared: self.shared.clone() })
    }

    fn who_saw(&self) -> Rc<dyn WhoSaw> {
        Rc::new(DemoWhoSaw { shared: Rc::clone(&self.shared) })
    }

    fn favourites(&self) -> Answer<Vec<TalkId>> {
        self.ask(|conference, viewer, _| conference.favourites(viewer))
    }

    fn set_favourite(&self, talk: TalkId, starred: bool) -> Answer<()> {
        self.ask(move |conference, viewer, _| conference.set_favourite(viewer, &talk, starred))
    }

    fn read_marks(&self) -> Answer<Vec<ReadMark>> {
        self.ask(|conference, viewer, _| conference.read_marks(viewer))
    }

    fn mark_read(&self, mark: ReadMark) -> Answer<()> {
        self.ask(move |conference, viewer, now| conference.mark_read(viewer, &mark, now))
    }

    // There is no server here that a calendar program could ask.
    fn subscription(&self) -> Answer<Option<Subscription>> {
        self.ask(|_, _, _| Err(Refusal::NotFound))
    }

    fn subscribe(&self) -> Answer<String> {
        self.ask(|_, _, _| Err(Refusal::NotFound))
    }

    fn unsubscribe(&self) -> Answer<()> {
        self.ask(|_, _, _| Err(Refusal::NotFound))
    }

    fn watch(&self) -> Answer<Remaining> {
        answer(&self.shared, |state, now| state.watch(now))
    }

    fn sessions(&self) -> Answer<Vec<DeviceSession>> {
        self.ask(|conference, viewer, now| Ok(conference.sessions(viewer, now)?.into_iter().filter_map(|own| device(&own, now)).collect()))
    }

    fn end_session(&self, id: SessionId) -> Answer<()> {
        self.ask(move |conference, viewer, _| conference.end_one(viewer, &id).map(|_| ()))
    }

    fn end_other_sessions(&self) -> Answer<u32> {
        self.ask(|conference, viewer, _| conference.end_others(viewer))
    }

    fn disown(&self, id: SessionId) -> Answer<Ending> {
        self.ask(move |conference, viewer, now| {
            conference.disown(viewer, &id, now).map(|ended| Ending { sessions: ended.sessions, letters: ended.letters, ways: ended.ways })
        })
    }

    fn connections(&self) -> Rc<dyn Connecting> {
        Rc::new(DemoAccount { shared: Rc::clone(&self.shared) })
    }

    fn rights(&self) -> Rc<dyn Rights> {
        Rc::new(DemoRights { shared: Rc::clone(&self.shared) })
    }

    fn begin_step_up(&self) -> Answer<Challenge> {
        answer(&self.shared, |state, now| {
            let started = state.as_viewer(now, |conference, viewer| conference.start_step_up(viewer, now))?;
            Ok(state.started(started))
        })
    }

    fn finish_step_up(&self, challenge: Challenge, code: String) -> Answer<()> {
        answer(&self.shared, move |state, now| {
            let granted = state.as_viewer(now, |conference, viewer| conference.finish_step_up(viewer, challenge.id, &code, now))?;
            // The session has a new secret now; the old one is over.
            state.session = Some(granted.session);
            Ok(())
        })
    }

    fn sign_out(&self, everywhere: bool) -> Answer<()> {
        answer(&self.shared, move |state, now| {
            if let Some(secret) = &state.session {
                let viewer = state.conference.viewer(secret.expose(), now)?;
                if everywhere { state.conference.sign_out_everywhere(viewer)? } else { state.conference.sign_out(viewer)? }
            }
            state.forget_viewer();
            Ok(())
        })
    }
}

/// As a backend would send it.
fn device(own: &OwnSession, now: i64) -> Option<DeviceSession> {
    let label = Text::parse(&own.label.to_string(), 80, false).ok().flatten()?;
    let used_ago = u32::try_from(now - own.seen).unwrap_or(0);
    Some(DeviceSession { id: own.id.clone(), label, created: Moment::new(own.created, 0), used_ago, current: own.current })
}

fn own_change(change: history::Change) -> Option<Change> {
    let field = change.what.field();
    let state = match (change.undone, change.what) {
        (true, _) => ChangeState::Undone,
        (false, Difference::Text { before, after, .. }) => ChangeState::Open { before, after },
        (false, Difference::Photo { .. }) => ChangeState::Open { before: None, after: None },
        (false, Difference::Forgotten(_)) => ChangeState::Past,
    };
    let device = Text::parse(&change.label.to_string(), 80, false).ok().flatten()?;
    Some(Change { id: change.id, field, at: Moment::new(change.at, 0), device, state })
}
