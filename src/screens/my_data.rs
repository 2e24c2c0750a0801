//! My data: a copy of everything, what was agreed to, a complaint, and the end of it all. Not: what others see, which is chosen under "Profile and
//! privacy", nor the policy's words.

mod complaint;
mod consent;
mod copy;
mod erase;
mod receipt;

pub use receipt::Erased;

use crate::components::icon::{Glyph, Icon};
use crate::domain::rights::Receipt;
use crate::domain::time::Moment;
use crate::routes::Route;
use crate::state::session::Viewer;
use leptos::prelude::*;

/// The screen; `erased` takes the receipt, and whoever draws this screen shows it then.
#[component]
pub fn MyData(viewer: Viewer, erased: RwSignal<Option<Receipt>>) -> impl IntoView {
    view! {
        <div class="stack wide my-data">
            <div class="stack">
                <a class="back" href=Route::Profile.to_string()><Glyph icon=Icon::Back/>{t!("Profile and privacy")}</a>
                <h1>{t!("My data")}</h1>
                <p class="lead">{t!("What is kept about you is yours: take a copy, take back what you agreed to, complain, or erase it all.")}</p>
                <p>
                    <a href=Route::Policy.to_string()>{t!("Read the privacy policy")}</a>
                    " · "
                    <a href=Route::WhoSaw.to_string()>{t!("See who looked at what you share")}</a>
                </p>
            </div>
            <copy::Copy viewer=viewer.clone()/>
            <consent::Consent viewer=viewer.clone()/>
            <complaint::Complaint viewer=viewer.clone()/>
            <erase::Erase viewer erased/>
        </div>
    }
}

/// `Monday, 3 March, 14:05`, by this device's clock.
fn when(at: Moment) -> String {
    use crate::browser::{DateStyle, format_date, format_time, viewer_offset_at};
    let here = at.on_clock(viewer_offset_at(at.unix()));
    t!("{date}, {time}", date = format_date(here.date(), DateStyle::Day), time = format_time(here))
}
