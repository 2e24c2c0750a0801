//! Handing a text to the browser as a file to keep. Not: writing to the disk, which the browser does where the person wants it.

use super::after;
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// The page did not get the browser to take the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaveFault;

/// Milliseconds until the bytes are given up: the browser reads them after the click, in its own time.
const KEPT: u32 = 60_000;

/// Offers `text` as a file of this name and type, by a link that is followed at once.
pub fn save_file(name: &str, media_type: &str, text: &str) -> Result<(), SaveFault> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).map_err(|_| SaveFault)?;
    let url = Url::create_object_url_with_blob(&blob).map_err(|_| SaveFault)?;
    let followed = follow(&url, name);
    after(KEPT, move || super::revoke_url(&url)).keep_forever();
    followed.ok_or(SaveFault)
}

fn follow(url: &str, name: &str) -> Option<()> {
    let document = super::document()?;
    let link: HtmlElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_attribute("href", url).ok()?;
    link.set_attribute("download", name).ok()?;
    let body = document.body()?;
    body.append_child(&link).ok()?;
    link.click();
    link.remove();
    Some(())
}
