//! Handing a link to other programs of the device. Not: what to hand over.

use crate::domain::base::base;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Navigator, ShareData};

/// The browser did not let the text out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopyFault;

/// How an offer to share ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareOutcome {
    /// Handed over.
    Shared,
    /// The person changed their mind; nothing to say about it.
    Dismissed,
    /// The device cannot.
    Refused,
}

/// `https://app.example`, for links that are shown to other people.
pub fn origin() -> String {
    super::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// `https://site.example/2027/app`: where the app begins, without a slash at the end.
pub fn site() -> String {
    format!("{}{}", origin(), base())
}

/// Puts `text` on the clipboard. Only from a click or a key, or the browser refuses.
pub async fn copy(text: &str) -> Result<(), CopyFault> {
    // Absent on pages that came without TLS.
    let navigator = navigator_with("clipboard").ok_or(CopyFault)?;
    JsFuture::from(navigator.clipboard().write_text(text)).await.map(drop).map_err(|_| CopyFault)
}

/// Whether the device has a share sheet.
pub fn can_share() -> bool {
    navigator_with("share").is_some()
}

/// Opens the device's share sheet. Only from a click or a key.
pub async fn share(title: &str, url: &str) -> ShareOutcome {
    let Some(navigator) = navigator_with("share") else { return ShareOutcome::Refused };
    let offer = ShareData::new();
    offer.set_title(title);
    offer.set_url(url);
    match JsFuture::from(navigator.share_with_data(&offer)).await {
        Ok(_) => ShareOutcome::Shared,
        Err(fault) if error_name(&fault).as_deref() == Some("AbortError") => ShareOutcome::Dismissed,
        Err(_) => ShareOutcome::Refused,
    }
}

fn navigator_with(member: &str) -> Option<Navigator> {
    let navigator = super::window()?.navigator();
    Reflect::get(navigator.unchecked_ref::<JsValue>(), &member.into()).ok().filter(JsValue::is_truthy)?;
    Some(navigator)
}

fn error_name(fault: &JsValue) -> Option<String> {
    Reflect::get(fault, &"name".into()).ok()?.as_string()
}
