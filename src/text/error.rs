//! Words for everything that can go wrong between a person, this app and a backend. Not: what is in programme files (`programme`).

use super::people::field;
use crate::api::{ApiError, ProgrammeError};
use crate::config::{ConfigFault, MemberFault};
use crate::domain::privacy::Field;
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::text::TextFault;

/// Why there is no programme to see.
pub fn programme_error(error: &ProgrammeError) -> String {
    match error {
        ProgrammeError::Api(error) => api_error(error),
        ProgrammeError::Unreadable(sentence) => sentence.clone(),
    }
}

/// A sentence that says what happened and what to do.
pub fn api_error(error: &ApiError) -> String {
    match error {
        ApiError::Unreachable => {
            t!("The conference’s server could not be reached. Nothing was lost; check the connection and try again.").into()
        }
        ApiError::Intercepted => {
            t!("This Wi-Fi answered instead of the conference: it probably wants you to sign in to the network first. Nothing was lost, and \
             nobody was signed out. Open any web page, sign in to the Wi-Fi, then try again.")
                .into()
        }
        ApiError::SessionExpired => t!("Your sign-in has ended. Sign in again to go on.").into(),
        ApiError::StepUpRequired => t!("This needs a fresh confirmation that it is you. Nothing was changed.").into(),
        ApiError::Held => {
            t!("The organisers are holding your profile while they look at it. You can read it and hide more of it, but not change it; write to them if that is a mistake.")
                .into()
        }
        ApiError::Forbidden => t!("The conference’s server does not allow this for your account. Nothing was changed.").into(),
        ApiError::NotJoined => {
            t!("Your organisation vouches for you, but your organisation’s account is not joined with a delegate’s account here, so nobody was signed in. Please ask the organisers to join the two.")
                .into()
        }
        ApiError::SignIn(fault) => super::oidc::sign_in_fault(*fault).into(),
        ApiError::NotFound => t!("There is nothing at this address.").into(),
        ApiError::Conflict(_) => {
            t!("This was changed on another device in the meantime. What you typed is still here; nothing was overwritten.").into()
        }
        ApiError::Invalid(problems) => match problems.first() {
            Some(problem) => field_problem(problem),
            None => t!("The server refused this without saying why. Nothing was changed.").into(),
        },
        ApiError::TooManyRequests { retry_after } => format!("Too many attempts. Please wait {} and try again.", wait(*retry_after)),
        ApiError::Unavailable { retry_after } => {
            format!("The conference’s server is not available just now. Nothing was lost; try again in {}.", wait(*retry_after))
        }
        ApiError::Server { status } => {
            format!("The conference’s server failed (status {status}). Nothing was changed; please try again in a moment.")
        }
        ApiError::Outdated => {
            t!("There is a newer version of this page, and the part of this one that is needed now is gone. Load the page again; what was shown \
             as saved is saved.")
                .into()
        }
        ApiError::Malformed { member } => {
            format!("The conference’s server sent an answer that this app does not understand (“{member}”). Nothing was changed.")
        }
    }
}

fn wait(seconds: Option<u32>) -> String {
    match seconds {
        None => "a moment".into(),
        Some(s) if s < 90 => super::count(s.max(1) as usize, "second", "seconds"),
        Some(s) => super::count(s.div_ceil(60) as usize, "minute", "minutes"),
    }
}

