//! How a time is written: by whose clock, with which date beside it, and what the other clock shows. The only place that decides it.
//! Not: the choice of the clock, which is in `state::zone`.

use super::offset_name;
use crate::browser::{DateStyle, format_date, format_time, named_offset_at, named_zone, viewer_offset_at, viewer_zone};
use crate::domain::agenda::{Agenda, Talk};
use crate::domain::time::{Clock, Date, Moment, ZoneName};

/// The moment as the chosen clock shows it; its offset is that of the instant, so that a change of the clocks in between is kept.
pub fn on(clock: Clock, moment: Moment) -> Moment {
    match clock {
        Clock::Venue => moment,
        Clock::Viewer => moment.on_clock(viewer_offset_at(moment.unix())),
        Clock::Named(place) => named_offset_at(place, moment.unix()).map_or(moment, |offset| moment.on_clock(offset)),
    }
}

/// `10:00`.
pub fn time(clock: Clock, moment: Moment) -> String {
    format_time(on(clock, moment))
}

/// `10:00–10:30`; only the start where the end is not known.
pub fn span(clock: Clock, start: Moment, end: Moment) -> String {
    if end > start { format!("{}–{}", time(clock, start), time(clock, end)) } else { time(clock, start) }
}

/// `09:00–09:30 your time`: the same by the clock that was not chosen, with its date where that is another one; `None` where both clocks agree.
pub fn span_elsewhere(clock: Clock, start: Moment, end: Moment) -> Option<String> {
    let other = elsewhere(clock, start)?;
    Some(whose(other, foreign_date(clock, start), &span(other, start, end)))
}

/// `09:00 your time`, as [`span_elsewhere`].
pub fn time_elsewhere(clock: Clock, moment: Moment) -> Option<String> {
    let other = elsewhere(clock, moment)?;
    Some(whose(other, foreign_date(clock, moment), &time(other, moment)))
}

/// `Friday, 27 March, 10:00–10:30`.
pub fn when(clock: Clock, start: Moment, end: Moment) -> String {
    t!("{date}, {time}", date = format_date(on(clock, start).date(), DateStyle::Day), time = span(clock, start, end))
}

/// The date, in short, where the chosen clock shows another than the conference day that the moment belongs to.
pub fn date_beside(clock: Clock, day: Date, moment: Moment) -> Option<String> {
    let date = on(clock, moment).date();
    (date != day).then(|| format_date(date, DateStyle::Short))
}

/// Whether the device shows another time than the venue at the start of any talk.
pub fn clocks_differ(agenda: &Agenda) -> bool {
    agenda.talks.iter().any(|talk| talk.start.offset() != viewer_offset_at(talk.start.unix()))
}

/// What a clock is called where one is chosen: `At the venue (Europe/Berlin)`.
pub fn clock_name(clock: Clock, agenda: &Agenda) -> String {
    let place = |zone: &ZoneName| zone.as_str().replace('_', " ");
    let offset = || agenda.talks.first().map(|talk| offset_name(talk.start.offset()));
    match clock {
        Clock::Venue => match agenda.zone.as_ref().map(place).or_else(offset) {
            Some(zone) => t!("At the venue ({zone})", zone),
            None => t!("At the venue").to_owned(),
        },
        Clock::Viewer => match viewer_zone().as_ref().map(place) {
            Some(zone) => t!("My time ({zone})", zone),
            None => t!("My time").to_owned(),
        },
        Clock::Named(named) => t!("In {zone}", zone = named_zone(named).as_ref().map(place).unwrap_or_default()),
    }
}

/// What stands over times by a clock that the page around names, with those of the venue beside: `New York (venue)`.
pub fn named_and_venue(named: usize) -> String {
    let zone = named_zone(named).map(|zone| zone.as_str().replace('_', " ")).unwrap_or_default();
    t!("{place} (venue)", place = zone.rsplit('/').next().unwrap_or_default())
}

/// Below a talk's time: by whose clock it is, and what the other shows where it differs.
/// `At the venue (Europe/Berlin) · 09:00–09:30 your time`.
pub fn clock_note(clock: Clock, agenda: &Agenda, talk: &Talk) -> String {
    let name = clock_name(clock, agenda);
    span_elsewhere(clock, talk.start, talk.end).map_or_else(|| name.clone(), |other| format!("{name} · {other}"))
}

/// The clock that was not chosen, where it shows something else at `moment`.
fn elsewhere(clock: Clock, moment: Moment) -> Option<Clock> {
    let other = clock.other();
    (on(clock, moment).offset() != on(other, moment).offset()).then_some(other)
}

/// `Thu 26 Mar`: the date by the other clock, where it is not that of the chosen one.
fn foreign_date(clock: Clock, moment: Moment) -> Option<String> {
    let date = on(clock.other(), moment).date();
    (date != on(clock, moment).date()).then(|| format_date(date, DateStyle::Short))
}

/// A time with the words for whose it is.
fn whose(clock: Clock, date: Option<String>, time: &str) -> String {
    match (clock, date) {
        (Clock::Venue, Some(date)) => t!("{date}, {time} at the venue", date, time),
        (Clock::Venue, None) => t!("{time} at the venue", time),
        // One that the page around names is never the other.
        (Clock::Viewer | Clock::Named(_), Some(date)) => t!("{date}, {time} your time", date, time),
        (Clock::Viewer | Clock::Named(_), None) => t!("{time} your time", time),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// An instant whose venue is `hours` east of where this device is.
    fn away(hours: i16) -> Moment {
        let unix = 1_774_605_600;
        Moment::new(unix, viewer_offset_at(unix) + hours * 60)
    }

    #[test]
    fn both_clocks_are_said_where_they_differ_and_only_there() {
        let (here, there) = (away(0), away(2));
        assert_eq!(span_elsewhere(Clock::Venue, here, here.plus_minutes(30)), None);
        assert_eq!(time_elsewhere(Clock::Viewer, here), None);
        let (mine, theirs) = (here.clock(), there.clock());
        assert_eq!((time(Clock::Venue, there), time(Clock::Viewer, there)), (theirs.clone(), mine.clone()));
        assert!(time_elsewhere(Clock::Venue, there).unwrap().ends_with(&format!("{mine} your time")));
        assert!(time_elsewhere(Clock::Viewer, there).unwrap().ends_with(&format!("{theirs} at the venue")));
        assert_eq!(span(Clock::Venue, there, there), theirs);
    }

    #[test]
    fn a_clock_that_the_page_around_names_stands_beside_that_of_the_venue() {
        let named = Clock::Named(crate::browser::name_zone("America/New_York".parse().unwrap()).unwrap());
        // 2026-03-27 11:00 UTC: in London 11:00, in New York 07:00.
        let moment = Moment::new(1_774_609_200, 0);
        assert_eq!((time(named, moment), time_elsewhere(named, moment).unwrap()), ("07:00".into(), "11:00 at the venue".into()));
        assert_eq!(named_and_venue(0), "New York (venue)");
        assert_eq!(time_elsewhere(named, Moment::new(1_774_609_200, -240)), None, "the venue's own");
    }

    #[test]
    fn another_date_is_said() {
        let there = away(24);
        let (today, tomorrow) = (away(0).date(), there.date());
        let words = time_elsewhere(Clock::Venue, there).unwrap();
        assert_eq!(words, format!("{}, {} your time", format_date(today, DateStyle::Short), there.clock()));
        assert_eq!(date_beside(Clock::Venue, tomorrow, there), None);
        assert_eq!(date_beside(Clock::Viewer, tomorrow, there), Some(format_date(today, DateStyle::Short)));
    }
}
