//! Reading a QR code with the camera, or in a picture that somebody chose: by the browser itself where it can (the Barcode Detection API), by whatever
//! reads a [`Frame`] otherwise. Not: a decoder, nor what a text is good for. No picture is kept or leaves the page.

mod camera;
mod detector;
mod frame;

use self::camera::Camera;
#[cfg(all(test, target_arch = "wasm32"))]
pub(super) use self::camera::fault_named;
use self::detector::Detector;
pub use self::frame::Frame;
use self::frame::Sheet;
use super::{Guard, ImageFault, is_visible, on_visibility, open_picture, sleep};
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlMediaElement, HtmlVideoElement};

/// Why the camera reads nothing, or reads no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanFault {
    /// The person, the browser or the page around does not allow the camera.
    NotAllowed,
    /// There is no camera.
    NoCamera,
    /// There is one, but somebody else uses it or it does not start.
    InUse,
    /// Browsers give no camera to a page that came without encryption.
    Insecure,
    /// The page went out of sight.
    Unseen,
    /// It was unplugged, or taken away while it ran.
    Stopped,
    /// What reads a frame does not answer.
    NoReader,
}

/// Why nothing is known about a chosen picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFault {
    /// It is not one that can be looked at.
    Image(ImageFault),
    /// What reads a frame does not answer.
    NoReader,
}

/// What is read of a frame; `None`: there is no answer.
type Texts = Option<Vec<String>>;

type Reading = Pin<Box<dyn Future<Output = Texts>>>;

/// What reads a frame.
#[derive(Clone)]
pub struct Reader(Rc<dyn Fn(Frame) -> Reading>);

impl Reader {
    /// For where the browser has none.
    pub fn new<F: Future<Output = Texts> + 'static>(read: impl Fn(Frame) -> F + 'static) -> Self {
        Self(Rc::new(move |frame| Box::pin(read(frame))))
    }

    async fn read(&self, frame: Frame) -> Texts {
        (self.0)(frame).await
    }
}

/// Between two looks.
const EVERY_MS: u32 = 200;
/// Pixels on the longer side of what is looked at: a code that fills a fifth of it is read, and an old phone is quick enough.
const LOOKED_AT: u32 = 720;
/// The same of a picture, one after the other: a small code needs many, a blurred or woven one few.
const LOOKED_AT_STILL: [u32; 3] = [1600, 800, 400];
/// So often in a row a reader may give no answer.
const PATIENCE: u32 = 3;
/// Longer texts are no code that this app shows.
const LONGEST: usize = 512;

type Failed = Box<dyn FnOnce(ScanFault)>;

/// A look through the camera that goes on.
struct Look {
    /// Gone once it is over.
    camera: RefCell<Option<Camera>>,
    over: Cell<bool>,
    failed: RefCell<Option<Failed>>,
}

impl Look {
    /// The camera is off at once. Nothing is heard of this look any more.
    fn end(&self) {
        self.over.set(true);
        self.failed.take();
        // Dropping it turns it off.
        self.camera.take();
    }

    fn fail(&self, fault: ScanFault) {
        let failed = self.failed.take();
        self.end();
        if let Some(failed) = failed {
            failed(fault);
        }
    }
}

/// Shows what the camera sees in the video of this id and hands every text that it reads to `read`, until the guard is dropped: the camera is off at
/// once then. `failed` is called instead where there is nothing to see any more; the camera is off before.
pub fn scan(video: &str, reader: Reader, read: impl Fn(String) + 'static, failed: impl FnOnce(ScanFault) + 'static) -> Guard {
    let look = Rc::new(Look { camera: RefCell::default(), over: Cell::new(false), failed: RefCell::new(Some(Box::new(failed))) });
    let (going_on, video) = (Rc::clone(&look), video.to_owned());
    spawn_local(async move {
        match Camera::open().await {
            // Ended while the person was asked: the camera goes off as it is dropped here.
            Ok(_) if going_on.over.get() => {}
            Ok(_) if !is_visible() => going_on.fail(ScanFault::Unseen),
            Ok(camera) => look_through(camera, &video, &reader, &going_on, &read).await,
            Err(fault) => going_on.fail(fault),
        }
    });
    let unseen = Rc::clone(&look);
    let hidden = on_visibility(move |is_seen| {
        // Some browsers hide the page while they ask whether it may have the camera.
        if !is_seen && unseen.camera.borrow().is_some() {
            unseen.fail(ScanFault::Unseen);
        }
    });
    Guard::new(move || {
        drop(hidden);
        look.end();
    })
}

async fn look_through(camera: Camera, video: &str, reader: &Reader, look: &Look, read: &impl Fn(String)) {
    let found = super::document().and_then(|document| document.get_element_by_id(video));
    let (Some(video), Some(sheet)) = (found.and_then(|found| found.dyn_into::<HtmlVideoElement>().ok()), Sheet::new()) else {
        return look.fail(ScanFault::NoCamera);
    };
    camera.show_in(&video);
    look.camera.replace(Some(camera));
    let (mut detector, mut unanswered) = (Detector::of_the_browser(), 0);
    while !look.over.get() {
        if !look.camera.borrow().as_ref().is_some_and(Camera::is_on) {
            return look.fail(ScanFault::Stopped);
        }
        if video.ready_state() >= HtmlMediaElement::HAVE_CURRENT_DATA {
            let texts = match &detector {
                Some(browsers) => browsers.read(&video).await,
                None => match sheet.of_video(&video, LOOKED_AT) {
                    Some(frame) => reader.read(frame).await,
                    None => Some(Vec::new()),
                },
            };
            match texts {
                Some(texts) => {
                    unanswered = 0;
                    for text in texts.into_iter().take(4).filter(|text| text.len() <= LONGEST) {
                        // The first that is wanted ends the look.
                        if !look.over.get() {
                            read(text);
                        }
                    }
                }
                // It has one by name only, as where the system's part is missing.
                None if detector.is_some() => detector = None,
                None => {
                    unanswered += 1;
                    if unanswered >= PATIENCE {
                        return look.fail(ScanFault::NoReader);
                    }
                }
            }
        }
        sleep(EVERY_MS).await;
    }
}

/// The first text in a picture from which `wanted` makes something.
pub async fn read_picture<T>(picture: &Blob, reader: Reader, wanted: impl Fn(&str) -> Option<T>) -> Result<Option<T>, PictureFault> {
    let picture = open_picture(picture).await.map_err(PictureFault::Image)?;
    if let Some(browsers) = Detector::of_the_browser() {
        let texts = browsers.read(picture.bitmap()).await.unwrap_or_default();
        if let Some(found) = texts.iter().find_map(|text| wanted(text)) {
            return Ok(Some(found));
        }
    }
    let sheet = Sheet::new().ok_or(PictureFault::Image(ImageFault::Undecodable))?;
    for longest in LOOKED_AT_STILL {
        let frame = sheet.of_bitmap(picture.bitmap(), longest).ok_or(PictureFault::Image(ImageFault::Undecodable))?;
        let texts = reader.read(frame).await.ok_or(PictureFault::NoReader)?;
        if let Some(found) = texts.iter().find_map(|text| wanted(text)) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}
