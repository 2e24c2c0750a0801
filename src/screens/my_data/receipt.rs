//! What somebody sees who is gone: the receipt, to keep. Nothing of them is left in the page but this. Not: a screen for somebody signed in.

use super::when;
use crate::browser::{focus_heading, leave_to_start, save_file};
use crate::components::icon::{Glyph, Icon};
use crate::domain::rights::{Kept, Receipt};
use crate::state::desk::Desk;
use crate::text;
use leptos::prelude::*;

/// The receipt.
#[component]
pub fn Erased(receipt: Receipt) -> impl IntoView {
    let desk = Desk::here();
    // Outside the reactive system: what was focused went with the screen before.
    request_animation_frame(|| {
        focus_heading();
    });
    let rows = receipt.kept.clone().into_iter().map(|Kept { what, why }| {
        view! { <li><p><strong>{what}</strong></p><p class="hint">{why}</p></li> }
    });
    let (reference, at) = (receipt.reference.clone(), when(receipt.at));
    let save = move |_| {
        let file = text::receipt(&receipt, &desk.event_name());
        desk.tell(match save_file("erasure-receipt.txt", "text/plain;charset=utf-8", &file) {
            Ok(()) => t!("Saved as erasure-receipt.txt."),
            Err(_) => t!("This browser does not let the page save a file. The receipt was mailed to you as well."),
        });
    };
    view! {
        <div class="stack wide my-data">
            <h1>{t!("Everything about you is erased")}</h1>
            <div class="banner good">
                <Glyph icon=Icon::Check/>
                <div>
                    <p>
                        {tv!("Reference {reference}, {when}", reference = view! { <strong class="reference">{reference}</strong> }, when = at)}
                    </p>
                    <p>{t!("You are signed out everywhere. This receipt was also mailed to you, once; it is kept nowhere.")}</p>
                </div>
            </div>
            <section class="stack" aria-labelledby="stays">
                <h2 id="stays">{t!("What stays, and why")}</h2>
                <ul class="plain kept">{rows.collect_view()}</ul>
            </section>
            <div class="actions">
                <button class="button primary" type="button" on:click=save>{t!("Save the receipt")}</button>
                <button class="button" type="button" on:click=move |_| leave_to_start()>{t!("To the programme")}</button>
            </div>
        </div>
    }
}
