//! Everything the app asks of the browser; the only web-sys beside `api::http`. Not: a decision about what to ask, nor anything of leptos.
//!
//! What lasts until it is dropped is a [`Guard`]: a listener, a timer, an observer.

mod broadcast;
mod clock;
mod dates;
#[cfg(feature = "demo")]
mod entropy;
mod focus;
mod fold;
mod guard;
mod image;
mod intl;
mod lifecycle;
mod location;
#[cfg(feature = "demo")]
mod object_url;
mod scroll;
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
pub use dates::{DateStyle, format_date, format_time, language_name, page_language};
#[cfg(feature = "demo")]
pub use entropy::random_bytes;
pub use focus::{focus_element, focus_heading, return_focus};
pub use fold::fold;
pub use guard::Guard;
pub use image::{ImageFault, chosen_file, reencode};
pub use lifecycle::{is_visible, on_connection, on_restored_from_cache, on_visibility, warn_before_leaving};
pub use location::{fragment, keep_address, leave_to_start, reload, remove_fragment, replace_page};
#[cfg(feature = "demo")]
pub use object_url::{jpeg_url, revoke_url};
pub use scroll::{on_back_or_forward, on_scroll, scroll_to};
pub use storage::{StorageFault, Stored};
pub use theme::{Theme, set_property, set_theme, theme};
pub use timer::{after, sleep};
pub use title::set_title;
pub use viewport::{height_of, observe_visible};
pub use web_sys::{Blob, Element, File, HtmlInputElement};
pub use zones::{BrowserZones, viewer_offset_at, viewer_zone};

/// The window this code runs in. `None` outside of a page, where every question below has a quiet answer.
fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

fn document() -> Option<web_sys::Document> {
    window().and_then(|window| window.document())
}
