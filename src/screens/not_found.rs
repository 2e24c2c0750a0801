//! An address that leads nowhere. Not: something that exists but is not shown to this viewer; that looks exactly the same on purpose.

use crate::components::icon::Icon;
use crate::components::standing::Standing;
use crate::routes::Route;
use leptos::prelude::*;

/// Says so, and leads back.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <h1>{t!("Not found")}</h1>
        <Standing icon=Icon::Search title=t!("There is nothing at this address")>
            <p>{t!("The link may be old or mistyped. Nothing of yours was changed.")}</p>
            <a class="button primary" href=Route::home().to_string()>{t!("To the programme")}</a>
        </Standing>
    }
}
