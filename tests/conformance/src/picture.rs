//! Portraits with things hidden in them. Not: what becomes of them.

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

/// Eight times eight coloured tiles that are told by their colours even after being compressed.
pub struct Tiles(pub [[u8; 3]; 64]);

const TILE: u32 = 24;

impl Tiles {
    /// From bytes that nobody can guess: every channel is dark or bright.
    pub fn random() -> Self {
        let mut letters = crate::random_letters(64).into_bytes().into_iter();
        Self(std::array::from_fn(|_| {
            let bits = letters.next().unwrap_or_default();
            [bits & 1, bits >> 1 & 1, bits >> 2 & 1].map(|bit| if bit == 1 { 230 } else { 25 })
        }))
    }

    fn picture(&self) -> RgbImage {
        RgbImage::from_fn(8 * TILE, 8 * TILE, |x, y| Rgb(self.0[(y / TILE * 8 + x / TILE) as usize]))
    }

    /// A JPEG with the marks in Exif (description, artist, place), XMP, a comment, and behind its end.
    pub fn jpeg(&self, mark: &str) -> Vec<u8> {
        let mut plain = Vec::new();
        // Written to memory, which does not fail; an empty picture would be refused at once.
        let _ = JpegEncoder::new_with_quality(&mut plain, 90).encode_image(&self.picture());
        let (start, rest) = plain.split_at(plain.len().min(2));
        let mut whole = start.to_vec();
        segment(&mut whole, 0xe1, &[b"Exif\0\0", exif(mark).as_slice()].concat());
        segment(&mut whole, 0xe1, format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{mark}</x:xmpmeta>").as_bytes());
        segment(&mut whole, 0xfe, mark.as_bytes());
        whole.extend(rest);
        whole.extend(format!("trailer {mark}").as_bytes());
        whole
    }

    /// Whether these bytes are a picture that shows these tiles.
    pub fn are_in(&self, bytes: &[u8]) -> bool {
        let Ok(picture) = image::load_from_memory(bytes) else { return false };
        let small = picture.to_rgb8();
        let (width, height) = small.dimensions();
        let shown = |at: usize| {
            let (x, y) = (at as u32 % 8, at as u32 / 8);
            let Rgb(found) = *small.get_pixel((2 * x + 1) * width / 16, (2 * y + 1) * height / 16);
            found.iter().zip(self.0[at]).all(|(found, meant)| (*found > 127) == (meant > 127))
        };
        // Chance gives half of the bits; a picture that was compressed gives nearly all.
        (0..64).filter(|at| shown(*at)).count() > 50
    }
}

fn segment(into: &mut Vec<u8>, marker: u8, payload: &[u8]) {
    into.extend([0xff, marker]);
    into.extend(u16::try_from(payload.len() + 2).unwrap_or(u16::MAX).to_be_bytes());
    into.extend(payload);
}

/// TIFF, little endian: ImageDescription, Artist and a GPS part whose GPSProcessingMethod holds the mark.
fn exif(mark: &str) -> Vec<u8> {
    let text = [mark.as_bytes(), b"\0"].concat();
    let length = u32::try_from(text.len()).unwrap_or_default();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    // Eight bytes of head, an index of three entries (42 bytes), then the text; then the GPS index.
    let (at, gps) = (50, 50 + length);
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    tiff.extend([entry(0x010e, 2, length, at), entry(0x013b, 2, length, at), entry(0x8825, 4, 1, gps)].concat());
    tiff.extend([0; 4]);
    tiff.extend(&text);
    tiff.extend(1_u16.to_le_bytes());
    tiff.extend(entry(0x001b, 7, length, at));
    tiff.extend([0; 4]);
    tiff
}
