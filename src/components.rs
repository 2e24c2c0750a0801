//! Pieces that screens are assembled from: they receive values and emit callbacks. Not: anything that asks a backend.

pub mod audience_choice;
pub mod code_field;
pub mod dialog;
pub mod icon;
pub mod input;
pub mod portrait;
pub mod search_box;
pub mod standing;
pub mod talk_card;
pub mod windowed;
