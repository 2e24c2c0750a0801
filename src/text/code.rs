//! Words about a mailed code. Not: whether it is the right one, which only the backend knows.

/// Characters of a code, without spaces and hyphens.
const LENGTH: usize = 8;

/// What to say of a text that cannot be a code; it costs a try to send one.
pub fn unlike_a_code(typed: &str) -> Option<&'static str> {
    let characters = typed.chars().filter(char::is_ascii_alphanumeric).count();
    (characters != LENGTH).then_some(t!("The code has eight letters and digits. Copy the whole of it from the mail."))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_code_may_be_typed_with_spaces_and_hyphens_and_nothing_may_be_missing() {
        for good in ["ABCD2345", "abcd-2345", " AB CD 23 45 "] {
            assert_eq!(unlike_a_code(good), None, "{good}");
        }
        for bad in ["", "ABCD234", "ABCD23456", "--------"] {
            assert!(unlike_a_code(bad).is_some(), "{bad}");
        }
    }
}
