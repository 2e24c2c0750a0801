//! An uploaded image becomes a JPEG of our own: decoded, turned upright, made small, encoded afresh, so that nothing but the picture is
//! left (OWASP ASVS 5.0 V5.2, V14.2.8). Not: who may upload or see it.

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use std::io::Cursor;

/// Longest side of what is kept, in pixels.
pub const SIDE: u32 = 1024;
/// Most pixels of what is taken: the largest cameras of telephones.
const PIXELS: u64 = 50_000_000;
const LONGEST: u32 = 16_384;
/// Bytes that decoding may take: the pixels at four bytes, and room to work.
const MEMORY: u64 = 300 * 1024 * 1024;
const QUALITY: u8 = 85;

/// Not a JPEG, PNG or WebP picture, or too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPhoto;

/// Makes the picture anew. Takes its time: call it on a blocking thread.
pub fn develop(upload: &[u8]) -> Result<Vec<u8>, NotAPhoto> {
    let mut reader = ImageReader::new(Cursor::new(upload)).with_guessed_format().map_err(|_| NotAPhoto)?;
    match reader.format() {
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) => {}
        Some(_) | None => return Err(NotAPhoto),
    }
    let mut limits = Limits::no_limits();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (Some(LONGEST), Some(LONGEST), Some(MEMORY));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| NotAPhoto)?;
    // The header alone says how large it claims to be; nothing is decoded before that is known.
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 || u64::from(width) * u64::from(height) > PIXELS {
        return Err(NotAPhoto);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| NotAPhoto)?;
    if width.max(height) > SIDE {
        picture = picture.thumbnail(SIDE, SIDE);
    }
    picture.apply_orientation(orientation);
    encode(&opaque(picture))
}

/// JPEG knows no transparency: what shines through becomes white paper.
fn opaque(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [r, g, b, alpha] = picture.get_pixel(x, y).0.map(u32::from);
        Rgb([r, g, b].map(|c| ((c * alpha + 255 * (255 - alpha)) / 255) as u8))
    })
}

fn encode(picture: &RgbImage) -> Result<Vec<u8>, NotAPhoto> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(picture).map_err(|_| NotAPhoto)?;
    Ok(jpeg)
}
