//! A few words between the tabs of one person. Not: data; whoever hears asks the backend again.

use super::Guard;
use crate::domain::base::own_name;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

/// What tabs tell each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// Somebody signed in in another tab.
    SignedIn,
    /// Somebody signed out in another tab: this one follows at once.
    SignedOut,
    /// The profile or its audiences changed.
    ProfileChanged,
    /// Starred talks changed.
    FavouritesChanged,
}

impl Message {
    const ALL: [Self; 4] = [Self::SignedIn, Self::SignedOut, Self::ProfileChanged, Self::FavouritesChanged];

    fn word(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::SignedOut => "signed-out",
            Self::ProfileChanged => "profile-changed",
            Self::FavouritesChanged => "favourites-changed",
        }
    }
}

thread_local! {
    // One object for the whole tab: a channel does not hear what was sent through itself.
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new(&own_name("plenary")).ok();
}

/// Tells every other tab of this origin.
pub fn send(message: Message) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // Refused only for what cannot be cloned, which a word can.
            let _ = channel.post_message(&message.word().into());
        }
    });
}

/// Calls `heard` with what other tabs tell, until the guard is dropped. Words of other versions of the app are passed over.
pub fn listen(mut heard: impl FnMut(Message) + 'static) -> Guard {
    CHANNEL.with(|channel| {
        let Some(channel) = channel else { return Guard::nothing() };
        Guard::listening(channel, "message", move |event| {
            let word = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            if let Some(message) = word.and_then(|word| Message::ALL.into_iter().find(|message| message.word() == word)) {
                heard(message);
            }
        })
    })
}
