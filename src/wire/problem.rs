//! Errors as JSON: RFC 9457 problem details. Not: the words that people read.

use crate::domain::privacy::Field;
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::text::TextFault;
use serde::{Deserialize, Serialize};

/// `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `/problems/…`: see the constants of this module.
    #[serde(rename = "type")]
    pub kind: String,
    /// English, for developers.
    pub title: String,
    /// The HTTP status again.
    pub status: u16,
    /// Also in the server's log.
    #[serde(default)]
    pub request_id: String,
    /// What must be corrected, by input.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<InputProblem>,
}

/// No session, or one that ended. 401.
pub const SESSION_REQUIRED: &str = "/problems/session-required";
/// The session's proof is older than five minutes. 403.
pub const STEP_UP_REQUIRED: &str = "/problems/step-up-required";
/// A token is good, but no account here belongs to its subject. 403.
pub const NOT_JOINED: &str = "/problems/not-joined";
/// The organisers hold the account: it is read, not changed. 403.
pub const HELD: &str = "/problems/held";
/// Something must be corrected; see `errors`. 422.
pub const INVALID: &str = "/problems/invalid";

/// One of [`Problem::errors`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputProblem {
    /// JSON pointer into the request, e.g. `/phone`.
    pub pointer: String,
    /// What is wrong: `too_long`, `hidden_characters`, `stacked_marks`, `not_an_address`, `not_a_link`, `too_many_links`, `proof_refused`,
    /// `not_editable`, `name_not_shared`, `not_a_photo`, `no_more`, `empty`, `not_the_same`.
    pub code: String,
    /// The limit that was passed, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
}

impl From<&FieldProblem> for InputProblem {
    fn from(problem: &FieldProblem) -> Self {
        let name = match problem.input {
            Input::SignInEmail => "sign_in_email",
            Input::Proof => "code",
            Input::Listed => "listed",
            Input::Passkey => "label",
            Input::Confirmation => "confirm",
            Input::Complaint => "text",
            Input::ShownCode => "token",
            Input::Report => "words",
            Input::Field(field) => field.key(),
        };
        let (code, limit) = match problem.fault {
            Fault::Text(TextFault::TooLong(limit)) => ("too_long", Some(limit)),
            Fault::Text(TextFault::HiddenCharacters) => ("hidden_characters", None),
            Fault::Text(TextFault::Stacked) => ("stacked_marks", None),
            Fault::Text(TextFault::NotAnAddress) => ("not_an_address", None),
            Fault::Text(TextFault::NotALink) => ("not_a_link", None),
            Fault::Text(TextFault::TooManyLinks(limit)) => ("too_many_links", Some(limit)),
            Fault::ProofRefused => ("proof_refused", None),
            Fault::NotEditable => ("not_editable", None),
            Fault::NameNotShared => ("name_not_shared", None),
            Fault::NotAPhoto => ("not_a_photo", None),
            Fault::NoMore(limit) => ("no_more", Some(limit)),
            Fault::Empty => ("empty", None),
            Fault::Unchanged => ("unchanged", None),
            Fault::MixedScripts => ("mixed_scripts", None),
            Fault::LooksLikeSpeaker => ("looks_like_speaker", None),
            Fault::NotTheSame => ("not_the_same", None),
        };
        Self { pointer: format!("/{name}"), code: code.into(), limit }
    }
}

impl InputProblem {
    /// The problem in the app's own terms; `None` where a newer backend says something this app does not know.
    pub fn to_domain(&self) -> Option<FieldProblem> {
        let input = input(&self.pointer)?;
        let fault = match self.code.as_str() {
            "too_long" => Fault::Text(TextFault::TooLong(self.limit.unwrap_or(0))),
            "hidden_characters" => Fault::Text(TextFault::HiddenCharacters),
            "stacked_marks" => Fault::Text(TextFault::Stacked),
            "not_an_address" => Fault::Text(TextFault::NotAnAddress),
            "not_a_link" => Fault::Text(TextFault::NotALink),
            "too_many_links" => Fault::Text(TextFault::TooManyLinks(self.limit.unwrap_or(0))),
            "proof_refused" => Fault::ProofRefused,
            "not_editable" => Fault::NotEditable,
            "name_not_shared" => Fault::NameNotShared,
            "not_a_photo" => Fault::NotAPhoto,
            "no_more" => Fault::NoMore(self.limit.unwrap_or(0)),
            "empty" => Fault::Empty,
            "unchanged" => Fault::Unchanged,
            "mixed_scripts" => Fault::MixedScripts,
            "looks_like_speaker" => Fault::LooksLikeSpeaker,
            "not_the_same" => Fault::NotTheSame,
            _ => return None,
        };
        Some(FieldProblem { input, fault })
    }
}

/// The input that a pointer into a request means, with or without the `#` of a fragment.
pub(super) fn input(pointer: &str) -> Option<Input> {
    Some(match pointer.trim_start_matches(['#', '/']) {
        "sign_in_email" => Input::SignInEmail,
        "code" => Input::Proof,
        "listed" => Input::Listed,
        "label" => Input::Passkey,
        "confirm" => Input::Confirmation,
        "text" => Input::Complaint,
        "token" => Input::ShownCode,
        "words" => Input::Report,
        key => Input::Field(Field::from_key(key)?),
    })
}
