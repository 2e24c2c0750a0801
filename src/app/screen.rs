//! The screen for the address, and what a navigation does to title and focus. Not: any screen itself.

use super::inside::Apart;
use super::personal;
use crate::browser::{after, focus_heading, keep_address, on_scroll, scroll_to, set_title};
use crate::domain::agenda::filter::Filter;
use crate::routes::Route;
use crate::screens::agenda::AgendaScreen;
use crate::screens::changes::ChangesScreen;
use crate::screens::grid::GridScreen;
use crate::screens::mine::MineScreen;
use crate::screens::not_found::NotFound;
use crate::screens::notices::NoticesScreen;
use crate::screens::picks::PicksScreen;
use crate::screens::speaker::SpeakerPage;
use crate::screens::speakers::SpeakersScreen;
use crate::screens::talk::TalkPage;
use crate::state::desk::Desk;
use crate::state::embedding::Embedding;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::collections::HashMap;

/// The screen for the address.
#[component]
pub(super) fn Screen() -> impl IntoView {
    let location = use_location();
    let route = Memo::new(move |_| Route::parse(&location.pathname.get(), location.search.get().trim_start_matches('?')));
    let (desk, embedding) = (Desk::here(), Embedding::here());
    // A filter is part of the agenda's address, not another screen: only a change of place draws anew and moves the focus.
    let place = Memo::new(move |_| {
        route.get().map(|route| match route {
            Route::Agenda(_) => Route::home(),
            Route::Grid(_) => Route::Grid(Filter::default()),
            Route::Speakers { .. } => Route::Speakers { text: String::new() },
            Route::Delegates { .. } => Route::directory(),
            Route::Mine
            | Route::Picks
            | Route::Changes
            | Route::Notices
            | Route::Speaker(_)
            | Route::Talk(_)
            | Route::SignIn(_)
            | Route::SignInLink
            | Route::SignInProblem { .. }
            | Route::SignInJoin(_)
            | Route::SignInDone(_)
            | Route::SignInReturn
            | Route::Delegate(_)
            | Route::Connections
            | Route::Profile
            | Route::MyData
            | Route::Policy
            | Route::Devices
            | Route::WhoSaw => route,
        })
    });
    let address = Memo::new(move |_| (location.pathname.get(), location.search.get()));
    // Outside the reactive system: what the address bar shows once the router has written it.
    Effect::new(move |_| {
        address.get();
        after(50, move || {
            // The address then, not the one that set the timer: Back and Forward can be quicker.
            let (path, query) = address.get_untracked();
            keep_address(&path, &query);
            desk.came_back.set_value(false);
        })
        .keep_forever();
    });
    // Where each address was scrolled to: Back leads there, not to the top.
    let scrolled = StoredValue::new(HashMap::<(String, String), f64>::new());
    StoredValue::new_local(on_scroll(move |y| {
        scrolled.update_value(|all| {
            all.insert(address.get_untracked(), y);
        });
    }));
    Effect::new(move |before: Option<()>| {
        let place = place.get();
        // In the same turn as the screen is drawn, so that no height of one is told by the leave of another.
        embedding.show_height(!shows_stars(place.as_ref()));
        request_animation_frame(move || embedding.tell_height());
        set_title(&heading(place.as_ref(), &desk.event_name()));
        if before.is_some() {
            // What was told belonged to the screen that is gone.
            desk.word.set(None);
            // The directory finds its own place again, once its people are there.
            let finds_itself = matches!(place, Some(Route::Delegates { .. }));
            let back = (desk.came_back.get_value() && !finds_itself)
                .then(|| scrolled.with_value(|all| all.get(&address.get_untracked()).copied()))
                .flatten();
            desk.came_back.set_value(false);
            // After the new screen is in the page; far pieces of a list have their height only once they were near.
            request_animation_frame(move || {
                focus_heading();
                if let Some(y) = back {
                    scroll_to(y);
                    after(120, move || scroll_to(y)).keep_forever();
                }
            });
        }
    });
    // Noted for the ways back; nothing is drawn from it here.
    Effect::new(move |_| match route.get() {
        Some(
            route @ (Route::Agenda(_)
            | Route::Grid(_)
            | Route::Mine
            | Route::Picks
            | Route::Changes
            | Route::Speakers { .. }
            | Route::Speaker(_)),
        ) => desk.last_agenda.set(Some(route)),
        Some(route @ Route::Delegates { .. }) => desk.last_directory.set(Some(route)),
        Some(
            Route::Talk(_)
            | Route::Notices
            | Route::SignIn(_)
            | Route::SignInLink
            | Route::SignInProblem { .. }
            | Route::SignInJoin(_)
            | Route::SignInDone(_)
            | Route::SignInReturn
            | Route::Delegate(_)
            | Route::Connections
            | Route::Profile
            | Route::MyData
            | Route::Policy
            | Route::Devices
            | Route::WhoSaw,
        )
        | None => {}
    });
    let filter = Signal::derive(move || match route.get() {
        // Inside another page an address is that page's question, and what is found gives it an answer: how high the list is.
        Some(Route::Agenda(filter) | Route::Grid(filter)) => {
            Filter { starred_only: filter.starred_only && !embedding.is_inside(), ..filter }
        }
        Some(_) | None => Filter::default(),
    });
    let speakers = Signal::derive(move || match route.get() {
        Some(Route::Speakers { text }) => text,
        Some(_) | None => String::new(),
    });
    let route = Signal::from(route);
    move || match place.get() {
        Some(Route::Agenda(_)) => view! { <AgendaScreen filter/> }.into_any(),
        Some(Route::Grid(_)) => view! { <GridScreen filter/> }.into_any(),
        Some(Route::Mine) => view! { <MineScreen/> }.into_any(),
        Some(Route::Picks) => view! { <PicksScreen/> }.into_any(),
        Some(Route::Changes) => view! { <ChangesScreen/> }.into_any(),
        Some(Route::Notices) => view! { <NoticesScreen/> }.into_any(),
        Some(Route::Speakers { .. }) => view! { <SpeakersScreen text=speakers/> }.into_any(),
        Some(Route::Speaker(id)) => view! { <SpeakerPage id/> }.into_any(),
        Some(Route::Talk(id)) => view! { <TalkPage id/> }.into_any(),
        Some(
            place @ (Route::SignIn(_)
            | Route::SignInLink
            | Route::SignInProblem { .. }
            | Route::SignInJoin(_)
            | Route::SignInDone(_)
            | Route::SignInReturn
            | Route::Delegates { .. }
            | Route::Delegate(_)
            | Route::Connections
            | Route::Profile
            | Route::MyData
            | Route::Policy
            | Route::Devices
            | Route::WhoSaw),
        ) => {
            if embedding.is_inside() && !place.is_public() {
                view! { <Apart title=named(&place) route=place/> }.into_any()
            } else {
                personal::screen(place, route)
            }
        }
        None => view! { <NotFound/> }.into_any(),
    }
}

