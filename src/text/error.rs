//! Words for everything that can go wrong between a person, this app and a backend. Not: what is in programme files (`programme`).

use crate::api::{ApiError, ProgrammeError};
use crate::config::{ConfigFault, MemberFault};
use crate::domain::problem::Said;

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
            // The part for the programme has no inputs.
            #[cfg(feature = "personal")]
            Some(problem) => super::input::field_problem(problem),
            _ => t!("The server refused this without saying why. Nothing was changed.").into(),
        },
        ApiError::Refused(said) => refused(said),
        ApiError::TooManyRequests { retry_after } => too_many(Wait::of(*retry_after)),
        ApiError::Unavailable { retry_after } => unavailable(Wait::of(*retry_after)),
        ApiError::Server { status: 413 } => {
            t!("What was sent is larger than the conference’s server takes. Nothing was changed; send something smaller.").into()
        }
        ApiError::Server { status } if *status < 500 => t!(
            "The conference’s server does not take this (status {status}). Nothing was changed. If it happens again, please tell the organisers what this says.",
            status
        ),
        ApiError::Server { status } => {
            t!("The conference’s server failed (status {status}). Nothing was changed; please try again in a moment.", status)
        }
        ApiError::Outdated => {
            t!("There is a newer version of this page, and the part of this one that is needed now is gone. Load the page again; what was shown \
             as saved is saved.")
                .into()
        }
        ApiError::Malformed { member } => {
            t!("The conference’s server sent an answer that this app does not understand (“{member}”). Nothing was changed.", member)
        }
    }
}

/// What a backend says in its own words.
fn refused(said: &[Said]) -> String {
    let reasons = said.iter().map(|Said { input, words }| match input {
        #[cfg(feature = "personal")]
        Some(input) => t!("{subject}: “{words}”", subject = super::input::subject(*input), words),
        _ => t!("“{words}”", words),
    });
    let reasons = reasons.collect::<Vec<_>>().join(" ");
    t!("The conference’s server did not take this. It says: {reasons} Nothing was changed; what you typed is still here.", reasons)
}

/// How long, as people say it.
enum Wait {
    Moment,
    Seconds(usize),
    Minutes(usize),
}

impl Wait {
    fn of(seconds: Option<u32>) -> Self {
        match seconds {
            None => Self::Moment,
            Some(s) if s < 90 => Self::Seconds(s.max(1) as usize),
            Some(s) => Self::Minutes(s.div_ceil(60) as usize),
        }
    }
}

fn too_many(wait: Wait) -> String {
    match wait {
        Wait::Moment => t!("Too many attempts. Please wait a moment and try again.").into(),
        Wait::Seconds(s) => {
            tn!(s, "Too many attempts. Please wait {n} second and try again.", "Too many attempts. Please wait {n} seconds and try again.")
        }
        Wait::Minutes(m) => {
            tn!(m, "Too many attempts. Please wait {n} minute and try again.", "Too many attempts. Please wait {n} minutes and try again.")
        }
    }
}

fn unavailable(wait: Wait) -> String {
    match wait {
        Wait::Moment => t!("The conference’s server is not available just now. Nothing was lost; try again in a moment.").into(),
        Wait::Seconds(s) => tn!(
            s,
            "The conference’s server is not available just now. Nothing was lost; try again in {n} second.",
            "The conference’s server is not available just now. Nothing was lost; try again in {n} seconds."
        ),
        Wait::Minutes(m) => tn!(
            m,
            "The conference’s server is not available just now. Nothing was lost; try again in {n} minute.",
            "The conference’s server is not available just now. Nothing was lost; try again in {n} minutes."
        ),
    }
}

