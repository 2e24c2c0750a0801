//! The end of an account: what goes, said plainly, then the address typed, then a fresh proof. Not: the receipt.

use crate::browser::focus_element;
use crate::components::dialog::Dialog;
use crate::components::icon::{Glyph, Icon};
use crate::components::input::TextInput;
use crate::domain::privacy::Field;
use crate::domain::rights::Receipt;
use crate::state::desk::Desk;
use crate::state::session::Viewer;
use crate::text;
use leptos::prelude::*;

const INPUT: &str = "erase-confirm";

/// The section.
#[component]
pub(super) fn Erase(viewer: Viewer, erased: RwSignal<Option<Receipt>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let viewer = StoredValue::new_local(viewer);
    view! {
        <section class="card stack danger-zone" aria-labelledby="erase">
            <h2 id="erase"><Glyph icon=Icon::Alert/>{t!("Erase everything")}</h2>
            <p>
                {t!("Your account, your photo, your agenda, your connections, every note of you: gone at once, on every device, for good. You get a receipt that says what little stays, and why. Nobody can bring it back, not even the organisers.")}
            </p>
            <div class="actions">
                <button class="button danger" type="button" on:click=move |_| open.set(true)>{t!("Erase everything …")}</button>
            </div>
        </section>
        {move || open.get().then(|| view! { <Confirm viewer open erased/> })}
    }
}

#[component]
fn Confirm(viewer: StoredValue<Viewer, LocalStorage>, open: RwSignal<bool>, erased: RwSignal<Option<Receipt>>) -> impl IntoView {
    let desk = Desk::here();
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let address = viewer.with_value(|viewer| {
        viewer.profile.with_untracked(|profile| profile.fields.of(Field::Email).value.as_ref().map(|text| text.as_str().to_owned()))
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        desk.erase(&viewer.get_value(), typed.get_untracked(), move |outcome| {
            busy.try_set(false);
            match outcome {
                Ok(receipt) => erased.set(Some(receipt)),
                Err(error) => {
                    problem.try_set(Some(text::api_error(&error)));
                    focus_element(INPUT);
                }
            }
        });
    };
    view! {
        <Dialog title=t!("Erase everything about you?") on_cancel=move || open.set(false)>
            <p>{t!("This cannot be taken back. If you only want to be seen by nobody, take back your agreement instead: your account stays.")}</p>
            {address.map(|address| view! { <p>{tv!("To go on, type the address of this account: {address}", address = view! { <strong><bdi>{address}</bdi></strong> })}</p> })}
            <form class="stack" novalidate on:submit=submit>
                <TextInput id=INPUT label=t!("Address of this account") kind="email" problem=problem value=typed/>
                <div class="actions">
                    <button class="button" type="button" on:click=move |_| open.set(false)>{t!("Keep my account")}</button>
                    <button class="button danger" type="submit" aria-busy=move || busy.get().to_string()>{t!("Erase everything now")}</button>
                </div>
            </form>
        </Dialog>
    }
}
