//! Exchanging contact details with people one meets: a code to show, a code to take, who asks, who is connected, who is blocked. Not: what a gift
//! shows, which the backend decides.

mod blocked;
mod camera;
mod contacts;
mod ending;
mod giving;
mod requests;
mod shown;
mod taken;

use self::blocked::BlockedPeople;
use self::contacts::ContactList;
use self::ending::{Ending, EndingDialog};
use self::giving::{Giving, GivingDialog};
use self::requests::{AskedList, RequestList};
use self::shown::ShownCode;
use self::taken::TakeCode;
use crate::api::connections::Connecting;
use crate::api::{Answer, ApiError};
use crate::browser::focus_element;
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::{Failure, Waiting};
use crate::domain::connection::Contacts;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::remote::{Load, Remote};
use crate::state::session::Viewer;
use crate::text;
use leptos::prelude::*;
use std::rc::Rc;

/// What the parts of the screen share.
#[derive(Clone, Copy)]
struct Meeting {
    desk: Desk,
    viewer: StoredValue<Viewer, LocalStorage>,
    loaded: Remote<Contacts>,
    /// What is to be given is being chosen.
    giving: RwSignal<Option<Giving>>,
    /// What is about to end.
    ending: RwSignal<Option<Ending>>,
    /// Something is being changed: one press is one request.
    busy: RwSignal<bool>,
    /// Somebody was blocked or is no longer.
    blocks: Trigger,
}

impl Meeting {
    fn ask<T>(self, question: impl FnOnce(Rc<dyn Connecting>) -> Answer<T>) -> Answer<T> {
        self.viewer.with_value(|viewer| question(viewer.account.connections()))
    }

    /// Changes something, says what came of it, and shows how things are then.
    fn change<T: 'static>(
        self,
        what: impl Into<String>,
        request: impl Fn(Rc<dyn Connecting>) -> Answer<T> + 'static,
        done: impl Fn(T) -> String + 'static,
        focus: &'static str,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let after = move |outcome: Result<T, ApiError>| {
            self.busy.try_set(false);
            match outcome {
                Ok(changed) => {
                    self.desk.tell(done(changed));
                    focus_element(focus);
                }
                Err(error) => self.desk.tell(text::api_error(&error)),
            }
            self.loaded.ask_again();
        };
        self.desk.act_to(what, move || self.ask(&request), after);
    }
}

/// The screen.
#[component]
pub fn Connections(viewer: Viewer) -> impl IntoView {
    let viewer = StoredValue::new_local(viewer);
    let loaded = Remote::new(move || viewer.with_value(|viewer| viewer.account.connections().contacts()));
    let (giving, ending, busy) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(false));
    let meeting = Meeting { desk: Desk::here(), viewer, loaded, giving, ending, busy, blocks: Trigger::new() };
    // A list that was shown stays until the next one is there: nothing jumps while it is asked again.
    let all = Memo::new_with_compare(
        move |before: Option<&Option<Contacts>>| match loaded.read() {
            Load::Ready(all) => Some(all),
            Load::Waiting => before.cloned().flatten(),
            Load::Failed(_) => None,
        },
        |a, b| a != b,
    );
    let lists = move || match (all.get(), loaded.read()) {
        (Some(all), _) => view! {
            <ContactList meeting contacts=all.contacts/>
            <AskedList meeting asked=all.asked/>
        }
        .into_any(),
        (None, Load::Failed(error)) => {
            let retry = move || loaded.ask_again();
            view! { <Failure title=t!("Your connections did not load") sentence=text::api_error(&error) retry/> }.into_any()
        }
        (None, Load::Waiting | Load::Ready(_)) => view! { <Waiting what=t!("Loading your connections")/> }.into_any(),
    };
    // Somebody waits for an answer: that goes before everything else.
    let requests = move || all.get().map(|all| view! { <RequestList meeting requests=all.requests/> });
    view! {
        <div class="stack wide">
            <header class="stack">
                <a class="back" href=Route::directory().to_string()><Glyph icon=Icon::Back/>{t!("Delegates")}</a>
                <h1>{t!("Connections")}</h1>
                <p>{t!("One of you shows a code, the other takes it. Each of you then chooses what to give, and for how long.")}</p>
            </header>
            {requests}
            <div class="meet">
                <ShownCode meeting/>
                <TakeCode meeting/>
            </div>
            {lists}
            <BlockedPeople meeting/>
        </div>
        {move || giving.get().map(|giving| view! { <GivingDialog meeting giving/> })}
        {move || ending.get().map(|ending| view! { <EndingDialog meeting ending/> })}
    }
}