/// Whether what is starred can be told from how high the screen is.
fn shows_stars(place: Option<&Route>) -> bool {
    matches!(place, Some(Route::Mine | Route::Picks | Route::Changes))
}

fn heading(place: Option<&Route>, event: &str) -> String {
    match place {
        Some(place) => format!("{} – {event}", named(place)),
        None => format!("{} – {event}", t!("Not found")),
    }
}

fn named(place: &Route) -> &'static str {
    match place {
        Route::Agenda(_) => t!("Programme"),
        Route::Grid(_) => t!("Grid"),
        Route::Mine => t!("My agenda"),
        Route::Picks => t!("Shared picks"),
        Route::Changes => t!("Changes"),
        Route::Notices => t!("Notices"),
        Route::Speakers { .. } => t!("Speakers"),
        Route::Speaker(_) => t!("Speaker"),
        Route::Talk(_) => t!("Talk"),
        Route::SignIn(_)
        | Route::SignInLink
        | Route::SignInProblem { .. }
        | Route::SignInJoin(_)
        | Route::SignInDone(_)
        | Route::SignInReturn => t!("Sign in"),
        Route::Delegates { .. } => t!("Delegates"),
        Route::Delegate(_) => t!("Delegate"),
        Route::Connections => t!("Connections"),
        Route::Profile => t!("Profile and privacy"),
        Route::MyData => t!("My data"),
        Route::Policy => t!("Privacy policy"),
        Route::Devices => t!("Devices and sign-in"),
        Route::WhoSaw => t!("Who saw what"),
    }
}
