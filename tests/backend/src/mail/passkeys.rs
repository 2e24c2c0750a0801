//! What stands in the mails about passkeys. Not: what a passkey is called, which is whatever somebody typed.

use plenary::conference::DeviceLabel;

const CLOSE: &str = "Nobody at the conference will ever ask you for a code, or to confirm a passkey for somebody else.\n";

/// A passkey can sign in from now on.
pub(super) fn added(event: &str, url: &str, label: DeviceLabel, at: &str) -> String {
    format!(
        "Hello,\n\na passkey was added to your account at {event}:\n\n{label}\n{at}\n\n\
         From now on whoever can unlock that device or password manager can sign in as you, without a mail.\n\n\
         If this was you, you need not do anything.\n\n\
         If it was not you: open {url} as you always do, sign in with a code, go to \"Profile and privacy\", then \"Devices and sign-in\", \
         remove the passkey, and press \"This wasn't me\" beside the device. That signs it out at once.\n\n{CLOSE}"
    )
}

/// A passkey opens nothing any more.
pub(super) fn removed(event: &str, url: &str, label: DeviceLabel, at: &str) -> String {
    format!(
        "Hello,\n\na passkey was removed from your account at {event}:\n\n{label}\n{at}\n\n\
         It opens nothing any more. You can always sign in with a code by mail.\n\n\
         If this was you, you need not do anything; you may delete the passkey on your device too.\n\n\
         If it was not you: open {url} as you always do, sign in with a code, go to \"Profile and privacy\", then \"Devices and sign-in\", \
         and press \"This wasn't me\" beside the device that you do not know.\n\n{CLOSE}"
    )
}

/// A signature was right, but came from what may be a second copy of the key.
pub(super) fn copied(event: &str, url: &str, at: &str) -> String {
    format!(
        "Hello,\n\nsomebody tried to sign in to your account at {event} with one of your passkeys, and was refused:\n\n{at}\n\n\
         The device counts how often a passkey is used, and this count went back. That happens when a passkey was copied, or when a device \
         was restored from an old backup. Nobody was signed in.\n\n\
         To be safe, open {url} as you always do, sign in with a code, go to \"Profile and privacy\", then \"Devices and sign-in\", remove that \
         passkey and add a new one.\n\n{CLOSE}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_hold_no_link_but_to_the_start_page_and_say_what_to_do() {
        let label = DeviceLabel::default();
        let (event, url) = ("Event", "https://c.example");
        for text in [added(event, url, label, "now"), removed(event, url, label, "now"), copied(event, url, "now")] {
            assert_eq!(text.matches("https://").count(), 1, "{text}");
            assert!(text.contains("Devices and sign-in") && text.contains("sign in with a code"));
        }
    }
}
