//! The report as lines of a terminal. Not: colours, which a file of them could not show.

use crate::run::{Counts, Line, Outcome, Report};

/// One check.
pub fn line(line: &Line) -> String {
    let mut text = format!("{:<12} {:<13} {}", line.outcome.word(), line.check.id, line.check.claim);
    if !line.outcome.why().is_empty() {
        text.push_str(&format!("\n             {}", line.outcome.why().replace('\n', "\n             ")));
    }
    if let Outcome::Fail { reproduction, .. } = &line.outcome {
        text.push_str(&format!("\n             what can happen: {}", line.check.harm));
        for command in reproduction {
            text.push_str(&format!("\n             {command}"));
        }
    }
    text
}

/// The last lines.
pub fn sum(report: &Report) -> String {
    let Counts { passed, failed, not_applicable, inconclusive } = report.counts();
    let verdict = match report.is_clean() {
        true => "Everything that was asked holds.",
        false if failed > 0 => "This backend has flaws. Each is shown above with the requests that show it.",
        false => "No flaw was seen, but not everything could be asked: that is not a pass.",
    };
    format!(
        "\n{} ({} profile, {} requests): {passed} passed, {failed} failed, {inconclusive} inconclusive, {not_applicable} not applicable\n{verdict}",
        report.title, report.profile, report.requests
    )
}
