//! The composition root: configuration to backend, contexts, and one line for each route. Not: any screen.

mod accent;
mod frame;
mod guard;

use self::frame::Frame;
use self::guard::Guarded;
use crate::api::Backend;
use crate::api::programme::ProgrammeSource;
use crate::browser::{focus_heading, set_title};
use crate::components::standing::Waiting;
use crate::config::{self, BackendChoice, Config, ConfigFault};
use crate::domain::agenda::filter::Filter;
use crate::routes::Route;
use crate::screens::agenda::AgendaScreen;
use crate::screens::broken_config::BrokenConfig;
use crate::screens::delegate::DelegatePage;
use crate::screens::directory::Directory;
use crate::screens::not_found::NotFound;
use crate::screens::profile::ProfileScreen;
use crate::screens::sign_in::{SignIn, SignInLink};
use crate::screens::talk::TalkPage;
use crate::state::desk::Desk;
use crate::state::favourites::Favourites;
use crate::state::programme::Programmes;
use crate::state::session::Sessions;
use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route as RouterRoute, Router};
use leptos_router::hooks::use_location;
use std::rc::Rc;

/// Reads the configuration, then is the conference.
#[component]
pub fn App() -> impl IntoView {
    let config = RwSignal::new(None::<Result<Config, ConfigFault>>);
    leptos::task::spawn_local(async move { config.set(Some(config::load().await)) });
    move || match config.get() {
        None => view! { <main class="page"><Waiting what="Starting"/></main> }.into_any(),
        Some(Err(fault)) => view! { <BrokenConfig fault/> }.into_any(),
        Some(Ok(config)) => view! { <Conference config/> }.into_any(),
    }
}

fn backend(choice: &BackendChoice) -> Rc<dyn Backend> {
    match choice {
        #[cfg(feature = "demo")]
        BackendChoice::Demo => Rc::new(crate::api::demo::Demo::new()),
        #[cfg(not(feature = "demo"))]
        BackendChoice::Demo => Rc::new(crate::api::rest::Rest::new("/api")),
        BackendChoice::Rest(base) => Rc::new(crate::api::rest::Rest::new(base)),
    }
}

#[component]
fn Conference(config: Config) -> impl IntoView {
    accent::apply(config.accent.as_deref());
    let backend = backend(&config.backend);
    let sessions = Sessions::new(backend.clone());
    let source = ProgrammeSource::new(backend, config.programme.clone(), config.zone.clone());
    Programmes::open(move || source.read());
    let desk = Desk::open(config, sessions, Favourites::restore(sessions));
    leptos::task::spawn_local(sessions.restore());
    StoredValue::new_local(sessions.follow_other_tabs());
    // A page restored from the browser's cache may show what a sign-out has ended since: it starts afresh.
    StoredValue::new_local(crate::browser::on_restored_from_cache(crate::browser::reload));
    StoredValue::new_local(crate::browser::on_connection(move |online| {
        if online {
            desk.favourites.drain();
        }
    }));
    let who = sessions.viewer();
    // Outside the reactive system: somebody signed in, so the stars of this device and of the account are joined.
    Effect::new(move |_| {
        if who.get().is_some() {
            leptos::task::spawn_local(async move {
                // What could not be joined now is joined at the next start; the device keeps its stars.
                let _ = desk.favourites.join().await;
            });
        }
    });
    view! {
        <Router>
            <Frame>
                // One route for every address: `Route` decides. Without any, the router never completes a navigation.
                <FlatRoutes fallback=NotFound>
                    <RouterRoute path=WildcardSegment("address") view=Screen/>
                </FlatRoutes>
            </Frame>
        </Router>
    }
}

/// The screen for the address.
#[component]
fn Screen() -> impl IntoView {
    let location = use_location();
    let route = Memo::new(move |_| Route::parse(&location.pathname.get(), location.search.get().trim_start_matches('?')));
    let desk = Desk::here();
    // A filter is part of the agenda's address, not another screen: only a change of place draws anew and moves the focus.
    let place = Memo::new(move |_| {
        route.get().map(|route| match route {
            Route::Agenda(_) => Route::home(),
            Route::Delegates { .. } => Route::directory(),
            Route::Talk(_) | Route::SignIn(_) | Route::SignInLink | Route::Delegate(_) | Route::Profile => route,
        })
    });
    Effect::new(move |before: Option<()>| {
        let place = place.get();
        set_title(&heading(place.as_ref(), &desk.event_name()));
        if before.is_some() {
            // What was told belonged to the screen that is gone.
            desk.word.set(None);
            // After the new screen is in the page.
            request_animation_frame(|| {
                focus_heading();
            });
        }
    });
    let filter = Signal::derive(move || match route.get() {
        Some(Route::Agenda(filter)) => filter,
        Some(_) | None => Filter::default(),
    });
    let text = Signal::derive(move || match route.get() {
        Some(Route::Delegates { text, .. }) => text,
        Some(_) | None => String::new(),
    });
    let letter = Signal::derive(move || match route.get() {
        Some(Route::Delegates { letter, .. }) => letter,
        Some(_) | None => None,
    });
    move || match place.get() {
        Some(Route::Agenda(_)) => view! { <AgendaScreen filter/> }.into_any(),
        Some(Route::Talk(id)) => view! { <TalkPage id/> }.into_any(),
        Some(Route::SignIn(to)) => view! { <SignIn to=to.map(|route| *route)/> }.into_any(),
        Some(Route::SignInLink) => view! { <SignInLink/> }.into_any(),
        Some(Route::Delegates { .. }) => {
            view! { <Guarded here=Route::directory() draw=move |viewer| view! { <Directory viewer text letter/> }.into_any()/> }.into_any()
        }
        Some(Route::Delegate(id)) => {
            let here = Route::Delegate(id.clone());
            view! { <Guarded here draw=move |viewer| view! { <DelegatePage viewer id=id.clone()/> }.into_any()/> }.into_any()
        }
        Some(Route::Profile) => {
            view! { <Guarded here=Route::Profile draw=|viewer| view! { <ProfileScreen viewer/> }.into_any()/> }.into_any()
        }
        None => view! { <NotFound/> }.into_any(),
    }
}

fn heading(place: Option<&Route>, event: &str) -> String {
    let screen = match place {
        Some(Route::Agenda(_)) => return format!("Programme – {event}"),
        Some(Route::Talk(_)) => "Talk",
        Some(Route::SignIn(_) | Route::SignInLink) => "Sign in",
        Some(Route::Delegates { .. }) => "Delegates",
        Some(Route::Delegate(_)) => "Delegate",
        Some(Route::Profile) => "Profile and privacy",
        None => "Not found",
    };
    format!("{screen} – {event}")
}
