//! The goals for the agenda, and whether what was measured reaches them. A goal about a ratio is reached when the upper end of its interval is.

use super::plan::{GOALS, LARGE, SMALL};
use super::results::Results;
use super::statistics::{Ratio, interval, ratio};

/// Both formats of pretalx' widget; a goal holds against the quicker one.
pub(crate) const PEERS: [&str; 2] = ["P grid", "P list"];

/// One condition of a goal.
#[derive(Debug, PartialEq)]
pub(crate) struct Goal {
    /// Its number; several conditions may share one.
    pub(crate) number: u8,
    /// What must be.
    pub(crate) what: String,
    /// What was measured.
    pub(crate) measured: String,
    /// Whether it is reached; `None` when it was not measured.
    pub(crate) reached: Option<bool>,
    /// Whether it was measured too seldom for its interval to mean 95 %.
    pub(crate) is_thin: bool,
}

/// All conditions, in the order of the goals.
pub(crate) fn goals(results: &Results) -> Vec<Goal> {
    let mut goals = Vec::new();
    let open = |contestant: &'static str, slower| results.opening(GOALS, slower, contestant);
    for (number, slower, limits) in [(1, 1, [0.20, 0.65, 1.15]), (2, 4, [0.20, 0.70, 1.20])] {
        let ours = open("product", slower);
        let what = |limit: f64, whom: &str| format!("1,000 talks opened, CPU ×{slower}: at most {limit:.2} of {whom}");
        let against = |whom| ratio(&ours, &open(whom, slower));
        goals.push(relative(number, what(limits[0], "P"), strictest(against), limits[0]));
        goals.push(relative(number, what(limits[1], "V"), against("V"), limits[1]));
        goals.push(relative(number, what(limits[2], "V+"), against("V+"), limits[2]));
    }
    for limit in [125, 105] {
        let bytes = results.bytes(GOALS, "product").map(|(list, _)| list);
        goals.push(Goal {
            number: 4,
            what: format!("1,000 talks listed after at most {limit} KB"),
            measured: bytes.map_or_else(String::new, |bytes| format!("{:.1} KB", kilobytes(bytes))),
            reached: bytes.map(|bytes| bytes <= limit * 1000),
            is_thin: false,
        });
    }
    let weight = |whom| ratio(&results.memory("product"), &results.memory(whom));
    goals.push(relative(8, "memory of 1,000 talks over a blank page: at most 0.15 of P".into(), strictest(weight), 0.15));
    goals.push(relative(8, "memory of 1,000 talks over a blank page: at most 1.30 of V+".into(), weight("V+"), 1.30));
    for (act, measured) in [("star", Results::star as fn(&Results, u8, &str) -> Vec<f64>), ("day", Results::day)] {
        for (slower, limit) in [(1, 32.0), (4, 120.0)] {
            let ours = measured(results, slower, "product");
            let against = |whom| ratio(&ours, &measured(results, slower, whom));
            goals.push(relative(10, format!("{act}, click to paint, CPU ×{slower}: at most 0.25 of P"), strictest(against), 0.25));
            goals.push(absolute(10, format!("{act}, click to paint, CPU ×{slower}: at most {limit:.0} ms"), interval(&ours), limit));
        }
    }
    let keys = interval(&results.search(1, "product"));
    goals.push(absolute(11, "key in the search over 1,500 talks, to paint: at most 32 ms".into(), keys, 32.0));
    let growth = ratio(&results.opening(LARGE, 1, "product"), &results.opening(SMALL, 1, "product"));
    goals.push(relative(13, "1,500 talks opened in at most 2.00 of the time for 250".into(), growth, 2.0));
    goals
}

/// The least favourable of the ratios to both of the peer's formats.
fn strictest(against: impl Fn(&'static str) -> Option<Ratio>) -> Option<Ratio> {
    PEERS.into_iter().filter_map(against).max_by(|one, other| one.high.total_cmp(&other.high))
}

fn relative(number: u8, what: String, found: Option<Ratio>, limit: f64) -> Goal {
    judged(number, what, found, limit, 2)
}

fn absolute(number: u8, what: String, found: Option<Ratio>, limit: f64) -> Goal {
    judged(number, what, found, limit, 1)
}

/// Fewer than these say little: the interval of five has the truth outside it in every sixteenth experiment.
const ENOUGH: usize = 6;

fn judged(number: u8, what: String, found: Option<Ratio>, limit: f64, places: usize) -> Goal {
    let measured = found.map_or_else(String::new, |found| show(&found, places));
    let is_thin = found.is_some_and(|found| found.pairs < ENOUGH);
    Goal { number, what, measured, reached: found.map(|found| found.high <= limit), is_thin }
}

/// `0.17 [0.16, 0.19] of 25`: the median, its interval, how many were measured.
pub(crate) fn show(found: &Ratio, places: usize) -> String {
    format!("{:.places$} [{:.places$}, {:.places$}] of {}", found.median, found.low, found.high, found.pairs)
}

/// In units of 1,000 bytes.
pub(crate) fn kilobytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(product: &str) -> Vec<Goal> {
        let text = format!(
            r#"{{"open": {{"1000": {{"1": {{"product": {product}, "P grid": [1000, 1000, 1000], "P list": [2000, 2000, 2000], "V": [400, 400, 400]}}}}}},
            "bytes": {{"1000": {{"product": {{"list": 110000, "all": 200000}}}}}}}}"#
        );
        goals(&Results::read(&text).unwrap())
    }

    fn verdict(goals: &[Goal], what: &str) -> Option<bool> {
        goals.iter().find(|goal| goal.what.contains(what)).unwrap().reached
    }

    #[test]
    fn a_goal_holds_against_the_quicker_of_the_peers_formats() {
        assert_eq!(verdict(&measured("[190, 190, 190]"), "×1: at most 0.20 of P"), Some(true));
        assert_eq!(verdict(&measured("[300, 300, 300]"), "×1: at most 0.20 of P"), Some(false), "0.15 of the list, 0.30 of the grid");
    }

    #[test]
    fn the_upper_end_of_the_interval_decides() {
        assert_eq!(verdict(&measured("[200, 200, 200]"), "at most 0.65 of V"), Some(true));
        assert_eq!(verdict(&measured("[200, 200, 380]"), "at most 0.65 of V"), Some(false), "the median alone would do");
    }

    #[test]
    fn what_was_not_measured_is_neither_reached_nor_missed() {
        let goals = measured("[190, 190, 190]");
        assert_eq!(verdict(&goals, "×1: at most 1.15 of V+"), None);
        assert_eq!(verdict(&goals, "key in the search"), None);
        assert!(goals[0].is_thin, "three rounds are few");
        assert_eq!((verdict(&goals, "125 KB"), verdict(&goals, "105 KB")), (Some(true), Some(false)));
    }
}
