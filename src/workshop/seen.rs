//! The QR codes in a picture, as their texts. Not: the picture, which comes as its brightness and is not kept, nor what a text is good for.

use quircs::Quirc;

/// Most pixels of a picture: a little more than the app ever sends.
const MOST_PIXELS: usize = 4_000_000;
/// Longer texts are no code that this app shows.
const LONGEST: usize = 512;

/// The texts of the codes, one a line; none where nothing is read. `luma`: a character a pixel, row by row, from U+0000, black, to U+007F, white.
/// `None` where that is no picture.
pub(super) fn read_qr(width: usize, luma: &str) -> Option<String> {
    let pixels = luma.as_bytes();
    if width == 0 || !luma.is_ascii() || pixels.len() > MOST_PIXELS || !pixels.len().is_multiple_of(width) {
        return None;
    }
    let found = codes(width, pixels);
    let found = if found.is_empty() { codes(width, &evened(width, pixels)) } else { found };
    Some(found.join("\n"))
}

/// What is read with one threshold for the whole picture.
fn codes(width: usize, pixels: &[u8]) -> Vec<String> {
    let mut reader = Quirc::default();
    let codes = reader.identify(width, pixels.len() / width, pixels).filter_map(|code| code.ok()?.decode().ok());
    let texts = codes.filter_map(|data| String::from_utf8(data.payload).ok());
    // A line each, so a text of several lines is not told: nothing that this app shows has any.
    texts.filter(|text| !text.is_empty() && text.len() <= LONGEST && !text.contains(char::is_control)).collect()
}

/// Black and white by what is around each pixel: so a code is read that lies half in the shadow.
fn evened(width: usize, pixels: &[u8]) -> Vec<u8> {
    let height = pixels.len() / width;
    let reach = (width.max(height) / 20).max(4);
    // Sums over everything above and to the left, with a row and a column of nothing before the first.
    let row = width + 1;
    let mut sums = vec![0_u32; row * (height + 1)];
    for (y, line) in pixels.chunks_exact(width).enumerate() {
        let mut so_far = 0;
        for (x, pixel) in line.iter().enumerate() {
            so_far += u32::from(*pixel);
            sums[(y + 1) * row + x + 1] = sums[y * row + x + 1] + so_far;
        }
    }
    let black_or_white = |(at, pixel): (usize, &u8)| {
        let (x, y) = (at % width, at / width);
        let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
        let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(height));
        let sum = sums[bottom * row + right] + sums[top * row + left] - sums[top * row + right] - sums[bottom * row + left];
        let area = u32::try_from((right - left) * (bottom - top)).unwrap_or(u32::MAX);
        // Clearly darker than what is around it; paper alone is not.
        if u32::from(*pixel).saturating_mul(area).saturating_mul(100) < sum.saturating_mul(92) { 0 } else { 127 }
    };
    pixels.iter().enumerate().map(black_or_white).collect()
}

#[cfg(test)]
mod tests;
