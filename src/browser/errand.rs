//! A way to another site and back: what is remembered on the way, leaving, and the answer that stands in the address afterwards. Not: what any
//! of it means.

use super::Guard;
use crate::domain::base::own_name;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent, Storage};

/// A place in the memory of this tab (sessionStorage), which a reload and a way to another site outlive, and closing the tab does not.
pub struct TabStored<T> {
    key: &'static str,
    kind: PhantomData<fn(T) -> T>,
}

impl<T: Serialize + DeserializeOwned> TabStored<T> {
    /// The value under `key`; keys start with `plenary.`.
    pub const fn at(key: &'static str) -> Self {
        Self { key, kind: PhantomData }
    }

    /// What stands there, if this version of the app can read it.
    pub fn read(&self) -> Option<T> {
        serde_json::from_str(&area()?.get_item(&own_name(self.key)).ok()??).ok()
    }

    /// Removes what stands there and hands it out.
    pub fn take(&self) -> Option<T> {
        let value = self.read();
        self.remove();
        value
    }

    /// Replaces it; `false`: this browser keeps nothing for the page.
    pub fn write(&self, value: &T) -> bool {
        let text = serde_json::to_string(value).ok();
        text.zip(area()).is_some_and(|(text, area)| area.set_item(&own_name(self.key), &text).is_ok())
    }

    /// Forgets it.
    pub fn remove(&self) {
        if let Some(area) = area() {
            // Refused only where nothing could have been kept.
            let _ = area.remove_item(&own_name(self.key));
        }
    }
}

fn area() -> Option<Storage> {
    super::window().and_then(|window| window.session_storage().ok().flatten())
}

/// The path of this page's address and its query, without `?`.
pub fn address_here() -> (String, String) {
    let Some(location) = super::window().map(|window| window.location()) else { return Default::default() };
    let query = location.search().unwrap_or_default();
    (location.pathname().unwrap_or_default(), query.trim_start_matches('?').to_owned())
}

/// What another site put behind `?` or `#` of this address, which must have this path. It is taken out of the address and of the history at
/// once, so that neither a request nor the Back key ever carries it.
pub fn take_answer(path: &str) -> Option<String> {
    let window = super::window()?;
    let location = window.location();
    if location.pathname().ok()? != path {
        return None;
    }
    let parts = [location.hash().ok()?, location.search().ok()?];
    let words = parts.iter().map(|part| part.trim_start_matches(['#', '?'])).find(|part| !part.is_empty())?.to_owned();
    // Refused only for addresses of another origin, which this is not.
    let _ = window.history().ok()?.replace_state_with_url(&JsValue::NULL, "", Some(path));
    Some(words)
}

/// Whether the page stays in the history when it is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// The Back key leads here again.
    Returnable,
    /// As if this page had not been.
    Replaced,
}

/// Leaves for another site.
pub fn leave_for(address: &str, leaving: Leaving) {
    let Some(window) = super::window() else { return };
    let location = window.location();
    // Refused for addresses that are none; the callers have checked theirs.
    let _ = match leaving {
        Leaving::Returnable => location.assign(address),
        Leaving::Replaced => location.replace(address),
    };
}

/// Opens another site in a window of its own that knows nothing of this one. To be called while a press is handled. Whether the browser
/// opened it cannot be told: a window that knows nothing of us is nothing we know of.
pub fn open_apart(address: &str) {
    if let Some(window) = super::window() {
        let _ = window.open_with_url_and_target_and_features(address, "_blank", "noopener,noreferrer,popup,width=520,height=720");
    }
}

/// Closes this window, where it was opened for an errand.
pub fn close_window() {
    if let Some(window) = super::window() {
        let _ = window.close();
    }
}

/// Sends a form to another site without waiting, also while the page is being left.
pub fn send_off(address: &str, form: &str) {
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type("application/x-www-form-urlencoded");
    let parts = js_sys::Array::of1(&form.into());
    if let (Some(window), Ok(blob)) = (super::window(), web_sys::Blob::new_with_str_sequence_and_options(&parts, &kind)) {
        let _ = window.navigator().send_beacon_with_opt_blob(address, Some(&blob));
    }
}

const ANSWER: &str = "answer ";
const TAKEN: &str = "taken ";

/// Milliseconds that a tab has to say that an answer is its own.
const PATIENCE: u32 = 3_000;

fn channel() -> Option<BroadcastChannel> {
    BroadcastChannel::new(&own_name("plenary.errand")).ok()
}

fn word(event: &web_sys::Event) -> Option<String> {
    event.dyn_ref::<MessageEvent>()?.data().as_string()
}

/// Hands an answer to the tab that waits for it; `true`: one has taken it.
pub async fn hand_over(answer: &str) -> bool {
    let Some(channel) = channel() else { return false };
    let taken = Rc::new(Cell::new(false));
    let (heard, mine) = (Rc::clone(&taken), format!("{TAKEN}{answer}"));
    let listening = Guard::listening(&channel, "message", move |event| {
        if word(&event).is_some_and(|word| word == mine) {
            heard.set(true);
        }
    });
    let _ = channel.post_message(&format!("{ANSWER}{answer}").into());
    for _ in 0..PATIENCE / 50 {
        if taken.get() {
            break;
        }
        super::sleep(50).await;
    }
    drop(listening);
    channel.close();
    taken.get()
}

/// Calls `heard` with the first answer that `is_mine`, and tells the window that it was taken, until the guard is dropped.
pub fn on_handed_over(is_mine: impl Fn(&str) -> bool + 'static, heard: impl FnOnce(String) + 'static) -> Guard {
    let Some(channel) = channel() else { return Guard::nothing() };
    let (own, heard) = (channel.clone(), RefCell::new(Some(heard)));
    let listening = Guard::listening(&channel, "message", move |event| {
        let Some(word) = word(&event) else { return };
        let Some(answer) = word.strip_prefix(ANSWER).filter(|answer| is_mine(answer)) else { return };
        if let Some(heard) = heard.borrow_mut().take() {
            let _ = own.post_message(&format!("{TAKEN}{answer}").into());
            heard(answer.to_owned());
        }
    });
    Guard::new(move || {
        drop(listening);
        channel.close();
    })
}
