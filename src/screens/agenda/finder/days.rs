//! One link for each day. Not: the talks.

use super::super::finding::Finding;
use crate::browser::{DateStyle, format_date};
use crate::domain::agenda::filter::Filter;
use crate::domain::time::Date;
use crate::words::number;
use leptos::prelude::*;

/// Days, with how many talks each would show while something is looked for; then all days together, too.
#[component]
pub(crate) fn DayTabs(finding: Finding) -> impl IntoView {
    let days: Vec<Date> = finding.programme.with_value(|p| p.agenda.days.iter().map(|day| day.date).collect());
    let counts = Memo::new(move |_| finding.programme.with_value(|p| finding.sift.get().by_day(&p.agenda)));
    let narrows = move || finding.asked.with(Filter::narrows);
    let href = move |day: Option<Date>| (finding.place)(Filter { day, ..finding.asked.get() }).to_string();
    let current = move |day: Option<Date>| finding.shown.with(|filter| filter.day == day).then_some("true");
    let tab = move |position: usize, date: Date| {
        let found = move || narrows().then(|| format!(" ({})", number(counts.with(|days| days.get(position).copied().unwrap_or(0)))));
        view! { <li><a href=move || href(Some(date)) aria-current=move || current(Some(date))>{format_date(date, DateStyle::Short)}{found}</a></li> }
    };
    let all = move || {
        narrows().then(|| {
            let found = move || format!(" ({})", number(counts.with(|days| days.iter().sum::<usize>())));
            view! { <li><a href=move || href(None) aria-current=move || current(None)>{t!("All days")}{found}</a></li> }
        })
    };
    view! {
        <nav class="days" aria-label=t!("Days")>
            <ul>
                {all}
                {days.into_iter().enumerate().map(|(position, date)| tab(position, date)).collect_view()}
            </ul>
        </nav>
    }
}
