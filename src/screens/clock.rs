//! By whose clock times are shown: said always, and a choice where the venue and the reader's device differ. Not: how a time is written.

use crate::domain::agenda::Agenda;
use crate::domain::time::Clock;
use crate::state::desk::Desk;
use crate::state::programme::Programme;
use crate::text::time::{clock_name, clocks_differ};
use leptos::prelude::*;

/// One line; its choice holds for every screen and is remembered on the device.
#[component]
pub(super) fn ClockChoice(programme: std::rc::Rc<Programme>) -> impl IntoView {
    let desk = Desk::here();
    // A new wish of the page around is another choice.
    let programme = StoredValue::new_local(programme);
    move || programme.with_value(|programme| choice(desk, &programme.agenda, desk.clocks.wished()))
}

fn choice(desk: Desk, agenda: &Agenda, wished: Option<Clock>) -> AnyView {
    let name = |clock| clock_name(clock, agenda);
    let named = wished.filter(|clock| matches!(clock, Clock::Named(_)));
    if named.is_none() && !clocks_differ(agenda) && desk.clocks.chosen_now() == Clock::Venue {
        return view! { <p class="clocks">{t!("Times: {clock}", clock = name(Clock::Venue))}</p> }.into_any();
    }
    let choose = move |clock: Clock| {
        if desk.clocks.choose(clock).is_err() {
            desk.tell(t!("Times are changed for this visit. This browser does not keep the choice."));
        }
    };
    let option = |clock: Clock| {
        view! {
            <label>
                <input type="radio" name="clock" prop:checked=move || desk.clocks.chosen() == clock on:change=move |_| choose(clock)/>
                <span>{name(clock)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="clocks">
            <legend>{t!("Times")}</legend>
            {option(Clock::Venue)}
            {option(Clock::Viewer)}
            {named.map(option)}
        </fieldset>
    }
    .into_any()
}
