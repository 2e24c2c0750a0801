//! The end of an account as this device sees it: the backend erases, and then the page and the device forget. Not: a sign-out, after which the account
//! is still there.

use super::desk::Desk;
use super::session::Viewer;
use crate::api::ApiError;
use crate::browser::{forget_stored, outliving};
use crate::domain::rights::Receipt;
use leptos::prelude::*;
use std::cell::RefCell;

impl Desk {
    /// Has everything of the viewer erased; where that is done, this device keeps nothing of them when `done` hears of it. Needs a fresh proof.
    pub fn erase(self, viewer: &Viewer, typed: String, done: impl Fn(Result<Receipt, ApiError>) + 'static) {
        let rights = viewer.account.rights();
        // What the organisers tell everybody is nobody's secret, and stays.
        let whose = viewer.id();
        let put_back = RefCell::new(Some((super::bulletins::across_sign_out(), outliving())));
        self.act_to(
            t!("erase everything about you, for good"),
            move || rights.erase(typed.clone()),
            move |outcome| {
                if outcome.is_ok() {
                    self.draft.set_value(None);
                    self.last_directory.set(None);
                    self.word.set(None);
                    self.sessions.erased();
                    super::hiding::forget(&whose);
                    super::unheard::heard(&whose);
                    forget_stored();
                    if let Some((bulletins, outliving)) = put_back.borrow_mut().take() {
                        bulletins();
                        outliving();
                    }
                }
                done(outcome);
            },
        );
    }
}
