//! A QR code of a text, as the outline of its dark modules. Not: the picture around it, nor reading one.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};
use std::fmt::Write;

/// The largest symbol that a phone reads from another phone's screen at arm's length: version 25, 117 × 117 modules.
const LARGEST: u8 = 25;

/// The modules on a side, a space, and the `d` of an SVG path of the dark ones: one unit is one module, without the quiet zone.
/// `None` where the text is too long.
pub(super) fn qr(text: &str) -> Option<String> {
    let segments = QrSegment::make_segments(text);
    let code = QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, Version::MIN, Version::new(LARGEST), None, true).ok()?;
    let mut answer = format!("{} ", code.size());
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            if run > 0 {
                // Writing to a string does not fail.
                let _ = write!(answer, "M{x} {y}h{run}v1h-{run}z");
            }
            x += i32::try_from(run).unwrap_or(0) + 1;
        }
    }
    Some(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// The dark modules of a path, painted back.
    fn painted(answer: &str) -> (i32, Vec<Vec<bool>>) {
        let (size, path) = answer.split_once(' ').unwrap();
        let size: i32 = size.parse().unwrap();
        let mut modules = vec![vec![false; size as usize]; size as usize];
        for bar in path.split_terminator('z') {
            let (place, run) = bar.trim_start_matches('M').split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y, run): (usize, usize, usize) =
                (x.parse().unwrap(), y.parse().unwrap(), run.split_once('v').unwrap().0.parse().unwrap());
            for module in &mut modules[y][x..x + run] {
                assert!(!*module, "painted twice");
                *module = true;
            }
        }
        (size, modules)
    }

    #[test]
    fn the_outline_is_the_code() {
        for text in ["https://plenary.example/picks#1abAh26-1-boathouse-600", "x", &"long ".repeat(200)] {
            let code = QrCode::encode_segments_advanced(
                &QrSegment::make_segments(text),
                QrCodeEcc::Low,
                Version::MIN,
                Version::new(LARGEST),
                None,
                true,
            )
            .unwrap();
            let (size, modules) = painted(&qr(text).unwrap());
            assert_eq!(size, code.size());
            for (y, row) in modules.iter().enumerate() {
                for (x, dark) in row.iter().enumerate() {
                    assert_eq!(*dark, code.get_module(x as i32, y as i32), "{x} {y}");
                }
            }
        }
    }

    #[test]
    fn more_than_a_phone_can_read_is_no_code() {
        assert_eq!(qr(&"x".repeat(1_274)), None);
        assert!(qr(&"x".repeat(1_273)).is_some());
    }
}
