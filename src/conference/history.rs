//! Changes of what people recognise or reach somebody by: where and when each was made, a mail about it, and a step back for a day. Not: who may
//! change what (`profile`, `photo`).

use super::device::{DeviceLabel, Happened, Notice};
use super::entropy::id;
use super::rights::counters;
use super::store::{Digest, Person, Storage};
use super::{Conference, Entropy, Photo, Refusal, Ruling, Store, Viewer, flaws};
use crate::domain::id::{ChangeId, DelegateId};
use crate::domain::privacy::{Audience, Field, PerField};
use crate::domain::profile::Profile;
use crate::domain::text::{Email, Text};

/// Seconds for which a change can be undone; after them the values are forgotten, and only that something was changed is still known.
pub const UNDO_SECONDS: i64 = 86_400;
/// Latest changes of one delegate of which the values are kept, however many there are in a day; beside the first of the day of each field, so that
/// nobody who changes something often enough takes away the step back to what was there before.
pub const KEPT_VALUES: usize = 20;
/// Latest changes of one delegate that are listed, beside those of which the values are kept.
pub const KEPT_CHANGES: usize = 100;

/// One change of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Names it, to undo it.
    pub id: ChangeId,
    /// Whose field.
    pub delegate: DelegateId,
    /// Unix seconds.
    pub at: i64,
    /// On which device.
    pub label: DeviceLabel,
    /// It was undone.
    pub undone: bool,
    /// It is itself a step back.
    pub is_undo: bool,
    /// Who could see the field when it was changed.
    pub audience: Audience,
    /// From what to what.
    pub what: Difference,
}

impl Change {
    /// The address to which it can lead its account back.
    pub fn leads_back(&self) -> Option<Email> {
        match &self.what {
            Difference::Text { field: Field::Email, before: Some(before), .. } if !self.is_undo => Email::parse(before.as_str()).ok(),
            Difference::Text { .. } | Difference::Photo { .. } | Difference::Forgotten(_) => None,
        }
    }
}

/// What was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// A field that is text.
    Text {
        /// Which.
        field: Field,
        /// `None`: not filled in.
        before: Option<Text>,
        /// `None`: emptied.
        after: Option<Text>,
    },
    /// The photo.
    Photo {
        /// The bytes of the one before; `None`: there was none.
        before: Option<Vec<u8>>,
    },
    /// Too long ago: the values are not kept.
    Forgotten(Field),
}

impl Difference {
    /// The field.
    pub fn field(&self) -> Field {
        match self {
            Self::Text { field, .. } | Self::Forgotten(field) => *field,
            Self::Photo { .. } => Field::Photo,
        }
    }
}

/// What becomes of the photo when an account is saved.
#[derive(Debug, Clone, Copy)]
pub enum NewPhoto<'a> {
    /// Nothing.
    AsItIs,
    /// It is replaced, or (`None`) removed.
    Is(Option<&'a Photo>),
}

/// An account as it is saved, with everything that is kept about the saving.
#[derive(Debug, Clone, Copy)]
pub struct Saving<'a> {
    /// As it is from now on.
    pub person: &'a Person,
    /// The `profile.version` that it must still have.
    pub expected: u64,
    /// The photo.
    pub photo: NewPhoto<'a>,
    /// What changed.
    pub changes: &'a [Change],
    /// The change that this takes back.
    pub undone: Option<&'a ChangeId>,
    /// Unix seconds.
    pub now: i64,
}

/// Where changes are kept.
pub trait History: Storage {
    /// The delegate's latest [`KEPT_CHANGES`], the newest first.
    fn changes(&self, delegate: &DelegateId) -> Result<Vec<Change>, Self::Error>;

    /// The account other than `own` that left the address of this key at `since` or later, and may go back to it.
    fn left_by(&self, key: &str, own: Option<&DelegateId>, since: i64) -> Result<Option<DelegateId>, Self::Error>;

    /// Whether there is one.
    fn is_reserved(&self, key: &str, own: Option<&DelegateId>, since: i64) -> Result<bool, Self::Error> {
        Ok(self.left_by(key, own, since)?.is_some())
    }

