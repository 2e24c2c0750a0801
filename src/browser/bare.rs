//! What a part without a page asks of the browser: time zones. Not: the page, which only the app has.

mod intl;
mod zones;

pub use zones::BrowserZones;
