//! A sentence with something to see or to press in it, in the order of its language. Not: its words (`crate::words`).

use crate::words::{Piece, pieces};
use leptos::prelude::*;

/// What stands in a slot.
pub fn slot(view: impl IntoView + 'static) -> AnyView {
    view.into_any()
}

/// The parts of the sentence in their order; what stands in `slots` is used once.
pub fn sentence(words: &'static str, mut slots: Vec<(&'static str, AnyView)>) -> Vec<AnyView> {
    let mut part = |piece| match piece {
        Piece::Text(text) => Some(text.into_any()),
        Piece::Slot(name) => {
            let at = slots.iter().position(|(slot, _)| *slot == name)?;
            Some(slots.swap_remove(at).1)
        }
    };
    pieces(words).into_iter().filter_map(&mut part).collect()
}
