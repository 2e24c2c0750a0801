//! Every sentence shown to people. Today in English; a second language is a second set of the same functions.
//! Not: programme content or what people wrote about themselves.
//!
//! An error sentence says what happened, what was kept, what to do.

mod error;
mod people;
mod programme;

pub use error::{api_error, config_fault, field_problem, image_fault};
pub use people::{AUDIENCE_WHEN_LISTED, audience, audience_explained, field, field_hint, field_list, relation};
pub use programme::{notice, programme_error};

/// `1 talk`, `2 talks`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// `30 min`, `1 h`, `1 h 30 min`.
pub fn duration(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn durations_and_counts_read_naturally() {
        assert_eq!([duration(30), duration(60), duration(95)], ["30 min", "1 h", "1 h 35 min"]);
        assert_eq!([count(1, "talk", "talks"), count(0, "talk", "talks")], ["1 talk", "0 talks"]);
    }
}
