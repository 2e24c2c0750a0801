//! What stands around every screen: the conference's name, the ways between screens, who is signed in and the way out. Not: a screen.

use super::bulletins::BulletinBanner;
use super::language::LanguageChoice;
use super::news::StarredNews;
use super::personal::{Dialogs, Warnings};
use crate::browser::{Theme, set_theme, theme};
use crate::components::icon::{Glyph, Icon};
use crate::domain::base::within;
use crate::routes::Route;
use crate::screens::agenda::drop::OwnFile;
use crate::state::desk::Desk;
use crate::state::embedding::Embedding;
use crate::state::session::{Session, Viewer};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Bar, screen, foot, and the dialogs that may come over any screen.
#[component]
pub(super) fn Frame(children: Children) -> impl IntoView {
    let desk = Desk::here();
    let inside = Embedding::here().is_inside();
    // The page around has such parts of its own: these are told apart by whose they are.
    let whose = inside.then(|| desk.event_name());
    view! {
        <div class="frame">
            <a class="skip" href="#content" on:click=|event| {
                event.prevent_default();
                crate::browser::focus_heading();
            }>{t!("To the content")}</a>
            <header class="bar" aria-label=whose.clone()>
                <div class="bar-inner">
                    <a class="brand" href=Route::home().to_string()>
                        {match desk.config.with_value(|config| config.logo.clone()) {
                            Some(logo) => view! { <img class="logo" src=logo alt=""/> }.into_any(),
                            None => view! { <Mark/> }.into_any(),
                        }}
                        <span class="brand-name" dir="auto">{desk.event_name()}</span>
                    </a>
                    {if inside { view! { <Out/> }.into_any() } else { view! { <Ways/> }.into_any() }}
                    <div class="bar-end">{move || who(desk, inside)}</div>
                </div>
            </header>
            <BulletinBanner/>
            // Inside another page nothing acts on the account, and nothing that is starred makes the page higher.
            {(!inside).then(|| view! { <Warnings/><StarredNews/> })}
            <OwnFile/>
            <main id="content" class="page" aria-label=whose.clone()>{children()}</main>
            <Foot whose/>
        </div>
        <Told/>
        {(!inside).then(|| view! { <Dialogs/> })}
    }
}

/// Plenary's mark: rows of seats around a stage.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 28 28" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round">
            <path d="M4 19a10 10 0 0 1 20 0M8.5 19a5.5 5.5 0 0 1 11 0M14 19v.1M4 24.5h20"></path>
        </svg>
    }
}

#[component]
fn Ways() -> impl IntoView {
    let path = use_location().pathname;
    let way = move |route: Route, icon: Icon, label: &'static str, owns: &'static [&'static str]| {
        let current = move || {
            let path = path.get();
            let path = within(&path).unwrap_or_default();
            owns.iter().any(|own| if *own == "/" { path == "/" } else { path.starts_with(own) }).then_some("page")
        };
        view! { <a href=route.to_string() aria-current=current><Glyph icon/><span>{label}</span></a> }
    };
    view! {
        <nav class="ways" aria-label=t!("Main")>
            {way(Route::home(), Icon::Agenda, t!("Programme"), &["/", "/talks", "/grid", "/mine", "/picks", "/changes", "/speakers"])}
            {way(Route::directory(), Icon::People, t!("Delegates"), &["/delegates", "/connections"])}
            {way(Route::Profile, Icon::Shield, t!("Profile and privacy"), &["/profile", "/who-saw-what", "/my-data", "/devices"])}
        </nav>
    }
}

/// In place of the ways, inside another page: the whole app, in a page of its own.
#[component]
fn Out() -> impl IntoView {
    let location = use_location();
    let here = move || format!("{}{}", location.pathname.get(), location.search.get());
    view! { <nav class="ways" aria-label=t!("Main")><a href=here target="_blank" rel="noopener"><span>{t!("Open in a new tab")}</span></a></nav> }
}

fn who(desk: Desk, inside: bool) -> AnyView {
    match desk.sessions.read() {
        Session::SignedIn(viewer) | Session::Lapsed(viewer) => view! { <SignedIn viewer/> }.into_any(),
        // Nobody knows yet: neither "Sign in" nor a name would be true.
        Session::Restoring => ().into_any(),
        Session::Unconfirmed(_) | Session::SignedOut(_) => {
            let apart = inside.then_some("_blank");
            view! { <a class="button primary" href=Route::SignIn(None).to_string() target=apart rel=inside.then_some("noopener")>{t!("Sign in")}</a> }.into_any()
        }
    }
}

#[component]
fn SignedIn(viewer: Viewer) -> impl IntoView {
    let desk = Desk::here();
    let name = move || viewer.profile.with(|profile| profile.name().unwrap_or(t!("Signed in")).to_owned());
    let leave = move |_| leptos::task::spawn_local(desk.sessions.sign_out(false));
    view! {
        <span class="whoami" dir="auto"><span class="visually-hidden">{t!("Signed in as")}" "</span>{name}</span>
        <button class="button quiet" type="button" on:click=leave><Glyph icon=Icon::Out/>{t!("Sign out")}</button>
    }
}

#[component]
fn Foot(whose: Option<String>) -> impl IntoView {
    let desk = Desk::here();
    let chosen = theme();
    let choose = move |event: leptos::ev::Event| {
        let theme = match event_target_value(&event).as_str() {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        };
        if set_theme(theme).is_err() {
            desk.tell(t!("The colours are changed for this visit. This browser does not keep the choice."));
        }
    };
    let option = move |theme: Theme, value: &'static str, label: &'static str| {
        view! { <option value=value selected=theme == chosen>{label}</option> }
    };
    let support = desk.config.with_value(|config| config.support.clone());
    view! {
        <footer class="foot" aria-label=whose>
            <div class="foot-inner">
                <p>{t!("Plenary. Nobody sees anything about you until you choose to share it.")}</p>
                <a href=Route::Policy.to_string()>{t!("Privacy policy")}</a>
                <a href=Route::Notices.to_string()>{t!("Notices")}</a>
                {support.map(|href| view! { <a href=href rel="external noopener noreferrer">{t!("Help")}</a> })}
                <label>
                    {t!("Colours")}
                    <select class="input" on:change=choose>
                        {option(Theme::System, "system", t!("As the device"))}
                        {option(Theme::Light, "light", t!("Light"))}
                        {option(Theme::Dark, "dark", t!("Dark"))}
                    </select>
                </label>
                <LanguageChoice/>
            </div>
        </footer>
    }
}

/// The latest thing to tell, politely; stays until it is dismissed or replaced.
#[component]
fn Told() -> impl IntoView {
    let desk = Desk::here();
    let words = move || {
        desk.word.get().map(|word| {
            view! {
                <div class="toast">
                    <span>{word.0}</span>
                    <button class="button" type="button" on:click=move |_| desk.word.set(None)>{t!("Dismiss")}</button>
                </div>
            }
        })
    };
    view! { <div class="toasts" role="status" aria-live="polite">{words}</div> }
}
