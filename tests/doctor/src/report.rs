//! What was found: each thing with why it matters and how to mend it, and a table of all of it. Not: how it was found.

use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// As it should be.
    Good,
    /// It works, and could be better.
    Better,
    /// It does not work, or somebody's data is at risk.
    Wrong,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub grade: Grade,
    /// What it is about: `page`, `policy`, `files` and so on.
    pub about: &'static str,
    /// What was found.
    pub what: String,
    /// Why it matters; empty where it is good.
    pub why: String,
    /// How to mend it; empty where it is good.
    pub mend: String,
}

/// Everything that was looked at, in the order in which it was.
#[derive(Debug, Clone)]
pub struct Report {
    /// The app's address.
    pub address: String,
    /// In the order in which they were found.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Of nothing yet.
    pub fn of(address: &str) -> Self {
        Self { address: address.to_owned(), findings: Vec::new() }
    }

    /// As it should be.
    pub(crate) fn good(&mut self, about: &'static str, what: impl Into<String>) {
        self.findings.push(Finding { grade: Grade::Good, about, what: what.into(), why: String::new(), mend: String::new() });
    }

    /// It works, and could be better.
    pub(crate) fn better(&mut self, about: &'static str, what: impl Into<String>, why: impl Into<String>, mend: impl Into<String>) {
        self.findings.push(Finding { grade: Grade::Better, about, what: what.into(), why: why.into(), mend: mend.into() });
    }

    /// It does not work, or somebody's data is at risk.
    pub(crate) fn wrong(&mut self, about: &'static str, what: impl Into<String>, why: impl Into<String>, mend: impl Into<String>) {
        self.findings.push(Finding { grade: Grade::Wrong, about, what: what.into(), why: why.into(), mend: mend.into() });
    }

    /// How many are of this grade.
    pub fn count(&self, grade: Grade) -> usize {
        self.findings.iter().filter(|finding| finding.grade == grade).count()
    }

    /// Whether nothing is wrong.
    pub fn is_well(&self) -> bool {
        self.count(Grade::Wrong) == 0
    }
}

impl Grade {
    fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Better => "better",
            Self::Wrong => "WRONG",
        }
    }
}

/// Columns to which text is broken.
const WIDTH: usize = 110;

/// A text in lines that begin at the same column.
fn folded(text: &str, indent: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().filter(|line| line.is_empty() || line.chars().count() + word.chars().count() < WIDTH - indent);
        match line {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

/// What another program answered, as it may stand in a report: on one line, short, and with nothing in it that a terminal obeys.
pub(crate) fn quoted(text: &str) -> String {
    const MOST: usize = 120;
    let shown: String = text.chars().take(MOST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().count() > MOST { format!("{shown}…") } else { shown }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n", self.address)?;
        for finding in &self.findings {
            writeln!(f, "  {:<7} {:<10} {}", finding.grade.word(), finding.about, folded(&finding.what, 21))?;
            for (name, text) in [("why", &finding.why), ("mend", &finding.mend)] {
                if !text.is_empty() {
                    writeln!(f, "{:21}{name:<5} {}", "", folded(text, 27))?;
                }
            }
        }
        let (wrong, better) = (self.count(Grade::Wrong), self.count(Grade::Better));
        writeln!(f, "\n{} good, {better} could be better, {wrong} wrong", self.count(Grade::Good))?;
        writeln!(
            f,
            "Nobody was signed in and nothing was changed. What only an account shows, such as cookies, is asked by the conformance suite."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_a_table_that_says_why_and_how_to_mend_it() {
        let mut report = Report::of("https://app.example.org/");
        report.good("page", "It is there.");
        assert!(report.is_well());
        report.better("files", "x ".repeat(80), "slow", "pack them");
        report.wrong("policy", "There is none.", "Anything may run.", "Send one.");
        assert!(!report.is_well());
        let text = report.to_string();
        assert!(text.contains("  good    page       It is there.\n"), "{text}");
        assert!(text.contains(
            "  WRONG   policy     There is none.\n                     why   Anything may run.\n                     mend  Send one.\n"
        ));
        assert!(text.contains("\n1 good, 1 could be better, 1 wrong\n"));
        assert!(text.lines().all(|line| line.chars().count() <= 140), "{text}");
    }

    #[test]
    fn what_a_server_says_cannot_write_on_the_terminal() {
        assert_eq!(quoted("a\x1b[2Jb\r\nc"), "a [2Jb  c");
        assert_eq!(quoted(&"x".repeat(500)).chars().count(), 121);
    }
}
