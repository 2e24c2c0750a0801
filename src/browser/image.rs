//! A chosen picture made into a plain JPEG by decoding and drawing it anew: position, camera, comments and trailers are gone, the
//! orientation is applied. Not: the only guard; the backend does it again.

use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlInputElement, ImageBitmap, ImageBitmapOptions, ImageOrientation,
};

pub(super) mod header;

/// Why a picture was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFault {
    /// Neither JPEG, PNG, WebP nor GIF by its content, whatever it is called.
    NotAnImage,
    /// More bytes than 20 MiB.
    TooManyBytes,
    /// More than 50 million pixels, which would fill the device's memory.
    TooManyPixels,
    /// The browser could not decode or draw it.
    Undecodable,
}

const MAX_BYTES: f64 = 20.0 * 1024.0 * 1024.0;
const MAX_PIXELS: u64 = 50_000_000;
const MAX_SIDE: f64 = 1024.0;
/// Enough for any header in front of the size, including large embedded previews.
const HEADER_BYTES: f64 = 512.0 * 1024.0;

/// The file chosen in a file input.
pub fn chosen_file(input: &HtmlInputElement) -> Option<File> {
    input.files().and_then(|files| files.get(0))
}

/// A JPEG of at most 1024 pixels a side that holds nothing but the picture.
pub async fn reencode(picture: &Blob) -> Result<Vec<u8>, ImageFault> {
    if picture.size() > MAX_BYTES {
        return Err(ImageFault::TooManyBytes);
    }
    let start = picture.slice_with_f64_and_f64(0.0, HEADER_BYTES).map_err(|_| ImageFault::Undecodable)?;
    let (width, height) = header::size(&bytes_of(&start).await?).ok_or(ImageFault::NotAnImage)?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ImageFault::TooManyPixels);
    }
    let bitmap = decode(picture).await.ok_or(ImageFault::Undecodable)?;
    let canvas = draw(&bitmap).ok_or(ImageFault::Undecodable);
    bitmap.close();
    let jpeg = encode(&canvas?).await.ok_or(ImageFault::Undecodable)?;
    bytes_of(&jpeg).await
}

async fn bytes_of(blob: &Blob) -> Result<Vec<u8>, ImageFault> {
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|_| ImageFault::Undecodable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

async fn decode(picture: &Blob) -> Option<ImageBitmap> {
    let options = ImageBitmapOptions::new();
    options.set_image_orientation(ImageOrientation::FromImage);
    let promise = super::window()?.create_image_bitmap_with_blob_and_image_bitmap_options(picture, &options).ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

fn draw(bitmap: &ImageBitmap) -> Option<HtmlCanvasElement> {
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (MAX_SIDE / width.max(height)).min(1.0);
    let canvas: HtmlCanvasElement = super::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width((width * scale).round().max(1.0) as u32);
    canvas.set_height((height * scale).round().max(1.0) as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    // JPEG has no transparency; without paper beneath, it would turn black.
    context.set_fill_style_str("#ffffff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height).ok()?;
    Some(canvas)
}

async fn encode(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        let encoded = Closure::once_into_js(move |blob: JsValue| {
            let _ = resolve.call1(&JsValue::UNDEFINED, &blob);
        });
        if canvas.to_blob_with_type_and_encoder_options(encoded.unchecked_ref(), "image/jpeg", &0.85.into()).is_err() {
            let _ = reject.call0(&JsValue::UNDEFINED);
        }
    });
    let blob: Blob = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    // A browser that cannot write JPEG writes PNG instead, without saying so.
    (blob.type_() == "image/jpeg").then_some(blob)
}