    /// Stores all of it in one step, or nothing and `false` where the version has moved on. Forgets the values of everybody's changes that are
    /// older than [`UNDO_SECONDS`], and of this delegate's beyond the latest [`KEPT_VALUES`] and the first of each field; drops this delegate's beyond
    /// [`KEPT_CHANGES`].
    fn save(&mut self, saving: Saving<'_>) -> Result<bool, Self::Error>;
}

/// A saved profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// As it is now.
    pub profile: Profile,
    /// For the owner of the account, where what they are recognised or reached by was changed.
    pub notice: Option<Notice>,
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// The viewer's latest changes, the newest first. Of what is too old to be undone no value is told, whether or not it is still kept; nor of a
    /// step back from another address, which is final: by taking it back in turn, whoever took an account would have it for good.
    pub fn changes(&self, viewer: &Viewer, now: i64) -> Ruling<Vec<Change>, S> {
        self.demand_session(viewer)?;
        let is_open = |change: &Change| now - change.at <= UNDO_SECONDS && !(change.is_undo && change.what.field() == Field::Email);
        let shown = |change: Change| match is_open(&change) {
            true => change,
            false => Change { what: Difference::Forgotten(change.what.field()), ..change },
        };
        let mut changes: Vec<Change> = self.store.changes(&viewer.id)?.into_iter().map(shown).collect();
        self.reopen_firsts(viewer, &mut changes)?;
        Ok(changes)
    }

    /// The first change of the day of each field can be undone as long as something else stands there, also when it was before: however the steps
    /// back are taken back in turn, what stood there in the morning is one press away.
    fn reopen_firsts(&self, viewer: &Viewer, changes: &mut [Change]) -> Ruling<(), S> {
        let Some(person) = self.store.person(&viewer.id)? else { return Ok(()) };
        let mut seen = Vec::new();
        for change in changes.iter_mut().rev().filter(|change| !change.is_undo) {
            let is_other = match &change.what {
                Difference::Forgotten(_) => continue,
                Difference::Text { field, before, .. } => person.profile.fields.of(*field).value != *before,
                Difference::Photo { before } => change.undone && self.store.photo(&viewer.id)?.map(|photo| photo.bytes) != *before,
            };
            if !seen.contains(&change.what.field()) {
                seen.push(change.what.field());
                change.undone &= !is_other;
            }
        }
        Ok(())
    }

    /// Puts back what was there before a change that is at most a day old. It asks for no proof, because whoever finds their name vandalised must
    /// not have to wait for a mail. But an open session is no proof: what was emptied and others would see again, what more people would see than
    /// when it was replaced, and a step back from a step back need one. A former address never does, because the proof would be mailed to the one
    /// that is taken back: where more people would see it, it is as hidden again as it was.
    pub fn undo(&mut self, viewer: &Viewer, change: &ChangeId, now: i64) -> Ruling<Saved, S> {
        let known = self
            .changes(viewer, now)?
            .into_iter()
            .find(|known| known.id == *change && (!known.undone || flaws::on("HIST-03")))
            .ok_or(Refusal::NotFound)?;
        let before = self.own_to_change(viewer)?;
        let mut after = before.clone();
        let is_address = known.what.field() == Field::Email;
        let own = after.profile.fields.of_mut(known.what.field());
        if is_address {
            own.audience = own.audience.min(known.audience);
        }
        let (was_there, is_wider) = (own.value.is_some(), own.audience > known.audience);
        let photo = match known.what {
            Difference::Forgotten(_) => return Err(Refusal::NotFound),
            Difference::Text { field, before, .. } => {
                own.value = before.clone();
                if field == Field::Email {
                    // The account goes back to the mailbox it had.
                    after.email = before.and_then(|text| Email::parse(text.as_str()).ok()).ok_or(Refusal::NotFound)?;
                }
                None
            }
            Difference::Photo { before } => {
                let photo = before.map(|bytes| Photo { id: id(&mut self.entropy), bytes });
                own.value = photo.as_ref().and_then(|photo| Text::parse(photo.id.as_str(), Field::Photo.limit(), false).ok().flatten());
                Some(photo)
            }
        };
        let shows_again = own.value.is_some() && own.audience != Audience::OnlyMe && (!was_there || is_wider);
        if (shows_again || known.is_undo) && !flaws::on("STEP-08") {
            self.demand_fresh(viewer, now)?;
        }
        if known.is_undo {
            self.admit(self.limits.changes_per_delegate, "change", viewer.id.as_str(), now)?;
        }
        let photo = photo.as_ref().map_or(NewPhoto::AsItIs, |photo| NewPhoto::Is(photo.as_ref()));
        let saved = self.keep(viewer, &before, after, photo, Some(change), now)?;
        if is_address {
            // What was mailed to the other one opens nothing any more.
            self.store.end_challenges(&viewer.id)?;
        }
        Ok(saved)
    }

