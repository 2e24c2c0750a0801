//! The language of the page: which there are, which one it is, and whether its words came. `public/boot.js` chose it and fetched its words before
//! the app was there. Not: what it does with numbers and lists, which is in `grammar`.

use super::{StorageFault, Stored, page_language};

/// The languages that the app speaks, each by its tag and its own name. `public/boot.js` has the same list.
pub const LANGUAGES: [(&str, &str); 6] =
    [("en", "English"), ("ar", "العربية"), ("cy", "Cymraeg"), ("de", "Deutsch"), ("es", "Español"), ("fr", "Français")];

/// There only while one was chosen here; without it, it is the first of the browser's own that the app speaks.
const STORED: Stored<String> = Stored::at("plenary.language");

/// The tag of the page's language among [`LANGUAGES`].
pub fn language() -> &'static str {
    let page = page_language();
    let primary = page.split('-').next().unwrap_or_default();
    LANGUAGES.iter().find(|(tag, _)| *tag == primary).map_or("en", |(tag, _)| tag)
}

/// Whether another language was chosen than the page has, since its words did not come.
pub fn words_are_missing() -> bool {
    let declared = super::document().and_then(|document| document.document_element());
    declared.is_some_and(|root| root.has_attribute("data-words-missing"))
}

/// Keeps the choice; the page has to be loaded again to speak it. An error means that it could not be kept.
pub fn choose_language(tag: &str) -> Result<(), StorageFault> {
    STORED.write(&tag.to_owned())
}
