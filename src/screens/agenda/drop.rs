//! A programme from a file of this device: dropped anywhere on the page or chosen, looked at for this visit. Not: the reading of it
//! (`state::visit`).

use crate::browser::{File, chosen_file, on_file_drop};
use crate::components::icon::{Glyph, Icon};
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::visit::Visit;
use leptos::{html, prelude::*};
use leptos_router::hooks::use_navigate;

/// Reads a file and, once it is there, shows its beginning.
fn opener() -> impl Fn(File) + Clone + 'static {
    let visit = Desk::here().visit;
    let zone = Desk::here().config.with_value(|config| config.zone.clone());
    let navigate = use_navigate();
    move |file| {
        let (navigate, zone) = (navigate.clone(), zone.clone());
        leptos::task::spawn_local(async move {
            if visit.open(file, zone).await {
                // The address names a talk or a day of the other programme.
                navigate(&Route::home().to_string(), leptos_router::NavigateOptions::default());
            }
        });
    }
}

/// Over every screen: what is looked at and the way back, why a file is not shown, and where to let go of one.
#[component]
pub fn OwnFile() -> impl IntoView {
    let visit = Desk::here().visit;
    let over = RwSignal::new(false);
    let open = opener();
    StoredValue::new_local(on_file_drop(move |is_over| over.set(is_over), open));
    let looking = move || visit.file_name().map(|name| view! { <Looking visit name/> });
    let refused = move || {
        visit.refused().map(|sentence| {
            view! {
                <div class="banner bad own-file">
                    <Glyph icon=Icon::Alert/>
                    <p dir="auto">{sentence}</p>
                    <button class="button quiet" type="button" on:click=move |_| {
                        visit.forget_refusal();
                        crate::browser::focus_heading();
                    }>{t!("Put away")}</button>
                </div>
            }
        })
    };
    view! {
        <div class="own-file-place" role="status">{looking}</div>
        <div class="own-file-place" role="alert">{refused}</div>
        <div class="drop-here" hidden=move || !over.get() aria-hidden="true"><p>{t!("Let go to look at this programme")}</p></div>
    }
}

#[component]
fn Looking(visit: Visit, name: String) -> impl IntoView {
    let back = move |_| {
        visit.end();
        crate::browser::focus_heading();
    };
    view! {
        <div class="banner own-file">
            <Glyph icon=Icon::Agenda/>
            <p>{tv!("You are looking at {file} from your device; nobody else sees it.", file = view! { <strong><bdi>{name}</bdi></strong> })}</p>
            <button class="button" type="button" on:click=back>{t!("Back to the conference’s programme")}</button>
        </div>
    }
}

/// For people who do not drag: choose a file.
#[component]
pub(super) fn OpenFile() -> impl IntoView {
    let visit = Desk::here().visit;
    let input = NodeRef::<html::Input>::new();
    let open = opener();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        if let Some(file) = chosen_file(&input) {
            open(file);
        }
        // The same file may be chosen again once it is mended.
        input.set_value("");
    };
    view! {
        <p class="open-file">
            <label class="button quiet file" aria-busy=move || visit.is_reading().to_string()>
                {t!("Open a programme file")}
                <input node_ref=input type="file" accept=".json,.xml,.ics,.ical,application/json,text/xml,text/calendar" aria-describedby="open-file-hint" on:change=chosen/>
            </label>
            <span class="hint" id="open-file-hint">{t!("From pretalx, frab, Sessionize, Indico or a calendar. It stays on this device.")}</span>
        </p>
    }
}
