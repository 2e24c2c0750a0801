//! Profile and privacy: what the viewer says about themselves, and who sees it. The backend's word is shown, never a wish.
//! Not: what others chose.

mod address;
mod compared;
mod fields;
mod history;
mod photo;
mod preview;
mod status;
mod widening;

use crate::components::standing::{Failure, Waiting};
use crate::domain::privacy::{Audience, Field};
use crate::domain::profile::{AudienceUpdate, Profile};
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::hiding::Hiding;
use crate::state::remote::{Load, Remote};
use crate::state::session::Viewer;
use crate::text;
use leptos::prelude::*;

/// The screen; it asks the backend afresh each time it opens.
#[component]
pub fn ProfileScreen(viewer: Viewer) -> impl IntoView {
    let loading = viewer.clone();
    let loaded = Remote::new(move || {
        let viewer = loading.clone();
        Box::pin(async move {
            let profile = viewer.account.profile().await?;
            viewer.profile.set(profile);
            Ok(())
        })
    });
    // Once drawn, the form stays: a session that lapses while somebody types must not take the text with it.
    let drawn = Memo::new(move |before: Option<&bool>| before.copied().unwrap_or(false) || matches!(loaded.read(), Load::Ready(())));
    let viewer = StoredValue::new_local(viewer);
    view! {
        <div class="stack wide">
            <h1>"Profile and privacy"</h1>
            {move || if drawn.get() {
                view! { <Loaded viewer=viewer.get_value()/> }.into_any()
            } else {
                match loaded.read() {
                    Load::Failed(error) => {
                        view! { <Failure title="Your profile did not load" sentence=text::api_error(&error) retry=move || loaded.ask_again()/> }.into_any()
                    }
                    Load::Waiting | Load::Ready(()) => view! { <Waiting what="Loading your profile"/> }.into_any(),
                }
            }}
        </div>
    }
}

/// What the parts of this screen share.
#[derive(Clone, Copy)]
struct Choices {
    viewer: StoredValue<Viewer, LocalStorage>,
    /// The profile as the backend has it.
    stored: Signal<Profile>,
    /// A widening that waits for the person's yes.
    asked: RwSignal<Option<AudienceUpdate>>,
    busy: RwSignal<bool>,
    desk: Desk,
}

impl Choices {
    /// Somebody chose an audience. Narrowing is done at once; widening asks first.
    fn choose(self, update: AudienceUpdate) {
        if update.widens(&self.stored.get_untracked()) { self.asked.set(Some(update)) } else { self.send(update) }
    }

    /// Everything is hidden, now or as soon as there is a way to the backend. Whatever was about to be shown is not.
    fn hide(self) {
        self.asked.set(None);
        Hiding::here().ask();
    }

    /// Narrows or widens; the page then shows what the backend has stored.
    fn send(self, update: AudienceUpdate) {
        self.busy.set(true);
        let account = self.viewer.with_value(|viewer| viewer.account.clone());
        self.desk.act_to(
            text::widening(&update, &self.stored.get_untracked()),
            move || account.set_audiences(update.clone()),
            move |outcome| {
                self.busy.try_set(false);
                match outcome {
                    Ok(profile) => {
                        self.desk.tell(sentence(&profile));
                        self.put(profile);
                    }
                    Err(error) => self.desk.tell(text::api_error(&error)),
                }
            },
        );
    }

    /// The backend's newest word.
    fn put(self, profile: Profile) {
        self.viewer.with_value(|viewer| viewer.profile.set(profile));
    }
}

/// What the change came to, in the backend's words.
fn sentence(profile: &Profile) -> String {
    let shared = shared_fields(profile);
    if shared.is_empty() {
        return "Done: nobody sees anything about you.".into();
    }
    if !profile.listed {
        return "Done. You are not in the directory, so nobody can find you there.".into();
    }
    format!("Done. Delegates now see your {}.", text::field_list(&shared))
}

/// What every delegate would see of a listed person.
fn shared_fields(profile: &Profile) -> Vec<Field> {
    let shared = profile.fields.iter().filter(|(_, own)| own.value.is_some() && own.audience == Audience::Delegates);
    shared.map(|(field, _)| field).collect()
}

#[component]
fn Loaded(viewer: Viewer) -> impl IntoView {
    let profile = viewer.profile.clone();
    let choices = Choices {
        viewer: StoredValue::new_local(viewer),
        stored: Signal::derive(move || profile.get()),
        asked: RwSignal::new(None),
        busy: RwSignal::new(false),
        desk: Desk::here(),
    };
    view! {
        <status::Status choices/>
        <fields::Fields choices/>
        <address::AddressChange choices/>
        <history::History choices/>
        <preview::Preview choices/>
        <WhoSaw/>
        <OwnData/>
        <Devices/>
        {move || choices.asked.get().map(|update| view! { <widening::Widening choices update/> })}
    }
}

#[component]
fn WhoSaw() -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="who-saw">
            <h2 id="who-saw">"Who saw what"</h2>
            <p>"Every look at what you share is noted for you: who, which of your fields, and when."</p>
            <div class="actions"><a class="button" href=Route::WhoSaw.to_string()>"Who saw what"</a></div>
        </section>
    }
}

#[component]
fn OwnData() -> impl IntoView {
    view! {
        <section class="card stack" aria-labelledby="own-data">
            <h2 id="own-data">"My data"</h2>
            <p>"Take a copy of everything, take back what you agreed to, complain, or have everything erased."</p>
            <div class="actions">
                <a class="button" href=Route::MyData.to_string()>"My data"</a>
            </div>
        </section>
    }
}

#[component]
fn Devices() -> impl IntoView {
    let desk = Desk::here();
    let leave = move |_| leptos::task::spawn_local(desk.sessions.sign_out(true));
    view! {
        <section class="card stack" aria-labelledby="devices">
            <h2 id="devices">"Devices and sign-in"</h2>
            <p>"See where you are signed in and how you sign in. If you used a device that is not yours, or see a change you did not make, end every sign-in at once; you will be signed out here too."</p>
            <div class="actions">
                <a class="button primary" href=Route::Devices.to_string()>"Devices and sign-in"</a>
                <button class="button danger" type="button" on:click=leave>"Sign out everywhere"</button>
            </div>
        </section>
    }
}
