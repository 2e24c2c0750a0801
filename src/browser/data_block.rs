//! Data for machines in the head of the page: a script element that no browser runs. Not: what the data says.

use super::Guard;

/// Puts JSON-LD into the page until the guard is dropped. The Trusted Types policy of `public/boot.js` lets nothing else through.
pub fn data_block(json: &str) -> Guard {
    let Some(document) = super::document() else { return Guard::nothing() };
    let (Some(head), Ok(script)) = (document.head(), document.create_element("script")) else { return Guard::nothing() };
    let data = document.create_text_node(json);
    let put = script
        .set_attribute("type", "application/ld+json")
        .and_then(|()| script.append_child(&data).map(drop))
        .and_then(|()| head.append_child(&script).map(drop));
    match put {
        Ok(()) => Guard::new(move || script.remove()),
        Err(_) => Guard::nothing(),
    }
}
