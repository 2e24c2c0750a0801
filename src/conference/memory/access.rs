//! What was shown to whom, incidents and reports of over-sharing, in memory. Not: what is worth noting.

use super::Memory;
use crate::conference::access::{Access, Accesses, Touched};
use crate::conference::incidents::{Incident, Incidents};
use crate::conference::over_share::{MEMBERS_PER_DAY, Noted, OverShares};
use crate::domain::id::{DelegateId, IncidentId};
use crate::domain::over_share::Place;
use std::convert::Infallible;

/// In the order in which it came.
#[derive(Clone, Default)]
pub(super) struct Shown {
    accesses: Vec<Access>,
    incidents: Vec<(Incident, Vec<Touched>)>,
    over_shares: Vec<Noted>,
}

impl Accesses for Memory {
    fn add_accesses(&mut self, accesses: &[Access], since: i64) -> Result<(), Infallible> {
        for access in accesses {
            let recent = self.shown.accesses.iter().rev().take_while(|noted| noted.at > since);
            let is_same = |noted: &Access| Access { at: access.at, ..noted.clone() } == *access;
            if !recent.into_iter().any(is_same) {
                self.shown.accesses.push(access.clone());
            }
        }
        Ok(())
    }

    fn accesses_of(&self, owner: &DelegateId, visit: &mut dyn FnMut(Access)) -> Result<(), Infallible> {
        self.shown.accesses.iter().filter(|access| access.owner == *owner).cloned().for_each(visit);
        Ok(())
    }

    fn accesses_between(&self, from: i64, to: i64, visit: &mut dyn FnMut(Access)) -> Result<(), Infallible> {
        self.shown.accesses.iter().filter(|access| (from..=to).contains(&access.at)).cloned().for_each(visit);
        Ok(())
    }

    fn forget_accesses(&mut self, before: i64) -> Result<(), Infallible> {
        self.shown.accesses.retain(|access| access.at >= before);
        Ok(())
    }

    fn erase_accesses(&mut self, person: &DelegateId) -> Result<(), Infallible> {
        self.shown.accesses.retain(|access| access.owner != *person);
        for access in &mut self.shown.accesses {
            access.viewer.take_if(|(viewer, _)| viewer == person);
        }
        Ok(())
    }
}

impl Incidents for Memory {
    fn add_incident(&mut self, incident: &Incident, touched: &[Touched]) -> Result<(), Infallible> {
        self.shown.incidents.push((incident.clone(), touched.to_vec()));
        Ok(())
    }

    fn incidents(&self) -> Result<Vec<Incident>, Infallible> {
        Ok(self.shown.incidents.iter().rev().map(|(incident, _)| incident.clone()).collect())
    }

    fn touched_by(&self, incident: &IncidentId, delegate: &DelegateId) -> Result<Option<Touched>, Infallible> {
        let touched = self.shown.incidents.iter().filter(|(known, _)| known.id == *incident).flat_map(|(_, touched)| touched);
        Ok(touched.into_iter().find(|one| one.owner == *delegate).cloned())
    }

    fn incident_touched(&self, incident: &IncidentId) -> Result<Option<Vec<DelegateId>>, Infallible> {
        let found = self.shown.incidents.iter().find(|(known, _)| known.id == *incident);
        Ok(found.map(|(_, touched)| touched.iter().map(|one| one.owner.clone()).collect()))
    }

    fn erase_touched(&mut self, person: &DelegateId) -> Result<(), Infallible> {
        for (_, touched) in &mut self.shown.incidents {
            touched.retain(|one| one.owner != *person);
        }
        Ok(())
    }
}

impl OverShares for Memory {
    fn add_over_shares(&mut self, day: i64, place: Place, members: &[(String, u32)], forget: i64) -> Result<(), Infallible> {
        let all = &mut self.shown.over_shares;
        all.retain(|noted| noted.day >= forget);
        for (member, times) in members {
            let is_room = all.iter().filter(|noted| noted.day == day).count() < MEMBERS_PER_DAY;
            let of = |all: &[Noted], member: &str| {
                all.iter().position(|noted| (noted.day, noted.place, noted.member.as_str()) == (day, place, member))
            };
            let member = if is_room || of(all, member).is_some() { member } else { "other" };
            let at = of(all, member).unwrap_or_else(|| {
                all.push(Noted { day, place, member: member.to_owned(), times: 0, reports: 0 });
                all.len() - 1
            });
            if let Some(noted) = all.get_mut(at) {
                noted.times += u64::from(*times);
                noted.reports += 1;
            }
        }
        Ok(())
    }

    fn over_shares(&self) -> Result<Vec<Noted>, Infallible> {
        let mut all = self.shown.over_shares.clone();
        all.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| (a.place, &a.member).cmp(&(b.place, &b.member))));
        Ok(all)
    }
}
