//! The size of a picture, and whether it moves, from its bytes before anything is decoded. Not: a decoder; what is no JPEG, PNG, WebP or GIF is nothing.

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

/// Whether it is several pictures, one after another.
pub(crate) fn is_moving(bytes: &[u8]) -> bool {
    match bytes {
        [0x89, b'P', ..] => png_moves(bytes).unwrap_or(false),
        [b'G', ..] => gif_moves(bytes).unwrap_or(false),
        [b'R', ..] => bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 0b10 != 0),
        _ => false,
    }
}

/// The chunk `acTL` stands before the first picture data.
fn png_moves(bytes: &[u8]) -> Option<bool> {
    let mut at = 8_usize;
    loop {
        let chunk = bytes.get(at..)?;
        match chunk.get(4..8)? {
            b"acTL" => return Some(true),
            b"IDAT" | b"IEND" => return Some(false),
            _ => at = at.checked_add(12)?.checked_add(big(chunk.get(..4)?) as usize)?,
        }
    }
}

/// A second image descriptor (GIF89a, section 20).
fn gif_moves(bytes: &[u8]) -> Option<bool> {
    // Three bytes for each colour of a table; its size is in the last bits of the flags.
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let blocks_end = |mut at: usize| loop {
        match *bytes.get(at)? {
            0 => return Some(at + 1),
            length => at += 1 + usize::from(length),
        }
    };
    let (mut at, mut pictures) = (13 + table(*bytes.get(10)?), 0);
    loop {
        match *bytes.get(at)? {
            0x21 => at = blocks_end(at + 2)?,
            0x2c => {
                pictures += 1;
                if pictures == 2 {
                    return Some(true);
                }
                at = blocks_end(at + 11 + table(*bytes.get(at + 9)?))?;
            }
            _ => return Some(false),
        }
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

    #[test]
    fn what_moves_is_told_from_what_stands_still() {
        // Two colours for all, then a picture with two colours of its own.
        let head = b"GIF89a\x01\0\x01\0\x80\0\0aaabbb";
        let still = b"\x2c\0\0\0\0\x01\0\x01\0\x80cccddd\x02\x02\x44\x01\0";
        let pause = b"\x21\xf9\x04\0\x0a\0\0\0";
        let gif = |parts: &[&[u8]]| [&head[..], &parts.concat(), b";"].concat();
        assert!(!is_moving(&gif(&[still])) && !is_moving(&gif(&[pause, still])));
        assert!(is_moving(&gif(&[still, still])) && is_moving(&gif(&[pause, still, pause, still])));
        let chunk = |name: &[u8; 4], data: &[u8]| [&(data.len() as u32).to_be_bytes()[..], name, data, b"crc!"].concat();
        let png = |chunks: &[Vec<u8>]| [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &[0; 13]), chunks.concat()].concat();
        assert!(is_moving(&png(&[chunk(b"tEXt", b"acTL?"), chunk(b"acTL", &[0; 8]), chunk(b"IDAT", b"")])));
        assert!(!is_moving(&png(&[chunk(b"tEXt", b"acTL?"), chunk(b"IDAT", b""), chunk(b"acTL", &[0; 8])])));
        let webp = |flags| [&b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0"[..], &[flags, 0, 0, 0]].concat();
        assert!(is_moving(&webp(0b0001_0010)) && !is_moving(&webp(0b0001_0000)));
        // Cut anywhere, it is no panic and no movement.
        let moving = gif(&[pause, still, still]);
        let second = head.len() + pause.len() + still.len();
        assert!((0..=second).all(|end| !is_moving(&moving[..end])) && is_moving(&moving[..=second]));
        assert!(!is_moving(b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR"));
    }
}
