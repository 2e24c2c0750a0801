//! The private address from which a calendar program fetches the starred talks: made, shown once, revoked. Not: the file, which needs nobody
//! signed in (`save_calendar`).

use crate::api::{ApiError, Subscription};
use crate::browser::{DateStyle, copy, format_date, format_time, viewer_offset_at};
use crate::components::icon::{Glyph, Icon};
use crate::domain::time::Moment;
use crate::state::desk::Desk;
use crate::state::session::{Session, Viewer};
use crate::text;
use leptos::prelude::*;

/// What is known of the viewer's address.
#[derive(Clone, PartialEq)]
enum Known {
    Asking,
    /// This backend has none to give.
    NotOffered,
    Failed(ApiError),
    Is(Option<Subscription>),
}

/// The panel; nothing where nobody is signed in.
#[component]
pub(super) fn Subscribe(desk: Desk) -> impl IntoView {
    move || match desk.sessions.read() {
        Session::SignedIn(viewer) => view! { <Panel desk viewer/> }.into_any(),
        Session::Restoring | Session::Unconfirmed(_) | Session::SignedOut(_) | Session::Lapsed(_) => ().into_any(),
    }
}

#[component]
fn Panel(desk: Desk, viewer: Viewer) -> impl IntoView {
    let known = RwSignal::new(Known::Asking);
    let address = RwSignal::new(None::<String>);
    let viewer = StoredValue::new_local(viewer);
    let ask = move || {
        let answer = viewer.with_value(|viewer| viewer.account.subscription());
        leptos::task::spawn_local(async move {
            let found = answer.await;
            // The screen may be gone by now.
            let _ = known.try_set(match found {
                Ok(subscription) => Known::Is(subscription),
                Err(ApiError::NotFound) => Known::NotOffered,
                Err(error) => Known::Failed(error),
            });
        });
    };
    ask();
    let make = move |_| {
        desk.act(
            move || viewer.with_value(|viewer| viewer.account.subscribe()),
            move |made| match made {
                Ok(url) => {
                    address.set(Some(url));
                    ask();
                }
                Err(error) => desk.tell(t!("No address was made. {why}", why = text::api_error(&error))),
            },
        );
    };
    let revoke = move |_| {
        desk.act(
            move || viewer.with_value(|viewer| viewer.account.unsubscribe()),
            move |revoked| match revoked {
                Ok(()) => {
                    address.set(None);
                    known.set(Known::Is(None));
                    desk.tell(t!("The address is dead. What a calendar has fetched so far stays in it until you remove it there."));
                }
                Err(error) => desk.tell(t!("The address still works. {why}", why = text::api_error(&error))),
            },
        );
    };
    let make_label =
        move || if matches!(known.get(), Known::Is(Some(_))) { t!("Make a new address instead") } else { t!("Make my calendar address") };
    move || {
        let standing = match known.get() {
            Known::Asking | Known::NotOffered => return ().into_any(),
            Known::Failed(error) => {
                return view! {
                    <p class="hint">{t!("Whether you have a calendar address could not be asked. {why}", why = text::api_error(&error))}</p>
                }
                .into_any();
            }
            Known::Is(standing) => standing,
        };
        view! {
            <section class="card stack" aria-labelledby="subscription">
                <h2 id="subscription">{t!("In your own calendar, kept up to date")}</h2>
                <p>{t!("A private address that your calendar program fetches by itself: when a talk moves or is called off, it does so in your calendar. Anyone with this address can see your starred talks, and nothing else about you. It keeps working when you sign out, until you revoke it.")}</p>
                {standing.map(|standing| view! { <p class="hint">{said(standing)}</p> })}
                {move || address.get().map(|url| view! { <Address desk url/> })}
                <div class="actions">
                    <button class="button" type="button" on:click=make><Glyph icon=Icon::Link/>{make_label}</button>
                    {standing.is_some().then(|| view! {
                        <button class="button danger" type="button" on:click=revoke>{t!("Revoke the address")}</button>
                    })}
                </div>
            </section>
        }
        .into_any()
    }
}

#[component]
fn Address(desk: Desk, url: String) -> impl IntoView {
    let copied = url.clone();
    let copy_it = move |_| {
        let url = copied.clone();
        leptos::task::spawn_local(async move {
            desk.tell(match copy(&url).await {
                Ok(()) => t!("The address is copied. In your calendar program, look for “subscribe” or “add from URL”."),
                Err(_) => t!("This browser does not let the page copy. Select the address and copy it yourself."),
            });
        });
    };
    view! {
        <div class="field">
            <label for="calendar-address">{t!("Your address. It is shown this once: nobody can look it up later, only replace it.")}</label>
            <input class="input" id="calendar-address" type="text" readonly=true dir="ltr" prop:value=url/>
        </div>
        <div class="actions"><button class="button primary" type="button" on:click=copy_it>{t!("Copy the address")}</button></div>
    }
}

fn said(subscription: Subscription) -> String {
    let since = written(subscription.since);
    match subscription.fetched.map(written) {
        Some(fetched) => t!("You have had an address since {since}. It was last fetched on {fetched}.", since, fetched),
        None => t!("You have had an address since {since}. Nothing has fetched it yet.", since),
    }
}

/// On the device's clock.
fn written(moment: Moment) -> String {
    let here = moment.on_clock(viewer_offset_at(moment.unix()));
    t!("{date}, {time}", date = format_date(here.date(), DateStyle::Day), time = format_time(here))
}
