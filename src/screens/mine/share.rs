//! Sharing picks: what the link holds, the link, its QR code. Not: sent anywhere; somebody takes it and gives it to somebody.

use super::Planned;
use crate::api::workshop::{QrCode, qr};
use crate::browser::{DateStyle, HtmlInputElement, ShareOutcome, can_share, copy, format_date, origin, share};
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::Waiting;
use crate::domain::agenda::plan::{Picks, PicksFault};
use crate::domain::id::TalkId;
use crate::routes::Route;
use crate::text;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The picks of all days, or of one.
fn picks(planned: Planned, day: Option<usize>) -> Result<Picks, PicksFault> {
    let ids = planned.programme.with_value(|programme| {
        let of_day = |plan: &crate::domain::agenda::plan::Plan| -> BTreeSet<TalkId> {
            let days = plan.days.iter().filter(|other| day.is_none_or(|day| other.day == day));
            days.flat_map(|day| day.talks()).filter_map(|position| Some(programme.agenda.talks.get(position)?.id.clone())).collect()
        };
        planned.plan.with(of_day)
    });
    Picks::new(ids)
}

/// The panel.
#[component]
pub(super) fn Share(planned: Planned) -> impl IntoView {
    let day = RwSignal::new(None::<usize>);
    let options = move || {
        let days: Vec<usize> = planned.plan.with(|plan| plan.days.iter().map(|day| day.day).collect());
        planned.programme.with_value(|programme| {
            let option = |position: usize| {
                let name = programme.agenda.days.get(position).map(|day| format_date(day.date, DateStyle::Day));
                view! { <option value=position.to_string() prop:selected=move || day.get() == Some(position)>{name}</option> }
            };
            days.into_iter().map(option).collect_view()
        })
    };
    view! {
        <section class="card stack plan-share" aria-labelledby="share-heading">
            <h2 id="share-heading">{t!("Share my picks")}</h2>
            <p>{t!("The link holds which talks you starred, as they are now, and nothing else: no name, no account. The list stands behind the “#” of the address, which browsers do not send to any server. Whoever has the link can see the list, and pass it on.")}</p>
            <div class="field">
                <label for="share-day">{t!("Which talks")}</label>
                <select class="input" id="share-day" on:change=move |event| day.set(event_target_value(&event).parse().ok())>
                    <option value="" prop:selected=move || day.get().is_none()>{t!("All my days")}</option>
                    {options}
                </select>
            </div>
            {move || match picks(planned, day.get()) {
                Ok(picks) => view! { <Link planned picks/> }.into_any(),
                Err(PicksFault::Empty) => view! { <p class="hint">{t!("There is no talk to share here.")}</p> }.into_any(),
                Err(fault @ (PicksFault::TooMany | PicksFault::Damaged | PicksFault::Newer)) => {
                    view! { <p class="problem">{text::plan::picks_fault(fault).1}</p> }.into_any()
                }
            }}
        </section>
    }
}

#[component]
fn Link(planned: Planned, picks: Picks) -> impl IntoView {
    let desk = planned.desk;
    let link = format!("{}{}#{}", origin(), Route::Picks, picks.to_fragment());
    let copied = link.clone();
    let copy_it = move |_| {
        let link = copied.clone();
        leptos::task::spawn_local(async move {
            desk.tell(match copy(&link).await {
                Ok(()) => t!("The link is copied."),
                Err(_) => t!("This browser does not let the page copy. Select the link and copy it yourself."),
            });
        });
    };
    let offered = link.clone();
    let offer = move |_| {
        let link = offered.clone();
        leptos::task::spawn_local(async move {
            match share(&t!("My picks: {event}", event = desk.event_name()), &link).await {
                ShareOutcome::Shared | ShareOutcome::Dismissed => {}
                ShareOutcome::Refused => desk.tell(t!("This device did not take the link. Copy it instead.")),
            }
        });
    };
    let select = |event: leptos::ev::FocusEvent| event_target::<HtmlInputElement>(&event).select();
    let talks = picks.talks().len();
    view! {
        <div class="plan-link">
            <div class="stack">
                <div class="field">
                    <label for="share-link">{tn!(talks, "Link to {n} talk", "Link to {n} talks")}</label>
                    <input class="input" id="share-link" type="text" readonly dir="ltr" value=link.clone() on:focus=select/>
                </div>
                <div class="actions">
                    <button class="button primary" type="button" on:click=copy_it><Glyph icon=Icon::Link/>{t!("Copy link")}</button>
                    {can_share().then(|| view! { <button class="button" type="button" on:click=offer><Glyph icon=Icon::Share/>{t!("Share …")}</button> })}
                </div>
            </div>
            <Code link talks/>
        </div>
    }
}

/// The link for the camera of another phone.
#[component]
fn Code(link: String, talks: usize) -> impl IntoView {
    let code = RwSignal::new(None::<Result<QrCode, ()>>);
    leptos::task::spawn_local(async move {
        let answer = qr(&link).await.map_err(|_| ());
        // The panel may be closed by now.
        code.try_set(Some(answer));
    });
    move || {
        match code.get() {
        None => view! { <Waiting what=t!("Drawing the code")/> }.into_any(),
        Some(Err(())) => {
            view! { <p class="hint">{t!("There is no code to scan for this: either it is more than a camera can read, then share one day at a time, or the part of the app that draws it could not be loaded. The link is whole.")}</p> }.into_any()
        }
        Some(Ok(code)) => {
            // Four modules of quiet zone on each side (ISO/IEC 18004, 9.1).
            let side = code.size + 8;
            view! {
                <figure class="plan-code">
                    <svg viewBox=format!("-4 -4 {side} {side}") role="img" aria-label=tn!(talks, "QR code of the link to {n} talk", "QR code of the link to {n} talks") shape-rendering="crispEdges">
                        <rect x="-4" y="-4" width=side.to_string() height=side.to_string() fill="#ffffff"></rect>
                        <path d=code.path fill="#000000"></path>
                    </svg>
                    <figcaption class="hint">{t!("Somebody beside you can scan it. It is the same link.")}</figcaption>
                </figure>
            }.into_any()
        }
    }
    }
}
