//! The size of a picture from its first bytes, before anything is decoded. Not: a decoder; what is no JPEG, PNG, WebP or GIF is nothing.

/// Width and height in pixels; `None` for SVG, HTML and everything else.
pub(crate) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => {
            (bytes.get(12..16)? == b"IHDR").then_some(())?;
            Some((big(bytes.get(16..20)?), big(bytes.get(20..24)?)))
        }
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some((little(bytes.get(6..8)?), little(bytes.get(8..10)?))),
        [0xff, 0xd8, 0xff, ..] => jpeg(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes),
        _ => None,
    }
}

fn big(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |n, b| n << 8 | u32::from(*b))
}

fn little(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |n, b| n << 8 | u32::from(*b))
}

/// Walks the segments up to the frame header (ITU-T T.81, B.2.2).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        match *bytes.get(at + 1)? {
            // A fill byte before the marker.
            0xff => at += 1,
            // Markers that stand alone.
            0x01 | 0xd0..=0xd7 => at += 2,
            // Frame headers; 0xc4, 0xc8 and 0xcc are tables.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((big(bytes.get(at + 7..at + 9)?), big(bytes.get(at + 5..at + 7)?)));
            }
            // The scan begins and no size was given before.
            0xd9 | 0xda => return None,
            _ => at += 2 + (big(bytes.get(at + 2..at + 4)?) as usize).max(2),
        }
    }
}

/// RFC 9649: three kinds of first chunk, each with the size in a place of its own.
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8X" => Some((little(bytes.get(24..27)?) + 1, little(bytes.get(27..30)?) + 1)),
        b"VP8L" => {
            let bits = little(bytes.get(21..25)?);
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((little(bytes.get(26..28)?) & 0x3fff, little(bytes.get(28..30)?) & 0x3fff)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn reads_sizes_and_refuses_everything_else() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 0x75, 0x30, 0, 0, 0, 7]);
        assert_eq!(size(&png), Some((30_000, 7)));
        assert_eq!(size(b"GIF89a\x02\x01\x04\x00"), Some((258, 4)));
        let jpeg = [0xff, 0xd8, 0xff, 0xe1, 0, 4, 9, 9, 0xff, 0xff, 0xc2, 0, 11, 8, 0, 3, 1, 0];
        assert_eq!(size(&jpeg), Some((256, 3)));
        let mut vp8x = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
        vp8x.extend([9, 0, 0, 1, 1, 0]);
        assert_eq!(size(&vp8x), Some((10, 258)));
        let mut vp8l = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f".to_vec();
        vp8l.extend((4_u32 | 6 << 14).to_le_bytes());
        assert_eq!(size(&vp8l), Some((5, 7)));
        for bad in [&b"<svg xmlns='x'/>"[..], b"<html>", b"%PDF-1.7", b"", b"\xff\xd8\xff", b"GIF89a", b"\x89PNG\r\n\x1a\n"] {
            assert_eq!(size(bad), None, "{bad:?}");
        }
    }
}
