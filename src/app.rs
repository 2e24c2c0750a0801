//! The composition root: configuration to backend, contexts, and one line for each route. Not: any screen.

mod bulletins;
mod frame;
#[cfg(feature = "personal")]
mod guard;
mod inside;
mod language;
mod look;
mod news;
// Without it, the part of the app that a visitor loads for the programme: everything personal is another part, loaded when it is wanted.
#[cfg_attr(not(feature = "personal"), path = "app/elsewhere.rs")]
mod personal;
mod screen;

use self::frame::Frame;
use self::screen::Screen;
use crate::api::Backend;
use crate::api::bulletins::BulletinSource;
use crate::api::programme::ProgrammeSource;
use crate::components::standing::Waiting;
use crate::config::{self, Auth, BackendChoice, Config, ConfigFault};
use crate::screens::broken_config::BrokenConfig;
use crate::screens::not_found::NotFound;
use crate::state::bulletins::Bulletins;
use crate::state::desk::Desk;
use crate::state::favourites::Favourites;
use crate::state::lasting::Lasting;
use crate::state::news::News;
use crate::state::programme::Programmes;
use crate::state::session::{Session, Sessions};
use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route as RouterRoute, Router};
use std::rc::Rc;

/// Reads the configuration, then is the conference.
#[component]
pub fn App() -> impl IntoView {
    language::speak();
    let config = RwSignal::new(None::<Result<Config, ConfigFault>>);
    leptos::task::spawn_local(async move { config.set(Some(config::load().await)) });
    move || match config.get() {
        None => view! { <main class="page"><Waiting what=t!("Starting")/></main> }.into_any(),
        Some(Err(fault)) => view! { <BrokenConfig fault/> }.into_any(),
        Some(Ok(config)) => view! { <Conference config/> }.into_any(),
    }
}

fn backend(config: &Config) -> Rc<dyn Backend> {
    let dialect = config.dialect.clone();
    match &config.backend {
        #[cfg(feature = "demo")]
        BackendChoice::Demo => Rc::new(crate::api::demo::Demo::new()),
        #[cfg(not(feature = "demo"))]
        BackendChoice::Demo => Rc::new(crate::api::rest::Rest::new("/api", dialect)),
        BackendChoice::Rest(base) => match &config.auth {
            Auth::Cookie => Rc::new(crate::api::rest::Rest::new(base, dialect)),
            Auth::PublicClient(client) => personal::through_issuer(base, dialect, client),
        },
    }
}

#[component]
fn Conference(config: Config) -> impl IntoView {
    language::speak_as(&config);
    look::apply(&config.look);
    let backend = backend(&config);
    let sessions = Sessions::new(backend.clone());
    let bulletin_source = BulletinSource { backend: backend.clone(), url: config.notices.url.clone() };
    let notice_key = config.notices.key.clone();
    let source = ProgrammeSource::new(backend, config.programme.clone(), config.zone.clone());
    let programmes = Programmes::open(source);
    let favourites = Favourites::restore(sessions);
    let desk = Desk::open(config, sessions, favourites, News::open(programmes, favourites));
    desk.config.with_value(|config| inside::follow(config, desk, programmes));
    Bulletins::open(bulletin_source, notice_key, sessions);
    let lasting = Lasting::follow(sessions, desk.minute);
    #[cfg(feature = "personal")]
    crate::state::hiding::Hiding::follow(sessions);
    leptos::task::spawn_local(sessions.restore());
    StoredValue::new_local(sessions.follow_other_tabs());
    StoredValue::new_local(favourites.follow_other_tabs());
    // Before the router hears of it and draws.
    StoredValue::new_local(crate::browser::on_back_or_forward(move || desk.came_back.set_value(true)));
    // A page restored from the browser's cache may show what a sign-out has ended since: it starts afresh.
    StoredValue::new_local(crate::browser::on_restored_from_cache(crate::browser::reload));
    StoredValue::new_local(crate::browser::on_visibility(move |is_visible| {
        if is_visible {
            programmes.look();
        }
        if is_visible && sessions.viewer_now().is_some() {
            leptos::task::spawn_local(async move {
                // Over by itself while nobody looked: the page waits for a new proof, with what was typed. Only then whose this browser is.
                lasting.look().await;
                sessions.check().await;
            });
            desk.favourites.catch_up();
        }
    }));
    StoredValue::new_local(crate::browser::on_connection(move |online| {
        if online {
            programmes.look();
        }
        // A page that nobody looks at keeps no session alive.
        if online && crate::browser::is_visible() {
            desk.favourites.catch_up();
        }
    }));
    // Outside the reactive system: certainly nobody is signed in, so what belongs to an account is not shown.
    Effect::new(move |_| {
        if matches!(sessions.read(), Session::SignedOut(_)) {
            desk.favourites.drop_owned();
        }
    });
    // Outside the reactive system: somebody signed in, or proved again who they are, so the stars of this device and of the account are joined.
    Effect::new(move |_| {
        if matches!(sessions.read(), Session::SignedIn(_)) {
            desk.favourites.catch_up();
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
