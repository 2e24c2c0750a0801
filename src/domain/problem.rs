//! What a person must correct before something can be saved. Not: the sentence that says so, which is in `text`.

use super::privacy::Field;
use super::text::TextFault;

/// The input that a problem belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Input {
    /// The address typed to sign in.
    SignInEmail,
    /// The code or link that proves the address.
    Proof,
    /// A field of the profile.
    Field(Field),
    /// Whether the person is in the directory.
    Listed,
    /// A passkey, by its name.
    Passkey,
    /// What is typed so that nothing is erased by mistake.
    Confirmation,
    /// A complaint.
    Complaint,
    /// The code that somebody shows to be asked for their contact details.
    ShownCode,
    /// A report to the organisers.
    Report,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The text cannot be taken.
    Text(TextFault),
    /// A code or link that opens nothing: wrong, used, expired or from another sign-in. Deliberately one case for all.
    ProofRefused,
    /// This field cannot be changed this way.
    NotEditable,
    /// Being listed needs a name that delegates may see.
    NameNotShared,
    /// Not an image that can be decoded, or too large.
    NotAPhoto,
    /// As many as anybody may have are there already.
    NoMore(usize),
    /// Left empty, and must not be.
    Empty,
    /// The same as before.
    Unchanged,
    /// A name that mixes alphabets within a word, as nobody's does who does not pretend to be another (Unicode TS 39).
    MixedScripts,
    /// A name that looks like that of somebody on stage and is spelt with other letters.
    LooksLikeSpeaker,
    /// Not what was to be typed.
    NotTheSame,
}

/// One problem at one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldProblem {
    /// Where.
    pub input: Input,
    /// What.
    pub fault: Fault,
}

/// Why a backend that is not of the contract did not take something, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Where, if it names an input of ours.
    pub input: Option<Input>,
    /// What it wrote. Show it as a quotation, with `dir="auto"` where that can be.
    pub words: String,
}
