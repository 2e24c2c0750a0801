//! What stands in a mail about something that was done with an account: what, on which device, when, and what to do if it was somebody else.
//! Not: a secret, nor a link that does anything by itself, so that nobody learns to press such links.

use super::voice::{Voice, times};
use super::{Office, letter, passkeys};
use crate::tongue::Tongue;
use lettre::Message;
use plenary::conference::{ConnectedBy, DeviceLabel, Happened, Notice};
use plenary::domain::privacy::{Field, PerField};

/// What a mail tells, in English.
pub(super) struct Told {
    pub(super) subject: &'static str,
    /// Before device and time.
    pub(super) opening: &'static str,
    pub(super) device: Option<DeviceLabel>,
    /// Which fields the opening names.
    pub(super) fields: Option<PerField<bool>>,
    /// Paragraphs behind device and time.
    pub(super) rest: &'static [&'static str],
}

pub(super) const IF_YOU: &str = "If this was you, you need not do anything.";

// The address of the start page, as people know it; the rest is said in words.
const NOT_YOU: &str = "If it was not you: open {url} as you always do, sign in, go to \"Profile and privacy\", then \"Devices and sign-in\", and press \
    \"This wasn't me\" beside that device. It is signed out at once, everywhere. Where it is the device that you are using, press \
    \"Sign out everywhere\".";

const NO_CODE: &str = "Nobody at the conference will ever ask you for a code.";

/// The mail; an error where its address cannot be written by the rules of SMTP.
pub(super) fn compose(notice: &Notice, asked: Tongue, office: &Office) -> Result<Message, lettre::error::Error> {
    let (subject, text) = wording(notice, asked, office);
    letter::mail(&notice.to, &office.from, subject, text)
}

/// Subject and text. Whoever acted chose the language, which may be somebody else than the owner: they must not be able to choose one in which the owner
/// learns nothing, so all of it stands there in English too.
pub(super) fn wording(notice: &Notice, asked: Tongue, office: &Office) -> (String, String) {
    let tongue = spoken(notice.what, asked);
    let text = match (said(notice, Tongue::English, office), tongue) {
        (english, Tongue::English) => english,
        (english, tongue) => format!("{}\nIn English:\n\n{english}", said(notice, tongue, office)),
    };
    (voice(tongue, office).say(told(notice.what).subject), text)
}

fn voice(tongue: Tongue, office: &Office) -> Voice<'_> {
    Voice { tongue, event: &office.event, url: &office.url }
}

fn said(notice: &Notice, tongue: Tongue, office: &Office) -> String {
    let voice = voice(tongue, office);
    let Told { subject: _, opening, device, fields, rest } = told(notice.what);
    let at = times(tongue, notice.at, office.zone.as_ref());
    let place = device.map_or(at.clone(), |label| format!("{}\n{at}", voice.device(label)));
    let fields = fields.map_or_else(String::new, |fields| voice.fields(fields));
    let mut paragraphs = vec![voice.say_of(&fields, opening), place];
    paragraphs.extend(rest.iter().map(|paragraph| voice.say(paragraph)));
    voice.text(paragraphs)
}

/// The language of the request is that of the reader only where the reader asked. What it is says something of whoever did, which is theirs to tell.
fn spoken(what: Happened, asked: Tongue) -> Tongue {
    match what {
        Happened::Held | Happened::Released | Happened::SignedOut | Happened::Connected(ConnectedBy::Another) => Tongue::English,
        Happened::FirstSignIn(_)
        | Happened::NewDevice(_)
        | Happened::OrganisationAdded(_)
        | Happened::OrganisationRemoved(_)
        | Happened::PasskeyAdded(_)
        | Happened::PasskeyRemoved(_)
        | Happened::PasskeyCopied
        | Happened::ProfileChanged(..)
        | Happened::Exported(_)
        | Happened::Widened(..)
        | Happened::Given(..)
        | Happened::Connected(ConnectedBy::Reader) => asked,
    }
}

