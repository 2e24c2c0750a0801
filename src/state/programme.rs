//! The programme of this page view: loaded once, shared by every screen; its long texts follow when the list stands. Not: its source or its
//! formats.

use super::visit::Visit;
use crate::api::{Fetched, Mark, ProgrammeError, ProgrammeSource};
use crate::browser::{Guard, after, now_unix};
use crate::domain::agenda::limits::Limits;
use crate::domain::agenda::search::Index;
use crate::domain::agenda::{Agenda, LongTexts, Remark, Texts};
use leptos::prelude::*;
use std::rc::Rc;

/// A programme that can be drawn and searched.
pub struct Programme {
    /// As it was read. Its long texts are taken out: see [`Programme::texts`].
    pub agenda: Agenda,
    /// What was unclear in its source; shown to people.
    pub remarks: Vec<Remark>,
    /// Its words; those of the long texts join them when they are here.
    pub index: RwSignal<Rc<Index>, LocalStorage>,
    texts: RwSignal<LongReading, LocalStorage>,
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

/// Where its long texts stand.
#[derive(Clone)]
pub enum LongReading {
    /// On their way.
    Waiting,
    /// Here.
    Ready(Rc<Texts>),
    /// Not to be had, and why; the list is not affected.
    Failed(ProgrammeError),
}

/// How fresh the programme is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// It was not asked yet whether it is the latest.
    Unknown,
    /// It was the latest at this time, in Unix seconds.
    Checked(i64),
    /// It could not be asked lately; it was the latest at this time.
    Stale(i64),
}

/// How often a page that people see asks whether there is a newer programme, in milliseconds.
const EVERY: u32 = 60_000;

/// The programme as a signal.
#[derive(Clone, Copy)]
pub struct Programmes {
    reading: RwSignal<Reading, LocalStorage>,
    freshness: RwSignal<Freshness>,
    mark: StoredValue<Option<Mark>>,
    source: StoredValue<ProgrammeSource, LocalStorage>,
    next_look: StoredValue<Option<Guard>, LocalStorage>,
    looking: StoredValue<bool>,
    limits: StoredValue<Limits>,
    /// A programme from a file of this device, while somebody looks at one.
    pub visit: Visit,
}

impl Programme {
    fn new(mut agenda: Agenda, remarks: Vec<Remark>) -> Self {
        let index = Index::new(crate::browser::fold);
        let (texts, index) = match &mut agenda.texts {
            LongTexts::Here(texts) => {
                let texts = Rc::new(std::mem::take(texts));
                (LongReading::Ready(texts.clone()), index.with_texts(texts))
            }
            LongTexts::At(_) => (LongReading::Waiting, index),
        };
        Self { agenda, remarks, index: RwSignal::new_local(Rc::new(index)), texts: RwSignal::new_local(texts) }
    }

    /// A programme that came without a source to ask for more.
    pub(super) fn alone(mut agenda: Agenda, mut remarks: Vec<Remark>) -> Self {
        if agenda.texts.here().is_none() {
            agenda.texts = LongTexts::Here(Texts::default());
            remarks.push(crate::text::texts_apart());
        }
        Self::new(agenda, remarks)
    }

    /// Its long texts; tracked.
    pub fn texts(&self) -> LongReading {
        self.texts.get()
    }
}

impl Freshness {
    fn out_of_touch(self) -> Self {
        match self {
            Self::Unknown => Self::Unknown,
            Self::Checked(at) | Self::Stale(at) => Self::Stale(at),
        }
    }
}

impl Programmes {
    /// Asks at once, and then again and again as long as people see the page.
    pub fn open(source: ProgrammeSource) -> Self {
        let programmes = Self {
            reading: RwSignal::new_local(Reading::Waiting),
            freshness: RwSignal::new(Freshness::Unknown),
            mark: StoredValue::new(None),
            source: StoredValue::new_local(source),
            next_look: StoredValue::new_local(None),
            looking: StoredValue::new(false),
            limits: StoredValue::new(Limits::default()),
            visit: Visit::none(),
        };
        programmes.ask_again();
        provide_context(programmes);
        programmes
    }