/// What is wrong with `config.json`: a headline for organisers, and how to mend it.
pub fn config_fault(fault: &ConfigFault) -> String {
    match fault {
        ConfigFault::NotFound => t!("There is no config.json beside this app. Put one next to index.html.").into(),
        ConfigFault::Unreachable => t!("config.json could not be fetched. Check the connection and load the page again.").into(),
        ConfigFault::NotJson { line, column, .. } => t!("config.json is not valid JSON at line {line}, column {column}.", line, column),
        ConfigFault::Member { name: "", .. } => t!("config.json must be one object: {example}.", example = r#"{ "name": "…", … }"#),
        ConfigFault::Member { name, reason } => member_fault(name, *reason),
        ConfigFault::Unknown { within, name } => t!(
            "In config.json, “{within}” has “{name}” in it, which means nothing to this version. Correct it, or take it out.",
            within,
            name
        ),
        ConfigFault::DemoNotBuilt => t!(
            "config.json asks for the demo conference, which this build does not contain. Set “backend” to the address of your backend, \
             for example “/api”."
        )
        .into(),
    }
}

fn member_fault(name: &str, fault: MemberFault) -> String {
    match fault {
        MemberFault::NotAWalk(position) => t!(
            "In config.json, “{name}” needs two different rooms and whole minutes up to 240, as [\"Great Hall\", \"Library\", 8]; number {position} of its “rooms” is something else.",
            name,
            position
        ),
        MemberFault::Missing => t!("In config.json, “{name}” is missing.", name),
        MemberFault::WrongKind => t!("In config.json, “{name}” must be a text in quotation marks.", name),
        MemberFault::Empty => t!("In config.json, “{name}” is empty.", name),
        MemberFault::NotAnAddress => t!("In config.json, “{name}” must be an address that begins with https://, http:// or /.", name),
        MemberFault::NotProtected => t!(
            "In config.json, “{name}” must begin with https:// (http:// only for this machine, such as http://127.0.0.1:8080), because tokens travel there.",
            name
        ),
        MemberFault::NotAuth => t!(
            "In config.json, “{name}” must be {cookie}, or {oidc}.",
            name,
            cookie = r#"{"mode": "cookie"}"#,
            oidc = r#"{"mode": "oidc", "issuer": "https://…", "client_id": "…", "scope": "openid"}"#
        ),
        MemberFault::NotAMode => t!("In config.json, “{name}” must be “cookie” or “oidc”.", name),
        MemberFault::NotRoutes => t!(
            "In config.json, “{name}” must give paths for the contract’s, such as {example}.",
            name,
            example = r#"{"/delegates": "/people/"}"#
        ),
        MemberFault::NotAPlace => t!(
            "In config.json, “{name}” among the routes must be a path below the backend’s address that begins with / and has the same {parts} in it, or false.",
            name,
            parts = "{…}"
        ),
        MemberFault::NotFields => {
            t!(
                "In config.json, “{name}” must give JSON pointers by field, such as {example}.",
                name,
                example = r#"{"id": "/id", "name": "/full_name"}"#
            )
        }
        MemberFault::NotADirectory => t!(
            "In config.json, “{name}” must say where what is known of people stands, such as {example}.",
            name,
            example = r#"{"people": "/results", "fields": {"id": "/id", "name": "/full_name"}}"#
        ),
        MemberFault::NotAPointer => t!("In config.json, “{name}” must be a JSON pointer such as /contact/phone.", name),
        MemberFault::NotPointers => t!("In config.json, “{name}” must be a list of JSON pointers such as [\"/url\"].", name),
        MemberFault::NotAParameter => t!("In config.json, “{name}” must be the name of a parameter such as search.", name),
        MemberFault::NotOpenid => t!("In config.json, “{name}” must hold the word openid, such as \"openid offline_access\".", name),
        MemberFault::NotInTheDemo => {
            t!("In config.json, “{name}” cannot be “oidc” for the demo conference, which lives in this page and knows no issuer.", name)
        }
        MemberFault::NotAZone => t!("In config.json, “{name}” must be a time zone name such as Europe/Berlin.", name),
        MemberFault::NotAColour => t!("In config.json, “{name}” must be a colour such as #0a5a6b.", name),
        MemberFault::NotAFont => t!("In config.json, “{name}” must be names of fonts such as “Georgia, serif”.", name),
        MemberFault::NotARadius => t!("In config.json, “{name}” must be a length such as 8px or 0.5rem, up to 32px.", name),
        MemberFault::NotOwn => t!("In config.json, “{name}” must be a path of this site that begins with /.", name),
        MemberFault::NotWords => t!(
            "In config.json, “{name}” must give sentences by language, such as {example}.",
            name,
            example = r#"{"en": {"Help": "Ask the desk"}}"#
        ),
        MemberFault::NotHosts => t!("In config.json, “{name}” must be a list of origins such as [\"https://www.example.org\"].", name),
        MemberFault::NotWalking => t!(
            "In config.json, “{name}” must be minutes between rooms, such as {example}.",
            name,
            example = r#"{"default": 4, "rooms": [["Great Hall", "Library", 8]]}"#
        ),
        MemberFault::NotNotices => t!("In config.json, “{name}” must be an object such as {example}.", name, example = r#"{"key": "…"}"#),
        MemberFault::NotAKey => {
            t!("In config.json, “{name}” must be 64 digits and letters from a to f, as the backend’s own /config.json shows them.", name)
        }
        MemberFault::NotMinutes => t!("In config.json, “{name}” must have whole minutes from 0 to 240 as its “default”.", name),
    }
}
