//! The report as one page that can be printed and handed to somebody who runs a conference and writes no programs: what was found in plain words
//! first, how to see it last. No script, nothing fetched.

use super::escaped;
use crate::run::{Counts, Line, Outcome, Report};

const STYLE: &str = "
:root{color-scheme:light dark;--good:#17663a;--bad:#a3160f;--open:#7a4b00;--line:#8884}
@media(prefers-color-scheme:dark){:root{--good:#7fd8a4;--bad:#ff9c94;--open:#f0c274}}
body{font:1.05rem/1.55 system-ui,sans-serif;max-inline-size:60rem;margin:2rem auto;padding-inline:1rem}
h1{font-size:1.8rem;line-height:1.2}h2{margin-block-start:2.5rem}
.verdict{font-size:1.25rem;border-inline-start:.4rem solid;padding:.6rem 1rem}
.good{color:var(--good)}.bad{color:var(--bad)}.open{color:var(--open)}
table{border-collapse:collapse;inline-size:100%}th,td{text-align:start;vertical-align:top;padding:.35rem .6rem;border-block-end:1px solid var(--line)}
td:first-child{white-space:nowrap;font-weight:600}section.flaw{border:1px solid var(--line);border-radius:.6rem;padding:0 1rem;margin-block:1rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem}.fine{color:inherit;opacity:.75;font-size:.9rem}
@media print{details>*{display:block}section.flaw{break-inside:avoid}}";

/// The report as a page.
pub fn write(report: &Report) -> String {
    let Counts { passed, failed, not_applicable, inconclusive } = report.counts();
    let title = escaped(&report.title);
    let verdict = match (failed, inconclusive) {
        (0, 0) => format!("<p class=\"verdict good\">Everything that was asked holds: {passed} of {passed} checks.</p>"),
        (0, _) => {
            format!("<p class=\"verdict open\">No flaw was seen, but {inconclusive} checks could not be asked. That is not a pass.</p>")
        }
        (1, _) => {
            "<p class=\"verdict bad\">One flaw was found. It should be mended before people trust this server with their data.</p>".into()
        }
        (many, _) => {
            format!(
                "<p class=\"verdict bad\">{many} flaws were found. They should be mended before people trust this server with their data.</p>"
            )
        }
    };
    let flaws: String = report.lines.iter().filter_map(flaw).collect();
    let open = rows(report, |outcome| matches!(outcome, Outcome::Inconclusive(_)));
    let nothing = rows(report, |outcome| matches!(outcome, Outcome::NotApplicable(_)));
    let held = rows(report, |outcome| matches!(outcome, Outcome::Pass));
    let part = |heading: &str, words: &str, rows: String| match rows.is_empty() {
        true => String::new(),
        false => format!("<h2>{heading}</h2><p>{words}</p><table>{rows}</table>"),
    };
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}: what its server keeps of its promises</title><style>{STYLE}</style></head><body><main>\
         <h1>{title}: does its server keep people’s data to themselves?</h1>{verdict}\
         <p class=\"fine\">Asked from outside, as an attacker would, with {} requests at {}. Profile: {}. \
         {passed} hold, {failed} do not, {inconclusive} could not be asked, {not_applicable} do not apply.</p>{}{}{}{}</main></body></html>\n",
        report.requests,
        escaped(&moment(report.at)),
        report.profile,
        if flaws.is_empty() { String::new() } else { format!("<h2>What was found</h2>{flaws}") },
        part("What could not be asked", "Each counts as not passed. The second column says what the suite was missing.", open),
        part("What does not apply", "The description of the server says that it has no such thing, and why.", nothing),
        part("What holds", "Each was asked in the way that an attacker would, and refused.", held),
    )
}

fn flaw(line: &Line) -> Option<String> {
    let Outcome::Fail { why, reproduction } = &line.outcome else { return None };
    Some(format!(
        "<section class=\"flaw\"><h3>{}: it does not hold that {}</h3><p>What can happen: {}.</p><p>What was seen: {}</p>\
         <details><summary>How to see it again</summary><pre>{}</pre></details><p class=\"fine\">Demanded by {}</p></section>",
        line.check.id,
        escaped(line.check.claim),
        escaped(line.check.harm),
        escaped(why),
        escaped(&reproduction.join("\n")),
        escaped(&line.check.demanded_by())
    ))
}

fn rows(report: &Report, wanted: impl Fn(&Outcome) -> bool) -> String {
    let row = |line: &Line| {
        let why = if line.outcome.why().is_empty() { String::new() } else { format!("<br>{}", escaped(line.outcome.why())) };
        format!("<tr><td>{}</td><td>{}{why}</td></tr>", line.check.id, escaped(line.check.claim))
    };
    report.lines.iter().filter(|line| wanted(&line.outcome)).map(row).collect()
}

/// Unix seconds as a date and time in UTC.
fn moment(at: u64) -> String {
    let moment = i64::try_from(at).ok().and_then(|at| jiff::Timestamp::from_second(at).ok());
    moment.map_or_else(|| at.to_string(), |moment| moment.strftime("%Y-%m-%d %H:%M UTC").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_by_people() {
        assert_eq!(moment(0), "1970-01-01 00:00 UTC");
        assert_eq!(moment(1_795_873_560), "2026-11-28 13:46 UTC");
    }
}