    /// The programmes of this app.
    pub fn here() -> Self {
        expect_context()
    }

    /// What is shown; not tracked.
    pub fn read_untracked(&self) -> Reading {
        untrack(|| self.read())
    }

    /// What is shown: the conference's programme, or that of a file; tracked.
    pub fn read(&self) -> Reading {
        self.visit.programme().map_or_else(|| self.own(), Reading::Ready)
    }

    /// The conference's programme, whatever is shown; not tracked.
    pub fn own_untracked(&self) -> Reading {
        self.reading.get_untracked()
    }

    /// The conference's programme, whatever is shown; tracked.
    pub fn own(&self) -> Reading {
        self.reading.get()
    }

    /// Tracked.
    pub fn freshness(&self) -> Freshness {
        self.freshness.get()
    }

    /// Asks for the programme once more.
    pub fn ask_again(self) {
        self.reading.set(Reading::Waiting);
        self.ask(None);
    }

    /// Shows only this part of the programme from now on.
    pub fn limit(self, limits: Limits) {
        if self.limits.with_value(|known| *known == limits) {
            return;
        }
        self.limits.set_value(limits);
        // What was left out before is not here any more.
        if !matches!(self.reading.get_untracked(), Reading::Waiting) {
            self.ask(None);
        }
    }

    /// Asks whether there is a newer programme, if people see the page; what is shown stays until there is one.
    pub fn look(self) {
        let shown = matches!(self.reading.get_untracked(), Reading::Ready(_));
        if shown && crate::browser::is_visible() {
            self.ask(self.mark.get_value());
        } else {
            self.look_later();
        }
    }

    fn look_later(self) {
        self.next_look.set_value(Some(after(EVERY, move || self.look())));
    }

    fn ask(self, known: Option<Mark>) {
        if self.looking.get_value() {
            return;
        }
        self.looking.set_value(true);
        let answer = self.source.with_value(|source| source.read(known));
        leptos::task::spawn_local(async move {
            let answer = answer.await;
            self.looking.set_value(false);
            let shown = matches!(self.reading.get_untracked(), Reading::Ready(_));
            match answer {
                Ok(Some(fetched)) => self.replace(fetched),
                Ok(None) => self.freshness.set(Freshness::Checked(now_unix())),
                // What is shown is still worth more than a complaint in its place.
                Err(_) if shown => self.freshness.update(|freshness| *freshness = freshness.out_of_touch()),
                Err(error) => self.reading.set(Reading::Failed(error)),
            }
            self.look_later();
        });
    }

    fn replace(self, Fetched { agenda, remarks, mark }: Fetched) {
        let agenda = self.limits.with_value(|limits| agenda.within(limits));
        let programme = Rc::new(Programme::new(agenda, remarks));
        self.mark.set_value(Some(mark));
        self.freshness.set(Freshness::Checked(now_unix()));
        crate::browser::keep_place(|| self.reading.set(Reading::Ready(programme.clone())));
        self.ask_for_texts(programme);
    }

    /// Asks for the long texts, where they are not here; once more after a failure.
    pub fn ask_for_texts(self, programme: Rc<Programme>) {
        let LongTexts::At(address) = &programme.agenda.texts else { return };
        programme.texts.set(LongReading::Waiting);
        let answer = self.source.with_value(|source| source.read_texts(address));
        leptos::task::spawn_local(async move {
            programme.texts.set(match answer.await {
                Ok(texts) => {
                    let texts = Rc::new(texts);
                    programme.index.set(Rc::new(programme.index.get_untracked().with_texts(texts.clone())));
                    LongReading::Ready(texts)
                }
                Err(error) => LongReading::Failed(error),
            });
        });
    }
}
