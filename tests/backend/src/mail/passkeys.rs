//! What stands in the mails about passkeys. Not: what a passkey is called, which is whatever somebody typed.

use super::notice::{IF_YOU, Told};
use plenary::conference::DeviceLabel;

const CLOSE: &str = "Nobody at the conference will ever ask you for a code, or to confirm a passkey for somebody else.";

/// A passkey can sign in from now on.
pub(super) fn added(label: DeviceLabel) -> Told {
    Told {
        subject: "A passkey was added at {event}",
        opening: "a passkey was added to your account at {event}:",
        device: Some(label),
        fields: None,
        rest: &[
            "From now on whoever can unlock that device or password manager can sign in as you, without a mail.",
            IF_YOU,
            "If it was not you: open {url} as you always do, sign in with a code, go to \"Profile and privacy\", then \"Devices and sign-in\", \
             remove the passkey, and press \"This wasn't me\" beside the device. That signs it out at once.",
            CLOSE,
        ],
    }
}

/// A passkey opens nothing any more.
pub(super) fn removed(label: DeviceLabel) -> Told {
    Told {
        subject: "A passkey was removed at {event}",
        opening: "a passkey was removed from your account at {event}:",
        device: Some(label),
        fields: None,
        rest: &[
            "It opens nothing any more. You can always sign in with a code by mail.",
            "If this was you, you need not do anything; you may delete the passkey on your device too.",
            "If it was not you: open {url} as you always do, sign in with a code, go to \"Profile and privacy\", then \"Devices and sign-in\", \
             and press \"This wasn't me\" beside the device that you do not know.",
            CLOSE,
        ],
    }
}

/// A signature was right, but came from what may be a second copy of the key.
pub(super) fn copied() -> Told {
    Told {
        subject: "A passkey was refused at {event}",
        opening: "somebody tried to sign in to your account at {event} with one of your passkeys, and was refused:",
        device: None,
        fields: None,
        rest: &[
            "The device counts how often a passkey is used, and this count went back. That happens when a passkey was copied, or when a device \
             was restored from an old backup. Nobody was signed in.",
            "To be safe, open {url} as you always do, sign in with a code, go to \"Profile and privacy\", then \"Devices and sign-in\", remove that \
             passkey and add a new one.",
            CLOSE,
        ],
    }
}
