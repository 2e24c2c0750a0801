//! What stands in the two mails. Not: how they are sent.

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox};
use plenary::conference::{Letter, LetterPurpose};

/// RFC 3834: no out-of-office reply is wanted.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

/// The mail; an error where its address cannot be written by the rules of SMTP.
pub(super) fn compose(letter: &Letter, from: &Mailbox, event: &str, url: &str) -> Result<Message, lettre::error::Error> {
    let to = letter.to.as_str().parse().map_err(|_| lettre::error::Error::MissingTo)?;
    let code = letter.code.expose();
    let (subject, text) = match letter.purpose {
        LetterPurpose::SignIn => (format!("Sign in to {event}"), sign_in(event, code, url, letter.link_token.expose())),
        LetterPurpose::StepUp => (format!("Confirm a change at {event}"), step_up(event, code)),
    };
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(subject)
        .message_id(Some(format!("<{}@{}>", message_number(), from.email.domain())))
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN)
        .body(body(text))
}

// Quoted-printable would break the link over two lines for whoever reads the mail's source; only a name that is not ASCII needs it.
fn body(text: String) -> Body {
    if text.is_ascii() {
        let lines = text.replace('\n', "\r\n");
        Body::dangerous_pre_encoded(lines.into_bytes(), ContentTransferEncoding::SevenBit)
    } else {
        Body::new(text)
    }
}

// The token stands in the fragment, which no browser sends to any server.
fn sign_in(event: &str, code: &str, url: &str, token: &str) -> String {
    format!(
        "Hello,\n\nthis is your code to sign in to {event}:\n\n{code}\n\n\
         Or open this link in the browser in which you asked for it:\n\n{url}/sign-in/link#{token}\n\n\
         Both work once, within the next 10 minutes. Nobody at the conference will ever ask you for them.\n\n\
         If it was not you who asked, you need not do anything: without this mail nobody gets in.\n"
    )
}

fn step_up(event: &str, code: &str) -> String {
    format!(
        "Hello,\n\nyou are about to change what people recognise or reach you by, or to show it to more people, at {event}.\n\
         This code confirms that it is you:\n\n{code}\n\n\
         It works once, within the next 10 minutes, and only where you are signed in now. Nobody at the conference will ever ask you for it.\n\n\
         If it was not you who asked, somebody else is signed in as you: open the app and sign out on every device.\n"
    )
}

fn message_number() -> String {
    let mut bytes = [0; 16];
    // A message id that is not unique is untidy, no more.
    let _ = getrandom::fill(&mut bytes);
    format!("{:032x}", u128::from_be_bytes(bytes))
}
