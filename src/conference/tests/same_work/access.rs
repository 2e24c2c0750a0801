//! The watched storage's part for what was shown to whom. Not: any test.

use super::{Answer, Watched};
use crate::conference::access::{Access, Accesses, Touched};
use crate::conference::incidents::{Incident, Incidents};
use crate::conference::over_share::{Noted, OverShares};
use crate::domain::id::{DelegateId, IncidentId};
use crate::domain::over_share::Place;

#[rustfmt::skip]
impl Accesses for Watched {
    fn add_accesses(&mut self, accesses: &[Access], since: i64) -> Answer<()> { self.note("add_accesses"); self.inner.add_accesses(accesses, since) }
    fn accesses_of(&self, owner: &DelegateId, visit: &mut dyn FnMut(Access)) -> Answer<()> { self.note("accesses_of"); self.inner.accesses_of(owner, visit) }
    fn accesses_between(&self, from: i64, to: i64, visit: &mut dyn FnMut(Access)) -> Answer<()> { self.note("accesses_between"); self.inner.accesses_between(from, to, visit) }
    fn forget_accesses(&mut self, before: i64) -> Answer<()> { self.note("forget_accesses"); self.inner.forget_accesses(before) }
    fn erase_accesses(&mut self, person: &DelegateId) -> Answer<()> { self.note("erase_accesses"); self.inner.erase_accesses(person) }
}

#[rustfmt::skip]
impl Incidents for Watched {
    fn add_incident(&mut self, incident: &Incident, touched: &[Touched]) -> Answer<()> { self.note("add_incident"); self.inner.add_incident(incident, touched) }
    fn incidents(&self) -> Answer<Vec<Incident>> { self.note("incidents"); self.inner.incidents() }
    fn touched_by(&self, incident: &IncidentId, delegate: &DelegateId) -> Answer<Option<Touched>> { self.note("touched_by"); self.inner.touched_by(incident, delegate) }
    fn incident_touched(&self, incident: &IncidentId) -> Answer<Option<Vec<DelegateId>>> { self.note("incident_touched"); self.inner.incident_touched(incident) }
    fn erase_touched(&mut self, person: &DelegateId) -> Answer<()> { self.note("erase_touched"); self.inner.erase_touched(person) }
}

#[rustfmt::skip]
impl OverShares for Watched {
    fn add_over_shares(&mut self, day: i64, place: Place, members: &[(String, u32)], forget: i64) -> Answer<()> { self.note("add_over_shares"); self.inner.add_over_shares(day, place, members, forget) }
    fn over_shares(&self) -> Answer<Vec<Noted>> { self.note("over_shares"); self.inner.over_shares() }
}
