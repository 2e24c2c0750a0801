//! The report as SARIF 2.1.0, which code hosts show beside the code. A flaw is an error, what could not be asked a warning; the rest is no result.

use crate::run::{Outcome, Report};
use serde_json::{Value, json};

/// The report as SARIF.
pub fn write(report: &Report) -> String {
    let rules: Vec<Value> = report
        .lines
        .iter()
        .map(|line| {
            let tags = [line.check.sources, line.check.threats].concat();
            json!({
                "id": line.check.id,
                "shortDescription": {"text": line.check.claim},
                "fullDescription": {"text": format!("Where it fails, {}.", line.check.harm)},
                "properties": {"tags": tags},
            })
        })
        .collect();
    let results: Vec<Value> = report
        .lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| {
            let (level, text) = match &line.outcome {
                Outcome::Pass | Outcome::NotApplicable(_) => return None,
                Outcome::Fail { why, reproduction } => ("error", format!("{why}\n{}", reproduction.join("\n"))),
                Outcome::Inconclusive(why) => ("warning", why.clone()),
            };
            let text: String = text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect();
            Some(json!({
                "ruleId": line.check.id,
                "ruleIndex": index,
                "level": level,
                "message": {"text": text},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": report.base}}}],
            }))
        })
        .collect();
    let driver = json!({"name": "plenary-conformance", "version": env!("CARGO_PKG_VERSION"), "rules": rules});
    let whole = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    });
    format!("{whole:#}\n")
}
