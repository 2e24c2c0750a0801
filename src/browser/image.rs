//! A square of a chosen picture made into a plain JPEG by decoding and drawing it anew: position, camera, comments and trailers are gone, the
//! orientation is applied. Not: which square (`domain::crop`), nor the only guard; the backend does it again.

use crate::domain::crop::Square;
use js_sys::{Function, Promise, Reflect, Uint8Array};
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
    /// More than one picture after another.
    Moving,
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

/// The file chosen in a file input.
pub fn chosen_file(input: &HtmlInputElement) -> Option<File> {
    input.files().and_then(|files| files.get(0))
}

/// A decoded picture, upright, in this page's memory until it is dropped.
pub struct Picture(ImageBitmap);

impl Drop for Picture {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Reads a picture. Its size is known from its first bytes before anything of it is decoded.
pub async fn open_picture(file: &Blob) -> Result<Picture, ImageFault> {
    if file.size() > MAX_BYTES {
        return Err(ImageFault::TooManyBytes);
    }
    let bytes = bytes_of(file).await?;
    let (width, height) = header::size(&bytes).ok_or(ImageFault::NotAnImage)?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ImageFault::TooManyPixels);
    }
    if header::is_moving(&bytes) {
        return Err(ImageFault::Moving);
    }
    decode(file).await.map(Picture).ok_or(ImageFault::Undecodable)
}

impl Picture {
    /// Width and height in pixels, as it is looked at.
    pub fn size(&self) -> (u32, u32) {
        (self.0.width(), self.0.height())
    }

    /// For whoever looks at it otherwise.
    #[cfg(feature = "personal")]
    pub(super) fn bitmap(&self) -> &ImageBitmap {
        &self.0
    }

    /// Fills the canvas with this square.
    pub fn show(&self, canvas: &HtmlCanvasElement, square: Square) {
        // It is drawn again with the next change.
        let _ = self.draw(canvas, square);
    }

    /// This square as a JPEG of at most 1024 pixels a side that holds nothing but the picture.
    pub async fn portrait(&self, square: Square) -> Result<Vec<u8>, ImageFault> {
        let canvas = self.drawn(square).ok_or(ImageFault::Undecodable)?;
        let jpeg = encode(&canvas).await.ok_or(ImageFault::Undecodable)?;
        bytes_of(&jpeg).await
    }

    fn drawn(&self, square: Square) -> Option<HtmlCanvasElement> {
        let canvas: HtmlCanvasElement = super::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        let side = square.side.min(MAX_SIDE).round().max(1.0) as u32;
        canvas.set_width(side);
        canvas.set_height(side);
        self.draw(&canvas, square)?;
        Some(canvas)
    }

    fn draw(&self, canvas: &HtmlCanvasElement, Square { left, top, side }: Square) -> Option<()> {
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
        // JPEG has no transparency; without paper beneath, it would turn black.
        context.set_fill_style_str("#ffffff");
        context.fill_rect(0.0, 0.0, width, height);
        // A browser without it draws a little coarser.
        let _ = Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into());
        context
            .draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(&self.0, left, top, side, side, 0.0, 0.0, width, height)
            .ok()
    }
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
