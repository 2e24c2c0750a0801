//! Incidents that the organisers wrote down, each with whom it touched, and what a delegate is told of it. Not: how an extent is found (`access`), nor
//! what everybody is told (bulletins).

use super::access::{Extent, Scope, Touched};
use super::entropy::id;
use super::{Conference, Entropy, Ruling, Storage, Store, Viewer};
use crate::domain::id::{DelegateId, IncidentId};
use crate::domain::incident::{Effect, OwnIncident};
use crate::domain::text::Text;

/// An incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Names it.
    pub id: IncidentId,
    /// Unix seconds at which it was written down.
    pub at: i64,
    /// What happened.
    pub text: Text,
    /// Unix seconds from which it went on.
    pub from: i64,
    /// Unix seconds until which.
    pub to: i64,
}

/// Where incidents are kept. Their extent is written down with them: what it is taken from is forgotten one day.
pub trait Incidents: Storage {
    /// Keeps it with those whom it touched.
    fn add_incident(&mut self, incident: &Incident, touched: &[Touched]) -> Result<(), Self::Error>;
    /// All of them, the newest first.
    fn incidents(&self) -> Result<Vec<Incident>, Self::Error>;
    /// What it did to one delegate.
    fn touched_by(&self, incident: &IncidentId, delegate: &DelegateId) -> Result<Option<Touched>, Self::Error>;
    /// Everybody whom it touched; `None`: there is no such incident.
    fn incident_touched(&self, incident: &IncidentId) -> Result<Option<Vec<DelegateId>>, Self::Error>;
    /// Drops the person out of every incident.
    fn erase_touched(&mut self, person: &DelegateId) -> Result<(), Self::Error>;
}

impl<S: Store, E: Entropy> Conference<S, E> {
    /// Writes down an incident. For organisers; no request of a delegate may reach it.
    pub fn record_incident(&mut self, scope: &Scope, text: Text, now: i64) -> Ruling<(IncidentId, Extent), S> {
        let extent = self.extent(scope)?;
        let incident = Incident { id: id(&mut self.entropy), at: now, text, from: scope.from, to: scope.to };
        self.store.add_incident(&incident, &extent.touched)?;
        Ok((incident.id, extent))
    }

    /// Every incident, the newest first, and what each did to the viewer.
    pub fn own_incidents(&self, viewer: &Viewer) -> Ruling<Vec<OwnIncident>, S> {
        self.demand_session(viewer)?;
        let mut told = Vec::new();
        for Incident { id, at, text, from, to } in self.store.incidents()? {
            let effect = match self.store.touched_by(&id, &viewer.id)? {
                None => Effect::None,
                Some(Touched { fields, first, last, times, .. }) => Effect::Shown { fields, first, last, times },
            };
            told.push(OwnIncident { id, at, text, span: (from, to), effect });
        }
        Ok(told)
    }
}
