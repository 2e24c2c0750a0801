//! The step between a chosen picture and the photo: which square of it. By finger, mouse, keyboard or sliders alike. Not: the arithmetic
//! (`domain::crop`), nor the pixels (`browser`).

use crate::browser::{ImageFault, Picture, width_of};
use crate::components::dialog::Dialog;
use crate::domain::crop::Crop;
use crate::text::photo;
use leptos::{ev, html, prelude::*};
use std::rc::Rc;

/// What an arrow key moves, in sides of the square, and with Shift.
const STEPS: (f64, f64) = (0.02, 0.1);
const NEARER: f64 = 1.1;
const MIDDLE: (f64, f64) = (0.5, 0.5);

/// Shows the picture behind a round window; `done` gets the JPEG.
#[component]
pub(super) fn CropStep(
    picture: Rc<Picture>,
    done: impl Fn(Result<Vec<u8>, ImageFault>) + 'static,
    cancel: impl Fn() + Copy + 'static + Send,
) -> impl IntoView {
    let (width, height) = picture.size();
    let crop = RwSignal::new(Crop::of(width, height));
    let busy = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let canvas = NodeRef::<html::Canvas>::new();
    // Outside the reactive system: a canvas is drawn on.
    let drawn = picture.clone();
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            drawn.show(&canvas, crop.get().square());
        }
    });
    let kept = StoredValue::new_local((picture, Rc::new(done)));
    let make = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let ((picture, done), square) = (kept.get_value(), crop.get_untracked().square());
        leptos::task::spawn_local(async move { done(picture.portrait(square).await) });
    };
    view! {
        <Dialog title=t!("Your photo") on_cancel=cancel>
            <p class="hint" id="crop-hint">{t!("Move the picture until your face is in the circle: drag and pinch it, or use the sliders, or the arrow keys with + and −.")}</p>
            {stage(crop, said, canvas)}
            <p class="visually-hidden" role="status">{said}</p>
            <Sliders crop/>
            <div class="actions">
                <button class="button" type="button" on:click=move |_| cancel()>{t!("Cancel")}</button>
                <button class="button primary" type="button" aria-busy=move || busy.get().to_string() on:click=make>{t!("Use this photo")}</button>
            </div>
        </Dialog>
    }
}

/// The window and what is under it: pointers, wheel and keys.
fn stage(crop: RwSignal<Crop>, said: RwSignal<String>, canvas: NodeRef<html::Canvas>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    // The fingers on it: which, and where.
    let held = StoredValue::new(Vec::<(i32, f64, f64)>::new());
    let size = move || node.get_untracked().map_or(1.0, |stage| width_of(&stage).max(1.0));
    let at = |event: &ev::PointerEvent| (f64::from(event.offset_x()), f64::from(event.offset_y()));
    let press = move |event: ev::PointerEvent| {
        if let Some(stage) = node.get_untracked() {
            // Without it, a finger that leaves the window is let go.
            let _ = stage.set_pointer_capture(event.pointer_id());
        }
        let (x, y) = at(&event);
        held.update_value(|held| {
            held.retain(|(id, ..)| *id != event.pointer_id());
            held.push((event.pointer_id(), x, y));
        });
    };
    let shift = move |event: ev::PointerEvent| {
        let before = held.get_value();
        let (x, y) = at(&event);
        held.update_value(|held| {
            held.iter_mut().filter(|(id, ..)| *id == event.pointer_id()).for_each(|finger| (finger.1, finger.2) = (x, y))
        });
        let now = held.get_value();
        if now != before {
            crop.update(|crop| *crop = followed(*crop, &before, &now, size()));
        }
    };
    let release = move |event: ev::PointerEvent| {
        held.update_value(|held| held.retain(|(id, ..)| *id != event.pointer_id()));
        said.set(photo::cropped(&crop.get_untracked()));
    };
    let wheel = move |event: ev::WheelEvent| {
        event.prevent_default();
        let point = (f64::from(event.offset_x()) / size(), f64::from(event.offset_y()) / size());
        let factor = if event.delta_y() < 0.0 { NEARER } else { 1.0 / NEARER };
        crop.update(|crop| *crop = crop.zoomed(crop.zoom() * factor, point));
    };
    let key = move |event: ev::KeyboardEvent| {
        let step = if event.shift_key() { STEPS.1 } else { STEPS.0 };
        let with_command = event.ctrl_key() || event.meta_key() || event.alt_key();
        let now = crop.get_untracked();
        // The picture goes where the arrow points, as it does under a finger.
        let moved = match event.key().as_str() {
            _ if with_command => return,
            "ArrowLeft" => now.moved(step, 0.0),
            "ArrowRight" => now.moved(-step, 0.0),
            "ArrowUp" => now.moved(0.0, step),
            "ArrowDown" => now.moved(0.0, -step),
            "+" | "=" => now.zoomed(now.zoom() * NEARER, MIDDLE),
            "-" | "_" => now.zoomed(now.zoom() / NEARER, MIDDLE),
            _ => return,
        };
        event.prevent_default();
        crop.set(moved);
        said.set(photo::cropped(&moved));
    };
    view! {
        <div
            class="crop" node_ref=node tabindex="0" role="group" aria-label=t!("Picture") aria-describedby="crop-hint"
            on:pointerdown=press on:pointermove=shift on:pointerup=release on:pointercancel=release on:wheel=wheel on:keydown=key
        >
            <canvas node_ref=canvas width="640" height="640" aria-hidden="true"></canvas>
        </div>
    }
}

