//! Lengths of time as ISO 8601 and RFC 5545 write them: `PT1H30M`. Not: `1:30`, which is `item::minutes`.

use super::item::LONGEST;

/// A length: whole days, which clocks may make longer or shorter, and seconds, which they may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Span {
    pub(super) days: i64,
    pub(super) seconds: i64,
}

/// Reads `P[n]W` or `P[n]DT[n]H[n]M[n]S`; no longer than a month and never backwards.
pub(super) fn span(text: &str) -> Option<Span> {
    let text = text.trim();
    let mut rest = text.strip_prefix('+').unwrap_or(text).strip_prefix(['P', 'p'])?;
    let mut span = Span::default();
    let (mut in_time, mut units) = (false, 0);
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix(['T', 't']).filter(|_| !in_time) {
            (in_time, rest) = (true, time);
            continue;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: i64 = rest.get(..digits).filter(|_| (1..=6).contains(&digits))?.parse().ok()?;
        let unit = rest.get(digits..)?.chars().next()?.to_ascii_uppercase();
        match (unit, in_time) {
            ('W', false) => span.days += number * 7,
            ('D', false) => span.days += number,
            ('H', true) => span.seconds += number * 3600,
            ('M', true) => span.seconds += number * 60,
            ('S', true) => span.seconds += number,
            _ => return None,
        }
        units += 1;
        rest = rest.get(digits + 1..)?;
    }
    (units > 0 && span.days * 1440 + span.seconds / 60 <= LONGEST).then_some(span)
}

/// The length in minutes, its days of 24 hours.
pub(super) fn minutes(text: &str) -> Option<i64> {
    span(text).map(|span| span.days * 1440 + span.seconds / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_as_producers_write_them() {
        for (text, expected) in
            [("PT45M", 45), ("PT1H30M", 90), ("P1D", 1440), ("P1W", 10080), ("P1DT2H", 1560), ("+PT0S", 0), ("pt90s", 1)]
        {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        for bad in
            ["", "P", "PT", "45M", "PT45", "P1M", "P1Y", "PT1D", "-PT1H", "PT1.5H", "P999999W", "PT9999999H", "PTT1H", "PTüM", "PT१H"]
        {
            assert_eq!(minutes(bad), None, "{bad}");
        }
    }
}
