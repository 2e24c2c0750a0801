//! Playwright's JSON report: its counts, and the names of what did not pass. Screenshots and traces stay where Playwright puts them.

use super::tally::Tally;
use serde_json::Value;

/// What is worth telling of a run.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// The counts. A test that passed when it was tried once more passed, and is among the remarks: nothing unsteady is silent.
    pub(super) tally: Tally,
    /// The names of tests that failed, were skipped or needed a second try, each with the word that says which.
    pub(super) remarks: Vec<String>,
}

/// Reads a report; `None` when it is none.
pub(super) fn read(report: &str) -> Option<Outcome> {
    let report: Value = serde_json::from_str(report).ok()?;
    let stats = report.get("stats")?;
    let count = |name: &str| stats.get(name).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
    let mut remarks = Vec::new();
    for error in list(&report, "errors") {
        remarks.push(format!("failed   {}", text(error, "message").lines().next().unwrap_or_default()));
    }
    // An error outside every test (a file that does not load) is in no count.
    let outside = remarks.len();
    for suite in list(&report, "suites") {
        remember(suite, "", &mut remarks);
    }
    let tally = Tally { passed: count("expected")? + count("flaky")?, failed: count("unexpected")? + outside, skipped: count("skipped")? };
    Some(Outcome { tally, remarks })
}

fn remember(suite: &Value, above: &str, remarks: &mut Vec<String>) {
    let here = [above, text(suite, "title")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ");
    for spec in list(suite, "specs") {
        for test in list(spec, "tests") {
            let word = match text(test, "status") {
                "expected" => continue,
                "skipped" => "skipped",
                "flaky" => "unsteady",
                _ => "failed",
            };
            let project = text(test, "projectName");
            remarks.push(format!("{word:8} {project} › {here} › {}", text(spec, "title")));
        }
    }
    for inner in list(suite, "suites") {
        remember(inner, &here, remarks);
    }
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"{"suites": [{"title": "agenda.spec.ts", "specs": [
        {"title": "opens", "tests": [{"projectName": "light", "status": "expected"}, {"projectName": "dark", "status": "unexpected"}]}],
        "suites": [{"title": "search", "specs": [{"title": "finds", "tests": [{"projectName": "light", "status": "skipped"}]},
        {"title": "waits", "tests": [{"projectName": "light", "status": "flaky"}]}]}]}],
        "errors": [], "stats": {"expected": 1, "skipped": 1, "unexpected": 1, "flaky": 1}}"#;

    #[test]
    fn counts_and_names_are_read() {
        let outcome = read(REPORT).unwrap();
        assert_eq!(outcome.tally, Tally { passed: 2, failed: 1, skipped: 1 });
        let expected = ["failed   dark › agenda.spec.ts › opens", "skipped  light › agenda.spec.ts › search › finds"];
        assert_eq!(outcome.remarks[..2], expected);
        assert_eq!(outcome.remarks[2], "unsteady light › agenda.spec.ts › search › waits");
    }

    #[test]
    fn a_file_that_does_not_load_is_a_failure() {
        let report = r#"{"suites": [], "errors": [{"message": "SyntaxError\nat x"}], "stats": {"expected": 0, "skipped": 0, "unexpected": 0, "flaky": 0}}"#;
        let outcome = read(report).unwrap();
        assert_eq!((outcome.tally.failed, outcome.remarks), (1, vec!["failed   SyntaxError".to_owned()]));
    }

    #[test]
    fn anything_else_is_no_report() {
        assert_eq!(read("no JSON"), None);
        assert_eq!(read("{}"), None);
        assert_eq!(read(r#"{"stats": {"expected": 3}}"#), None);
    }
}