/// One finger moves it; two also zoom, and what was between them stays between them.
fn followed(crop: Crop, before: &[(i32, f64, f64)], now: &[(i32, f64, f64)], size: f64) -> Crop {
    let middle = |fingers: &[(i32, f64, f64)]| match fingers {
        [(_, x, y)] => (*x, *y, 1.0),
        [(_, a, b), (_, c, d), ..] => ((a + c) / 2.0, (b + d) / 2.0, (a - c).hypot(b - d).max(1.0)),
        [] => (0.0, 0.0, 1.0),
    };
    let ((x, y, apart), (to_x, to_y, to_apart)) = (middle(before), middle(now));
    crop.moved((x - to_x) / size, (y - to_y) / size).zoomed(crop.zoom() * to_apart / apart, (to_x / size, to_y / size))
}

/// The same without dragging.
#[component]
fn Sliders(crop: RwSignal<Crop>) -> impl IntoView {
    let percent = |part: f64| (part * 100.0).round();
    // Equal ways on the slider are equal steps nearer.
    let most = crop.get_untracked().most_zoom();
    let zoom = move || if most > 1.0 { Some(crop.get().zoom().ln() / most.ln()) } else { None };
    let to_zoom = move |part: f64| crop.update(|crop| *crop = crop.zoomed(most.powf(part), MIDDLE));
    let to_across = move |part: f64| crop.update(|crop| *crop = crop.at_across(part));
    let to_down = move |part: f64| crop.update(|crop| *crop = crop.at_down(part));
    let slider = move |label, part: Signal<Option<f64>>, told: fn(&Crop) -> String, to: Box<dyn Fn(f64)>| {
        let moved = move |event: ev::Event| {
            if let Ok(value) = event_target_value(&event).parse::<f64>() {
                to(value / 100.0);
            }
        };
        view! {
            <label>
                <span>{label}</span>
                <input
                    type="range" min="0" max="100" step="1" dir="ltr" disabled=move || part.get().is_none()
                    prop:value=move || percent(part.get().unwrap_or(0.5)).to_string() aria-valuetext=move || told(&crop.get()) on:input=moved
                />
            </label>
        }
    };
    view! {
        <div class="sliders">
            {slider(t!("Zoom"), Signal::derive(zoom), photo::zoomed, Box::new(to_zoom))}
            {slider(t!("Left and right"), Signal::derive(move || crop.get().place().0), photo::across, Box::new(to_across))}
            {slider(t!("Up and down"), Signal::derive(move || crop.get().place().1), photo::down, Box::new(to_down))}
        </div>
    }
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn one_finger_moves_and_two_zoom_between_them() {
        let crop = Crop::of(1000, 1000).zoomed(2.0, MIDDLE);
        let moved = followed(crop, &[(1, 100.0, 100.0)], &[(1, 150.0, 100.0)], 200.0);
        assert_eq!(moved.square().left, 125.0, "the picture follows the finger");
        let apart = followed(crop, &[(1, 50.0, 100.0), (2, 100.0, 100.0)], &[(1, 25.0, 100.0), (2, 125.0, 100.0)], 200.0);
        assert_eq!((apart.zoom(), apart.square().left, apart.square().side), (4.0, 343.75, 250.0));
    }
}
