//! "You will be signed out at 14:05": over every screen, five minutes before a session ends, with the one press that keeps what is being done
//! (WCAG 2.2, 2.2.1). Not: the dialog after it has ended (`step_up`).

use crate::browser::{focus_heading, format_time, viewer_offset_at};
use crate::components::icon::{Glyph, Icon};
use crate::domain::time::Moment;
use crate::state::desk::Desk;
use crate::state::lasting::{Lasting, Limit, Soon};
use crate::text;
use leptos::prelude::*;

/// Seconds by which two tellings of one end may differ.
const SAME: i64 = 45;

/// Announced politely when it appears, and silent until it says something else.
#[component]
pub fn EndingSoon() -> impl IntoView {
    let lasting = Lasting::here();
    let put_away = RwSignal::new(None::<Limit>);
    // Counted anew each minute, a moment differs by a second or two: the sentence stays as it was.
    let soon = Memo::new(move |before: Option<&Option<Soon>>| {
        let now = lasting.soon();
        match (before.copied().flatten(), now) {
            (Some(before), Some(now)) if before.limit == now.limit && (before.at - now.at).abs() < SAME => Some(before),
            (_, now) => now,
        }
    });
    // Outside the view: another end is another thing to tell.
    Effect::new(move |_| {
        if soon.get().is_none() {
            put_away.set(None);
        }
    });
    let shown = move || soon.get().filter(|soon| put_away.get() != Some(soon.limit)).map(|soon| view! { <Warning soon put_away/> });
    view! { <div class="news-place ending" role="status">{shown}</div> }
}

#[component]
fn Warning(soon: Soon, put_away: RwSignal<Option<Limit>>) -> impl IntoView {
    let (desk, lasting) = (Desk::here(), Lasting::here());
    let busy = RwSignal::new(false);
    let at = format_time(Moment::new(soon.at, viewer_offset_at(soon.at)));
    let stay = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let outcome = lasting.stay().await;
            busy.try_set(false);
            match outcome {
                Ok(()) => desk.tell(t!("You stay signed in.")),
                Err(error) => desk.tell(text::api_error(&error)),
            }
            focus_heading();
        });
    };
    let (sentence, way) = match soon.limit {
        Limit::Idle => (
            t!("Nobody has used Plenary here for a while. What you typed stays on the screen."),
            view! {
                <button class="button primary" type="button" aria-busy=move || busy.get().to_string() on:click=stay>{t!("Stay signed in")}</button>
            }
            .into_any(),
        ),
        Limit::Absolute => (
            t!("Every sign-in ends after some days. Sign in again here and now: what you typed stays on the screen."),
            view! {
                <button class="button primary" type="button" on:click=move |_| desk.sessions.lapse()>{t!("Sign in again now")}</button>
            }
            .into_any(),
        ),
    };
    view! {
        <div class="banner warn news">
            <Glyph icon=Icon::Lock/>
            <div>
                <p><strong>{t!("You will be signed out at {time}", time = at)}</strong></p>
                <p>{sentence}</p>
            </div>
            <div class="actions">
                {way}
                <button class="button quiet" type="button" on:click=move |_| {
                    put_away.set(Some(soon.limit));
                    focus_heading();
                }>{t!("Not now")}</button>
            </div>
        </div>
    }
}
