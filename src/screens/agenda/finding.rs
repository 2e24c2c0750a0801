//! What is looked for and what is found: the address, the words that are not in it yet, and rooms hidden on the device, made one. The only
//! place that decides it, for the list and the grid. Not: how it is drawn.

use crate::browser::{Guard, after};
use crate::domain::agenda::days::first_to_show;
use crate::domain::agenda::filter::{Choices, Filter, Part, Sift};
use crate::domain::agenda::search::Query;
use crate::domain::id::RoomId;
use crate::domain::time::Date;
use crate::routes::Route;
use crate::state::desk::Desk;
use crate::state::preferences;
use crate::state::programme::Programme;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::rc::Rc;
use std::sync::Arc;

/// How long nobody types before the words are written into the address, in milliseconds.
const PAUSE: u32 = 300;

/// How many talks' long texts are made ready for the search at a time, so that nothing else has to wait.
const PREPARED_AT_ONCE: usize = 120;

type Go = Rc<dyn Fn(&Route, bool)>;

/// Made once by a screen that shows the programme; handed to the finder, the days and the list.
#[derive(Clone, Copy)]
pub(crate) struct Finding {
    pub(crate) programme: StoredValue<Rc<Programme>, LocalStorage>,
    /// The address of a choice.
    pub(crate) place: fn(Filter) -> Route,
    desk: Desk,
    /// What the address names that this programme does not have.
    pub(crate) unknown: Memo<Vec<String>>,
    /// As somebody types; the address follows.
    pub(crate) words: RwSignal<String>,
    hidden: RwSignal<Vec<RoomId>>,
    /// What is looked for, as a link to it would say.
    pub(crate) asked: Memo<Filter>,
    /// The same, made certain: where nothing is looked for and no day is chosen, the day that is on.
    pub(crate) shown: Memo<Filter>,
    /// What passes, and why the rest does not.
    pub(crate) sift: Memo<Arc<Sift>>,
    /// Positions of the talks that are shown, by start.
    pub(crate) talks: Memo<Vec<usize>>,
    /// What there is to choose; made when somebody first wants to.
    choices: StoredValue<Option<Arc<Choices>>>,
    /// The day that was chosen before something was looked for.
    parked: StoredValue<Option<Date>>,
    /// The words that this page wrote into the address last.
    sent: StoredValue<String>,
    pause: StoredValue<Option<Guard>, LocalStorage>,
    go: StoredValue<Go, LocalStorage>,
}

impl Finding {
    /// `filter`: what the address says. `place`: what its choices lead to.
    pub(crate) fn open(programme: Rc<Programme>, filter: Signal<Filter>, place: fn(Filter) -> Route) -> Self {
        let desk = Desk::here();
        let programme = StoredValue::new_local(programme);
        let address = Memo::new(move |_| programme.with_value(|p| filter.get().known_to(&p.agenda)));
        let words = RwSignal::new(address.with_untracked(|filter| filter.text.clone()));
        let known = |room: &RoomId| programme.with_value(|p| p.agenda.rooms.iter().any(|known| known.id == *room));
        let hidden = RwSignal::new(preferences::hidden_rooms().into_iter().filter(known).collect::<Vec<_>>());
        let parked = StoredValue::new(None);
        let asked = Memo::new(move |_| asked(&address.get(), words.get(), &hidden.get()));
        let shown = Memo::new(move |_| {
            let asked = asked.get();
            // The words were deleted: back to the day before them.
            let parked = if address.with(Filter::narrows) { parked.get_value() } else { None };
            programme.with_value(|p| with_day(asked, parked, p, desk))
        });
        let sift = Memo::new(move |_| {
            programme.with_value(|p| Arc::new(shown.get().sift(&p.agenda, &p.index.get(), &|talk| desk.favourites.has(talk))))
        });
        let navigate = use_navigate();
        let go: Go = Rc::new(move |route, replace| {
            navigate(&route.to_string(), NavigateOptions { replace, scroll: false, ..Default::default() });
        });
        let finding = Self {
            programme,
            place,
            desk,
            unknown: Memo::new(move |_| programme.with_value(|p| filter.get().unknown_to(&p.agenda))),
            words,
            hidden,
            asked,
            shown,
            sift,
            talks: Memo::new(move |_| sift.get().talks()),
            choices: StoredValue::new(None),
            parked,
            sent: StoredValue::new(words.get_untracked()),
            pause: StoredValue::new_local(None),
            go: StoredValue::new_local(go),
        };
        // Outside the reactive system: the address is the browser's. What it says of words counts, unless this page wrote it itself and
        // somebody has typed on since.
        Effect::new(move |_| {
            let text = address.get().text;
            if finding.sent.get_value() != text {
                finding.pause.set_value(None);
                finding.sent.set_value(text.clone());
                finding.words.set(text);
            }
        });
        finding
    }

