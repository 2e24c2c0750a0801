//! The report for programs that are written for it. Its members are only ever added to.

use crate::run::{Counts, Outcome, Report};
use serde_json::{Value, json};

/// The report as JSON.
pub fn write(report: &Report) -> String {
    let Counts { passed, failed, not_applicable, inconclusive } = report.counts();
    let checks: Vec<Value> = report
        .lines
        .iter()
        .map(|line| {
            let mut check = json!({
                "id": line.check.id,
                "verdict": line.outcome.word(),
                "claim": line.check.claim,
                "harm": line.check.harm,
                "sources": line.check.sources,
                "threats": line.check.threats,
                "milliseconds": u64::try_from(line.took.as_millis()).unwrap_or(u64::MAX),
            });
            if !line.outcome.why().is_empty() {
                check["why"] = clean(line.outcome.why()).into();
            }
            if let Outcome::Fail { reproduction, .. } = &line.outcome {
                check["reproduction"] = reproduction.clone().into();
            }
            check
        })
        .collect();
    let whole = json!({
        "suite": format!("plenary-conformance {}", env!("CARGO_PKG_VERSION")),
        "target": {"name": report.title, "base": report.base},
        "profile": report.profile,
        "begun": report.at,
        "requests": report.requests,
        "clean": report.is_clean(),
        "counts": {"passed": passed, "failed": failed, "not_applicable": not_applicable, "inconclusive": inconclusive},
        "checks": checks,
    });
    format!("{whole:#}\n")
}

/// Without signs that make trouble in a terminal.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}
