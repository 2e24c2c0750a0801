//! A picture as its brightness, for whoever reads codes in it. Not: colours, which no code has.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageBitmap};

/// How bright each point of a picture is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Points in a row.
    pub width: u32,
    /// A character a point, row by row, from U+0000, black, to U+007F, white: a text, because that is what goes from one part of the app to another.
    pub luma: String,
}

/// Where pictures are drawn to be looked at. It is no part of the page.
pub(super) struct Sheet {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Sheet {
    pub(super) fn new() -> Option<Self> {
        let canvas: HtmlCanvasElement = super::super::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        let options = Object::new();
        // Otherwise every look fetches the picture back from the graphics card.
        let _ = Reflect::set(&options, &"willReadFrequently".into(), &true.into());
        let context = canvas.get_context_with_context_options("2d", &options).ok()??.dyn_into().ok()?;
        Some(Self { canvas, context })
    }

    /// What a video shows now, at most so many points long.
    pub(super) fn of_video(&self, video: &HtmlVideoElement, longest: u32) -> Option<Frame> {
        self.drawn((video.video_width(), video.video_height()), longest, |width, height| {
            self.context.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width, height).ok()
        })
    }

    /// A bitmap, at most so many points long.
    pub(super) fn of_bitmap(&self, bitmap: &ImageBitmap, longest: u32) -> Option<Frame> {
        self.drawn((bitmap.width(), bitmap.height()), longest, |width, height| {
            self.context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height).ok()
        })
    }

    fn drawn(&self, (width, height): (u32, u32), longest: u32, draw: impl Fn(f64, f64) -> Option<()>) -> Option<Frame> {
        if width == 0 || height == 0 {
            return None;
        }
        let scale = (f64::from(longest) / f64::from(width.max(height))).min(1.0);
        let [width, height] = [width, height].map(|side| (f64::from(side) * scale).round().max(1.0));
        self.canvas.set_width(width as u32);
        self.canvas.set_height(height as u32);
        // Codes without a ground of their own are drawn on paper.
        self.context.set_fill_style_str("#ffffff");
        self.context.fill_rect(0.0, 0.0, width, height);
        draw(width, height)?;
        let drawn = self.context.get_image_data(0.0, 0.0, width, height).ok()?;
        Some(Frame { width: width as u32, luma: luma(&drawn.data()) })
    }
}

/// Of red, green, blue and opacity, as eyes weigh them (ITU-R BT.601).
fn luma(colours: &[u8]) -> String {
    let bright = |point: &[u8]| match point {
        [red, green, blue, ..] => ((u32::from(*red) * 77 + u32::from(*green) * 150 + u32::from(*blue) * 29) >> 9) as u8,
        _ => 0,
    };
    // From 0 to 127, each of which is a character.
    colours.chunks_exact(4).map(bright).map(char::from).collect()
}
