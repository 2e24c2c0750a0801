//! The programme of this page view: loaded once, shared by every screen. Not: its source or its formats.

use crate::api::programme::ProgrammeError;
use crate::domain::agenda::Agenda;
use crate::domain::agenda::search::Index;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// A programme that can be drawn and searched.
pub struct Programme {
    /// As it was read.
    pub agenda: Agenda,
    /// Its words, folded once.
    pub index: Index,
}

/// Where the programme stands.
#[derive(Clone)]
pub enum Reading {
    /// On its way.
    Waiting,
    /// Here.
    Ready(Rc<Programme>),
    /// Not to be had, and why.
    Failed(ProgrammeError),
}

type Reply = Pin<Box<dyn Future<Output = Result<Agenda, ProgrammeError>>>>;
type Ask = Rc<dyn Fn() -> Reply>;

/// The programme as a signal.
#[derive(Clone, Copy)]
pub struct Programmes {
    reading: RwSignal<Reading, LocalStorage>,
    ask: StoredValue<Ask, LocalStorage>,
}

impl Programmes {
    /// Asks at once.
    pub fn open(ask: impl Fn() -> Reply + 'static) -> Self {
        let programmes = Self { reading: RwSignal::new_local(Reading::Waiting), ask: StoredValue::new_local(Rc::new(ask)) };
        programmes.ask_again();
        provide_context(programmes);
        programmes
    }

    /// The programmes of this app.
    pub fn here() -> Self {
        expect_context()
    }

    /// Tracked.
    pub fn read(&self) -> Reading {
        self.reading.get()
    }

    /// Asks for the programme once more.
    pub fn ask_again(self) {
        self.reading.set(Reading::Waiting);
        let answer = self.ask.with_value(|ask| ask());
        leptos::task::spawn_local(async move {
            self.reading.set(match answer.await {
                Ok(agenda) => {
                    let index = Index::new(&agenda, crate::browser::fold);
                    Reading::Ready(Rc::new(Programme { agenda, index }))
                }
                Err(error) => Reading::Failed(error),
            });
        });
    }
}
