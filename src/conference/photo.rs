//! Portraits: whose may be seen, and how one is replaced. Not: decoding or re-encoding; the caller hands in a clean JPEG.

use super::entropy::id;
use super::history::{NewPhoto, Saved};
use super::store::Person;
use super::{Conference, Entropy, Photo, Refusal, Ruling, Store, Viewer, flaws};
use crate::domain::access::Way;
use crate::domain::fields::Fields;
use crate::domain::id::{DelegateId, PhotoId};
use crate::domain::privacy::{Audience, Field};
use crate::domain::problem::{Fault, Input};
use crate::domain::text::Text;

const JPEG_START: [u8; 3] = [0xff, 0xd8, 0xff];

impl<S: Store, E: Entropy> Conference<S, E> {
    /// A portrait: the viewer's own always, somebody else's while they share it with the viewer. Only under its present id, so that an
    /// old address is dead the moment a photo is replaced or hidden.
    pub fn photo(&mut self, viewer: &Viewer, of: &DelegateId, photo: &PhotoId, now: i64) -> Ruling<Photo, S> {
        self.demand_session(viewer)?;
        if *of != viewer.id {
            self.admit(self.limits.photos_per_day, "photo day", viewer.id.as_str(), now)?;
        }
        let may_see = *of == viewer.id || {
            let sights = self.sights(&viewer.id, now)?;
            let seen = self.store.person(of)?.and_then(|person| sights.of(&person));
            seen.is_some_and(|delegate| delegate.shared(Field::Photo).is_some_and(|shown| shown == photo.as_str() || flaws::on("PHOTO-08")))
        };
        let may_see = may_see || (flaws::on("AUTHZ-07") && self.is_meant_for_all(of)?);
        let stored = if may_see { self.store.photo(of)? } else { None };
        let stored = stored.filter(|stored| stored.id == *photo || flaws::on("PHOTO-08")).ok_or(Refusal::NotFound)?;
        self.note_fields(viewer, of, Fields::of([Field::Photo]), Way::Photo, now)?;
        Ok(stored)
    }

    /// Whether a portrait would be shown to every delegate if its owner were listed.
    fn is_meant_for_all(&self, of: &DelegateId) -> Ruling<bool, S> {
        let meant =
            |person: Person| person.profile.standing.is_seen() && person.profile.fields.of(Field::Photo).audience == Audience::Delegates;
        Ok(self.store.person(of)?.is_some_and(meant))
    }

    /// Replaces or removes the viewer's portrait. A new one has a new id.
    pub fn set_photo(&mut self, viewer: &Viewer, jpeg: Option<Vec<u8>>, now: i64) -> Ruling<Saved, S> {
        self.demand_session(viewer)?;
        self.demand_fresh(viewer, now)?;
        if jpeg.as_ref().is_some_and(|bytes| !bytes.starts_with(&JPEG_START) || bytes.len() > self.limits.photo_bytes) {
            return Err(Refusal::one(Input::Field(Field::Photo), Fault::NotAPhoto));
        }
        let photo = jpeg.map(|bytes| Photo { id: id(&mut self.entropy), bytes });
        let name = photo.as_ref().and_then(|photo| Text::parse(photo.id.as_str(), Field::Photo.limit(), false).ok().flatten());
        let before = self.own_to_change(viewer)?;
        let mut person = before.clone();
        person.profile.fields.of_mut(Field::Photo).value = name;
        self.keep(viewer, &before, person, NewPhoto::Is(photo.as_ref()), None, now)
    }
}
