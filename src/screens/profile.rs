//! Profile and privacy: what the viewer says about themselves, and who sees it. The backend's word is shown, never a wish.
//! Not: what others chose.

mod address;
mod compared;
mod conflict;
mod crop;
mod elsewhere;
mod fields;
mod glance;
mod history;
mod photo;
mod preview;
mod status;
mod widening;

use crate::browser::focus_element;
use crate::components::standing::{Failure, Waiting};
use crate::domain::profile::{AudienceUpdate, Profile};
use crate::state::desk::Desk;
use crate::state::hiding::Hiding;
use crate::state::remote::{Load, Remote};
use crate::state::session::Viewer;
use crate::text;
use glance::{Glance, Presence};
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
            <h1>{t!("Profile and privacy")}</h1>
            {move || if drawn.get() {
                view! { <Loaded viewer=viewer.get_value()/> }.into_any()
            } else {
                match loaded.read() {
                    Load::Failed(error) => {
                        view! { <Failure title=t!("Your profile did not load") sentence=text::api_error(&error) retry=move || loaded.ask_again()/> }.into_any()
                    }
                    Load::Waiting | Load::Ready(()) => view! { <Waiting what=t!("Loading your profile")/> }.into_any(),
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
    let glance = Glance::of(profile);
    match glance.presence {
        Presence::Absent => t!("Done. You are not in the directory, so nobody can find you there.").into(),
        Presence::Nameless => t!("Done. Delegates do not see your name, so for them you are not there.").into(),
        Presence::Listed => t!("Done. Delegates now see your {fields}.", fields = text::field_list(&glance.delegates)),
    }
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
        <Index/>
        <div class="own-page">
            <div class="stack wide">
                <fields::Fields choices/>
                <history::History choices/>
            </div>
            <preview::Preview choices/>
        </div>
        <elsewhere::Elsewhere/>
        {move || choices.asked.get().map(|update| view! { <widening::Widening choices update/> })}
    }
}

/// The parts of a long page, by what somebody comes for.
fn parts() -> [(&'static str, &'static str); 5] {
    [
        (fields::REACH, t!("How people reach you")),
        (fields::WHO, t!("Who you are")),
        (fields::MORE, t!("More about you")),
        (preview::HEADING, t!("What others see")),
        (elsewhere::HEADING, t!("Connections, records, data and devices")),
    ]
}

#[component]
fn Index() -> impl IntoView {
    let part = |(id, name): (&'static str, &'static str)| {
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            focus_element(id);
        };
        view! { <li><a href=format!("#{id}") on:click=go>{name}</a></li> }
    };
    view! {
        <nav class="on-this-page" aria-label=t!("On this page")>
            <ul>{parts().map(part).into_iter().collect_view()}</ul>
        </nav>
    }
}
