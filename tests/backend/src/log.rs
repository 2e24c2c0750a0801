//! One line per occurrence on standard error: when, what, and which request. Not: addresses, names, queries, bodies or secrets, ever.

use std::fmt::Display;

/// Writes `time event name=value …`. Values are counts, statuses, route patterns and the like; white space in them is replaced.
pub fn line(event: &str, facts: &[(&str, &dyn Display)]) {
    let mut text = format!("{:.3} {event}", jiff::Timestamp::now());
    for (name, value) in facts {
        let value = value.to_string().replace(|c: char| c.is_whitespace() || c.is_control(), "_");
        text.push_str(&format!(" {name}={value}"));
    }
    eprintln!("{text}");
}

/// Logs where a panic happened. Its message is left out: it may quote what a person sent.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
        line("panic", &[("at", &place)]);
    }));
}
