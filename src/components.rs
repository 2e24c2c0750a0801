//! Pieces that screens are assembled from: they receive values and emit callbacks. Not: anything that asks a backend.

#[cfg(feature = "personal")]
pub mod audience_choice;
pub mod bulletin_card;
#[cfg(feature = "personal")]
pub mod code_field;
#[cfg(feature = "personal")]
pub mod dialog;
pub mod icon;
#[cfg(feature = "personal")]
pub mod input;
pub mod marked;
pub mod plan_row;
#[cfg(feature = "personal")]
pub mod portrait;
pub mod prose;
pub mod search_box;
pub mod sentence;
pub mod standing;
pub mod talk_card;
pub mod talk_row;
pub mod views;
pub mod windowed;
