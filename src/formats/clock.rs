//! From a file's times to moments on the venue's clock. Not: the rules of time zones, for which it asks the platform.

use crate::domain::agenda::Notice;
use crate::domain::time::{Moment, ZoneName, Zones};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A time as a file writes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Written {
    /// With an offset: an instant and the clock it claims.
    Instant(Moment),
    /// Without: seconds that a clock shows, counted as if it were UTC's.
    Wall(i64),
}

impl Written {
    /// The instant, where there is one.
    pub(super) fn instant(self) -> Option<Moment> {
        if let Self::Instant(at) = self { Some(at) } else { None }
    }
}

/// Reads an RFC 3339 time whose offset may be missing.
pub(super) fn written(text: &str) -> Option<Written> {
    let text = text.trim();
    let with_offset = text.parse().map(Written::Instant);
    // Borrowing UTC's clock reads the digits; nothing else of it is used.
    with_offset.or_else(|_| format!("{text}Z").parse::<Moment>().map(|m| Written::Wall(m.unix()))).ok()
}

/// A time of the file, and whether its offset is meant as what the venue's clock shows. `Z` usually is not: it is how an instant is
/// written without any clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Claim {
    pub(super) time: Written,
    pub(super) meant: bool,
}

impl Claim {
    /// A claim by the time alone.
    pub(super) fn of(text: &str) -> Option<Self> {
        let time = written(text)?;
        let meant = matches!(time, Written::Instant(at) if at.offset() != 0);
        Some(Self { time, meant })
    }
}

/// Why a time cannot be placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unplaced {
    /// It is no time.
    Malformed,
    /// It carries no offset, and no zone that it could be read in is known.
    NoZone,
    /// Clocks skip it, because they go forward at that hour.
    Skipped,
}

/// A time on the venue's clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    pub(super) at: Moment,
    /// The clock shows this time twice; the first was taken.
    pub(super) ambiguous: bool,
}

/// The venue's clock, as far as the file and the configuration agree about it.
pub(super) struct Clock<'z> {
    /// In which times without an offset are read.
    wall: Option<Zone<'z>>,
    /// On whose clock everything is shown; `None`: each time on its own.
    venue: Option<Zone<'z>>,
}

