//! Small samples judged without assuming how they are distributed: whether two differ, and how much chance a set of secrets holds. Not: a
//! verdict.

use std::collections::BTreeSet;

/// The value in the middle.
pub fn median(sample: &[f64]) -> f64 {
    let mut sorted = sample.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// Two-sided p of the Mann-Whitney U test by the normal approximation, which is close enough from about twenty values on.
pub fn mann_whitney_p(a: &[f64], b: &[f64]) -> f64 {
    let above = |x: f64, y: f64| match x.total_cmp(&y) {
        std::cmp::Ordering::Greater => 1.0,
        std::cmp::Ordering::Less => 0.0,
        std::cmp::Ordering::Equal => 0.5,
    };
    let u: f64 = a.iter().flat_map(|x| b.iter().map(move |y| above(*x, *y))).sum();
    let (n, m) = (a.len() as f64, b.len() as f64);
    let z = (u - n * m / 2.0).abs() / (n * m * (n + m + 1.0) / 12.0).sqrt();
    2.0 * (1.0 - normal(z))
}

/// The standard normal distribution (Abramowitz and Stegun 26.2.17, error below 1e-7).
fn normal(z: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * z);
    let tail = t * (0.319_381_530 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
    1.0 - (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt() * tail
}

/// Bits of chance that secrets of one kind can hold at most: places that change as often as chance would change them, each worth the alphabet
/// that is in use. Places that stay, count up or tell the time are worth nothing.
pub fn bits(secrets: &[String]) -> u32 {
    let seen: BTreeSet<char> = secrets.iter().flat_map(|secret| secret.chars()).collect();
    let longest = secrets.iter().map(String::len).max().unwrap_or_default();
    let (size, count) = (alphabet(&seen) as f64, secrets.len() as f64);
    // As many different characters as chance brings on average; half of them is far outside of what chance leaves out.
    let expected = size * (1.0 - (1.0 - 1.0 / size).powf(count));
    let changes = |at: &usize| {
        let column: BTreeSet<char> = secrets.iter().filter_map(|secret| secret.chars().nth(*at)).collect();
        column.len() as f64 >= expected / 2.0
    };
    ((0..longest).filter(changes).count() as f64 * size.log2()) as u32
}

/// How many characters a text is made of, of which some may not have come up by chance.
fn alphabet(seen: &BTreeSet<char>) -> usize {
    let all = |is: fn(&char) -> bool| seen.iter().all(is);
    let usual = if all(char::is_ascii_digit) {
        10
    } else if all(char::is_ascii_hexdigit) {
        16
    } else if all(|c| !c.is_ascii_uppercase()) || all(|c| !c.is_ascii_lowercase()) {
        32
    } else {
        64
    };
    if seen.len() * 4 > usual * 3 { usual } else { seen.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random_letters;

    #[test]
    fn samples_are_told_apart_where_they_differ() {
        let near = |shift: f64| (0..30).map(|n| f64::from(n % 7) + shift).collect::<Vec<_>>();
        assert!(mann_whitney_p(&near(0.0), &near(0.0)) > 0.9);
        assert!(mann_whitney_p(&near(0.0), &near(9.0)) < 1e-6);
        assert!((median(&near(1.0)) - 4.0).abs() < 1e-9);
    }

    #[test]
    fn chance_is_counted_and_structure_is_not() {
        let random: Vec<String> = (0..24).map(|_| random_letters(32)).collect();
        assert!(bits(&random) > 140, "{}", bits(&random));
        let counted: Vec<String> = (0..24).map(|n| format!("2026-11-28-session-of-ada-{n:08}")).collect();
        assert!(bits(&counted) < 40, "{}", bits(&counted));
        assert!(bits(&vec![random_letters(32); 24]) < 1);
    }
}
