//! What every screen can reach: the session, the programme, what is starred, the way to act and to tell people something.
//! Not: data of any one screen.

use super::favourites::Favourites;
use super::minute::Minute;
use super::news::News;
use super::programme::Programmes;
use super::session::{Session, Sessions};
use super::visit::Visit;
use super::zone::Clocks;
use crate::api::{Answer, ApiError};
use crate::config::Config;
use crate::domain::id::DelegateId;
use crate::domain::profile::ProfileDraft;
use crate::routes::Route;
use leptos::prelude::*;
use std::rc::Rc;

/// Something that goes on once a proof is given, or is given up.
struct Waiting {
    go_on: Rc<dyn Fn()>,
    give_up: Rc<dyn Fn()>,
}

/// Something to tell people that does not belong to one input.
#[derive(Clone, PartialEq)]
pub struct Word(pub String);

/// Shared by every screen through the context.
#[derive(Clone, Copy)]
pub struct Desk {
    /// `config.json`.
    pub config: StoredValue<Config>,
    /// Who is signed in.
    pub sessions: Sessions,
    /// Starred talks.
    pub favourites: Favourites,
    /// What changed in the programme.
    pub news: News,
    /// A programme from a file of this device, while somebody looks at one.
    pub visit: Visit,
    /// By whose clock times are shown.
    pub clocks: Clocks,
    /// What time it is.
    pub minute: Minute,
    /// The agenda and the directory as they were last looked at, so that a way back leads there and not to the beginning.
    pub last_agenda: RwSignal<Option<Route>>,
    /// See [`Desk::last_agenda`].
    pub last_directory: RwSignal<Option<Route>>,
    /// What somebody typed about themselves and has not saved, while another screen is shown.
    pub draft: StoredValue<Option<(DelegateId, ProfileDraft)>>,
    /// The picks that were looked at last, as they stand in their link, so that a way back finds them.
    pub picks_seen: StoredValue<Option<String>>,
    /// The screen that is drawn next was reached by Back or Forward.
    pub came_back: StoredValue<bool>,
    /// The latest thing to tell.
    pub word: RwSignal<Option<Word>>,
    /// What an action that waits for a fresh proof does, in words that follow "to".
    step_up: RwSignal<Option<String>>,
    waiting: StoredValue<Vec<Waiting>, LocalStorage>,
}

impl Desk {
    /// Puts the desk into the context.
    pub fn open(config: Config, sessions: Sessions, favourites: Favourites, news: News) -> Self {
        let desk = Self {
            config: StoredValue::new(config),
            sessions,
            favourites,
            news,
            visit: Programmes::here().visit,
            clocks: Clocks::restore(),
            minute: Minute::start(),
            last_agenda: RwSignal::new(None),
            last_directory: RwSignal::new(None),
            draft: StoredValue::new(None),
            picks_seen: StoredValue::new(None),
            came_back: StoredValue::new(false),
            word: RwSignal::new(None),
            step_up: RwSignal::new(None),
            waiting: StoredValue::new_local(Vec::new()),
        };
        provide_context(desk);
        desk
    }

    /// The desk of this app.
    pub fn here() -> Self {
        expect_context()
    }

    /// Tells people something, politely.
    pub fn tell(&self, text: impl Into<String>) {
        self.word.set(Some(Word(text.into())));
    }

    /// Names the page after what it shows, once the screen's own title is set.
    pub fn title(&self, subject: &str) {
        let title = format!("{subject} – {}", self.event_name());
        request_animation_frame(move || crate::browser::set_title(&title));
    }

    /// The conference's name.
    pub fn event_name(&self) -> String {
        self.config.with_value(|config| config.name.clone())
    }

    /// What an action does that waits for a fresh proof, in words that follow "to"; tracked.
    pub fn wants_step_up(&self) -> Option<String> {
        self.step_up.get()
    }

    /// Does `retry` once the person has proved again who they are.
    pub fn after_proof(&self, retry: impl Fn() + 'static) {
        self.wait(Rc::new(retry), Rc::new(|| ()));
    }

    fn wait(&self, go_on: Rc<dyn Fn()>, give_up: Rc<dyn Fn()>) {
        self.waiting.update_value(|waiting| waiting.push(Waiting { go_on, give_up }));
    }

    fn waited(&self) -> Vec<Waiting> {
        self.step_up.set(None);
        let mut waited = Vec::new();
        self.waiting.update_value(|waiting| std::mem::swap(waiting, &mut waited));
        waited
    }

    /// The proof was given: whatever waited goes on, without anybody typing again.
    pub fn proved(&self) {
        for waiting in self.waited() {
            (waiting.go_on)();
        }
    }

    /// The person does not want to prove it: nothing is done.
    pub fn not_proved(&self) {
        for waiting in self.waited() {
            (waiting.give_up)();
        }
    }

    /// Asks the backend to change something and hands the outcome to `done`.
    pub fn act<T: 'static>(self, request: impl Fn() -> Answer<T> + 'static, done: impl Fn(Result<T, ApiError>) + 'static) {
        self.act_to(t!("do this"), request, done);
    }

    /// [`Desk::act`] for what may need a fresh proof. Where it is missing, a dialog asks for it, to do `what` ("change your name"), and the
    /// action then goes on by itself; `done` hears of it only where the person does not give the proof.
    pub fn act_to<T: 'static>(
        self,
        what: impl Into<String>,
        request: impl Fn() -> Answer<T> + 'static,
        done: impl Fn(Result<T, ApiError>) + 'static,
    ) {
        self.try_act(what.into().into(), Rc::new(request), Rc::new(done));
    }

    fn try_act<T: 'static>(self, what: Rc<str>, request: Rc<dyn Fn() -> Answer<T>>, done: Rc<dyn Fn(Result<T, ApiError>)>) {
        leptos::task::spawn_local(async move {
            let outcome = request().await;
            match &outcome {
                Err(ApiError::StepUpRequired) => self.step_up.set(Some(what.to_string())),
                Err(ApiError::SessionExpired) => self.sessions.lapse(),
                Ok(_) | Err(_) => return done(outcome),
            }
            let outcome = std::cell::RefCell::new(Some(outcome));
            let (again, then) = (request.clone(), done.clone());
            let give_up = move || {
                if let Some(outcome) = outcome.borrow_mut().take() {
                    done(outcome);
                }
            };
            self.wait(Rc::new(move || self.try_act(what.clone(), again.clone(), then.clone())), Rc::new(give_up));
        });
    }

    /// Whether the viewer's session ended under their hands; tracked.
    pub fn is_lapsed(&self) -> bool {
        matches!(self.sessions.read(), Session::Lapsed(_))
    }
}
