//! The days of the plan, each with what can be done with it as a whole. Not: the single steps.

use super::Planned;
use super::steps::{removed_row, step};
use crate::browser::{DateStyle, format_date};
use crate::components::icon::{Glyph, Icon};
use crate::domain::agenda::plan::{PlanDay, Step};
use crate::domain::agenda::{Agenda, Talk};
use crate::text;
use leptos::prelude::*;

/// All days that have a starred talk, or had one until a moment ago.
pub(super) fn days(planned: Planned) -> impl IntoView + use<> {
    let plan = planned.plan.get();
    let removed = planned.removed.get();
    planned.programme.with_value(|programme| {
        let agenda = &programme.agenda;
        let taken_out: Vec<&Talk> =
            agenda.talks.iter().filter(|talk| removed.contains(&talk.id) && !planned.desk.favourites.has(&talk.id)).collect();
        let of = |position: usize| -> Vec<&Talk> { taken_out.iter().filter(|talk| talk.day == position).copied().collect() };
        let drawn = agenda.days.iter().enumerate().filter_map(|(position, _)| {
            let empty = PlanDay { day: position, steps: Vec::new() };
            let day = plan.days.iter().find(|day| day.day == position).unwrap_or(&empty);
            let taken_out = of(position);
            (!day.steps.is_empty() || !taken_out.is_empty()).then(|| one(planned, agenda, day, &taken_out))
        });
        drawn.collect_view()
    })
}

fn one(planned: Planned, agenda: &Agenda, day: &PlanDay, taken_out: &[&Talk]) -> impl IntoView + use<> {
    let position = day.day;
    let date = agenda.days.get(position).map(|day| format_date(day.date, DateStyle::Day)).unwrap_or_default();
    let heading = format!("plan-day-{position}");
    let labelled = heading.clone();
    let print_name = t!("Print this day: {date}", date);
    view! {
        <section class="plan-day" aria-labelledby=labelled>
            <header class="plan-head">
                <div>
                    <h2 id=heading>{date}</h2>
                    <p class="hint">{text::plan::day_summary(day)}</p>
                </div>
                <div class="actions">
                    <button class="button quiet" type="button" aria-label=print_name on:click=move |_| planned.press.print(Some(position))>
                        <Glyph icon=Icon::Print/>{t!("Print this day")}
                    </button>
                </div>
            </header>
            <ol class="plan">{lines(planned, agenda, day, taken_out)}</ol>
        </section>
    }
}

/// The steps, with what was taken out at its old place.
fn lines(planned: Planned, agenda: &Agenda, day: &PlanDay, taken_out: &[&Talk]) -> Vec<AnyView> {
    let mut lines = Vec::new();
    let mut waiting = taken_out.iter().copied().peekable();
    for entry in &day.steps {
        let begins = match entry {
            Step::Attend(group) => group.talks.first().copied(),
            Step::CalledOff(talk) => Some(*talk),
            Step::Change(change) => Some(change.to),
        };
        let begins = begins.and_then(|position| agenda.talks.get(position)).map(|talk| talk.start);
        while let Some(talk) = waiting.next_if(|talk| begins.is_some_and(|begins| talk.start < begins)) {
            lines.push(removed_row(planned, talk));
        }
        lines.push(step(planned, agenda, entry));
    }
    lines.extend(waiting.map(|talk| removed_row(planned, talk)));
    lines
}
