//! Where an item stands in time, as most formats say it: a start, an end or a length, and the conference day that both belong to.
//! Not: what clocks show, which is `clock`; nor a format's own days.

use super::clock::{Clock, Written};
use super::item::{self, Item};
use crate::domain::agenda::{Notice, Talk, TalkStanding};
use crate::domain::time::{Date, Moment};

/// A day ends at four in the morning where a file does not say when, as in pretalx' own exports.
const DAY_BEGINS: u16 = 4 * 60;

/// The conference day of a talk; no day is before `first`.
pub(super) fn date_of(start: Moment, first: Option<Date>) -> Date {
    let own = start.date();
    let evening_before = own.plus_days(-1);
    let after_midnight = start.minute_of_day() < DAY_BEGINS && first.is_none_or(|first| evening_before >= first);
    if after_midnight { evening_before } else { own }
}

impl Item<'_, '_> {
    /// The start on the venue's clock; `None`: it cannot be drawn without guessing.
    pub(super) fn start(&mut self, clock: &Clock<'_>, start: Option<Written>) -> Option<Moment> {
        let placed = clock.place_written(start?).ok()?;
        if placed.ambiguous {
            self.notices.push(Notice::TimeAmbiguous { talk: self.subject.clone() });
        }
        Some(placed.at)
    }

    /// The end that the file writes, or else `minutes` after the start. Where neither can be read the talk ends when it starts, and the
    /// `member` is named.
    pub(super) fn end(
        &mut self,
        clock: &Clock<'_>,
        start: Moment,
        member: &'static str,
        end: Option<Written>,
        minutes: Option<i64>,
    ) -> Moment {
        let placed = end.and_then(|end| clock.place_written(end).ok()).map(|placed| placed.at);
        let placed = placed.filter(|end| *end >= start && start.minutes_until(*end) <= item::LONGEST);
        if placed.is_none() && (minutes.is_none() || self.holds(member)) {
            self.drop(member);
        }
        placed.unwrap_or_else(|| clock.after(start, minutes.unwrap_or(0)))
    }

    /// A talk of which nothing is known yet but its name, time and day. `identifiers`: see [`Item::id`].
    pub(super) fn talk(&self, identifiers: &[&str], title: String, start: Moment, end: Moment, day: usize) -> Result<Talk, &'static str> {
        Ok(Talk {
            id: self.id(identifiers).parse().map_err(|_| "id")?,
            title,
            subtitle: String::new(),
            start,
            end,
            day,
            room: None,
            track: None,
            speakers: Vec::new(),
            language: None,
            kind: String::new(),
            tags: Vec::new(),
            do_not_record: false,
            standing: TalkStanding::Planned,
            revision: 0,
        })
    }
}