impl<'z> Clock<'z> {
    /// Weighs the zone that the file names and the configured one against the offsets that the file's times claim, which are always believed.
    pub(super) fn new(
        zones: &'z dyn Zones,
        named: Option<ZoneName>,
        configured: Option<&ZoneName>,
        claims: &[Claim],
        notices: &mut Vec<Notice>,
    ) -> Self {
        if named.is_none() && configured.is_none() {
            notices.push(Notice::ZoneMissing);
        }
        let known = |name: ZoneName, notices: &mut Vec<Notice>| {
            let zone = Zone { name, zones, seen: RefCell::default() };
            if zone.offset_at(0).is_some() {
                return Some(zone);
            }
            notices.push(Notice::ZoneUnknown { zone: zone.name });
            None
        };
        let named = named.and_then(|name| known(name, notices));
        let configured = configured.cloned().and_then(|name| known(name, notices));
        let meant = claims.iter().filter(|claim| claim.meant).filter_map(|claim| claim.time.instant());
        let named_agrees = named.as_ref().is_some_and(|zone| zone.quarrel(meant.clone()).is_none());
        let configured_agrees = configured.as_ref().is_some_and(|zone| zone.quarrel(meant.clone()).is_none());
        // Times without an offset were written by the file's author, in the file's zone.
        let wall = match (named_agrees, configured_agrees) {
            (true, _) => named.clone(),
            (false, true) => configured.clone(),
            (false, false) => None,
        };
        let resolved = claims.iter().filter_map(|claim| match claim.time {
            Written::Instant(_) => None,
            Written::Wall(local) => wall.as_ref()?.resolve(local).map(|placed| placed.at),
        });
        let shown: Vec<Moment> = meant.chain(resolved).collect();
        let complain = |zone: &Option<Zone<'_>>| {
            let zone = zone.as_ref()?;
            let offset = zone.quarrel(shown.iter().copied())?;
            Some(Notice::ZoneDisagrees { zone: zone.name.clone(), offset })
        };
        let against_configured = complain(&configured);
        notices.extend(against_configured.clone());
        let venue = if configured.is_some() && against_configured.is_none() {
            // The organiser answered; what else the file may say of the zone is of no consequence.
            configured
        } else {
            notices.extend(complain(&named));
            named.filter(|_| named_agrees)
        };
        Self { wall, venue }
    }

    /// The venue's zone, where it is known and agrees with the file's times.
    pub(super) fn zone(&self) -> Option<&ZoneName> {
        self.venue.as_ref().map(|zone| &zone.name)
    }

    /// Whether nothing of the file can be drawn without guessing: no time of it carries an offset, and no zone is known to read them in.
    pub(super) fn needs_zone(&self, claims: &[Claim]) -> bool {
        self.wall.is_none() && !claims.is_empty() && claims.iter().all(|claim| claim.time.instant().is_none())
    }

    /// Places a time of the file on the venue's clock.
    pub(super) fn place(&self, text: &str) -> Result<Placed, Unplaced> {
        self.place_written(written(text).ok_or(Unplaced::Malformed)?)
    }

    /// Places a time of the file on the venue's clock.
    pub(super) fn place_written(&self, time: Written) -> Result<Placed, Unplaced> {
        let placed = match time {
            Written::Instant(at) => Placed { at, ambiguous: false },
            Written::Wall(local) => self.wall.as_ref().ok_or(Unplaced::NoZone)?.resolve(local).ok_or(Unplaced::Skipped)?,
        };
        Ok(Placed { at: self.on_venue_clock(placed.at), ..placed })
    }

    /// `minutes` after `start`, on the clock that the venue shows by then.
    pub(super) fn after(&self, start: Moment, minutes: i64) -> Moment {
        self.on_venue_clock(start.plus_minutes(minutes))
    }

    /// The same instant on the venue's clock; on its own where that is not known.
    pub(super) fn on_venue_clock(&self, at: Moment) -> Moment {
        let offset = self.venue.as_ref().and_then(|zone| zone.offset_at(at.unix()));
        at.on_clock(offset.unwrap_or(at.offset()))
    }
}

/// The first instant at which clocks in `zone` show `local`; `None` where they never do, or the platform does not know the zone.
pub(super) fn in_zone(zones: &dyn Zones, zone: &ZoneName, local: i64) -> Option<Placed> {
    Zone { name: zone.clone(), zones, seen: RefCell::default() }.resolve(local)
}

/// A zone that the platform knows, with what it already said: asking a browser costs microseconds, and a programme asks thousands of times.
#[derive(Clone)]
struct Zone<'z> {
    name: ZoneName,
    zones: &'z dyn Zones,
    seen: RefCell<BTreeMap<i64, Option<i16>>>,
}

impl Zone<'_> {
    fn offset_at(&self, unix: i64) -> Option<i16> {
        // Clocks have changed at full quarters of an hour only, wherever a conference may be held.
        let quarter = unix.div_euclid(900);
        *self.seen.borrow_mut().entry(quarter).or_insert_with(|| self.zones.offset_at(&self.name, quarter * 900))
    }

    /// The first offset that is not this zone's at its instant.
    fn quarrel(&self, mut shown: impl Iterator<Item = Moment>) -> Option<i16> {
        shown.find(|at| self.offset_at(at.unix()) != Some(at.offset())).map(Moment::offset)
    }

    /// The first instant at which a clock in this zone shows `local`; `None` where it never does.
    fn resolve(&self, local: i64) -> Option<Placed> {
        // A day before and after are on both sides of a change of the clocks, if there is one.
        let candidates = [self.offset_at(local - 86_400)?, self.offset_at(local + 86_400)?];
        let shown = |offset: i16| {
            let at = Moment::new(local - i64::from(offset) * 60, offset);
            (self.offset_at(at.unix()) == Some(offset)).then_some(at)
        };
        let (early, late) = (shown(candidates[0]), shown(candidates[1]));
        let ambiguous = matches!((early, late), (Some(early), Some(late)) if early != late);
        early.into_iter().chain(late).min().map(|at| Placed { at, ambiguous })
    }
}
