//! Pictures go in with secrets and come out without.

use crate::browser::image::header;
use crate::browser::{Blob, ImageFault, open_picture};
use crate::domain::crop::{Crop, Square};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

const CANARY: &[u8] = b"CANARY-51.5007N-0.1246W";

fn blob(parts: &[&[u8]]) -> Blob {
    let array: Array = parts.iter().map(|part| Uint8Array::from(*part)).collect();
    Blob::new_with_u8_array_sequence(&array).unwrap()
}

/// What the browser itself encodes of a canvas, left half red, right half blue.
async fn encoded(width: u32, height: u32, kind: &str) -> Vec<u8> {
    let draw = js_sys::Function::new_with_args(
        "width, height, kind",
        "const c = document.createElement('canvas'); c.width = width; c.height = height; const g = c.getContext('2d');
         g.fillStyle = '#f00'; g.fillRect(0, 0, width / 2, height); g.fillStyle = '#00f'; g.fillRect(width / 2, 0, width / 2, height);
         return new Promise(done => c.toBlob(b => b.arrayBuffer().then(done), kind, 0.9));",
    );
    let promise = draw.call3(&wasm_bindgen::JsValue::NULL, &width.into(), &height.into(), &kind.into()).unwrap();
    Uint8Array::new(&JsFuture::from(promise.unchecked_into::<js_sys::Promise>()).await.unwrap()).to_vec()
}

/// An EXIF segment: orientation 6 (turn right by 90°) and a comment.
fn exif() -> Vec<u8> {
    let mut tiff = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    tiff.extend(CANARY);
    let mut segment = vec![0xff, 0xe1];
    segment.extend((tiff.len() as u16 + 2).to_be_bytes());
    segment.extend(tiff);
    segment
}

/// The largest square in the middle.
async fn portrait(picture: &Blob) -> Result<Vec<u8>, ImageFault> {
    let picture = open_picture(picture).await?;
    let (width, height) = picture.size();
    picture.portrait(Crop::of(width, height).square()).await
}

/// What the browser makes of a JPEG again: the middle of each quarter, red or blue.
async fn quarters(jpeg: &[u8]) -> String {
    let look = js_sys::Function::new_with_args(
        "bytes",
        "return createImageBitmap(new Blob([bytes])).then(b => { const c = document.createElement('canvas'); c.width = b.width; c.height = b.height;
         const g = c.getContext('2d'); g.drawImage(b, 0, 0); return [[1, 1], [3, 1], [1, 3], [3, 3]].map(([x, y]) => {
         const [r, , u] = g.getImageData(b.width * x / 4, b.height * y / 4, 1, 1).data; return r > u ? 'r' : 'b'; }).join(''); });",
    );
    let promise = look.call1(&wasm_bindgen::JsValue::NULL, &Uint8Array::from(jpeg)).unwrap();
    JsFuture::from(promise.unchecked_into::<js_sys::Promise>()).await.unwrap().as_string().unwrap()
}

fn holds_canary(bytes: &[u8]) -> bool {
    bytes.windows(CANARY.len()).any(|window| window == CANARY)
}

#[wasm_bindgen_test]
async fn position_comments_and_trailers_are_gone_and_the_orientation_is_applied() {
    let jpeg = encoded(40, 20, "image/jpeg").await;
    let spiked = [&jpeg[..2], &exif(), &jpeg[2..], CANARY].concat();
    assert!(holds_canary(&spiked));
    let clean = portrait(&blob(&[&spiked])).await.unwrap();
    assert!(!holds_canary(&clean));
    assert!(!clean.windows(4).any(|window| window == b"Exif"));
    let picture = open_picture(&blob(&[&spiked])).await.unwrap();
    assert_eq!(picture.size(), (20, 40), "turned upright");
    assert_eq!((header::size(&clean), quarters(&clean).await.as_str()), (Some((20, 20)), "rrbb"), "left is above now");
    assert_eq!(clean[clean.len() - 2..], [0xff, 0xd9], "nothing behind the end");
}

#[wasm_bindgen_test]
async fn large_pictures_of_every_kind_become_small_jpegs() {
    for kind in ["image/png", "image/webp", "image/jpeg"] {
        let small = portrait(&blob(&[&encoded(3000, 1500, kind).await])).await.unwrap();
        assert_eq!(small[..2], [0xff, 0xd8], "{kind}");
        assert_eq!((header::size(&small), quarters(&small).await.as_str()), (Some((1024, 1024)), "rbrb"), "{kind}");
    }
}

#[wasm_bindgen_test]
async fn the_square_that_was_chosen_is_the_one_that_is_kept() {
    let picture = open_picture(&blob(&[&encoded(400, 200, "image/png").await])).await.unwrap();
    for (left, colours) in [(0.0, "rrrr"), (100.0, "rbrb"), (200.0, "bbbb")] {
        let jpeg = picture.portrait(Square { left, top: 0.0, side: 200.0 }).await.unwrap();
        assert_eq!((header::size(&jpeg), quarters(&jpeg).await.as_str()), (Some((200, 200)), colours), "{left}");
    }
}

#[wasm_bindgen_test]
async fn what_is_no_picture_is_refused_whatever_it_is_called() {
    for text in ["<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "<!doctype html><p>", "%PDF-1.7", "", "\u{feff}<svg/>"] {
        assert_eq!(portrait(&blob(&[text.as_bytes()])).await, Err(ImageFault::NotAnImage), "{text}");
    }
    let huge = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &30_000_u32.to_be_bytes(), &30_000_u32.to_be_bytes()].concat();
    assert_eq!(portrait(&blob(&[&huge])).await, Err(ImageFault::TooManyPixels));
    let empty = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &8_u32.to_be_bytes(), &8_u32.to_be_bytes()].concat();
    assert_eq!(portrait(&blob(&[&empty])).await, Err(ImageFault::Undecodable));
    assert_eq!(portrait(&blob(&[&vec![0; 21 << 20]])).await, Err(ImageFault::TooManyBytes));
    let moving = encoded(9, 9, "image/png").await;
    let spiked = [&moving[..33], b"\0\0\0\x08acTL\0\0\0\x02\0\0\0\0\xf3\x8d\x93\x70", &moving[33..]].concat();
    assert_eq!(portrait(&blob(&[&spiked])).await, Err(ImageFault::Moving));
}
