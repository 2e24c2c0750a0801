//! How often the app goes to an issuer by itself. Not: what a press of a button does, which always goes.

/// Milliseconds between two attempts without a press.
const APART: f64 = 60_000.0;

/// Whether the app may try by itself now; times are milliseconds of any clock, the same for both, and `last` is the latest attempt that led
/// nowhere. A clock that was set back a moment ago does not let another attempt through, one that was set by more is taken as it is now: a
/// wrong clock never loops and never shuts anybody out.
pub fn may_try(last: Option<f64>, now: f64) -> bool {
    last.is_none_or(|last| (now - last).abs() >= APART)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn at_most_one_attempt_a_minute_by_any_clock_t49() {
        assert!(may_try(None, 0.0));
        assert!(!may_try(Some(1_000.0), 60_999.0));
        assert!(may_try(Some(1_000.0), 61_000.0));
        assert!(!may_try(Some(61_000.0), 1_001.0), "set back by a minute");
        assert!(may_try(Some(86_400_000.0), 0.0), "set back by a day");
    }
}
