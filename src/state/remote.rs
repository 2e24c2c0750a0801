//! Reading from a backend: one value that is waiting, ready or failed, and asks again when what it depends on changes. Not: writing, which is
//! [`super::desk::Desk::act`].

use super::desk::Desk;
use crate::api::{Answer, ApiError};
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

/// Where a question stands.
#[derive(Clone)]
pub enum Load<T> {
    /// Asked, no answer yet.
    Waiting,
    /// The backend's latest answer.
    Ready(T),
    /// No usable answer.
    Failed(ApiError),
}

/// A question to the backend as a signal. Leaving the screen, or a newer question, aborts the request.
pub struct Remote<T: 'static> {
    load: RwSignal<Load<T>, LocalStorage>,
    again: Trigger,
}

impl<T> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Remote<T> {}

impl<T: Clone + 'static> Remote<T> {
    /// Asks `question` now and whenever a signal that it reads changes.
    pub fn new(question: impl Fn() -> Answer<T> + 'static) -> Self {
        let desk = Desk::here();
        let remote = Self { load: RwSignal::new_local(Load::Waiting), again: Trigger::new() };
        // The effect reaches outside the reactive system: to the network.
        Effect::new(move |_| {
            remote.again.track();
            let answer = question();
            remote.load.set(Load::Waiting);
            spawn_local_scoped_with_cancellation(async move {
                let load = match answer.await {
                    Ok(value) => Load::Ready(value),
                    Err(error) => {
                        if error == ApiError::SessionExpired {
                            desk.sessions.lapse();
                            desk.after_proof(move || remote.ask_again());
                        }
                        Load::Failed(error)
                    }
                };
                remote.load.set(load);
            });
        });
        remote
    }

    /// Where it stands; tracked.
    pub fn read(&self) -> Load<T> {
        self.load.get()
    }

    /// Asks again.
    pub fn ask_again(&self) {
        self.again.notify();
    }

    /// Puts a newer answer in place, for example the one to a change.
    pub fn put(&self, value: T) {
        self.load.set(Load::Ready(value));
    }
}
