//! Codes are drawn as a camera sees them: turned, tilted, in front of something, half in the shadow. Not: a real camera, which `tests/e2e` has.

use super::*;
use qrcodegen::{QrCode, QrCodeEcc};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const WIDTH: usize = 320;
const HEIGHT: usize = 240;

/// How a code lies in the picture.
#[derive(Clone, Copy)]
struct View {
    /// Pixels of the side of its dark part.
    side: f64,
    /// By how much it is turned, in radians.
    turned: f64,
    /// How much it leans back.
    tilted: f64,
    /// What is left of the light right of the middle.
    shadow: f64,
}

const STRAIGHT: View = View { side: 150.0, turned: 0.0, tilted: 0.0, shadow: 1.0 };

/// The picture of these codes side by side.
fn seen(texts: &[&str], view: View) -> Vec<u8> {
    let codes: Vec<QrCode> = texts.iter().map(|text| QrCode::encode_text(text, QrCodeEcc::Low).unwrap()).collect();
    let each = WIDTH as f64 / codes.len() as f64;
    let mut pixels = Vec::with_capacity(WIDTH * HEIGHT);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let place = (x as f64 / each) as usize;
            let (dx, dy) = (x as f64 + 0.5 - (place as f64 + 0.5) * each, y as f64 + 0.5 - HEIGHT as f64 / 2.0);
            let (u, v) = (dx * view.turned.cos() + dy * view.turned.sin(), dy * view.turned.cos() - dx * view.turned.sin());
            // A plane that leans back: what is farther is smaller.
            let near = view.side * (1.0 + view.tilted * v / view.side);
            let modules = f64::from(codes[place].size());
            let (column, row) = ((u / near + 0.5) * modules, (v / near + 0.5) * modules);
            let quiet = |at: f64| (-4.0..modules + 4.0).contains(&at);
            let bright = if !quiet(column) || !quiet(row) {
                60.0 + (x % 7 * (y % 5)) as f64
            } else if codes[place].get_module(column.floor() as i32, row.floor() as i32) {
                14.0
            } else {
                118.0
            };
            pixels.push((bright * if x > WIDTH / 2 { view.shadow } else { 1.0 }) as u8);
        }
    }
    pixels
}

fn read(width: usize, pixels: &[u8]) -> Option<String> {
    read_qr(width, std::str::from_utf8(pixels).unwrap())
}

#[test]
fn a_code_is_read_however_it_is_held() {
    for text in ["https://plenary.example/connections#ABCD2345", "ABCD2345", "https://ŝildo.example/#ä", &"long ".repeat(20)] {
        for turned in [0.0, 0.3, 1.2, 3.0, 4.5] {
            for tilted in [0.0, 0.4] {
                let view = View { turned, tilted, ..STRAIGHT };
                assert_eq!(read(WIDTH, &seen(&[text], view)).as_deref(), Some(text), "{turned} {tilted}");
            }
        }
    }
}

#[test]
fn a_code_half_in_the_shadow_is_read() {
    let view = View { side: 190.0, shadow: 0.3, ..STRAIGHT };
    let picture = seen(&["ABCD2345"], view);
    assert_eq!(codes(WIDTH, &picture), Vec::<String>::new(), "one threshold is not enough here");
    assert_eq!(read(WIDTH, &picture).as_deref(), Some("ABCD2345"));
}

#[test]
fn two_codes_are_two_lines_and_what_is_no_line_is_left_out() {
    let small = View { side: 100.0, ..STRAIGHT };
    let both = read(WIDTH, &seen(&["ABCD2345", "EFGH2345"], small)).unwrap();
    let mut lines: Vec<&str> = both.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, ["ABCD2345", "EFGH2345"]);
    assert_eq!(read(WIDTH, &seen(&["BEGIN:VCARD\nABCD2345\nEND:VCARD", "EFGH2345"], small)).as_deref(), Some("EFGH2345"));
}

#[test]
fn a_picture_without_a_code_has_none_and_what_is_no_picture_has_no_answer() {
    let wall = vec![90; WIDTH * HEIGHT];
    assert_eq!(read(WIDTH, &wall).as_deref(), Some(""));
    for (width, luma) in [(0, ""), (3, "abcd"), (1, "ä"), (1000, &"a".repeat(4_001_000))] {
        assert_eq!(read_qr(width, luma), None, "{width}");
    }
    assert_eq!(read_qr(1, "").as_deref(), Some(""));
}

/// Finder patterns without a code, flung about, and noise: what a camera sees at a conference, and worse.
#[test]
fn nothing_that_only_looks_like_a_code_stops_the_reader() {
    let mut state = 7_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..60 {
        let mut pixels = vec![110_u8; WIDTH * HEIGHT];
        for _ in 0..random(9) {
            let (left, top, unit) = (random(WIDTH), random(HEIGHT), 1 + random(6));
            let (lean, squeeze) = (random(3), 1 + random(2));
            for y in top..(top + 7 * unit).min(HEIGHT) {
                for x in left..(left + 7 * unit * squeeze).min(WIDTH) {
                    let ring = ((x - left) / unit / squeeze).abs_diff(3).max(((y - top) / unit).abs_diff(3));
                    let at = y * WIDTH + (x + (y - top) * lean / 2).min(WIDTH - 1);
                    pixels[at] = if ring == 2 { 120 } else { 5 };
                }
            }
        }
        for _ in 0..random(600) {
            pixels[random(WIDTH * HEIGHT)] = random(128) as u8;
        }
        assert!(read(WIDTH, &pixels).is_some());
    }
}
