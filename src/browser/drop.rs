//! Files from the device that somebody drops on the page or chooses, read as text. Not: what they say; nothing of them leaves the browser here.

use super::Guard;
use js_sys::Uint8Array;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, DragEvent, Event, File};

/// Why a file was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// More bytes than 20 MiB.
    TooLarge,
    /// Not UTF-8, or with characters that no text has.
    NotText,
    /// The browser could not read it: it was moved, or is a folder.
    Unreadable,
}

const MAX_BYTES: f64 = 20.0 * 1024.0 * 1024.0;

/// The text of a file.
pub async fn text_of(file: &File) -> Result<String, FileFault> {
    if file.size() > MAX_BYTES {
        return Err(FileFault::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| FileFault::Unreadable)?;
    let text = String::from_utf8(Uint8Array::new(&buffer).to_vec()).map_err(|_| FileFault::NotText)?;
    if text.contains('\0') { Err(FileFault::NotText) } else { Ok(text) }
}

/// Calls `over` with `true` while somebody holds files over the page, and `dropped` with the first of those that they let go. Until the guard is
/// dropped the browser no longer leaves the page for a file.
pub fn on_file_drop(over: impl Fn(bool) + 'static, dropped: impl Fn(File) + 'static) -> Guard {
    let Some(document) = super::document() else { return Guard::nothing() };
    let over = Rc::new(over);
    // Every element under the pointer is entered before the last one is left.
    let depth = Rc::new(Cell::new(0_u32));
    let (shown, left, entered) = (over.clone(), over.clone(), depth.clone());
    let enter = Guard::listening(&document, "dragenter", move |event| {
        if files_of(&event).is_some() {
            entered.set(entered.get() + 1);
            shown(true);
        }
    });
    let (depth_left, depth_dropped) = (depth.clone(), depth);
    let leave = Guard::listening(&document, "dragleave", move |event| {
        if files_of(&event).is_some() {
            depth_left.set(depth_left.get().saturating_sub(1));
            left(depth_left.get() > 0);
        }
    });
    let hover = Guard::listening(&document, "dragover", |event| {
        if let Some(transfer) = files_of(&event) {
            event.prevent_default();
            transfer.set_drop_effect("copy");
        }
    });
    let drop_down = Guard::listening(&document, "drop", move |event| {
        let Some(transfer) = files_of(&event) else { return };
        event.prevent_default();
        depth_dropped.set(0);
        over(false);
        if let Some(file) = transfer.files().and_then(|files| files.get(0)) {
            dropped(file);
        }
    });
    Guard::new(move || drop((enter, leave, hover, drop_down)))
}

/// What is dragged, where that is files and not a link or a text.
fn files_of(event: &Event) -> Option<DataTransfer> {
    let transfer = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    transfer.types().iter().any(|kind| kind.as_string().is_some_and(|kind| kind == "Files")).then_some(transfer)
}
