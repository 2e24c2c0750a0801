//! The code that somebody shows, and the question that whoever holds it may put. Not: the answer (`giving`).

use super::store::{Connection, OpenCode, Stage};
use crate::conference::entropy::{self, normalised};
use crate::conference::secret::connection_digest;
use crate::conference::{Conference, Entropy, Refusal, Ruling, Secret, Store, Viewer, flaws};
use crate::domain::id::{ConnectionId, DelegateId};
use crate::domain::problem::{Fault, Input};

impl<S: Store, E: Entropy> Conference<S, E> {
    /// A new code to be asked by: single use, and dead after so many seconds. It says nothing about who shows it.
    pub fn show_code(&mut self, viewer: &Viewer, now: i64) -> Ruling<(Secret, u32), S> {
        self.own_to_change(viewer)?;
        self.admit(self.limits.codes_per_delegate, "code shown", viewer.id.as_str(), now)?;
        let code = entropy::code(&mut self.entropy);
        let expires = now + i64::from(self.limits.shown_code_ttl);
        self.store.add_code(&OpenCode { digest: connection_digest(code.expose()), delegate: viewer.id.clone(), expires }, now)?;
        Ok((code, self.limits.shown_code_ttl))
    }

    /// Takes a code that somebody shows. From now on the viewer may offer them something, which puts the question; until then nobody is told
    /// anything. Used, expired, never shown, one's own, and of somebody who wants nothing to do with the viewer: one answer for all.
    pub fn ask(&mut self, viewer: &Viewer, typed: &str, now: i64) -> Ruling<ConnectionId, S> {
        self.own_to_change(viewer)?;
        self.admit(self.limits.asks_per_delegate, "code typed", viewer.id.as_str(), now)?;
        let code = self.store.take_code(&connection_digest(&normalised(typed)))?;
        // Whoever was found, the same questions are asked of the storage.
        let shown_by = code.as_ref().map_or_else(|| viewer.id.clone(), |code| code.delegate.clone());
        if let Some(code) = code.as_ref().filter(|_| flaws::on("CONN-01")) {
            self.store.add_code(code, now)?;
        }
        let is_open = code.is_some_and(|code| now < code.expires || flaws::on("CONN-02"));
        let is_there = self
            .store
            .person(&shown_by)?
            .is_some_and(|person| self.sights(&viewer.id, now).is_ok_and(|sights| sights.reaches(&person) || flaws::on("BLOCK-02")));
        let ties = self.store.connections(&viewer.id)?;
        if !is_open || !is_there || shown_by == viewer.id {
            return Err(Refusal::one(Input::ShownCode, Fault::ProofRefused));
        }
        let is_over = |tie: &Connection| tie.asker == viewer.id && (tie.asked == shown_by || self.has_lapsed(tie, now));
        let over: Vec<ConnectionId> =
            ties.into_iter().filter(|tie| !matches!(tie.stage, Stage::Living(_)) && is_over(tie)).map(|tie| tie.id).collect();
        let (asker, id) = (viewer.id.clone(), entropy::id(&mut self.entropy));
        let tie = Connection { id, asker, asked: shown_by, at: now, stage: Stage::Asked, from_asker: None, from_asked: None };
        self.store.put_connection(&tie, &over)?;
        Ok(tie.id)
    }

    /// Whether the question was put too long ago to be answered.
    pub(super) fn has_lapsed(&self, tie: &Connection, now: i64) -> bool {
        match tie.stage {
            Stage::Asked | Stage::Declined => now - tie.at >= i64::from(self.limits.question_ttl),
            Stage::Living(_) => false,
        }
    }

    /// The connection of this name, as far as it exists for the viewer: a question only once something was offered with it, and until it was
    /// declined or lapsed.
    pub(super) fn tie(&self, viewer: &DelegateId, id: &ConnectionId, now: i64) -> Ruling<Connection, S> {
        let tie = self.store.connection(id)?.ok_or(Refusal::NotFound)?;
        if self.exists_for(viewer, &tie, now)? { Ok(tie) } else { Err(Refusal::NotFound) }
    }

    /// Whether it exists for this delegate. What ties them to somebody who is not there for others does not; their own question does, because it
    /// tells nothing about whom they asked.
    pub(super) fn exists_for(&self, viewer: &DelegateId, tie: &Connection, now: i64) -> Ruling<bool, S> {
        let (is_asker, is_asked) = (tie.asker == *viewer, tie.asked == *viewer);
        let (is_open, needs_other) = match tie.stage {
            Stage::Living(_) => (is_asker || is_asked, true),
            Stage::Asked => (!self.has_lapsed(tie, now) && (is_asker || (is_asked && tie.from_asker.is_some())), !is_asker),
            Stage::Declined => (!self.has_lapsed(tie, now) && is_asker, false),
        };
        Ok(is_open && (!needs_other || self.is_seen(tie.other(viewer))?))
    }

    fn is_seen(&self, other: Option<&DelegateId>) -> Ruling<bool, S> {
        let Some(other) = other else { return Ok(false) };
        Ok(self.store.person(other)?.is_some_and(|person| person.profile.standing.is_seen()))
    }
}
