//! When to ask again, and how long a backend wants to be left alone. Pure. Not: what may be asked again; that is `GET` alone.

use super::super::{ApiError, Retry};
use crate::domain::time::Date;

/// Times a question is asked again by itself.
const RETRIES: u32 = 2;
/// Nobody is kept waiting longer than this without a word.
const SILENCE_MS: f64 = 10_000.0;
/// The first wait is at most this, the next twice as much.
const STEP_MS: f64 = 400.0;

/// Milliseconds to wait before asking once more; `None`: tell the person. `attempt` counts from 0, `random` is between 0 and 1 (full
/// jitter, so that a hall full of phones does not come back in one moment).
pub(super) fn wait(fault: &ApiError, attempt: u32, elapsed_ms: f64, random: f64) -> Option<u32> {
    if attempt >= RETRIES {
        return None;
    }
    let wait = match fault.retry() {
        Retry::Soon => random * STEP_MS * f64::from(1 << attempt),
        // A little later than told, but never earlier.
        Retry::After(seconds) => f64::from(seconds) * 1000.0 + random * STEP_MS,
        Retry::Never => return None,
    };
    (elapsed_ms + wait <= SILENCE_MS).then_some(wait as u32)
}

/// Seconds until the time in a `Retry-After` (RFC 9110, 10.2.3): a number of seconds, or a date.
pub(super) fn retry_after(text: &str, now: i64) -> Option<u32> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(text.parse().unwrap_or(u32::MAX));
    }
    Some(u32::try_from((http_date(text)? - now).max(0)).unwrap_or(u32::MAX))
}

/// Unix seconds of an IMF-fixdate (RFC 9110, 5.6.7), the only form that may be sent: `Sun, 06 Nov 1994 08:49:37 GMT`.
pub(super) fn http_date(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut words = text.trim().split(' ').skip(1);
    let mut word = || words.next();
    let (day, month, year) = (word()?.parse().ok()?, word()?, word()?.parse().ok()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let mut clock = word()?.split(':').map(|part| part.parse::<i64>().ok());
    let mut part = || clock.next().flatten();
    let (hour, minute, second) = (part()?, part()?, part()?);
    let date = Date::new(year, u32::try_from(month).ok()?, day)?;
    let wellformed = word()? == "GMT" && (0..24).contains(&hour) && (0..60).contains(&minute) && (0..=60).contains(&second);
    wellformed.then(|| i64::from(date.unix_days()) * 86_400 + hour * 3600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(retry_after(" 120 ", 0), Some(120));
        assert_eq!(retry_after("99999999999", 0), Some(u32::MAX));
        assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_770), Some(7));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_999), Some(0), "already over");
        for bad in
            ["", "soon", "-1", "1.5", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET"]
        {
            assert_eq!(retry_after(bad, 0), None, "{bad}");
        }
    }

    #[test]
    fn asks_again_twice_with_growing_jitter_and_never_keeps_anybody_waiting() {
        let lost = ApiError::Unreachable;
        assert_eq!(wait(&lost, 0, 0.0, 0.5), Some(200));
        assert_eq!(wait(&lost, 1, 0.0, 0.5), Some(400));
        assert_eq!(wait(&lost, 2, 0.0, 0.5), None);
        assert_eq!(wait(&lost, 0, 8_000.0, 1.0), Some(400), "one more try after a deadline");
        assert_eq!(wait(&lost, 1, 16_400.0, 0.0), None);
    }

    #[test]
    fn what_the_backend_says_is_obeyed() {
        let busy = |seconds| ApiError::Unavailable { retry_after: Some(seconds) };
        assert_eq!(wait(&busy(3), 0, 0.0, 0.0), Some(3_000));
        assert!(wait(&busy(3), 0, 0.0, 1.0) >= Some(3_000), "never earlier than told");
        assert_eq!(wait(&busy(11), 0, 0.0, 0.0), None);
        assert_eq!(wait(&busy(u32::MAX), 0, 0.0, 1.0), None);
        for final_word in [ApiError::SessionExpired, ApiError::NotFound, ApiError::Forbidden, ApiError::Malformed { member: "x".into() }] {
            assert_eq!(wait(&final_word, 0, 0.0, 0.0), None);
        }
        assert_eq!(wait(&ApiError::Server { status: 502 }, 0, 0.0, 1.0), Some(400));
    }
}
