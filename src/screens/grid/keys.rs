//! Which key leads where in the grid (the keys of the ARIA grid pattern). Not: the walking, which is `domain::agenda::grid`.

use crate::domain::agenda::grid::Step;

/// The step for a key; `page` is how much of the grid can be seen at once, in its units. `None`: the key is not the grid's.
pub(super) fn step(key: &str, control: bool, from_right: bool, page: u32) -> Option<Step> {
    Some(match (key, control) {
        ("ArrowUp", false) => Step::Up,
        ("ArrowDown", false) => Step::Down,
        ("ArrowLeft", false) => {
            if from_right {
                Step::On
            } else {
                Step::Back
            }
        }
        ("ArrowRight", false) => {
            if from_right {
                Step::Back
            } else {
                Step::On
            }
        }
        ("Home", false) => Step::FirstRoom,
        ("End", false) => Step::LastRoom,
        ("Home", true) => Step::First,
        ("End", true) => Step::Last,
        ("PageUp", false) => Step::PageUp(page),
        ("PageDown", false) => Step::PageDown(page),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn left_and_right_follow_the_page_and_other_keys_stay_the_browsers() {
        assert_eq!(step("ArrowRight", false, false, 0), Some(Step::On));
        assert_eq!(step("ArrowRight", false, true, 0), Some(Step::Back));
        assert_eq!(step("ArrowLeft", false, true, 0), Some(Step::On));
        assert_eq!(step("Home", true, true, 0), Some(Step::First));
        assert_eq!(step("PageDown", false, false, 90), Some(Step::PageDown(90)));
        assert_eq!([step("Enter", false, false, 0), step("ArrowUp", true, false, 0), step("f", true, false, 0)], [None; 3]);
    }
}
