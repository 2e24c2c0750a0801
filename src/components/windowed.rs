//! A long list in pieces: only pieces near the viewport exist as elements, the others keep their height. Not: a scroll area of its own; the
//! page scrolls as ever, and assistive technology meets the pieces in their order.

use crate::browser::{height_of, observe_visible};
use leptos::{html, prelude::*};

/// How far outside the viewport a piece is drawn, in CSS pixels: about one screen, so that scrolling and tabbing find it ready.
const MARGIN: u32 = 700;

/// One piece. `estimate` is its height in CSS pixels until it was drawn once.
#[component]
pub fn Piece(
    estimate: u32,
    /// Drawn from the start: the first screen must not wait for an observer.
    first: bool,
    /// For a way to it from elsewhere on the page.
    #[prop(optional_no_strip)]
    id: Option<String>,
    draw: impl Fn() -> AnyView + 'static,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let near = RwSignal::new(first);
    let height = RwSignal::new(f64::from(estimate));
    // Outside the reactive system: the browser tells when the piece comes near or leaves.
    Effect::new(move |_| {
        if let Some(div) = node.get() {
            let observed = div.clone();
            let guard = observe_visible(&div, MARGIN, move |visible| {
                if !visible && near.get_untracked() {
                    height.set(height_of(&observed));
                }
                near.set(visible);
            });
            // Dropped, and so disconnected, with the effect.
            StoredValue::new_local(guard);
        }
    });
    let style_height = move || (!near.get()).then(|| format!("{}px", height.get() as i32));
    let draw = StoredValue::new_local(draw);
    view! { <div id=id node_ref=node style:min-height=style_height>{move || near.get().then(|| draw.with_value(|draw| draw()))}</div> }
}
