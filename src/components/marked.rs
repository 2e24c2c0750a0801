//! A text with the parts of it that were looked for marked. Not: which parts those are.

use leptos::prelude::*;
use std::ops::Range;

/// `marks`: byte ranges in order, apart, on the boundaries of characters.
pub fn marked(text: &str, marks: &[Range<usize>]) -> AnyView {
    if marks.is_empty() {
        return text.to_owned().into_any();
    }
    let mut parts = Vec::new();
    let mut at = 0;
    for mark in marks {
        parts.extend(text.get(at..mark.start).map(|before| before.to_owned().into_any()));
        parts.extend(text.get(mark.clone()).map(|found| view! { <mark>{found.to_owned()}</mark> }.into_any()));
        at = mark.end;
    }
    parts.extend(text.get(at..).map(|rest| rest.to_owned().into_any()));
    parts.into_any()
}
