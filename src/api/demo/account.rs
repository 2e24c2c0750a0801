//! What the signed-in viewer may ask of the demo. Not: who that is; every question looks at the session again.

use super::state::{DemoConference, Refused, Shared, answer};
use crate::api::{Account, Answer, Challenge};
use crate::browser::jpeg_url;
use crate::conference::Viewer;
use crate::domain::delegate::{Delegate, DirectoryPage, DirectoryQuery};
use crate::domain::id::{DelegateId, PhotoId, TalkId};
use crate::domain::privacy::Relation;
use crate::domain::profile::{AudienceUpdate, Profile, ProfileUpdate};

/// [`Account`] of whoever the demo's session belongs to.
pub(super) struct DemoAccount {
    pub(super) shared: Shared,
}

/// Rows of a page of the directory, as the reference backend sends by default.
const PAGE: usize = 50;

impl DemoAccount {
    fn ask<T: 'static>(&self, question: impl FnOnce(&mut DemoConference, &Viewer, i64) -> Result<T, Refused> + 'static) -> Answer<T> {
        answer(&self.shared, |state, now| state.as_viewer(now, |conference, viewer| question(conference, viewer, now)))
    }
}

impl Account for DemoAccount {
    fn profile(&self) -> Answer<Profile> {
        self.ask(|conference, viewer, _| conference.profile(viewer))
    }

    fn save(&self, version: u64, update: ProfileUpdate) -> Answer<Profile> {
        self.ask(move |conference, viewer, now| conference.update(viewer, version, &update, now))
    }

    fn set_audiences(&self, update: AudienceUpdate) -> Answer<Profile> {
        self.ask(move |conference, viewer, now| conference.set_audiences(viewer, &update, now))
    }

    fn preview(&self, relation: Relation) -> Answer<Option<Delegate>> {
        self.ask(move |conference, viewer, _| conference.preview(viewer, relation))
    }

    fn set_photo(&self, jpeg: Option<Vec<u8>>) -> Answer<Profile> {
        self.ask(move |conference, viewer, now| conference.set_photo(viewer, jpeg, now))
    }

    /// An address within the page's memory; empty where the viewer may not see the photo, which image tags treat as absent.
    fn photo_url(&self, delegate: &DelegateId, photo: &PhotoId) -> String {
        let state = &mut *self.shared.borrow_mut();
        let seen = state.as_viewer(crate::browser::now_unix(), |conference, viewer| conference.photo(viewer, delegate, photo));
        let Ok(seen) = seen else { return String::new() };
        state.photo_urls.entry(photo.clone()).or_insert_with(|| jpeg_url(&seen.bytes).unwrap_or_default()).clone()
    }

    fn directory(&self, query: DirectoryQuery) -> Answer<DirectoryPage> {
        self.ask(move |conference, viewer, now| conference.directory(viewer, &query, PAGE, now))
    }

    fn delegate(&self, id: DelegateId) -> Answer<Delegate> {
        self.ask(move |conference, viewer, now| conference.delegate(viewer, &id, now))
    }

    fn favourites(&self) -> Answer<Vec<TalkId>> {
        self.ask(|conference, viewer, _| conference.favourites(viewer))
    }

    fn set_favourite(&self, talk: TalkId, starred: bool) -> Answer<()> {
        self.ask(move |conference, viewer, _| conference.set_favourite(viewer, &talk, starred))
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
