//! What the viewer may do about somebody: take their contact card along, learn how to connect, block, report. Not: anything they are told of.

use crate::api::connections::Offered;
use crate::browser::save_file;
use crate::components::dialog::Dialog;
use crate::components::icon::{Glyph, Icon};
use crate::components::input::TextInput;
use crate::domain::connection::ReportReason;
use crate::domain::delegate::Delegate;
use crate::domain::id::DelegateId;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::session::Viewer;
use crate::text;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// What is asked before it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Block,
    Report,
    /// It arrived.
    Reported,
}

/// Below a delegate's page; nothing on the viewer's own.
#[component]
pub(super) fn Tools(viewer: Viewer, delegate: Delegate) -> impl IntoView {
    if viewer.profile.with_untracked(|profile| profile.id == delegate.id) {
        return view! { <p class="hint">{t!("This is your own page, as every delegate sees it.")}</p> }.into_any();
    }
    let Offered { connect, card: has_card, block, report, noted: is_noted } = viewer.account.connections().offered();
    if !(connect || has_card || block || report || is_noted) {
        return ().into_any();
    }
    let desk = Desk::here();
    let asked = RwSignal::new(Asked::Nothing);
    let reference = RwSignal::new(String::new());
    let Delegate { id, name, .. } = delegate;
    let name = name.as_str().to_owned();
    let viewer = StoredValue::new_local(viewer);
    let (of_card, id) = (id.clone(), StoredValue::new(id));
    let card = move |_| {
        let of_card = of_card.clone();
        let done = move |outcome: Result<String, _>| match outcome {
            Ok(file) => {
                if save_file("contact.vcf", "text/vcard", &file).is_err() {
                    desk.tell(t!("This browser did not take the file. Nothing was kept."));
                }
            }
            Err(error) => desk.tell(text::api_error(&error)),
        };
        desk.act(move || viewer.with_value(|viewer| viewer.account.connections().card(of_card.clone())), done);
    };
    let (noted, titled) = (name.clone(), name);
    let dialogs = move || match asked.get() {
        Asked::Nothing => ().into_any(),
        Asked::Block => view! { <Block viewer id name=titled.clone() asked/> }.into_any(),
        Asked::Report => view! { <Report viewer id name=titled.clone() asked reference/> }.into_any(),
        Asked::Reported => view! { <Reported reference=reference.get_untracked() asked/> }.into_any(),
    };
    view! {
        <section class="stack tools" aria-label=t!("What you can do")>
            <div class="actions">
                {connect.then(|| view! { <a class="button primary" href=Route::Connections.to_string()><Glyph icon=Icon::Link/>{t!("Connect")}</a> })}
                {has_card.then(|| view! { <button class="button" type="button" on:click=card><Glyph icon=Icon::Save/>{t!("Save contact card")}</button> })}
            </div>
            <div class="actions apart">
                {is_noted.then(|| view! { <p class="hint">{tv!("Looking here is noted for {name}.", name = view! { <bdi>{noted}</bdi> })}</p> })}
                <div>
                    {block.then(|| view! { <button class="button quiet" type="button" on:click=move |_| asked.set(Asked::Block)>{t!("Block")}</button> })}
                    {report.then(|| view! { <button class="button quiet" type="button" on:click=move |_| asked.set(Asked::Report)>{t!("Report")}</button> })}
                </div>
            </div>
            {dialogs}
        </section>
    }
    .into_any()
}

