//! Words for the own photo: why a file did not become one, and which part of it does. Not: who sees it.

use crate::browser::ImageFault;
use crate::domain::crop::Crop;

/// Why a chosen file did not become a photo.
pub fn image_fault(fault: &ImageFault) -> &'static str {
    match fault {
        ImageFault::TooManyBytes => t!("That file is larger than 20 MB. Your photo is unchanged; choose a smaller one."),
        ImageFault::TooManyPixels => t!("That picture has too many pixels. Your photo is unchanged; choose a smaller one."),
        ImageFault::NotAnImage => t!("That file is not a JPEG, PNG, WebP or GIF picture. Your photo is unchanged."),
        ImageFault::Moving => t!("That picture moves. Your photo is unchanged; choose one that stands still."),
        ImageFault::Undecodable => t!("This browser could not read that picture. Your photo is unchanged; try another one."),
    }
}

/// How far it is zoomed.
pub fn zoomed(crop: &Crop) -> String {
    t!("{percent} %", percent = percent(crop.zoom()))
}

/// How far from the left the square stands.
pub fn across(crop: &Crop) -> String {
    crop.place()
        .0
        .map_or_else(|| t!("The whole width is shown").to_owned(), |part| t!("{percent} % from the left", percent = percent(part)))
}

/// How far from the top the square stands.
pub fn down(crop: &Crop) -> String {
    crop.place()
        .1
        .map_or_else(|| t!("The whole height is shown").to_owned(), |part| t!("{percent} % from the top", percent = percent(part)))
}

/// All of it, for people who hear what they moved.
pub fn cropped(crop: &Crop) -> String {
    t!("Zoom {zoom}. {across}. {down}.", zoom = zoomed(crop), across = across(crop), down = down(crop))
}

fn percent(part: f64) -> f64 {
    (part * 100.0).round()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn the_square_is_told_in_words() {
        let wide = Crop::of(4000, 3000);
        assert_eq!(cropped(&wide), "Zoom 100 %. 50 % from the left. The whole height is shown.");
        assert_eq!(cropped(&wide.zoomed(1.5, (0.0, 0.0)).at_down(0.2)), "Zoom 150 %. 25 % from the left. 20 % from the top.");
    }
}
