//! What was measured, as tables for a terminal. Not: the measuring.

use super::goals::{Goal, goals, kilobytes, show};
use super::plan::{CONTESTANTS, GOALS, LARGE, Programmes, SMALL};
use super::results::Results;
use super::statistics::{median, ratio};
use std::fmt::Write;

/// All tables, and the goals.
pub(crate) fn report(results: &Results, programmes: &Programmes) -> String {
    let mut text = String::from(
        "\nP is pretalx' schedule widget in both its formats, V a page written by hand, V+ one by an expert, blank an empty page.\n\
         Ratios are the product's to theirs: the median of the rounds' pairs, and its 95 % interval (bootstrap).\n\
         KB are bodies as sent (brotli 11): until the list stands / until the page is at rest.\n",
    );
    for name in [GOALS, "39c3", "36c3", SMALL, LARGE] {
        text += &format!("\n{}\n", programmes.describe(name));
        text += &opening(results, name);
    }
    text += &null_pair(results);
    text += "\nClick to paint, ms: star ×1, ×4; another day ×1, ×4\n";
    text += &interactions(results);
    text += &search(results);
    text += "\nMemory over a blank page, MB (private dirty pages of the renderers)\n";
    text += &memory(results);
    text += "\nGoals (?: of fewer than six measurements)\n";
    for goal in goals(results) {
        text += &line(&goal);
    }
    text
}

fn opening(results: &Results, programme: &str) -> String {
    let mut text = format!(
        "  {:8} {:>7} {:>25} {:>7} {:>25} {:>6} {:>7} {:>15}\n",
        "", "ms ×1", "ratio ×1", "ms ×4", "ratio ×4", "titles", "nodes", "KB"
    );
    for contestant in CONTESTANTS {
        let Some(elements) = results.elements(programme, contestant) else { continue };
        let _ = write!(text, "  {contestant:8}");
        for slower in [1, 4] {
            let (ours, theirs) = (results.opening(programme, slower, "product"), results.opening(programme, slower, contestant));
            let ratio = if contestant == "product" { None } else { ratio(&ours, &theirs) };
            let _ = write!(text, " {:>7} {:>25}", number(median(&theirs), 0), ratio.map_or_else(String::new, |ratio| show(&ratio, 2)));
        }
        let bytes = results.bytes(programme, contestant);
        let bytes = bytes.map_or_else(String::new, |(list, all)| format!("{:.1} / {:.1}", kilobytes(list), kilobytes(all)));
        let _ = writeln!(text, " {:>6} {elements:>7} {bytes:>15}", results.shown(programme, contestant).unwrap_or(0));
    }
    text
}

/// Two names for one page: what the machine's noise alone makes of no difference at all.
fn null_pair(results: &Results) -> String {
    let pair = |slower| ratio(&results.opening(GOALS, slower, "V again"), &results.opening(GOALS, slower, "V"));
    let says = |slower| pair(slower).map_or_else(|| "not measured".to_owned(), |found| format!("{} pairs", show(&found, 2)));
    format!("\nNull pair, V to itself: ×1 {}, ×4 {}\n", says(1), says(4))
}

fn interactions(results: &Results) -> String {
    let mut text = String::new();
    for contestant in CONTESTANTS {
        let columns = [results.star(1, contestant), results.star(4, contestant), results.day(1, contestant), results.day(4, contestant)];
        if columns.iter().any(|column| !column.is_empty()) {
            let _ = write!(text, "  {contestant:8}");
            for column in &columns {
                let _ = write!(text, " {:>8}", number(median(column), 1));
            }
            text.push('\n');
        }
    }
    text
}

fn search(results: &Results) -> String {
    let says = |slower| {
        let keys = results.search(slower, "product");
        let worst = keys.iter().copied().max_by(f64::total_cmp);
        format!("×{slower} {} median, {} worst of {} keys", number(median(&keys), 1), number(worst, 1), keys.len())
    };
    format!("\nKey to paint in the search over 1,500 talks with abstracts, ms: {}; {}\n", says(1), says(4))
}

fn memory(results: &Results) -> String {
    let mut text = String::new();
    for contestant in CONTESTANTS.into_iter().filter(|contestant| *contestant != "blank") {
        let found = results.memory(contestant);
        if !found.is_empty() {
            let ratio = if contestant == "product" { None } else { ratio(&results.memory("product"), &found) };
            let ratio = ratio.map_or_else(String::new, |ratio| show(&ratio, 2));
            let _ = writeln!(text, "  {contestant:8} {:>8} {ratio:>25}", number(median(&found), 1));
        }
    }
    text
}

fn line(goal: &Goal) -> String {
    let verdict = match goal.reached {
        Some(true) => "reached",
        Some(false) => "MISSED",
        None => "not measured",
    };
    let verdict = if goal.is_thin { format!("{verdict}?") } else { verdict.to_owned() };
    format!("  {:>2}  {:12}  {:66}  {}\n", goal.number, verdict, goal.what, goal.measured)
}

fn number(value: Option<f64>, places: usize) -> String {
    value.map_or_else(String::new, |value| format!("{value:.places$}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_measured_stands_in_its_row() {
        let text = r#"{"open": {"1000": {"1": {"product": [100, 100], "V": [200, 200], "V again": [200, 200]}}},
            "learned": {"1000": {"product": {"elements": 700, "shown": 12}, "V": {"elements": 9000, "shown": 12}}},
            "bytes": {"1000": {"product": {"list": 110000, "all": 210000}}}}"#;
        let results = Results::read(text).unwrap();
        let table = opening(&results, "1000");
        let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|row| row.split_whitespace().collect()).collect();
        assert_eq!(
            rows,
            [
                vec!["product", "100", "12", "700", "110.0", "/", "210.0"],
                vec!["V", "200", "0.50", "[0.50,", "0.50]", "of", "2", "12", "9000"]
            ]
        );
        assert!(null_pair(&results).contains("×1 1.00 [1.00, 1.00] of 2 pairs, ×4 not measured"));
    }

    #[test]
    fn a_missed_goal_is_said_loudly() {
        let goal = Goal { number: 4, what: "small".into(), measured: "200 KB".into(), reached: Some(false), is_thin: false };
        assert!(line(&goal).contains("MISSED  "));
        assert!(line(&Goal { is_thin: true, measured: String::new(), what: String::new(), ..goal }).contains("MISSED?"));
        let goal = Goal { number: 4, what: "small".into(), measured: String::new(), reached: None, is_thin: false };
        assert!(line(&goal).contains("not measured"));
    }
}