    /// Looks for these words at once; the address follows after a pause, in place of the one that is there.
    pub(crate) fn look_for(self, words: String) {
        let before = self.asked.get_untracked();
        if !before.narrows() {
            self.parked.set_value(before.day);
        }
        self.words.set(words);
        let then = move || {
            self.pause.set_value(None);
            self.move_to(self.asked.get_untracked(), true);
        };
        self.pause.set_value(Some(after(PAUSE, then)));
    }

    /// A choice: another address, to which Back leads back.
    pub(crate) fn choose(self, change: impl FnOnce(&mut Filter)) {
        let before = self.asked.get_untracked();
        let mut filter = before.clone();
        change(&mut filter);
        if !before.narrows() && filter.narrows() {
            self.parked.set_value(filter.day.take());
        }
        if before.narrows() && !filter.narrows() && filter.day.is_none() {
            filter.day = self.parked.get_value();
        }
        self.pause.set_value(None);
        if filter.text != before.text {
            self.words.set(filter.text.clone());
        }
        self.move_to(filter, false);
    }

    /// Hides a room on this device, or shows it again. A preference and no step: Back does not undo it.
    pub(crate) fn toggle_hidden(self, room: &str) {
        let mut filter = self.asked.get_untracked();
        filter.toggle_hidden(room);
        // A room that a link hides is not kept as the wish of whoever follows it.
        let mut own = self.hidden.get_untracked();
        own.retain(|id| id.as_str() != room);
        own.extend(filter.hidden_rooms.iter().find(|id| id.as_str() == room).cloned());
        self.hide(own, filter);
    }

    /// Shows all rooms again.
    pub(crate) fn show_hidden(self) {
        self.hide(Vec::new(), self.asked.get_untracked().without(Part::Hidden));
    }

    fn hide(self, own: Vec<RoomId>, filter: Filter) {
        if preferences::hide_rooms(&own).is_err() {
            self.desk.tell(t!("Rooms are hidden for this visit. This browser does not keep the choice."));
        }
        self.hidden.set(own);
        self.move_to(filter, true);
    }

    fn move_to(self, filter: Filter, replace: bool) {
        self.sent.set_value(filter.text.trim().to_owned());
        let route = (self.place)(filter);
        self.go.with_value(|go| go(&route, replace));
    }

    /// The words that are looked for, as the index knows them; tracked.
    pub(crate) fn query(self) -> Query {
        let text = self.shown.with(|filter| filter.text.clone());
        self.programme.with_value(|p| p.index.get_untracked().query(&text))
    }

    /// What there is to choose.
    pub(crate) fn choices(self) -> Arc<Choices> {
        if let Some(choices) = self.choices.get_value() {
            return choices;
        }
        let choices = self.programme.with_value(|p| Arc::new(Choices::of(&p.agenda)));
        self.choices.set_value(Some(choices.clone()));
        choices
    }

    /// Makes the search ready a little at a time, so that the first key finds it so.
    pub(crate) fn prepare(self) {
        let again = self.programme.try_with_value(|p| p.index.get_untracked().prepare(&p.agenda, PREPARED_AT_ONCE));
        if again == Some(true) {
            after(0, move || self.prepare()).keep_forever();
        }
    }
}

/// The address with words typed since and rooms hidden on the device. The first thing that is looked for is looked for on all days.
fn asked(address: &Filter, words: String, hidden: &[RoomId]) -> Filter {
    let mut asked = Filter { text: words, ..address.clone() };
    asked.hidden_rooms.extend(hidden.iter().filter(|room| !address.hidden_rooms.contains(room)).cloned());
    if !address.narrows() && asked.narrows() {
        asked.day = None;
    }
    asked
}

fn with_day(asked: Filter, parked: Option<Date>, programme: &Programme, desk: Desk) -> Filter {
    if asked.day.is_some() || asked.narrows() {
        return asked;
    }
    let agenda = &programme.agenda;
    let on = || first_to_show(agenda, desk.minute.this_instant()).and_then(|day| agenda.days.get(day)).map(|day| day.date);
    Filter { day: parked.or_else(on), ..asked }
}