#[component]
fn Block(viewer: StoredValue<Viewer, LocalStorage>, id: StoredValue<DelegateId>, name: String, asked: RwSignal<Asked>) -> impl IntoView {
    let desk = Desk::here();
    let navigate = use_navigate();
    let cancel = move || asked.set(Asked::Nothing);
    let told = name.clone();
    let block = move |_| {
        asked.set(Asked::Nothing);
        let (told, navigate) = (told.clone(), navigate.clone());
        let done = move |outcome: Result<(), _>| match outcome {
            Ok(()) => {
                navigate(&Route::directory().to_string(), leptos_router::NavigateOptions { replace: true, ..Default::default() });
                let said = t!("{name} is blocked. You find them under “Connections” if you change your mind.", name = told);
                // After the screen that is left has taken its own words along.
                crate::browser::after(100, move || desk.tell(said)).keep_forever();
            }
            Err(error) => desk.tell(text::api_error(&error)),
        };
        desk.act(move || viewer.with_value(|viewer| viewer.account.connections().set_blocked(id.get_value(), true)), done);
    };
    view! {
        <Dialog title=t!("Block {name}?", name) on_cancel=cancel>
            <p>{t!("You no longer exist for each other here: not in the directory, not by a code. What you exchanged ends. They are not told.")}</p>
            <div class="actions">
                <button class="button" type="button" on:click=move |_| cancel()>{t!("Cancel")}</button>
                <button class="button danger" type="button" on:click=block>{t!("Block")}</button>
            </div>
        </Dialog>
    }
}

#[component]
fn Report(
    viewer: StoredValue<Viewer, LocalStorage>,
    id: StoredValue<DelegateId>,
    name: String,
    asked: RwSignal<Asked>,
    reference: RwSignal<String>,
) -> impl IntoView {
    let desk = Desk::here();
    let reason = RwSignal::new(None::<ReportReason>);
    let missing = RwSignal::new(false);
    let words = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let cancel = move || asked.set(Asked::Nothing);
    let choices = ReportReason::ALL.map(|one| {
        view! {
            <label class="give">
                <input type="radio" name="report-reason" prop:checked=move || reason.get() == Some(one) on:change=move |_| {
                    reason.set(Some(one));
                    missing.set(false);
                }/>
                <span>{text::connections::reason(one)}</span>
            </label>
        }
    });
    let send = move |_| {
        let Some(reason) = reason.get_untracked() else { return missing.set(true) };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let done = move |outcome: Result<String, _>| {
            busy.try_set(false);
            match outcome {
                Ok(filed) => {
                    reference.set(filed);
                    asked.set(Asked::Reported);
                }
                Err(error) => {
                    problem.try_set(Some(text::connections::refused(&error)));
                }
            }
        };
        let words = words.get_untracked();
        desk.act(move || viewer.with_value(|viewer| viewer.account.connections().report(id.get_value(), reason, words.clone())), done);
    };
    view! {
        <Dialog title=t!("Report {name} to the organisers?", name) on_cancel=cancel>
            <fieldset class="gives"><legend>{t!("What is wrong?")}</legend>{choices.into_iter().collect_view()}</fieldset>
            <div role="alert">{move || missing.get().then(|| view! { <p class="problem">{t!("Choose what is wrong.")}</p> })}</div>
            <TextInput id="report-words" label=t!("In your words") hint=t!("The organisers read it, and nobody else.") multiline=true problem=problem value=words/>
            <p class="hint">{t!("The organisers learn that you reported them; they do not.")}</p>
            <div class="actions">
                <button class="button" type="button" on:click=move |_| cancel()>{t!("Cancel")}</button>
                <button class="button primary" type="button" aria-busy=move || busy.get().to_string() on:click=send>{t!("Report")}</button>
            </div>
        </Dialog>
    }
}

#[component]
fn Reported(reference: String, asked: RwSignal<Asked>) -> impl IntoView {
    view! {
        <Dialog title=t!("The organisers have it") on_cancel=move || asked.set(Asked::Nothing)>
            <p>{t!("Your report is kept under this reference. Name it if you speak to them about it:")}</p>
            <p class="code shown-code" dir="ltr">{reference}</p>
            <div class="actions"><button class="button primary" type="button" on:click=move |_| asked.set(Asked::Nothing)>{t!("Close")}</button></div>
        </Dialog>
    }
}
