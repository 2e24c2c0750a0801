//! A run's report in the forms that people and programs read. Not: what was found, which is `run`.

pub mod html;
pub mod json;
pub mod junit;
pub mod sarif;
pub mod terminal;

use crate::run::Report;

/// A report in one form.
pub type Form = fn(&Report) -> String;

/// The forms that are written to files, by the flag that asks for each.
pub const FORMS: [(&str, Form); 4] =
    [("--json", json::write), ("--junit", junit::write), ("--sarif", sarif::write), ("--html", html::write)];

/// A text inside XML or HTML. What neither may hold becomes a sign that stands for it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Profile;
    use crate::checks;
    use crate::run::{Line, Outcome};
    use std::time::Duration;

    /// One line of each kind, with everything in it that a form could trip over.
    fn sample() -> Report {
        let outcomes = [
            Outcome::Pass,
            Outcome::Fail { why: "a <b> & \"c\"\u{1}".into(), reproduction: vec!["curl 'x' # -> 200".into(), "curl ']]>'".into()] },
            Outcome::NotApplicable("no portraits here".into()),
            Outcome::Inconclusive("needs the persona victim".into()),
        ];
        let lines = checks::all().into_iter().zip(outcomes).map(|(check, outcome)| Line { check, outcome, took: Duration::from_millis(7) });
        let (title, base) = ("A & B".into(), "http://localhost/api".into());
        Report { title, base, profile: Profile::Full, lines: lines.collect(), requests: 12, at: 1_800_000_000 }
    }

    #[test]
    fn every_form_holds_every_line() {
        let report = sample();
        assert!(!report.is_clean());
        for (flag, form) in FORMS {
            let text = form(&report);
            for line in &report.lines {
                assert!(text.contains(line.check.id), "{flag}: {}", line.check.id);
            }
            assert!(text.contains("needs the persona victim") && !text.contains('\u{1}'), "{flag}");
        }
    }

    #[test]
    fn json_and_sarif_are_json_with_the_counts_and_the_failure() {
        let report = sample();
        let json: serde_json::Value = serde_json::from_str(&json::write(&report)).unwrap();
        assert_eq!((&json["counts"]["failed"], &json["clean"]), (&1.into(), &false.into()));
        assert_eq!(json["checks"][1]["reproduction"][0], "curl 'x' # -> 200");
        let sarif: serde_json::Value = serde_json::from_str(&sarif::write(&report)).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        let levels: Vec<&str> = results.iter().map(|result| result["level"].as_str().unwrap()).collect();
        assert_eq!(levels, ["error", "warning"]);
        assert_eq!(sarif["version"], "2.1.0");
    }

    #[test]
    fn xml_and_html_are_well_formed_where_that_can_be_counted() {
        let report = sample();
        let xml = junit::write(&report);
        assert!(xml.contains("tests=\"4\" failures=\"1\" errors=\"1\" skipped=\"1\"") && xml.contains("&lt;b&gt; &amp; &quot;c&quot;"));
        assert_eq!(xml.matches("<testcase ").count(), xml.matches("</testcase>").count());
        let html = html::write(&report);
        for element in ["section", "table", "tr", "td", "details", "p"] {
            let (open, close) = (
                html.matches(&format!("<{element}>")).count() + html.matches(&format!("<{element} ")).count(),
                html.matches(&format!("</{element}>")).count(),
            );
            assert_eq!(open, close, "{element}");
        }
        assert!(!html.contains("<script") && !html.contains("http://localhost/api\""));
    }
}
