//! Words for screen readers only, when something changed away from the focus. Not: errors at inputs, which are connected to the input.

/// Id of the live region; the style sheet hides `.visually-hidden` from eyes.
const REGION: &str = "announcer";

/// Has `text` read out politely, also where the same words were read before.
pub fn announce(text: &str) {
    let Some(region) = region() else { return };
    // Only a change is read; a no-break space makes the same sentence a change.
    let same = region.text_content().is_some_and(|now| now == text);
    let words = if same { format!("{text}\u{a0}") } else { text.to_owned() };
    region.set_text_content(Some(&words));
}

fn region() -> Option<web_sys::Element> {
    let document = super::document()?;
    if let Some(region) = document.get_element_by_id(REGION) {
        return Some(region);
    }
    let region = document.create_element("div").ok()?;
    let attributes = [("id", REGION), ("class", "visually-hidden"), ("role", "status"), ("aria-live", "polite"), ("aria-atomic", "true")];
    for (name, value) in attributes {
        region.set_attribute(name, value).ok()?;
    }
    document.body()?.append_child(&region).ok()?;
    Some(region)
}
