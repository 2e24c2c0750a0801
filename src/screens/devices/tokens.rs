//! A standing notice where this page holds the proof of the sign-in itself. Not shown where the backend's cookie does.

use crate::components::icon::{Glyph, Icon};
use leptos::prelude::*;

/// Says what is weaker, and how to keep it small.
#[component]
pub(super) fn TokensNotice(organisation: String) -> impl IntoView {
    view! {
        <section class="banner" aria-labelledby="tokens-title">
            <Glyph icon=Icon::Alert/>
            <div class="stack">
                <h2 id="tokens-title">{t!("How this conference keeps your sign-in")}</h2>
                <p>
                    {tv!(
                        "This app runs without a server of its own. What proves that you are signed in with {organisation} is in the memory of this page, only while it is open. That is weaker than a cookie that no page can read: a program that got into this page could use it for as long as the page is open.",
                        organisation = view! { <bdi>{organisation}</bdi> }
                    )}
                </p>
                <p>{t!("Sign out when you are done, most of all on a device that others use. After that nobody is let in again without a fresh proof at your organisation.")}</p>
                <p>{t!("Photos of people are not shown here; their initials are.")}</p>
            </div>
        </section>
    }
}
