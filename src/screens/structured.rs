//! What is shown, for machines: JSON-LD in the head of the page as long as the screen is there. Not: anything that a person reads.

use crate::browser::{after, data_block, origin};
use crate::domain::agenda::Talk;
use crate::domain::id::TalkId;
use crate::routes::Route;
use crate::state::programme::{LongReading, Programme};
use leptos::prelude::*;
use std::rc::Rc;

/// How long the programme is left alone, in milliseconds: whoever reads it comes first.
const PATIENCE: u32 = 2_000;

fn address(route: &Route) -> String {
    format!("{}{route}", origin())
}

fn talk_address(id: &TalkId) -> String {
    address(&Route::Talk(id.clone()))
}

/// What the programme says about a talk; with its summary, once that is here.
pub(super) fn describe_talk(programme: &Rc<Programme>, talk: &Talk) {
    let (programme, talk) = (programme.clone(), talk.clone());
    let block = StoredValue::new_local(None);
    // Outside the reactive system: the head of the page.
    Effect::new(move |_| {
        let summary = match programme.texts() {
            LongReading::Ready(texts) => texts.talks.get(&talk.id).map(|text| text.summary.clone()).unwrap_or_default(),
            LongReading::Waiting | LongReading::Failed(_) => String::new(),
        };
        let json = programme.agenda.talk_as_event(&talk, &summary, &address(&Route::home()), &talk_address(&talk.id));
        // The one before goes first: there is never a moment with two.
        block.set_value(None);
        block.set_value(Some(data_block(&json)));
    });
}

/// The conference and its talks.
pub(super) fn describe_programme(programme: &Rc<Programme>) {
    let programme = programme.clone();
    let block = StoredValue::new_local(None);
    let wait = after(PATIENCE, move || {
        block.set_value(Some(data_block(&programme.agenda.as_event(&address(&Route::home()), &talk_address))));
    });
    StoredValue::new_local(wait);
}
