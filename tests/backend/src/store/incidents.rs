//! Incidents with those whom each touched, and counts of over-sharing, as rows. Not: how an extent is found.

use super::{Sqlite, StoreFault, id};
use plenary::conference::access::Touched;
use plenary::conference::incidents::{Incident, Incidents};
use plenary::conference::over_share::{MEMBERS_PER_DAY, Noted, OverShares};
use plenary::domain::fields::Fields;
use plenary::domain::id::{DelegateId, IncidentId};
use plenary::domain::over_share::Place;
use plenary::domain::text::Text;
use rusqlite::{Connection, OptionalExtension, params};

/// More than the longest text that is taken.
const LONGEST: usize = 10_000;

/// Drops the person out of every incident.
pub(super) fn erase(connection: &Connection, person: &DelegateId) -> Result<(), StoreFault> {
    connection.prepare_cached("DELETE FROM incident_person WHERE delegate = ?1")?.execute([person.as_str()])?;
    Ok(())
}

impl Incidents for Sqlite {
    fn add_incident(&mut self, incident: &Incident, touched: &[Touched]) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        let Incident { id, at, text, from, to } = incident;
        step.prepare_cached("INSERT INTO incident (id, at, text, begun, ended) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
            id.as_str(),
            at,
            text.as_str(),
            from,
            to
        ])?;
        for Touched { owner, fields, first, last, times } in touched {
            step.prepare_cached("INSERT INTO incident_person VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(params![
                id.as_str(),
                owner.as_str(),
                fields.bits(),
                first,
                last,
                times
            ])?;
        }
        Ok(step.commit()?)
    }

    fn incidents(&self) -> Result<Vec<Incident>, StoreFault> {
        let mut query = self.connection.prepare_cached("SELECT id, at, text, begun, ended FROM incident ORDER BY number DESC")?;
        let rows =
            query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get(3)?, row.get(4)?)))?;
        rows.map(|row| {
            let (name, at, text, from, to) = row?;
            let text = Text::parse(&text, LONGEST, true).ok().flatten().ok_or(StoreFault::Damaged("incident"))?;
            Ok(Incident { id: id("incident", &name)?, at, text, from, to })
        })
        .collect()
    }

    fn touched_by(&self, incident: &IncidentId, delegate: &DelegateId) -> Result<Option<Touched>, StoreFault> {
        let mut query = self
            .connection
            .prepare_cached("SELECT fields, first, last, times FROM incident_person WHERE incident = ?1 AND delegate = ?2")?;
        let touched = query.query_row([incident.as_str(), delegate.as_str()], |row| {
            let fields = Fields::from_bits(row.get(0)?);
            Ok(Touched { owner: delegate.clone(), fields, first: row.get(1)?, last: row.get(2)?, times: row.get(3)? })
        });
        Ok(touched.optional()?)
    }

    fn incident_touched(&self, incident: &IncidentId) -> Result<Option<Vec<DelegateId>>, StoreFault> {
        let mut known = self.connection.prepare_cached("SELECT 1 FROM incident WHERE id = ?1")?;
        if !known.exists([incident.as_str()])? {
            return Ok(None);
        }
        let mut query = self.connection.prepare_cached("SELECT delegate FROM incident_person WHERE incident = ?1 ORDER BY delegate")?;
        let rows = query.query_map([incident.as_str()], |row| row.get::<_, String>(0))?;
        rows.map(|row| id("incident_person", &row?)).collect::<Result<_, _>>().map(Some)
    }

    fn erase_touched(&mut self, person: &DelegateId) -> Result<(), StoreFault> {
        erase(&self.connection, person)
    }
}

impl OverShares for Sqlite {
    fn add_over_shares(&mut self, day: i64, place: Place, members: &[(String, u32)], forget: i64) -> Result<(), StoreFault> {
        let step = self.connection.transaction()?;
        step.prepare_cached("DELETE FROM over_share WHERE day < ?1")?.execute([forget])?;
        for (member, times) in members {
            let mut known = step.prepare_cached("SELECT 1 FROM over_share WHERE day = ?1 AND place = ?2 AND member = ?3")?;
            let count: i64 = step.prepare_cached("SELECT count(*) FROM over_share WHERE day = ?1")?.query_row([day], |row| row.get(0))?;
            let is_room = count < MEMBERS_PER_DAY as i64 || known.exists(params![day, place.key(), member])?;
            let member = if is_room { member } else { "other" };
            step.prepare_cached(
                "INSERT INTO over_share VALUES (?1, ?2, ?3, ?4, 1)
                 ON CONFLICT DO UPDATE SET times = times + excluded.times, reports = reports + 1",
            )?
            .execute(params![day, place.key(), member, times])?;
        }
        Ok(step.commit()?)
    }

    fn over_shares(&self) -> Result<Vec<Noted>, StoreFault> {
        let mut query =
            self.connection.prepare_cached("SELECT day, place, member, times, reports FROM over_share ORDER BY day DESC, place, member")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?;
        rows.map(|row| {
            let (day, place, member, times, reports): (i64, String, String, i64, i64) = row?;
            let place = Place::from_key(&place).ok_or(StoreFault::Damaged("over_share"))?;
            Ok(Noted { day, place, member, times: times.unsigned_abs(), reports: reports.unsigned_abs() })
        })
        .collect()
    }
}
