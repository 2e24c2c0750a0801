//! What must be corrected at an input, and what the input is called. Not: what else a backend refuses (`error`).

use super::people::field;
use crate::domain::privacy::Field;
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::text::TextFault;

pub(super) fn subject(input: Input) -> &'static str {
    match input {
        Input::SignInEmail => t!("The e-mail address"),
        Input::Proof => t!("The code"),
        Input::Listed => t!("Being listed"),
        Input::Passkey => t!("The name of the passkey"),
        Input::Confirmation => t!("The address"),
        Input::Complaint => t!("The complaint"),
        Input::ShownCode => t!("The code"),
        Input::Report => t!("The report"),
        Input::Field(f) => field(f),
    }
}

/// What must be corrected at an input.
pub fn field_problem(problem: &FieldProblem) -> String {
    let subject = subject(problem.input);
    match problem.fault {
        Fault::Text(TextFault::TooLong(limit)) => tn!(
            limit,
            "{subject} is longer than {n} character. Please shorten it.",
            "{subject} is longer than {n} characters. Please shorten it.",
            subject
        ),
        Fault::Text(TextFault::HiddenCharacters) => {
            t!("{subject} holds invisible characters that can disguise a text. Please type it again instead of pasting it.", subject)
        }
        Fault::Text(TextFault::Stacked) => t!("{subject} holds too many accents on one letter. Please remove some.", subject),
        Fault::Text(TextFault::NotAnAddress) => {
            t!("That does not look like an e-mail address. It needs a name, an @ and a domain, such as ada@example.org.").into()
        }
        Fault::Text(TextFault::NotALink) => {
            t!("Each line must be one whole address that begins with https://, such as https://example.org/ada, and nothing else.").into()
        }
        Fault::Text(TextFault::TooManyLinks(most)) => {
            tn!(most, "{subject} takes {n} address. Please remove some.", "{subject} takes {n} addresses. Please remove some.", subject)
        }
        Fault::ProofRefused if problem.input == Input::ShownCode => {
            t!("That code leads to nobody. It may be mistyped, used already or older than two minutes. Ask for a new one.").into()
        }
        Fault::ProofRefused => t!(
            "That code does not open this sign-in. It may be mistyped, used already or older than ten minutes. Check the newest mail, or \
             ask for a new code."
        )
        .into(),
        Fault::NotEditable => t!("{subject} cannot be changed here.", subject),
        Fault::NameNotShared => t!("To be in the directory, fill in your name and let all delegates see it.").into(),
        Fault::NotAPhoto => t!("That file is not a picture this conference can use. Choose a JPEG, PNG or WebP of at most 8 MB.").into(),
        Fault::NoMore(most) => tn!(
            most,
            "There is {n} already, and there is no place for another. Remove one that you no longer use.",
            "There are {n} already, and there is no place for another. Remove one that you no longer use."
        ),
        Fault::Empty if matches!(problem.input, Input::Field(Field::Name)) => {
            t!("A connection begins with a name. Fill in yours under Profile and privacy first; who sees it stays your choice.").into()
        }
        Fault::Empty if matches!(problem.input, Input::Complaint | Input::Report) => {
            t!("Nothing was written yet. Say what happened, in your own words.").into()
        }
        Fault::Unchanged => t!("{subject} is the same as before.", subject),
        Fault::MixedScripts => {
            t!(
                "{subject} mixes letters of different alphabets within one word, which can disguise it as another. Please write each word in one alphabet.",
                subject
            )
        }
        Fault::LooksLikeSpeaker => {
            t!(
                "{subject} looks like the name of somebody on stage but is spelt with other letters. If you are that person, copy your name from the programme.",
                subject
            )
        }
        Fault::Empty => t!("{subject} is empty. Please type something that you will recognise.", subject),
        Fault::NotTheSame => t!("That is not the address of this account. Nothing was erased.").into(),
    }
}