/// What must be corrected at an input.
pub fn field_problem(problem: &FieldProblem) -> String {
    let subject = match problem.input {
        Input::SignInEmail => t!("The e-mail address"),
        Input::Proof => t!("The code"),
        Input::Listed => t!("Being listed"),
        Input::Passkey => t!("The name of the passkey"),
        Input::Confirmation => t!("The address"),
        Input::Complaint => t!("The complaint"),
        Input::ShownCode => t!("The code"),
        Input::Report => t!("The report"),
        Input::Field(f) => field(f),
    };
    match problem.fault {
        Fault::Text(TextFault::TooLong(limit)) => format!("{subject} is longer than {limit} characters. Please shorten it."),
        Fault::Text(TextFault::HiddenCharacters) => {
            format!("{subject} holds invisible characters that can disguise a text. Please type it again instead of pasting it.")
        }
        Fault::Text(TextFault::Stacked) => format!("{subject} holds too many accents on one letter. Please remove some."),
        Fault::Text(TextFault::NotAnAddress) => {
            t!("That does not look like an e-mail address. It needs a name, an @ and a domain, such as ada@example.org.").into()
        }
        Fault::Text(TextFault::NotALink) => {
            t!("Each line must be one whole address that begins with https://, such as https://example.org/ada, and nothing else.").into()
        }
        Fault::Text(TextFault::TooManyLinks(most)) => format!("{subject} takes {most} addresses. Please remove some."),
        Fault::ProofRefused if problem.input == Input::ShownCode => {
            t!("That code leads to nobody. It may be mistyped, used already or older than two minutes. Ask for a new one.").into()
        }
        Fault::ProofRefused => {
            t!("That code does not open this sign-in. It may be mistyped, used already or older than ten minutes. Check the newest mail, or \
             ask for a new code.")
                .into()
        }
        Fault::NotEditable => format!("{subject} cannot be changed here."),
        Fault::NameNotShared => t!("To be in the directory, fill in your name and let all delegates see it.").into(),
        Fault::NotAPhoto => t!("That file is not a picture this conference can use. Choose a JPEG, PNG or WebP of at most 8 MB.").into(),
        Fault::NoMore(most) => format!("There are {most} already, and there is no place for another. Remove one that you no longer use."),
        Fault::Empty if matches!(problem.input, Input::Field(Field::Name)) => {
            "A connection begins with a name. Fill in yours under Profile and privacy first; who sees it stays your choice.".into()
        }
        Fault::Empty if matches!(problem.input, Input::Complaint | Input::Report) => {
            t!("Nothing was written yet. Say what happened, in your own words.").into()
        }
        Fault::Unchanged => format!("{subject} is the same as before."),
        Fault::MixedScripts => {
            format!(
                "{subject} mixes letters of different alphabets within one word, which can disguise it as another. Please write each word in one alphabet."
            )
        }
        Fault::LooksLikeSpeaker => {
            format!(
                "{subject} looks like the name of somebody on stage but is spelt with other letters. If you are that person, copy your name from the programme."
            )
        }
        Fault::Empty => format!("{subject} is empty. Please type something that you will recognise."),
        Fault::NotTheSame => t!("That is not the address of this account. Nothing was erased.").into(),
    }
}

/// What is wrong with `config.json`: a headline for organisers, and how to mend it.
pub fn config_fault(fault: &ConfigFault) -> String {
    match fault {
        ConfigFault::NotFound => t!("There is no config.json beside this app. Put one next to index.html.").into(),
        ConfigFault::Unreachable => "config.json could not be fetched. Check the connection and load the page again.".into(),
        ConfigFault::NotJson { line, column, .. } => format!("config.json is not valid JSON at line {line}, column {column}."),
        ConfigFault::Member { name: "", .. } => "config.json must be one object: { \"name\": \"…\", … }.".into(),
        ConfigFault::Member { name, reason } => format!("In config.json, “{name}” {}.", member_fault(*reason)),
        ConfigFault::DemoNotBuilt => {
            "config.json asks for the demo conference, which this build does not contain. Set “backend” to the address of your backend, \
             for example “/api”."
                .into()
        }
    }
}

fn member_fault(fault: MemberFault) -> String {
    match fault {
        MemberFault::NotAWalk(position) => {
            return format!("needs two different rooms and whole minutes up to 240, as [\"Great Hall\", \"Library\", 8]; number {position} of its “rooms” is something else");
        }
        MemberFault::Missing => "is missing",
        MemberFault::WrongKind => "must be a text in quotation marks",
        MemberFault::Empty => "is empty",
        MemberFault::NotAnAddress => "must be an address that begins with https://, http:// or /",
        MemberFault::NotProtected => "must begin with https:// (http:// only for this machine, such as http://127.0.0.1:8080), because tokens travel there",
        MemberFault::NotAuth => "must be {\"mode\": \"cookie\"}, or {\"mode\": \"oidc\", \"issuer\": \"https://…\", \"client_id\": \"…\", \"scope\": \"openid\"}",
        MemberFault::NotAMode => "must be “cookie” or “oidc”",
        MemberFault::NotOpenid => "must hold the word openid, such as \"openid offline_access\"",
        MemberFault::NotInTheDemo => "cannot be “oidc” for the demo conference, which lives in this page and knows no issuer",
        MemberFault::NotAZone => "must be a time zone name such as Europe/Berlin",
        MemberFault::NotAColour => "must be a colour such as #0a5a6b",
        MemberFault::NotAFont => "must be names of fonts such as “Georgia, serif”",
        MemberFault::NotARadius => "must be a length such as 8px or 0.5rem, up to 32px",
        MemberFault::NotOwn => "must be a path of this site that begins with /",
        MemberFault::NotWords => "must give sentences by language, such as {\"en\": {\"Help\": \"Ask the desk\"}}",
        MemberFault::NotHosts => "must be a list of origins such as [\"https://www.example.org\"]",
        MemberFault::NotWalking => "must be minutes between rooms, such as {\"default\": 4, \"rooms\": [[\"Great Hall\", \"Library\", 8]]}",
        MemberFault::NotNotices => "must be an object such as {\"key\": \"…\"}",
        MemberFault::NotAKey => "must be 64 digits and letters from a to f, as the backend’s own /config.json shows them",
        MemberFault::NotMinutes => "must have whole minutes from 0 to 240 as its “default”",
    }
    .into()
}
