//! Addresses of bytes in the page's own memory, for image tags. Not: anything that outlives the page.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, Url};

/// An address at which the page's image tags find this JPEG, until [`revoke_url`].
pub fn jpeg_url(bytes: &[u8]) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type("image/jpeg");
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// The address is dead and its bytes are free.
pub fn revoke_url(url: &str) {
    // An address that is none needs no revoking.
    let _ = Url::revoke_object_url(url);
}
