//! What a part without a page asks of the browser: time zones, and the language of the page. Not: the page, which only the app has.

mod grammar;
mod intl;
mod zones;

pub use grammar::{plural_category, words_of_page, written_list, written_number};
pub use zones::BrowserZones;
