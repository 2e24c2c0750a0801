//! The viewer's passkeys: what they are, which there are, adding, naming and removing. Not: signing in by one.

mod row;

use self::row::Row;
use crate::api::ApiError;
use crate::api::passkeys::{Ceremony, OwnPasskeys};
use crate::browser::{Guard, PasskeyQuestion, knows_passkeys, make_passkey};
use crate::components::icon::{Glyph, Icon};
use crate::domain::id::PasskeyId;
use crate::state::desk::Desk;
use crate::state::remote::{Load, Remote};
use crate::state::session::Viewer;
use crate::text;
use leptos::prelude::*;
use std::rc::Rc;

/// What the parts of the section share.
#[derive(Clone, Copy)]
struct Section {
    desk: Desk,
    passkeys: StoredValue<Rc<dyn crate::api::passkeys::Passkeys>, LocalStorage>,
    list: Remote<OwnPasskeys>,
    /// The one that is being named.
    naming: RwSignal<Option<PasskeyId>>,
    problem: RwSignal<Option<String>>,
}

impl Section {
    fn say(self, sentence: &str) {
        self.problem.try_set(Some(sentence.to_owned()).filter(|sentence| !sentence.is_empty()));
    }

    /// The device was asked, and made one.
    async fn make(self, ceremony: Ceremony, question: PasskeyQuestion) {
        let response = match make_passkey(&ceremony.options, &question).await {
            Ok(response) => response,
            Err(fault) => return self.say(text::passkey_not_made(fault)),
        };
        let Some(passkeys) = self.passkeys.try_get_value() else { return };
        match passkeys.add(ceremony.answered(response), String::new()).await {
            Ok(made) => {
                self.naming.try_set(Some(made.id));
                self.list.ask_again();
                self.desk.tell(t!("The passkey is added. From now on it signs you in, without a mail. We have told you so by mail."));
            }
            Err(ApiError::SessionExpired) => self.desk.sessions.lapse(),
            Err(ApiError::Invalid(_)) => {
                self.say(t!("The passkey was not taken. Nothing was changed here; you may delete it on your device. Please try again."));
            }
            Err(error) => self.say(&text::api_error(&error)),
        }
    }
}

/// The section; nothing where the backend knows no passkeys.
#[component]
pub fn Passkeys(viewer: Viewer) -> impl IntoView {
    let passkeys = viewer.account.passkeys()?;
    let list = {
        let passkeys = passkeys.clone();
        Remote::new(move || passkeys.list())
    };
    let section = Section {
        desk: Desk::here(),
        passkeys: StoredValue::new_local(passkeys),
        list,
        naming: RwSignal::new(None),
        problem: RwSignal::new(None),
    };
    // A list that was shown stays until the next one is there: nothing jumps, and what is being typed stays, while it is asked again.
    let shown = Memo::new(move |before: Option<&Option<OwnPasskeys>>| match list.read() {
        Load::Ready(own) => Some(own),
        Load::Waiting => before.cloned().flatten(),
        Load::Failed(_) => None,
    });
    Some(move || {
        match (shown.get(), list.read()) {
        (Some(own), _) => view! { <Known section own/> }.into_any(),
        (None, Load::Failed(ApiError::NotFound) | Load::Waiting | Load::Ready(_)) => ().into_any(),
        (None, Load::Failed(error)) => view! {
            <section class="stack" aria-labelledby="passkeys-title">
                <h2 id="passkeys-title">{t!("Passkeys")}</h2>
                <p class="problem" role="alert">{text::api_error(&error)}</p>
                <div class="actions"><button class="button" type="button" on:click=move |_| list.ask_again()>{t!("Try again")}</button></div>
            </section>
        }
        .into_any(),
    }
    })
}

#[component]
fn Known(section: Section, own: OwnPasskeys) -> impl IntoView {
    let is_empty = own.passkeys.is_empty();
    let has_place = own.passkeys.len() < own.most;
    let rows: Vec<_> = own.passkeys.into_iter().map(|passkey| view! { <Row section passkey/> }).collect();
    view! {
        <section class="stack" aria-labelledby="passkeys-title">
            <h2 id="passkeys-title">{t!("Passkeys")}</h2>
            <p>
                {t!("A passkey signs you in without a mail: you unlock it as you unlock this device, with your fingerprint, your face or its PIN. It is kept by your device or your password manager. The conference never sees your fingerprint or PIN, and there is nothing that you could type into a false page.")}
            </p>
            {if is_empty {
                view! { <p class="hint">{t!("You have none yet. A code by mail always works, with or without a passkey.")}</p> }.into_any()
            } else {
                view! { <ul class="devices" role="list">{rows}</ul> }.into_any()
            }}
            <p class="problem" role="alert">{move || section.problem.get()}</p>
            {if !knows_passkeys() {
                view! { <p class="hint">{t!("This browser does not know passkeys. Open this page on a device that does to add one.")}</p> }.into_any()
            } else if has_place {
                view! { <Add section/> }.into_any()
            } else {
                view! { <p class="hint">{t!("There is no place for another. Remove one that you no longer use first.")}</p> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Add(section: Section) -> impl IntoView {
    let busy = RwSignal::new(false);
    let question = PasskeyQuestion::default();
    let device = StoredValue::new_local(question.clone());
    // Dropped with the screen: nothing is asked of a device for a page that is left.
    StoredValue::new_local(Guard::new(move || question.take_back()));
    let add = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        section.problem.set(None);
        let begin = move || section.passkeys.with_value(|passkeys| passkeys.begin());
        section.desk.act_to(t!("add a passkey"), begin, move |begun| match begun {
            Ok(ceremony) => {
                let Some(question) = device.try_get_value() else { return };
                leptos::task::spawn_local(async move {
                    section.make(ceremony, question).await;
                    busy.try_set(false);
                });
            }
            Err(error) => {
                busy.try_set(false);
                section.say(&text::api_error(&error));
            }
        });
    };
    view! {
        <div class="actions">
            <button class="button" type="button" aria-busy=move || busy.get().to_string() on:click=add>
                <Glyph icon=Icon::Key/>
                {t!("Add a passkey on this device")}
            </button>
        </div>
    }
}
