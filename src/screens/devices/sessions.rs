//! Where the viewer is signed in, this device first, and what ends it: one, all others, all, or "this wasn't me". Ending asks for nothing: undo
//! is signing in again. Not: how somebody signs in.

use crate::api::ApiError;
use crate::browser::{DateStyle, focus_element, format_date, format_time, time_ago, viewer_offset_at};
use crate::components::icon::{Glyph, Icon};
use crate::components::standing::{Failure, Waiting};
use crate::domain::device::{DeviceSession, Ending};
use crate::state::desk::Desk;
use crate::state::remote::{Load, Remote};
use crate::state::session::Viewer;
use crate::text;
use leptos::prelude::*;

/// Where the keyboard goes when the row it was in is gone.
const HEADING: &str = "sessions-title";

/// What the rows share.
#[derive(Clone, Copy)]
struct List {
    desk: Desk,
    viewer: StoredValue<Viewer, LocalStorage>,
    loaded: Remote<Vec<DeviceSession>>,
    /// Something is being ended: one press is one request.
    busy: RwSignal<bool>,
    ended: Callback<()>,
}

impl List {
    /// Ends something and says what came of it.
    fn end<T: 'static>(self, ask: impl Fn(&Viewer) -> crate::api::Answer<T> + 'static, said: impl Fn(T) -> String + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let done = move |outcome: Result<T, ApiError>| {
            self.busy.try_set(false);
            match outcome {
                Ok(ended) => {
                    self.desk.tell(said(ended));
                    focus_element(HEADING);
                    self.loaded.ask_again();
                    self.ended.run(());
                }
                Err(error) => self.desk.tell(text::api_error(&error)),
            }
        };
        self.desk.act(move || self.viewer.with_value(&ask), done);
    }
}

/// A section of the devices' screen.
#[component]
pub fn Sessions(
    viewer: Viewer,
    /// Something was ended, and with it perhaps what opens the account.
    ended: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    let viewer = StoredValue::new_local(viewer);
    let loaded = Remote::new(move || viewer.with_value(|viewer| viewer.account.sessions()));
    let list = List { desk: Desk::here(), viewer, loaded, busy: RwSignal::new(false), ended: Callback::new(move |()| ended()) };
    // A list that was shown stays until the next one is there: nothing jumps while it is asked again.
    let shown = Memo::new_with_compare(
        move |before: Option<&Option<Vec<DeviceSession>>>| match loaded.read() {
            Load::Ready(all) => Some(all),
            Load::Waiting => before.cloned().flatten(),
            Load::Failed(_) => None,
        },
        |a, b| a != b,
    );
    let body = move || match (shown.get(), loaded.read()) {
        (Some(all), _) => view! { <Rows list all/> }.into_any(),
        // This backend has no list: what it does have is the way out.
        (None, Load::Failed(ApiError::NotFound)) => view! { <Everywhere list/> }.into_any(),
        (None, Load::Failed(error)) => {
            let retry = move || loaded.ask_again();
            view! { <Failure title=t!("Your devices did not load") sentence=text::api_error(&error) retry/> }.into_any()
        }
        (None, Load::Waiting | Load::Ready(_)) => view! { <Waiting what=t!("Loading your devices")/> }.into_any(),
    };
    view! {
        <section class="stack" aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1">{t!("Where you are signed in")}</h2>
            {body}
        </section>
    }
}

#[component]
fn Rows(list: List, all: Vec<DeviceSession>) -> impl IntoView {
    let others = all.iter().filter(|session| !session.current).count();
    let rows = all.into_iter().map(|session| view! { <Row list session/> }).collect_view();
    let end_others = move |_| list.end(|viewer| viewer.account.end_other_sessions(), |count| signed_out(count as usize));
    view! {
        <ul class="devices" role="list">{rows}</ul>
        {if others == 0 {
            view! { <p class="hint">{t!("You are signed in nowhere else.")}</p> }.into_any()
        } else {
            view! {
                <p class="hint">
                    {t!("You do not know one of them? Press “This wasn’t me”. It signs out that device and every other except this one, makes every code and link that was mailed to you worthless, and takes away passkeys and sign-ins that were added on that device. You stay signed in here.")}
                </p>
                <div class="actions">
                    <button class="button" type="button" on:click=end_others>{t!("Sign out on every other device")}</button>
                </div>
            }
            .into_any()
        }}
        <Everywhere list/>
    }
}

#[component]
fn Row(list: List, session: DeviceSession) -> impl IntoView {
    let DeviceSession { id, label, created, used_ago, current } = session;
    let label = text::device_label(label.as_str());
    let here = created.on_clock(viewer_offset_at(created.unix()));
    let since = t!("Signed in since {date}, {time}", date = format_date(here.date(), DateStyle::Day), time = format_time(here));
    let used = if current { t!("In use now").to_owned() } else { t!("Last used {when}", when = time_ago(used_ago)) };
    let ways = (!current).then(|| {
        let (end, disown) = (id.clone(), id);
        let (called, told) = (label.clone(), label.clone());
        let (seen, used_before) = (used.clone(), used.clone());
        let sign_out = move |_| {
            let (id, told) = (end.clone(), told.clone());
            list.end(move |viewer| viewer.account.end_session(id.clone()), move |()| t!("Signed out: {device}.", device = told));
        };
        let not_me = move |_| {
            let id = disown.clone();
            list.end(move |viewer| viewer.account.disown(id.clone()), disowned);
        };
        view! {
            <div class="actions">
                <button class="button" type="button" aria-label=t!("Sign out: {device}, {used}", device = called, used = used_before) on:click=sign_out><Glyph icon=Icon::Out/>{t!("Sign out")}</button>
                <button class="button danger" type="button" aria-label=t!("This wasn’t me: {device}, {used}", device = called, used = seen) on:click=not_me>{t!("This wasn’t me")}</button>
            </div>
        }
    });
    view! {
        <li class="card device" class:current=current>
            <div>
                <p><strong dir="auto">{label}</strong>{current.then(|| view! { <span class="mark-here">{t!("This device")}</span> })}</p>
                <p class="hint">{used}" · "{since}</p>
            </div>
            {ways}
        </li>
    }
}

#[component]
fn Everywhere(list: List) -> impl IntoView {
    let leave = move |_| leptos::task::spawn_local(list.desk.sessions.sign_out(true));
    view! {
        <div class="actions">
            <button class="button danger" type="button" on:click=leave>{t!("Sign out everywhere")}</button>
            <p class="hint">{t!("Here too. Whoever is signed in as you, anywhere, is out at once.")}</p>
        </div>
    }
}

fn signed_out(sessions: usize) -> String {
    match sessions {
        0 => t!("You were signed in nowhere else.").to_owned(),
        count => tn!(count, "Signed out on {n} other device.", "Signed out on {n} other devices."),
    }
}

/// What was ended, as the backend counts it.
fn disowned(Ending { sessions, letters, ways }: Ending) -> String {
    let mailed = (letters > 0)
        .then(|| tn!(letters as usize, "{n} mailed code no longer opens anything.", "{n} mailed codes no longer open anything."));
    let keys = (ways > 0).then(|| {
        tn!(ways as usize, "{n} way to sign in that was added there is gone.", "{n} ways to sign in that were added there are gone.")
    });
    let only_here = t!("You are signed in only here.").to_owned();
    [Some(signed_out(sessions as usize)), mailed, keys, Some(only_here)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
