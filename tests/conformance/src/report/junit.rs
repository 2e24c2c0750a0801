//! The report as JUnit's XML, which every build server shows. A check that could not be asked is an error there, never a skipped test.

use super::escaped;
use crate::run::{Counts, Outcome, Report};

/// The report as XML.
pub fn write(report: &Report) -> String {
    let Counts { failed, not_applicable, inconclusive, .. } = report.counts();
    let seconds: f64 = report.lines.iter().map(|line| line.took.as_secs_f64()).sum();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str(&format!(
        "<testsuite name=\"plenary-conformance: {}\" tests=\"{}\" failures=\"{failed}\" errors=\"{inconclusive}\" skipped=\"{not_applicable}\" time=\"{seconds:.3}\">\n",
        escaped(&report.title),
        report.lines.len()
    ));
    for line in &report.lines {
        let area = line.check.id.split('-').next().unwrap_or_default();
        let name = escaped(&format!("{} {}", line.check.id, line.check.claim));
        xml.push_str(&format!("  <testcase classname=\"{area}\" name=\"{name}\" time=\"{:.3}\">", line.took.as_secs_f64()));
        let why = escaped(line.outcome.why());
        match &line.outcome {
            Outcome::Pass => {}
            Outcome::Fail { reproduction, .. } => {
                xml.push_str(&format!("<failure message=\"{why}\">{}</failure>", escaped(&reproduction.join("\n"))));
            }
            Outcome::NotApplicable(_) => xml.push_str(&format!("<skipped message=\"{why}\"/>")),
            Outcome::Inconclusive(_) => xml.push_str(&format!("<error message=\"{why}\"/>")),
        }
        xml.push_str("</testcase>\n");
    }
    xml + "</testsuite>\n"
}
