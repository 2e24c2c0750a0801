//! What time it is, as far as the device knows. Not: time zones (`zones`), nor a server's clock.

/// Seconds since 1970-01-01T00:00:00Z by the device's clock, which may be wrong.
pub fn now_unix() -> i64 {
    (js_sys::Date::now() / 1000.0).floor() as i64
}

/// Milliseconds of a clock that nobody can set; for durations only.
pub fn monotonic_ms() -> f64 {
    super::window().and_then(|window| window.performance()).map_or_else(js_sys::Date::now, |performance| performance.now())
}
