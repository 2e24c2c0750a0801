//! A chosen picture becomes brightness, and what the errors of a camera mean. Not: a camera, which `tests/e2e` has.

use crate::browser::scan::fault_named;
use crate::browser::{Blob, Frame, ImageFault, PictureFault, Reader, ScanFault, read_picture};
use js_sys::{Array, Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// A PNG: the left third black, the middle transparent, the right third red.
async fn stripes(width: u32, height: u32) -> Blob {
    let draw = Function::new_with_args(
        "width, height",
        "const c = document.createElement('canvas'); c.width = width; c.height = height; const g = c.getContext('2d');
         g.fillStyle = '#000'; g.fillRect(0, 0, width / 3, height); g.fillStyle = '#f00'; g.fillRect(width * 2 / 3, 0, width / 3, height);
         return new Promise(done => c.toBlob(done, 'image/png'));",
    );
    let promise: Promise = draw.call2(&JsValue::NULL, &width.into(), &height.into()).unwrap().unchecked_into();
    JsFuture::from(promise).await.unwrap().unchecked_into()
}

/// A reader that answers so, and what it was shown.
fn answering(texts: Option<Vec<&'static str>>) -> (Reader, Rc<RefCell<Vec<Frame>>>) {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let shown = Rc::clone(&seen);
    let reader = Reader::new(move |frame| {
        shown.borrow_mut().push(frame);
        let texts = texts.clone().map(|texts| texts.into_iter().map(str::to_owned).collect());
        async move { texts }
    });
    (reader, seen)
}

fn five(text: &str) -> Option<usize> {
    (text.len() == 5).then_some(5)
}

#[wasm_bindgen_test]
async fn a_picture_is_shown_as_its_brightness_on_paper() {
    let (reader, seen) = answering(Some(vec!["longer", "right"]));
    assert_eq!(read_picture(&stripes(6, 2).await, reader, five).await, Ok(Some(5)));
    let row = [0, 0, 127, 127, 38, 38].map(char::from);
    let luma = row.iter().chain(&row).collect();
    assert_eq!(*seen.borrow(), [Frame { width: 6, luma }]);
}

#[wasm_bindgen_test]
async fn a_large_picture_is_looked_at_smaller_and_smaller() {
    let (reader, seen) = answering(Some(vec!["longer"]));
    assert_eq!(read_picture(&stripes(3000, 1500).await, reader, five).await, Ok(None));
    let sizes: Vec<(u32, usize)> = seen.borrow().iter().map(|frame| (frame.width, frame.luma.len())).collect();
    assert_eq!(sizes, [(1600, 1600 * 800), (800, 800 * 400), (400, 400 * 200)]);
}

#[wasm_bindgen_test]
async fn what_is_no_picture_is_shown_to_nobody_and_no_answer_is_none() {
    let (reader, seen) = answering(Some(Vec::new()));
    let words = Blob::new_with_str_sequence(&Array::of1(&"<svg xmlns='http://www.w3.org/2000/svg'/>".into())).unwrap();
    assert_eq!(read_picture(&words, reader, five).await, Err(PictureFault::Image(ImageFault::NotAnImage)));
    assert!(seen.borrow().is_empty());
    let (silent, _) = answering(None);
    assert_eq!(read_picture(&stripes(6, 2).await, silent, five).await, Err(PictureFault::NoReader));
}

#[wasm_bindgen_test]
fn each_error_of_a_camera_is_told_apart() {
    for (name, fault) in [
        ("NotAllowedError", ScanFault::NotAllowed),
        ("SecurityError", ScanFault::NotAllowed),
        ("NotReadableError", ScanFault::InUse),
        ("AbortError", ScanFault::InUse),
        ("NotFoundError", ScanFault::NoCamera),
        ("OverconstrainedError", ScanFault::NoCamera),
        ("", ScanFault::NoCamera),
    ] {
        assert_eq!(fault_named(name), fault, "{name}");
    }
}
