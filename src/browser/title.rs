//! The title of the page. Not: its words, which come from `text`.

/// Names the page in the tab, the history and to screen readers.
pub fn set_title(title: &str) {
    if let Some(document) = super::document() {
        document.set_title(title);
    }
}
