//! What stands in the mails that hold a code, and the form of every mail. Not: how they are sent.

use super::Office;
use super::voice::Voice;
use crate::tongue::Tongue;
use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox};
use plenary::conference::{Letter, LetterPurpose};
use plenary::domain::text::Email;

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

/// Whoever asked chose the language, which may be somebody who holds a stolen session: see the notices' of this name.
const WHOEVER_READS: &str = "In English: with this code somebody changes or opens an account at {event}. This mail is in the language of the browser that \
    asked for it. If it was not you who asked, give the code to nobody. If you have an account there, open the app as you always do, and look under \
    \"Profile and privacy\" and \"Devices and sign-in\".";

/// The mail; an error where its address cannot be written by the rules of SMTP.
pub(super) fn compose(letter: &Letter, tongue: Tongue, office: &Office) -> Result<Message, lettre::error::Error> {
    let Office { event, url, from, .. } = office;
    let voice = Voice { tongue, event, url };
    let (subject, text) = wording(letter.purpose, voice, letter.code.expose(), letter.link_token.expose());
    mail(&letter.to, from, subject, text)
}

/// Subject and text.
pub(super) fn wording(purpose: LetterPurpose, voice: Voice<'_>, code: &str, token: &str) -> (String, String) {
    let (subject, mut paragraphs) = match purpose {
        LetterPurpose::SignIn => ("Sign in to {event}", sign_in(voice, code, token)),
        LetterPurpose::StepUp => ("Confirm a change at {event}", step_up(voice, code)),
        LetterPurpose::Address => ("Confirm your new address at {event}", address(voice, code)),
        LetterPurpose::Join => ("Join your organisation’s sign-in to {event}", join(voice, code)),
    };
    match purpose {
        // It changes nothing, and where somebody else asked, its reader need not do anything.
        LetterPurpose::SignIn => {}
        LetterPurpose::StepUp | LetterPurpose::Address | LetterPurpose::Join => paragraphs.extend(voice.in_english_too(WHOEVER_READS)),
    }
    (voice.say(subject), voice.text(paragraphs))
}

/// A mail of plain text that asks for no answer.
pub(super) fn mail(to: &Email, from: &Mailbox, subject: String, text: String) -> Result<Message, lettre::error::Error> {
    numbered(to, from, subject, text, &message_id(&message_number(), from))
}

/// The name of a mail, whose number is its own.
pub(super) fn message_id(number: &str, from: &Mailbox) -> String {
    format!("<{number}@{}>", from.email.domain())
}

/// [`mail`] with a name that is given.
pub(super) fn numbered(to: &Email, from: &Mailbox, subject: String, text: String, id: &str) -> Result<Message, lettre::error::Error> {
    let to = to.as_str().parse().map_err(|_| lettre::error::Error::MissingTo)?;
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(subject)
        .message_id(Some(id.to_owned()))
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN)
        .body(body(text))
}

// Quoted-printable would break the link over two lines for whoever reads the mail's source; only what is not ASCII needs it.
fn body(text: String) -> Body {
    if text.is_ascii() {
        let lines = text.replace('\n', "\r\n");
        Body::dangerous_pre_encoded(lines.into_bytes(), ContentTransferEncoding::SevenBit)
    } else {
        Body::new(text)
    }
}

// The token stands in the fragment, which no browser sends to any server.
fn sign_in(voice: Voice<'_>, code: &str, token: &str) -> Vec<String> {
    vec![
        voice.say("this is your code to sign in to {event}:"),
        code.to_owned(),
        voice.say("Or open this link in the browser in which you asked for it:"),
        format!("{}/sign-in/link#{token}", voice.url),
        voice.say("Both work once, within the next 10 minutes. Nobody at the conference will ever ask you for them."),
        voice.say("If it was not you who asked, you need not do anything: without this mail nobody gets in."),
    ]
}

fn step_up(voice: Voice<'_>, code: &str) -> Vec<String> {
    vec![
        voice.say(
            "you are about to do something at {event} that only you may: change what people recognise or reach you by, show it to more people, or change \
             how your account is opened. The page on which you are says which.",
        ),
        voice.say("This code confirms that it is you:"),
        code.to_owned(),
        voice.say(
            "It works once, within the next 10 minutes, and only where you are signed in now. Nobody at the conference will ever ask you for it.",
        ),
        voice.say(
            "If it was not you who asked, somebody else is signed in as you: open the app, go to \"Profile and privacy\", then \"Devices and sign-in\", and \
             press \"This wasn't me\" beside the device that you do not know.",
        ),
    ]
}

// No link: the code is typed in the browser that came back from the provider, and in no other.
fn join(voice: Voice<'_>, code: &str) -> Vec<String> {
    vec![
        voice.say(
            "somebody signed in at their organisation, which says that this address is theirs, and wants to open your account at {event} that way from now on.",
        ),
        voice.say("If it was you, this code joins the two:"),
        code.to_owned(),
        voice.say(
            "It works once, within the next 10 minutes, and only in the browser in which you did that. Nobody at the conference will ever ask you for it.",
        ),
        voice.say("If it was not you, you need not do anything, and must not give this code to anybody: without it nobody gets in."),
    ]
}

// Also to somebody who never heard of the conference, where the address was mistyped.
fn address(voice: Voice<'_>, code: &str) -> Vec<String> {
    vec![
        voice.say("somebody wants to use this address for their account at {event}."),
        voice.say("If it was you, this code makes it so:"),
        code.to_owned(),
        voice.say(
            "It works once, within the next 10 minutes, and only where you asked for it. From then on you sign in with this address. Nobody at the \
             conference will ever ask you for the code.",
        ),
        voice.say("If it was not you, you need not do anything, and must not give this code to anybody."),
    ]
}

fn message_number() -> String {
    let mut bytes = [0; 16];
    // A message id that is not unique is untidy, no more.
    let _ = getrandom::fill(&mut bytes);
    format!("{:032x}", u128::from_be_bytes(bytes))
}
