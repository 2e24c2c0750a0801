//! The viewer's photo: chosen, dropped or pasted, cut to a square, stripped of everything but the picture, sent. Not: its audience, which stands beside it.

use super::Choices;
use super::crop::CropStep;
use crate::browser::{File, Picture, chosen_file, focus_element, on_picture, open_picture};
use crate::components::icon::{Glyph, Icon};
use crate::components::portrait::Portrait;
use crate::domain::privacy::Field;
use crate::text;
use leptos::{html, prelude::*};
use std::rc::Rc;

const AREA: &str = "photo-area";
const CHOOSER: &str = "photo-file";

/// Where the next photo stands.
#[derive(Clone, Copy)]
struct Next {
    choices: Choices,
    problem: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    /// Opened, and not cut yet.
    picture: RwSignal<Option<Rc<Picture>>, LocalStorage>,
    /// Cut, and not taken by the backend: nobody has to cut it again.
    unsent: RwSignal<Option<Vec<u8>>>,
}

impl Next {
    fn take(self, file: File) {
        if self.busy.get_untracked() || self.picture.with_untracked(Option::is_some) {
            return;
        }
        self.problem.set(None);
        self.unsent.set(None);
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            let outcome = open_picture(&file).await;
            self.busy.try_set(false);
            match outcome {
                Ok(picture) => {
                    // Where the keyboard is afterwards, also when the picture was dropped.
                    focus_element(CHOOSER);
                    self.picture.try_set(Some(Rc::new(picture)));
                }
                Err(fault) => drop(self.problem.try_set(Some(text::photo::image_fault(&fault).into()))),
            }
        });
    }

    fn send(self, jpeg: Option<Vec<u8>>) {
        self.busy.set(true);
        self.problem.set(None);
        let account = self.choices.viewer.with_value(|viewer| viewer.account.clone());
        let (what, done) = match jpeg {
            Some(_) => (t!("change your photo"), t!("Your photo was changed.")),
            None => (t!("remove your photo"), t!("Your photo was removed.")),
        };
        let (kept, is_removal) = (jpeg.clone(), jpeg.is_none());
        self.choices.desk.act_to(
            what,
            move || account.set_photo(jpeg.clone()),
            move |outcome| {
                self.busy.try_set(false);
                match outcome {
                    Ok(profile) => {
                        self.choices.put(profile);
                        self.choices.desk.tell(done);
                        self.unsent.try_set(None);
                        if is_removal {
                            // The button that was pressed is gone.
                            focus_element(CHOOSER);
                        }
                    }
                    Err(error) => {
                        self.problem.try_set(Some(text::api_error(&error)));
                        self.unsent.try_set(kept.clone());
                    }
                }
            },
        );
    }
}

/// The picture now, a way to give another, a way to remove it.
#[component]
pub(super) fn PhotoRow(choices: Choices) -> impl IntoView {
    let next = Next {
        choices,
        problem: RwSignal::new(None),
        busy: RwSignal::new(false),
        picture: RwSignal::new_local(None),
        unsent: RwSignal::new(None),
    };
    let over = RwSignal::new(false);
    let held = move |is_over| {
        over.try_set(is_over);
    };
    StoredValue::new_local(on_picture(AREA, held, move |file| next.take(file)));
    let has_photo = move || choices.stored.with(|profile| profile.fields.of(Field::Photo).value.is_some());
    let cropping = move || {
        next.picture.get().map(|picture| {
            let done = move |outcome| {
                next.picture.set(None);
                match outcome {
                    Ok(jpeg) => next.send(Some(jpeg)),
                    Err(fault) => next.problem.set(Some(text::photo::image_fault(&fault).into())),
                }
            };
            view! { <CropStep picture done cancel=move || next.picture.set(None)/> }
        })
    };
    view! {
        <div class="field">
            <span class="label">{text::field(Field::Photo)}</span>
            <div class="photo-row" class:over=move || over.get() id=AREA>
                <OwnPortrait choices/>
                <div>
                    <div class="actions">
                        <Chooser next/>
                        <button class="button quiet" type="button" hidden=move || !has_photo() on:click=move |_| next.send(None)>{t!("Remove photo")}</button>
                    </div>
                    <p class="hint" id="photo-hint">
                        <span class="by-mouse">{t!("Or drop a picture here, or paste one.")}" "</span>
                        {text::field_hint(Field::Photo)}
                    </p>
                </div>
            </div>
            <p class="problem" role="alert" hidden=move || next.problem.get().is_none()>
                <Glyph icon=Icon::Alert/>
                <span>{move || next.problem.get()}</span>
            </p>
            <div class="actions" hidden=move || next.unsent.with(Option::is_none)>
                <button class="button" type="button" on:click=move |_| next.send(next.unsent.get_untracked())>{t!("Send the photo again")}</button>
            </div>
        </div>
        {cropping}
    }
}

#[component]
fn Chooser(next: Next) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        if let Some(file) = chosen_file(&input) {
            next.take(file);
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    view! {
        <label class="button file" aria-busy=move || next.busy.get().to_string()>
            {t!("Choose a photo")}
            <input
                node_ref=input id=CHOOSER type="file" accept="image/jpeg,image/png,image/webp,image/gif" aria-describedby="photo-hint" on:change=chosen
            />
        </label>
    }
}

/// The viewer's own picture, whoever else may see it.
#[component]
pub(super) fn OwnPortrait(choices: Choices) -> impl IntoView {
    move || {
        let (name, id, photo) = choices.stored.with(|profile| {
            let photo = profile.fields.of(Field::Photo).value.as_ref().and_then(|id| id.as_str().parse().ok());
            (profile.name().unwrap_or("").to_owned(), profile.id.clone(), photo)
        });
        let src = photo.map(|photo| choices.viewer.with_value(|viewer| viewer.account.photo_url(&id, &photo)));
        view! { <Portrait name src large=true/> }
    }
}
