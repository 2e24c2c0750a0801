//! The viewer's photo: chosen, stripped of everything but the picture, sent. Not: its audience, which stands beside it.

use super::Choices;
use crate::browser::{chosen_file, reencode};
use crate::components::icon::{Glyph, Icon};
use crate::components::portrait::Portrait;
use crate::domain::privacy::Field;
use crate::text;
use leptos::{html, prelude::*};

/// The picture now, a way to choose another, a way to remove it.
#[component]
pub(super) fn PhotoRow(choices: Choices) -> impl IntoView {
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let photo =
        move || choices.stored.with(|profile| profile.fields.of(Field::Photo).value.as_ref().and_then(|id| id.as_str().parse().ok()));
    let portrait = move || {
        let (name, id) = choices.stored.with(|profile| (profile.name().unwrap_or("").to_owned(), profile.id.clone()));
        let src = photo().map(|photo| choices.viewer.with_value(|viewer| viewer.account.photo_url(&id, &photo)));
        view! { <Portrait name src large=true/> }
    };
    let send = move |jpeg: Option<Vec<u8>>| {
        busy.set(true);
        let account = choices.viewer.with_value(|viewer| viewer.account.clone());
        choices.desk.act_to(
            if jpeg.is_some() { "change your photo" } else { "remove your photo" },
            move || account.set_photo(jpeg.clone()),
            move |outcome| {
                busy.try_set(false);
                match outcome {
                    Ok(profile) => {
                        choices.put(profile);
                        choices.desk.tell("Your photo was changed.");
                    }
                    Err(error) => problem.set(Some(text::api_error(&error))),
                }
            },
        );
    };
    let chosen = move |_| {
        let Some(file) = input.get_untracked().and_then(|input| chosen_file(&input)) else { return };
        problem.set(None);
        busy.set(true);
        leptos::task::spawn_local(async move {
            let outcome = reencode(&file).await;
            busy.try_set(false);
            match outcome {
                Ok(jpeg) => send(Some(jpeg)),
                Err(fault) => {
                    problem.try_set(Some(text::image_fault(&fault).into()));
                }
            }
        });
    };
    view! {
        <div class="field">
            <span class="label">{text::field(Field::Photo)}</span>
            <div class="photo-row">
                {portrait}
                <div class="actions">
                    <label class="button file" aria-busy=move || busy.get().to_string()>
                        "Choose a photo"
                        <input node_ref=input type="file" accept="image/jpeg,image/png,image/webp,image/gif" aria-describedby="photo-hint" on:change=chosen/>
                    </label>
                    <button class="button quiet" type="button" hidden=move || photo().is_none() on:click=move |_| send(None)>"Remove photo"</button>
                </div>
            </div>
            <p class="hint" id="photo-hint">{text::field_hint(Field::Photo)}</p>
            <p class="problem" role="alert" hidden=move || problem.get().is_none()>
                <Glyph icon=Icon::Alert/>
                <span>{move || problem.get()}</span>
            </p>
        </div>
    }
}
