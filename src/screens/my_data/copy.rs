//! A copy of everything, as a page and for other programs; each is one file. Not: what is in it, which the backend knows.

use crate::browser::save_file;
use crate::components::icon::{Glyph, Icon};
use crate::domain::rights::Form;
use crate::state::desk::Desk;
use crate::state::session::Viewer;
use crate::text;
use leptos::prelude::*;

/// The section.
#[component]
pub(super) fn Copy(viewer: Viewer) -> impl IntoView {
    let desk = Desk::here();
    let viewer = StoredValue::new_local(viewer);
    let making = RwSignal::new(None::<Form>);
    let save = move |form: Form| {
        if making.get_untracked().is_some() {
            return;
        }
        making.set(Some(form));
        let rights = viewer.with_value(|viewer| viewer.account.rights());
        desk.act_to(
            t!("take a copy of everything that is kept about you"),
            move || rights.export(form),
            move |outcome| {
                making.try_set(None);
                desk.tell(match outcome {
                    Ok(file) => kept(form, &file),
                    Err(error) => t!("No copy was saved. {why}", why = text::api_error(&error)),
                });
            },
        );
    };
    let button = move |form: Form, class: &'static str, label: &'static str| {
        let busy = move || (making.get() == Some(form)).to_string();
        view! {
            <button class=class type="button" aria-busy=busy on:click=move |_| save(form)>
                {label}
            </button>
        }
    };
    view! {
        <section class="card stack" aria-labelledby="copy">
            <h2 id="copy"><Glyph icon=Icon::Save/>{t!("A copy of everything")}</h2>
            <p>
                {t!("One file with everything that is kept about you, and nothing about others. You are asked to confirm that it is you, and get a mail that a copy was made.")}
            </p>
            <div class="actions">
                {button(Form::Page, "button primary", t!("Save as a page to read"))}
                {button(Form::Json, "button", t!("Save for other programs (JSON)"))}
            </div>
            <p class="hint" role="status">{move || making.get().map(|_| t!("The copy is being made …"))}</p>
        </section>
    }
}

fn kept(form: Form, file: &str) -> String {
    let (name, media_type) = match form {
        Form::Json => ("my-data.json", "application/json"),
        Form::Page => ("my-data.html", "text/html;charset=utf-8"),
    };
    match save_file(name, media_type, file) {
        Ok(()) => text::copy_saved(form, name),
        Err(_) => t!("This browser does not let the page save a file. Nothing was saved.").to_owned(),
    }
}
