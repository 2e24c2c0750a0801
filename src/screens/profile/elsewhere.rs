//! What is the viewer's and stands on a page of its own: connections, who looked, the data, the devices. Not: those pages.

use crate::routes::Route;
use crate::state::desk::Desk;
use leptos::prelude::*;

/// Where they begin.
pub(super) const HEADING: &str = "elsewhere";

/// Four doors, side by side where there is room.
#[component]
pub(super) fn Elsewhere() -> impl IntoView {
    let desk = Desk::here();
    let leave = move |_| leptos::task::spawn_local(desk.sessions.sign_out(true));
    view! {
        <div class="stack">
            <h2 id=HEADING tabindex="-1">{t!("Connections, records, data and devices")}</h2>
            <div class="doors">
                <section class="card stack" aria-labelledby="own-connections">
                    <h3 id="own-connections">{t!("Connections")}</h3>
                    <p>{t!("People you exchanged contact details with: what each gave the other, and the way to take it back.")}</p>
                    <div class="actions"><a class="button" href=Route::Connections.to_string()>{t!("Connections")}</a></div>
                </section>
                <section class="card stack" aria-labelledby="who-saw">
                    <h3 id="who-saw">{t!("Who saw what")}</h3>
                    <p>{t!("Every look at what you share is noted for you: who, which of your fields, and when.")}</p>
                    <div class="actions"><a class="button" href=Route::WhoSaw.to_string()>{t!("Who saw what")}</a></div>
                </section>
                <section class="card stack" aria-labelledby="own-data">
                    <h3 id="own-data">{t!("My data")}</h3>
                    <p>{t!("Take a copy of everything, take back what you agreed to, complain, or have everything erased.")}</p>
                    <div class="actions"><a class="button" href=Route::MyData.to_string()>{t!("My data")}</a></div>
                </section>
                <section class="card stack" aria-labelledby="devices">
                    <h3 id="devices">{t!("Devices and sign-in")}</h3>
                    <p>{t!("Where and how you are signed in. If you used a device that is not yours, or see a change that is not yours, end every sign-in at once, here too.")}</p>
                    <div class="actions">
                        <a class="button" href=Route::Devices.to_string()>{t!("Devices and sign-in")}</a>
                        <button class="button danger" type="button" on:click=leave>{t!("Sign out everywhere")}</button>
                    </div>
                </section>
            </div>
        </div>
    }
}
