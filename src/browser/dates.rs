//! Dates and times in the words of the page's language. Not: calculations with them, which are in `domain::time`.

use super::grammar::page_language;
use super::intl::Formatter;
use crate::domain::time::{Date, Moment};
use std::cell::RefCell;

/// How much of a date is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateStyle {
    /// Friday, 27 December 2019.
    Full,
    /// Friday, 27 December.
    Day,
    /// Fri 27 Dec.
    Short,
    /// Friday.
    Weekday,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Date(DateStyle),
    Time,
}

impl Style {
    fn options(self) -> &'static [(&'static str, &'static str)] {
        // Everything is computed on the venue's clock before, so that the formatter's zone has to add nothing.
        const UTC: (&str, &str) = ("timeZone", "UTC");
        match self {
            Self::Date(DateStyle::Full) => &[UTC, ("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")],
            Self::Date(DateStyle::Day) => &[UTC, ("weekday", "long"), ("day", "numeric"), ("month", "long")],
            Self::Date(DateStyle::Short) => &[UTC, ("weekday", "short"), ("day", "numeric"), ("month", "short")],
            Self::Date(DateStyle::Weekday) => &[UTC, ("weekday", "long")],
            Self::Time => &[UTC, ("hour", "2-digit"), ("minute", "2-digit")],
        }
    }
}

/// What a language is called in the language of the page: `de` is German. A tag that says nothing is shown as it is.
pub fn language_name(tag: &str) -> String {
    super::intl::name_of_language(tag, &page_language()).unwrap_or_else(|| tag.to_owned())
}

/// The date in words.
pub fn format_date(date: Date, style: DateStyle) -> String {
    format(Style::Date(style), i64::from(date.unix_days()) * 86_400).unwrap_or_else(|| date.to_string())
}

/// The time of day that the moment's own clock shows, as the language writes it.
pub fn format_time(moment: Moment) -> String {
    format(Style::Time, moment.unix() + i64::from(moment.offset()) * 60).unwrap_or_else(|| moment.clock())
}

/// How long ago something was, in the largest unit that is over: "5 minutes ago", "yesterday".
#[cfg(feature = "personal")]
pub fn time_ago(seconds: u32) -> String {
    let (count, unit) = match seconds {
        0..60 => (0, "minute"),
        60..3600 => (seconds / 60, "minute"),
        3600..86_400 => (seconds / 3600, "hour"),
        86_400.. => (seconds / 86_400, "day"),
    };
    let said = super::intl::relative(&page_language(), -f64::from(count), unit);
    said.unwrap_or_else(|| format!("{count} {unit}s ago"))
}

struct Made {
    language: String,
    style: Style,
    formatter: Option<Formatter>,
}

thread_local! {
    // A programme asks for thousands of times in one style; making a formatter takes as long as hundreds of answers.
    static MADE: RefCell<Vec<Made>> = const { RefCell::new(Vec::new()) };
}

fn format(style: Style, local: i64) -> Option<String> {
    let language = page_language();
    MADE.with_borrow_mut(|made| {
        let known = made.iter().position(|m| m.style == style && m.language == language);
        let at = known.unwrap_or_else(|| {
            let formatter = Formatter::made(&language, style.options());
            made.push(Made { language, style, formatter });
            made.len() - 1
        });
        Some(made.get(at)?.formatter.as_ref()?.format(local as f64 * 1000.0))
    })
}
