//! Everything the app asks of the browser; the only web-sys beside `api::http`. Not: a decision about what to ask, nor anything of leptos.
//!
//! What lasts until it is dropped is a [`Guard`]: a listener, a timer, an observer.

mod broadcast;
mod clock;
mod collate;
#[cfg(feature = "personal")]
mod crypto;
mod data_block;
mod dates;
mod drop;
#[cfg(feature = "demo")]
mod entropy;
#[cfg(feature = "personal")]
mod errand;
mod focus;
mod fold;
mod grammar;
mod guard;
mod host;
mod image;
mod intl;
mod keys;
mod language;
mod lifecycle;
mod location;
mod lock;
mod object_url;
mod pane;
#[cfg(not(feature = "workshop"))]
mod part;
#[cfg(feature = "personal")]
mod passkey;
#[cfg(feature = "personal")]
mod picture_drop;
mod place;
mod print;
mod save_file;
#[cfg(feature = "personal")]
mod scan;
mod scroll;
mod share;
mod signature;
mod storage;
#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests;
mod theme;
mod timer;
mod title;
mod viewport;
mod zones;

pub use broadcast::{Message, listen, send};
pub use clock::{monotonic_ms, now_unix};
pub use collate::{sorted_by_name, starting_letter};
#[cfg(feature = "personal")]
pub use crypto::{random, sha256};
pub use data_block::data_block;
#[cfg(feature = "personal")]
pub use dates::time_ago;
pub use dates::{DateStyle, format_date, format_time, language_name};
pub use drop::{FileFault, on_file_drop, text_of};
#[cfg(feature = "demo")]
pub use entropy::random_bytes;
#[cfg(feature = "personal")]
pub use errand::{Leaving, TabStored, address_here, close_window, hand_over, leave_for, on_handed_over, open_apart, send_off, take_answer};
pub use focus::{focus_element, focus_heading, return_focus};
pub use fold::fold;
pub use grammar::{page_language, plural_category, words_of_page, written_list, written_number};
pub use guard::Guard;
pub use host::{Host, height_of_page, is_framed, on_height, on_host};
pub use image::{ImageFault, Picture, chosen_file, open_picture};
pub use keys::{on_key, press_all, pressed_value};
pub use language::{LANGUAGES, choose_language, language, words_are_missing};
pub use lifecycle::{is_online, is_visible, on_connection, on_restored_from_cache, on_visibility, warn_before_leaving};
pub use location::{fragment, keep_address, learn_base, leave_to_start, reload, remove_fragment, replace_page};
pub use lock::alone;
pub use object_url::{jpeg_url, revoke_url};
pub use pane::{Pane, focus_within, on_pane, pane_of, reads_from_right, scroll_pane, show_first_of, width_of};
#[cfg(not(feature = "workshop"))]
pub use part::{PartFault, ask_part};
#[cfg(feature = "personal")]
pub use passkey::{
    Asked, PasskeyFault, PasskeyQuestion, PasskeyResponse, knows_passkeys, make_passkey, sign_with_passkey, suggests_passkeys,
};
#[cfg(feature = "personal")]
pub use picture_drop::on_picture;
pub use place::keep_place;
pub use print::{on_print, print};
pub use save_file::{SaveFault, save_file};
#[cfg(feature = "personal")]
pub use scan::{Frame, PictureFault, Reader, ScanFault, read_picture, scan};
pub use scroll::{on_back_or_forward, on_scroll, scroll_to};
pub use share::{CopyFault, ShareOutcome, can_share, copy, origin, share, site};
pub use signature::is_signed;
pub use storage::{StorageFault, Stored, forget_stored, on_kept_elsewhere, outliving};
pub use theme::{Theme, set_property, set_theme, show_theme, theme};
pub use timer::{after, random_share, sleep};
pub use title::set_title;
#[cfg(feature = "personal")]
pub use viewport::first_below;
pub use viewport::{height_of, observe_visible};
pub use web_sys::{Blob, Element, File, HtmlInputElement};
pub use zones::{BrowserZones, name_zone, named_offset_at, named_zone, viewer_offset_at, viewer_zone};

/// The window this code runs in. `None` outside of a page, where every question below has a quiet answer.
fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

fn document() -> Option<web_sys::Document> {
    window().and_then(|window| window.document())
}
