//! A person's photo, or their initial. Not: a request of the app; the image tag fetches it with the viewer's cookie.

use leptos::prelude::*;

/// Decoration beside the name.
#[component]
pub fn Portrait(
    #[prop(into)] name: String,
    /// Where the photo is, if one is shared.
    #[prop(into)]
    src: Option<String>,
    #[prop(optional)] large: bool,
) -> impl IntoView {
    let class = if large { "portrait large" } else { "portrait" };
    // An empty address is a photo that cannot be shown here.
    match src.filter(|src| !src.is_empty()) {
        Some(src) => view! { <img class=class src=src alt="" loading="lazy" decoding="async" width="48" height="48"/> }.into_any(),
        None => {
            let initial: String = name.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().collect()).unwrap_or_default();
            view! { <span class=class aria-hidden="true">{initial}</span> }.into_any()
        }
    }
}
