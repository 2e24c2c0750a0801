//! Words for what happens between a person, their device and a passkey. Not: what a backend says, which is `error`.

use crate::browser::PasskeyFault;

/// Why nobody was signed in by a passkey; empty where there is nothing to say.
pub fn passkey_not_used(fault: PasskeyFault) -> &'static str {
    match fault {
        PasskeyFault::NotGiven => {
            t!(
                "No passkey was used. Either the question was closed or took too long, or this device has none for this conference. Try again, or \
             use a code by mail."
            )
        }
        PasskeyFault::TakenBack => "",
        PasskeyFault::AlreadyThere | PasskeyFault::Unsupported => t!("This browser cannot use passkeys here. A code by mail always works."),
        PasskeyFault::Failed => t!("The browser could not use a passkey on this page. A code by mail always works."),
    }
}

/// Why no passkey was made; empty where there is nothing to say.
pub fn passkey_not_made(fault: PasskeyFault) -> &'static str {
    match fault {
        PasskeyFault::NotGiven => {
            t!("No passkey was added: the question was closed, or took too long. Nothing was changed; you can try again.")
        }
        PasskeyFault::TakenBack => "",
        PasskeyFault::AlreadyThere => t!("This device has a passkey for your account already. Nothing was changed."),
        PasskeyFault::Unsupported => {
            t!(
                "This device cannot keep a passkey: it needs a screen lock (PIN, fingerprint or face), or a password manager that keeps passkeys. \
             Nothing was changed."
            )
        }
        PasskeyFault::Failed => t!("The browser could not make a passkey on this page. Nothing was changed."),
    }
}

/// The backend did not take what the device signed: deliberately one sentence for every reason.
pub fn passkey_refused() -> &'static str {
    t!(
        "That passkey does not open an account here. It may have been removed, or too much time has passed. Try again, or use a code by mail."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn no_sentence_is_a_dead_end() {
        use PasskeyFault::{AlreadyThere, Failed, NotGiven, TakenBack, Unsupported};
        for fault in [NotGiven, AlreadyThere, Unsupported, Failed] {
            assert!(passkey_not_used(fault).contains("code by mail"));
            assert!(!passkey_not_made(fault).is_empty());
        }
        assert_eq!((passkey_not_used(TakenBack), passkey_not_made(TakenBack)), ("", ""));
    }
}