// The values of fields are in no mail: it may pass through more hands than the person chose to show them to. Nor is whom somebody met.
fn told(what: Happened) -> Told {
    match what {
        Happened::FirstSignIn(label) => Told {
            subject: "You signed in to {event} for the first time",
            opening: "your account at {event} was used for the first time:",
            device: Some(label),
            fields: None,
            rest: &[
                "If this was you, you need not do anything. You will get a mail like this whenever a new device signs in.",
                NOT_YOU,
                NO_CODE,
            ],
        },
        Happened::NewDevice(label) => Told {
            subject: "A new device signed in to {event}",
            opening: "somebody signed in to your account at {event} on a device that was not used for it before:",
            device: Some(label),
            fields: None,
            rest: &[IF_YOU, NOT_YOU, NO_CODE],
        },
        Happened::PasskeyAdded(label) => passkeys::added(label),
        Happened::PasskeyRemoved(label) => passkeys::removed(label),
        Happened::PasskeyCopied => passkeys::copied(),
        Happened::OrganisationAdded(label) => Told {
            subject: "Your organisation’s sign-in now opens {event}",
            opening: "from now on the sign-in of your organisation opens your account at {event}. It was joined here:",
            device: Some(label),
            fields: None,
            rest: &[
                "If this was you, you need not do anything. You can take it away again under \"Devices and sign-in\".",
                NOT_YOU,
                NO_CODE,
            ],
        },
        Happened::OrganisationRemoved(label) => Told {
            subject: "Your organisation’s sign-in no longer opens {event}",
            opening: "the sign-in of your organisation no longer opens your account at {event}. It was taken away here:",
            device: Some(label),
            fields: None,
            rest: &["If this was you, you need not do anything. A mailed code still opens your account.", NOT_YOU, NO_CODE],
        },
        Happened::Held => Told {
            subject: "Your profile at {event} is held by the organisers",
            opening: "the organisers of {event} are looking at your profile and hold it until they have:",
            device: None,
            fields: None,
            rest: &[
                "While they do, other delegates do not see you: not in the directory, not on a page of yours, and not among their connections. You can \
                 sign in at {url} as you always do and read everything. You can hide more of it, but not change it or show more.",
                "You get a mail when they are done. If you think it is a mistake, write to the organisers.",
            ],
        },
        Happened::Released => Told {
            subject: "Your profile at {event} is no longer held",
            opening: "the organisers of {event} hold your profile no longer:",
            device: None,
            fields: None,
            rest: &["Other delegates see of you again what you share with them, as you chose it; nothing of it was changed."],
        },
        Happened::SignedOut => Told {
            subject: "You were signed out everywhere at {event}",
            opening: "the organisers of {event} signed your account out on every device, and no code or link that was mailed before opens it any more:",
            device: None,
            fields: None,
            rest: &[
                "Nothing in it was changed. Sign in at {url} as you always do. Then look under \"Devices and sign-in\" whether every passkey and every \
                 other way in is yours, and remove what is not.",
                "Nobody at the conference will ever ask you for a code. If you did not expect this, write to the organisers.",
            ],
        },
        // To the address before. Whoever reads it may not be able to sign in any more, so it says what helps then.
        Happened::ProfileChanged(label, fields) if *fields.of(Field::Email) => Told {
            subject: "Your account at {event} has another address",
            opening: "from now on your account at {event} is opened by another e-mail address, and no longer by this one. It was changed here:",
            device: Some(label),
            fields: None,
            rest: &[
                IF_YOU,
                "If it was not you: for a day, wherever you are still signed in, \"Profile and privacy\" takes it back by one press. Where you are signed \
                 in nowhere any more, and for anything later, write to the organisers at once: they can hold the account.",
                NOT_YOU,
                NO_CODE,
            ],
        },
        Happened::ProfileChanged(label, fields) => Told {
            subject: "Your profile at {event} was changed",
            opening: "this was changed in your profile at {event}: {fields}.",
            device: Some(label),
            fields: Some(fields),
            rest: &[
                "If this was you, you need not do anything. For a day you can take it back by one press, under \"Profile and privacy\".",
                NOT_YOU,
                NO_CODE,
            ],
        },
        Happened::Widened(label, fields) => Told {
            subject: "More people see you at {event}",
            opening: if fields.iter().any(|(_, wider)| *wider) {
                "from now on more people see your {fields} at {event}. It was chosen here:"
            } else {
                "from now on you are in the directory at {event}. It was chosen here:"
            },
            device: Some(label),
            fields: Some(fields),
            rest: &[
                "If this was you, you need not do anything. \"Hide everything now\" under \"Profile and privacy\" takes all of it back at once.",
                NOT_YOU,
                NO_CODE,
            ],
        },
        Happened::Exported(label) => Told {
            subject: "A copy of your data at {event} was made",
            opening: "a copy of everything that is kept about you at {event} was made, under \"My data\":",
            device: Some(label),
            fields: None,
            rest: &["If this was you, you need not do anything. Keep the copy as you keep your letters.", NOT_YOU, NO_CODE],
        },
        // Without a device: of the two, the one who asked was not there.
        Happened::Connected(_) => Told {
            subject: "You are connected with somebody at {event}",
            opening: "you and somebody whom you met at {event} have each other's contact details now:",
            device: None,
            fields: None,
            rest: &[
                "If this was you, you need not do anything. With whom, and what you gave, stands under \"Connections\"; you end it there at any time.",
                NOT_YOU,
                NO_CODE,
            ],
        },
        Happened::Given(label, fields) => Told {
            subject: "You gave contact details to somebody at {event}",
            opening: "somebody whom you met at {event} gets your {fields} from you. It was given here:",
            device: Some(label),
            fields: Some(fields),
            rest: &["If this was you, you need not do anything. You take it back at any time under \"Connections\".", NOT_YOU, NO_CODE],
        },
    }
}
