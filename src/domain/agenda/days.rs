//! Conference days: which one to show first, and the talks of a list by the time at which they begin. Not: their names, which `Intl` knows.

use super::Agenda;
use crate::domain::time::Moment;

/// Talks that begin together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// When, on the venue's clock.
    pub start: Moment,
    /// Positions in [`Agenda::talks`].
    pub talks: Vec<usize>,
}

/// Groups talks by their start; `talks` are in the agenda's order, as [`super::filter::Filter::talks`] gives them.
pub fn by_start(agenda: &Agenda, talks: &[usize]) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    for (position, talk) in talks.iter().filter_map(|position| Some((*position, agenda.talks.get(*position)?))) {
        match slots.last_mut().filter(|slot| slot.start == talk.start) {
            Some(slot) => slot.talks.push(position),
            None => slots.push(Slot { start: talk.start, talks: vec![position] }),
        }
    }
    slots
}

/// From when on a night without talks counts as the next morning, in minutes after midnight.
const MORNING: u16 = 6 * 60;

/// Position in [`Agenda::days`] of the day to open with: the one that `now` belongs to, else the first; `None` where there are no days.
/// At night the day before counts as long as one of its talks is on or to come.
pub fn first_to_show(agenda: &Agenda, now: Moment) -> Option<usize> {
    // The venue's clock, as the talk that began last announced it.
    let latest = agenda.talks.partition_point(|talk| talk.start <= now);
    let offset = agenda.talks.get(latest.saturating_sub(1)).map_or(now.offset(), |talk| talk.start.offset());
    let now = now.on_clock(offset);
    let dated = |date| agenda.days.iter().position(|day| day.date == date);
    let (today, yesterday) = (dated(now.date()), dated(now.date().plus_days(-1)));
    let of = |day: Option<usize>| agenda.talks.iter().filter(move |talk| Some(talk.day) == day);
    let begun = of(today).any(|talk| talk.start <= now);
    let night = now.minute_of_day() < MORNING && !begun && of(yesterday).any(|talk| talk.end > now);
    let current = if night { yesterday } else { today };
    current.or_else(|| (!agenda.days.is_empty()).then_some(0))
}

#[cfg(test)]
mod tests {
    use super::super::example::agenda;
    use super::*;

    #[test]
    fn talks_are_grouped_by_their_start() {
        let agenda = agenda();
        let groups =
            |talks: &[usize]| by_start(&agenda, talks).into_iter().map(|slot| (slot.start.clock(), slot.talks)).collect::<Vec<_>>();
        assert_eq!(groups(&[0, 1, 3]), [("10:00".to_owned(), vec![0, 1]), ("02:00".to_owned(), vec![3])]);
        assert_eq!(groups(&[]), []);
    }

    #[test]
    fn the_day_to_open_with_is_the_one_people_are_in() {
        let agenda = agenda();
        for (now, day) in [
            ("2026-01-01T12:00:00Z", 0),
            ("2026-03-27T07:00:00Z", 0),
            ("2026-03-27T23:30:00Z", 0),
            ("2026-03-28T01:30:00+01:00", 0),
            ("2026-03-28T04:59:00+01:00", 0),
            ("2026-03-28T05:01:00+01:00", 1),
            ("2026-03-28T09:00:00+01:00", 1),
            ("2026-05-01T12:00:00Z", 0),
        ] {
            assert_eq!(first_to_show(&agenda, now.parse().unwrap()), Some(day), "{now}");
        }
        let empty = Agenda { days: vec![], talks: vec![], ..agenda };
        assert_eq!(first_to_show(&empty, Moment::new(0, 0)), None);
    }
}