    /// Saves `after` in place of `before`, with what changed, and says what there is to tell the owner.
    pub(super) fn keep(
        &mut self,
        viewer: &Viewer,
        before: &Person,
        mut after: Person,
        photo: NewPhoto<'_>,
        undone: Option<&ChangeId>,
        now: i64,
    ) -> Ruling<Saved, S> {
        after.profile.version = before.profile.version + 1;
        let label = self.label(&viewer.digest)?;
        let is_undo = undone.is_some();
        let changes = self.differences(&before.profile, &after.profile)?.into_iter().map(|what| {
            let (id, audience) = (id(&mut self.entropy), before.profile.fields.of(what.field()).audience);
            Change { id, delegate: viewer.id.clone(), at: now, label, undone: false, is_undo, audience, what }
        });
        let changes: Vec<Change> = changes.collect();
        // A step back without a proof is there once for each change or step forth, so it is bounded with them.
        if !changes.is_empty() && !is_undo {
            self.admit(self.limits.changes_per_delegate, "change", viewer.id.as_str(), now)?;
        }
        let saving = Saving { person: &after, expected: before.profile.version, photo, changes: &changes, undone, now };
        if !self.store.save(saving)? {
            return Err(Refusal::Stale(Box::new(self.own(viewer)?.profile)));
        }
        if before.email.key() != after.email.key() {
            // What was counted under an address that is the account's no more would otherwise stay when the account is erased.
            self.store.forget_counts(&counters(&before.email.key()).collect::<Vec<_>>())?;
        }
        let fields = PerField::from_fn(|field| changes.iter().any(|change| change.what.field() == field));
        let is_unheard = changes.iter().all(|change| change.what.field() == Field::Photo) && flaws::on("NOTICE-01");
        // Where the address itself is what changed, it is the one before that has to hear of it.
        let notice = (!changes.is_empty() && !flaws::on("STEP-05") && !is_unheard).then_some(Notice {
            to: before.email.clone(),
            at: now,
            what: Happened::ProfileChanged(label, fields),
        });
        Ok(Saved { profile: after.profile, notice })
    }

    fn differences(&self, before: &Profile, after: &Profile) -> Ruling<Vec<Difference>, S> {
        let mut found = Vec::new();
        for (field, was) in before.fields.iter().filter(|(field, _)| field.needs_step_up()) {
            let is = after.fields.of(field);
            match field {
                _ if was.value == is.value => {}
                Field::Photo => found.push(Difference::Photo { before: self.store.photo(&before.id)?.map(|photo| photo.bytes) }),
                Field::Name
                | Field::JobTitle
                | Field::Organisation
                | Field::Pronouns
                | Field::Languages
                | Field::Biography
                | Field::Links
                | Field::Email
                | Field::Phone => {
                    found.push(Difference::Text { field, before: was.value.clone(), after: is.value.clone() });
                }
            }
        }
        Ok(found)
    }

    /// What there is to tell the owner once more people see something.
    pub(super) fn widened(&self, viewer: &Viewer, before: &Profile, after: &Person, now: i64) -> Ruling<Notice, S> {
        let fields = PerField::from_fn(|field| after.profile.fields.of(field).audience > before.fields.of(field).audience);
        let what = Happened::Widened(self.label(&viewer.digest)?, fields);
        Ok(Notice { to: after.email.clone(), at: now, what })
    }

    fn label(&self, session: &Digest) -> Ruling<DeviceLabel, S> {
        Ok(self.store.session(session)?.ok_or(Refusal::SessionRequired)?.label)
    }
}
