//! Pictures that somebody drops on a page or pastes into it. Not: what is in them, nor files of other kinds, but for those that are let go in the area
//! for pictures: whoever does that wants to hear why not.

use super::Guard;
use js_sys::{Array, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DataTransfer, DragEvent, Element, Event, File};

/// Calls `over` with `true` while somebody holds a picture over the page, and `given` with the one that they let go or paste. `area`: the id of the place
/// for it. Nothing else on the page hears of what was taken here.
pub fn on_picture(area: &'static str, over: impl Fn(bool) + 'static, given: impl Fn(File) + 'static) -> Guard {
    let Some(document) = super::document() else { return Guard::nothing() };
    let (over, given) = (Rc::new(over), Rc::new(given));
    // Every element under the pointer is entered before the last one is left.
    let depth = Rc::new(Cell::new(0_u32));
    let hear = |kind: &'static str, mut heard: Box<dyn FnMut(&DataTransfer)>| {
        Guard::capturing(&document, kind, move |event| {
            if let Some(transfer) = taken(&event, area) {
                event.stop_propagation();
                event.prevent_default();
                heard(&transfer);
            }
        })
    };
    let (entered, shown) = (depth.clone(), over.clone());
    let enter = hear(
        "dragenter",
        Box::new(move |_| {
            entered.set(entered.get() + 1);
            shown(true);
        }),
    );
    let (left, shown) = (depth.clone(), over.clone());
    let leave = hear(
        "dragleave",
        Box::new(move |_| {
            left.set(left.get().saturating_sub(1));
            shown(left.get() > 0);
        }),
    );
    let hover = hear("dragover", Box::new(|transfer| transfer.set_drop_effect("copy")));
    let dropped = given.clone();
    let let_go = hear(
        "drop",
        Box::new(move |transfer| {
            depth.set(0);
            over(false);
            if let Some(file) = transfer.files().and_then(|files| files.get(0)) {
                dropped(file);
            }
        }),
    );
    let paste = Guard::listening(&document, "paste", move |event| {
        if let Some(file) = pasted(&event) {
            event.prevent_default();
            given(file);
        }
    });
    Guard::new(move || drop((enter, leave, hover, let_go, paste)))
}

/// What is dragged, where that is a picture or lies over the area.
fn taken(event: &Event, area: &str) -> Option<DataTransfer> {
    let transfer = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let has_files = transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"));
    (has_files && (holds_picture(&transfer) || is_within(event, &format!("#{area}")))).then_some(transfer)
}

/// While something is held, its kind is all that a page is told.
fn holds_picture(transfer: &DataTransfer) -> bool {
    let items = Reflect::get(transfer, &"items".into()).unwrap_or(JsValue::UNDEFINED);
    items.is_object()
        && Array::from(&items).iter().any(|item| is_picture(&Reflect::get(&item, &"type".into()).unwrap_or(JsValue::UNDEFINED)))
}

fn is_picture(kind: &JsValue) -> bool {
    kind.as_string().is_some_and(|kind| kind.starts_with("image/"))
}

/// A picture on the clipboard. A copied text may have one beside it, and whoever writes means the text.
fn pasted(event: &Event) -> Option<File> {
    let transfer: DataTransfer = Reflect::get(event, &"clipboardData".into()).ok()?.dyn_into().ok()?;
    let has_text = transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("text/plain"));
    if has_text && is_within(event, "input,textarea,[contenteditable]") {
        return None;
    }
    transfer.files().and_then(|files| files.get(0)).filter(|file| is_picture(&file.type_().into()))
}

fn is_within(event: &Event, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| matches!(element.closest(selector), Ok(Some(_))))
}
