//! What the programme's source left unclear, in one line that unfolds. Not: an error; the programme is drawn.

use crate::components::icon::{Glyph, Icon};
use crate::state::programme::Programme;
use leptos::prelude::*;
use std::rc::Rc;

/// Most remarks shown; a badly broken file has hundreds of a kind.
const MOST: usize = 30;

/// Of what could mislead somebody about a time or a talk the first stands in the line, and its number; everything else waits until somebody asks.
#[component]
pub(super) fn Remarks(programme: Rc<Programme>) -> impl IntoView {
    let remarks = &programme.remarks;
    let matters: Vec<_> = remarks.iter().filter(|remark| remark.matters).collect();
    let line = match matters.as_slice() {
        [] => tn!(remarks.len(), "About this programme: {n} remark", "About this programme: {n} remarks"),
        [only] => only.sentence.clone(),
        [first, rest @ ..] => tn!(rest.len(), "{sentence} (and {n} more)", "{sentence} (and {n} more)", sentence = first.sentence),
    };
    // What stands in the line need not stand below it.
    let in_line = matters.first().map(|remark| remark.sentence.clone());
    let others: Vec<_> = remarks.iter().filter(|remark| Some(&remark.sentence) != in_line.as_ref()).collect();
    let more = others.len().saturating_sub(MOST);
    let rows: Vec<_> = others.iter().take(MOST).map(|remark| view! { <li dir="auto">{remark.sentence.clone()}</li> }).collect();
    let icon = (!matters.is_empty()).then(|| view! { <Glyph icon=Icon::Alert/> });
    if remarks.is_empty() {
        return ().into_any();
    }
    if rows.is_empty() {
        return view! { <p class="remarks" dir="auto">{icon}<span>{line}</span></p> }.into_any();
    }
    view! {
        <details class="remarks">
            <summary dir="auto">{icon}<span>{line}</span></summary>
            <ul>
                {rows}
                {(more > 0).then(|| view! { <li>{tn!(more, "… and {n} more.", "… and {n} more.")}</li> })}
            </ul>
        </details>
    }
    .into_any()
}
