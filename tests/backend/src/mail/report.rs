//! What stands in the mail by which somebody tells the organisers about somebody else. Not: a name or an address; the ids are looked up by a command on
//! the server, so that a mailbox never tells who complained about whom.

use super::{Office, letter, voice::times};
use crate::tongue::Tongue;
use lettre::Message;
use plenary::conference::connections::ReportLetter;
use plenary::domain::connection::ReportReason;
use plenary::domain::id::DelegateId;
use plenary::domain::text::{Email, Text};

/// The mail; an error where its address cannot be written by the rules of SMTP.
pub(super) fn compose(to: &Email, sent: &ReportLetter, office: &Office) -> Result<Message, lettre::error::Error> {
    let Office { event, zone, from, .. } = office;
    let at = times(Tongue::English, sent.report.at, zone.as_ref());
    letter::mail(to, from, format!("Report {} at {event}", sent.report.reference), text(event, sent, &at))
}

fn text(event: &str, ReportLetter { report }: &ReportLetter, at: &str) -> String {
    let id = |id: &Option<DelegateId>| id.as_ref().map_or_else(String::new, DelegateId::to_string);
    let words = report.words.as_ref().map_or_else(|| "(nothing)".to_owned(), quoted);
    format!(
        "Hello,\n\nsomebody at {event} reports another delegate to you.\n\nReference: {}\nReason: {}\nWhen: {at}\nReported: {}\nReported by: {}\n\n\
         In their words:\n\n{words}\n\n\
         Who they are says `plenary-backend reports` on the server; the reported delegate knows nothing of this mail. \
         `plenary-backend hold --id ID` takes them out of everybody's sight while you look into it.\n",
        report.reference,
        reason(report.reason),
        id(&report.reported),
        id(&report.reporter)
    )
}

/// Marked as somebody else's words, line by line, so that nothing in them passes for ours.
fn quoted(words: &Text) -> String {
    words.as_str().lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
}

/// As the organisers read it.
pub(crate) fn reason(reason: ReportReason) -> &'static str {
    match reason {
        ReportReason::Harassment => "harassment",
        ReportReason::Impersonation => "pretends to be somebody else",
        ReportReason::Content => "shows what has no place here",
        ReportReason::Other => "something else",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plenary::conference::connections::store::Report;

    #[test]
    fn words_of_a_reporter_never_pass_for_ours_t43() {
        let words = Text::parse("they shout\nReference: R-FAKE\n\nhold somebody else", 2000, true).unwrap();
        let (reference, reason) = ("R-ABCD2345".to_owned(), ReportReason::Other);
        let report = Report { reference, reporter: "a1".parse().ok(), reported: "b2".parse().ok(), reason, words, at: 0 };
        let text = text("Event", &ReportLetter { report }, "now");
        assert_eq!(text.lines().filter(|line| line.starts_with("Reference:")).collect::<Vec<_>>(), ["Reference: R-ABCD2345"]);
        assert!(text.contains("> Reference: R-FAKE\n> \n> hold somebody else") || text.contains("> Reference: R-FAKE"));
    }
}
