//! One passkey in its owner's list: when it was made and used, another name, and its end. Not: the list.

use super::Section;
use crate::api::passkeys::Passkey;
use crate::browser::{DateStyle, focus_element, format_date, viewer_offset_at};
use crate::components::dialog::Dialog;
use crate::components::input::TextInput;
use crate::domain::time::Moment;
use crate::text;
use leptos::prelude::*;

#[component]
pub(super) fn Row(section: Section, passkey: Passkey) -> impl IntoView {
    let id = passkey.id.clone();
    let removing = RwSignal::new(false);
    let passkey = StoredValue::new(passkey);
    move || {
        if section.naming.get().as_ref() == Some(&id) {
            return view! { <li class="card"><Naming section passkey/></li> }.into_any();
        }
        let Passkey { id, label, created, used, synced } = passkey.get_value();
        let name = label.as_str().to_owned();
        let said = said(created, used, synced);
        let (rename, remove) = (t!("Rename {name}", name), t!("Remove {name}", name));
        view! {
            <li class="card device">
                <div>
                    <p><strong><bdi>{name}</bdi></strong></p>
                    <p class="hint">{said}</p>
                </div>
                <div class="actions">
                    <button class="button" type="button" aria-label=rename on:click=move |_| section.naming.set(Some(id.clone()))>{t!("Rename")}</button>
                    <button class="button" type="button" aria-label=remove on:click=move |_| removing.set(true)>{t!("Remove")}</button>
                </div>
                {move || removing.get().then(|| view! { <Removing section passkey open=removing/> })}
            </li>
        }
        .into_any()
    }
}

fn said(created: Moment, used: Option<Moment>, synced: bool) -> String {
    let day = |moment: Moment| format_date(moment.on_clock(viewer_offset_at(moment.unix())).date(), DateStyle::Day);
    let added = day(created);
    match (synced, used.map(day)) {
        (true, Some(used)) => t!("Added {added}, last used {used}, kept in a password manager, on all its devices", added, used),
        (true, None) => t!("Added {added}, not used yet, kept in a password manager, on all its devices", added),
        (false, Some(used)) => t!("Added {added}, last used {used}, kept on one device", added, used),
        (false, None) => t!("Added {added}, not used yet, kept on one device", added),
    }
}

const INPUT: &str = "passkey-name";

#[component]
fn Naming(section: Section, passkey: StoredValue<Passkey>) -> impl IntoView {
    let name = RwSignal::new(passkey.with_value(|passkey| passkey.label.as_str().to_owned()));
    let problem = RwSignal::new(None::<String>);
    Effect::new(|_| {
        focus_element(INPUT);
    });
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked();
        if passkey.with_value(|passkey| passkey.label.as_str() == typed.trim()) {
            return section.naming.set(None);
        }
        let id = passkey.with_value(|passkey| passkey.id.clone());
        let rename = move || section.passkeys.with_value(|passkeys| passkeys.rename(id.clone(), typed.clone()));
        section.desk.act_to(t!("rename a passkey"), rename, move |outcome| match outcome {
            Ok(_) => {
                section.naming.try_set(None);
                section.list.ask_again();
            }
            Err(error) => {
                problem.try_set(Some(text::api_error(&error)));
                focus_element(INPUT);
            }
        });
    };
    view! {
        <form class="stack" novalidate on:submit=save>
            <TextInput
                id=INPUT label=t!("Name of this passkey") value=name problem=problem
                hint=t!("So that you recognise it later, for example: my blue phone.")
            />
            <div class="actions">
                <button class="button" type="button" on:click=move |_| section.naming.set(None)>{t!("Cancel")}</button>
                <button class="button primary" type="submit">{t!("Save name")}</button>
            </div>
        </form>
    }
}

#[component]
fn Removing(section: Section, passkey: StoredValue<Passkey>, open: RwSignal<bool>) -> impl IntoView {
    let Passkey { id, label, .. } = passkey.get_value();
    let name = label.as_str().to_owned();
    let remove = move |_| {
        // The dialog goes first: another may have to ask for a fresh proof.
        open.set(false);
        section.problem.set(None);
        let id = id.clone();
        let ask = move || section.passkeys.with_value(|passkeys| passkeys.remove(id.clone()));
        section.desk.act_to(t!("remove a passkey"), ask, move |outcome| match outcome {
            Ok(()) => {
                section.list.ask_again();
                section.desk.tell(t!("The passkey is removed: it opens nothing here any more. You may delete it on your device too."));
            }
            Err(error) => section.say(&text::api_error(&error)),
        });
    };
    view! {
        <Dialog title=t!("Remove this passkey?") on_cancel=move || open.set(false)>
            <p>
                {tv!(
                    "{name} will not sign you in any more. A code by mail always does.",
                    name = view! { <strong><bdi>{name}</bdi></strong> }
                )}
            </p>
            <div class="actions">
                <button class="button" type="button" on:click=move |_| open.set(false)>{t!("Keep it")}</button>
                <button class="button danger" type="button" on:click=remove>{t!("Remove it")}</button>
            </div>
        </Dialog>
    }
}
