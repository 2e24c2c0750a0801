//! Sentences about people's rights: where a consent stands, what a receipt says. Not: the privacy policy, whose words are the organiser's.

use crate::domain::rights::{Form, Receipt};

/// Where a consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreed {
    /// Nothing was ever agreed to.
    Never,
    /// To the policy that is in force.
    Now,
    /// To one that was in force before.
    Before,
    /// It was taken back.
    Withdrawn,
}

/// The sentence that says so; `when`: of the last step, `version`: of the policy it was about.
pub fn agreed(state: Agreed, when: &str, version: &str) -> String {
    match state {
        Agreed::Never => t!("You have not agreed to anything yet. You agree when you first choose that others may see something.").into(),
        Agreed::Now => {
            t!("Since {when} you agree that others see what you choose, as the privacy policy says (version {version}).", when, version)
        }
        Agreed::Before => {
            t!(
                "The privacy policy has changed since you agreed to it on {when} (version {version}). Please read it again; nothing more is shown of you than before.",
                when,
                version
            )
        }
        Agreed::Withdrawn => {
            t!(
                "You took your agreement back on {when}. Nothing about you has been shown to anybody since, unless you chose so again.",
                when
            )
        }
    }
}

/// A copy is on this device.
pub fn copy_saved(form: Form, name: &str) -> String {
    match form {
        Form::Json => t!("Saved as {name}, for other programs.", name),
        Form::Page => t!("Saved as {name}. Open it in any browser, also without a network.", name),
    }
}

/// The receipt as a text to keep.
pub fn receipt(receipt: &Receipt, event: &str) -> String {
    let kept: String = receipt.kept.iter().map(|kept| format!("* {}\n  {}\n", kept.what, kept.why)).collect();
    let erased = t!("Everything about me at {event} was erased.", event);
    let reference = t!("Reference: {reference}", reference = receipt.reference);
    let done = t!("Done: {when}", when = receipt.at);
    let stays = t!("What stays, and why:");
    format!("{erased}\n\n{reference}\n{done}\n\n{stays}\n\n{kept}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rights::Kept;
    use crate::domain::time::Moment;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_receipt_to_keep_says_everything_era_04() {
        let kept = vec![Kept { what: "A thing.".into(), why: "Because.".into() }];
        let text = receipt(&Receipt { reference: "E-ABC".into(), at: Moment::new(0, 0), kept }, "Event");
        assert!(["Event", "E-ABC", "1970-01-01T00:00:00+00:00", "A thing.", "Because."].iter().all(|part| text.contains(part)), "{text}");
    }

    #[test]
    fn no_state_of_a_consent_is_without_words() {
        for state in [Agreed::Never, Agreed::Now, Agreed::Before, Agreed::Withdrawn] {
            assert!(!agreed(state, "Monday", "1").is_empty());
        }
    }
}
