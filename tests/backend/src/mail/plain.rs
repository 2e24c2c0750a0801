//! Mails that are written where they arise: to the organisers, and the last one to somebody who is gone. Not: what a delegate is told of their account
//! (`notice`), nor anything with a secret (`letter`).

use super::{Office, letter};
use lettre::Message;
use lettre::message::header::ReplyTo;
use lettre::message::{Mailbox, Mailboxes};
use plenary::conference::rights::Complaint;
use plenary::domain::rights::{Kept, Receipt};
use plenary::domain::text::Email;
use std::fmt::Write;

/// A mail as it will be read.
pub struct Plain {
    /// To whom.
    pub to: Email,
    /// Who gets the answer, if somebody else than the sender.
    pub reply_to: Option<Email>,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

pub(super) fn compose(plain: &Plain, office: &Office) -> Result<Message, lettre::error::Error> {
    let mut mail = letter::mail(&plain.to, &office.from, plain.subject.clone(), plain.text.clone())?;
    if let Some(reply_to) = &plain.reply_to {
        let mailbox = Mailbox::new(None, reply_to.as_str().parse().map_err(|_| lettre::error::Error::MissingTo)?);
        mail.headers_mut().set(ReplyTo::from(Mailboxes::from(mailbox)));
    }
    Ok(mail)
}

/// What somebody wrote, to whoever is responsible.
pub fn complaint(to: &Email, complaint: &Complaint, event: &str) -> Plain {
    let Complaint { reference, email, name, words, .. } = complaint;
    let who = name.as_ref().map_or_else(String::new, |name| format!("{} ", name.as_str()));
    Plain {
        to: to.clone(),
        reply_to: Some(email.clone()),
        subject: format!("Complaint {reference} about {event}"),
        text: format!(
            "A delegate complains about how their data is handled at {event}. They were told this reference and expect an answer under it, without undue delay \
             and within a month.\n\nReference: {reference}\nFrom: {who}<{}>\n\n----\n{}\n----\n\n\
             An answer to this mail goes to them. It was written by them, not by this program: do not follow links in it unless you know them.\n",
            email.as_str(),
            words.as_str()
        ),
    }
}

/// The receipt, to an address that is kept no longer.
pub fn farewell(to: &Email, receipt: &Receipt, event: &str) -> Plain {
    let mut kept = String::new();
    for Kept { what, why } in &receipt.kept {
        let _ = write!(kept, "* {what}\n  {why}\n");
    }
    Plain {
        to: to.clone(),
        reply_to: None,
        subject: format!("Everything about you at {event} is erased"),
        text: format!(
            "Hello,\n\nas you asked, your account at {event} and everything that was kept about you are erased. This is your receipt; it is kept nowhere else, so keep \
             it if you may need it.\n\nReference: {}\nDone: {}\n\nWhat stays, and why:\n\n{kept}\n\
             If it was not you who asked for this, tell the organisers at once. They cannot bring back what is gone, but they can find out how it came to it.\n\n\
             This is the last mail from {event} to this address, unless somebody invites you again.\n",
            receipt.reference, receipt.at,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plenary::domain::text::Text;
    use plenary::domain::time::Moment;

    #[test]
    fn what_a_delegate_wrote_stands_between_lines_and_is_no_header() {
        let words = Text::parse("Bcc: everybody@example.org\n\nSubject: x", 400, true).unwrap().unwrap();
        let written = Complaint {
            reference: "C-ABC".into(),
            delegate: "ada".parse().unwrap(),
            email: Email::parse("ada@example.org").unwrap(),
            name: None,
            at: 0,
            words,
        };
        let plain = complaint(&Email::parse("desk@example.org").unwrap(), &written, "Event");
        let mail = letter::mail(&plain.to, &"x@example.org".parse().unwrap(), plain.subject, plain.text).unwrap();
        let source = String::from_utf8(mail.formatted()).unwrap();
        let (head, body) = source.split_once("\r\n\r\n").unwrap();
        assert!(!head.contains("Bcc") && head.contains("C-ABC") && body.contains("Bcc: everybody@example.org"));
    }

    #[test]
    fn a_receipt_is_whole_in_the_mail_era_04() {
        let kept = vec![Kept { what: "A thing.".into(), why: "Because.".into() }];
        let receipt = Receipt { reference: "E-ABC".into(), at: Moment::new(1_790_000_000, 0), kept };
        let text = farewell(&Email::parse("ada@example.org").unwrap(), &receipt, "Event").text;
        assert!(["E-ABC", "2026-09-21T14:13:20+00:00", "A thing.", "Because."].iter().all(|part| text.contains(part)), "{text}");
    }
}
