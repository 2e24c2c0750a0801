//! What stands in a mail about something that was done with an account: what, on which device, when, and what to do if it was somebody else.
//! Not: a secret, nor a link that does anything by itself, so that nobody learns to press such links.

use super::{Office, letter, passkeys};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lettre::Message;
use plenary::conference::{DeviceLabel, Happened, Notice};
use plenary::domain::privacy::{Field, PerField};
use plenary::domain::time::ZoneName;

/// The mail; an error where its address cannot be written by the rules of SMTP.
pub(super) fn compose(notice: &Notice, office: &Office) -> Result<Message, lettre::error::Error> {
    let Office { event, url, zone, from, .. } = office;
    let at = times(notice.at, zone.as_ref());
    let (subject, text) = match notice.what {
        Happened::FirstSignIn(label) => (format!("You signed in to {event} for the first time"), first(event, url, label, &at)),
        Happened::NewDevice(label) => (format!("A new device signed in to {event}"), new_device(event, url, label, &at)),
        Happened::PasskeyAdded(label) => (format!("A passkey was added at {event}"), passkeys::added(event, url, label, &at)),
        Happened::PasskeyRemoved(label) => (format!("A passkey was removed at {event}"), passkeys::removed(event, url, label, &at)),
        Happened::PasskeyCopied => (format!("A passkey was refused at {event}"), passkeys::copied(event, url, &at)),
        Happened::OrganisationAdded(label) => (format!("Your organisation’s sign-in now opens {event}"), joined(event, url, label, &at)),
        Happened::OrganisationRemoved(label) => {
            (format!("Your organisation’s sign-in no longer opens {event}"), taken_away(event, url, label, &at))
        }
        Happened::Held => (format!("Your profile at {event} is held by the organisers"), held(event, url, &at)),
        Happened::Released => (format!("Your profile at {event} is no longer held"), released(event, &at)),
        Happened::SignedOut => (format!("You were signed out everywhere at {event}"), signed_out(event, url, &at)),
        Happened::ProfileChanged(label, fields) if *fields.of(Field::Email) => {
            (format!("Your account at {event} has another address"), moved(event, url, label, &at))
        }
        Happened::ProfileChanged(label, fields) => {
            (format!("Your profile at {event} was changed"), changed(event, url, label, fields, &at))
        }
        Happened::Widened(label, fields) => (format!("More people see you at {event}"), widened(event, url, label, fields, &at)),
        Happened::Exported(label) => (format!("A copy of your data at {event} was made"), exported(event, url, label, &at)),
        Happened::Connected => (format!("You are connected with somebody at {event}"), connected(event, url, &at)),
        Happened::Given(label, fields) => {
            (format!("You gave contact details to somebody at {event}"), given(event, url, label, fields, &at))
        }
    };
    letter::mail(&notice.to, from, subject, text)
}

fn first(event: &str, url: &str, label: DeviceLabel, at: &str) -> String {
    format!(
        "Hello,\n\nyour account at {event} was used for the first time:\n\n{label}\n{at}\n\n\
         If this was you, you need not do anything. You will get a mail like this whenever a new device signs in.\n\n{}",
        not_me(url)
    )
}

fn new_device(event: &str, url: &str, label: DeviceLabel, at: &str) -> String {
    format!(
        "Hello,\n\nsomebody signed in to your account at {event} on a device that was not used for it before:\n\n{label}\n{at}\n\n\
         If this was you, you need not do anything.\n\n{}",
        not_me(url)
    )
}

fn joined(event: &str, url: &str, label: DeviceLabel, at: &str) -> String {
    format!(
        "Hello,\n\nfrom now on the sign-in of your organisation opens your account at {event}. It was joined here:\n\n{label}\n{at}\n\n\
         If this was you, you need not do anything. You can take it away again under \"Devices and sign-in\".\n\n{}",
        not_me(url)
    )
}

fn taken_away(event: &str, url: &str, label: DeviceLabel, at: &str) -> String {
    format!(
        "Hello,\n\nthe sign-in of your organisation no longer opens your account at {event}. It was taken away here:\n\n{label}\n{at}\n\n\
         If this was you, you need not do anything. A mailed code still opens your account.\n\n{}",
        not_me(url)
    )
}

fn exported(event: &str, url: &str, label: DeviceLabel, at: &str) -> String {
    format!(
        "Hello,\n\na copy of everything that is kept about you at {event} was made, under \"My data\":\n\n{label}\n{at}\n\n\
         If this was you, you need not do anything. Keep the copy as you keep your letters.\n\n{}",
        not_me(url)
    )
}

// The values are not in the mail: it may pass through more hands than the person chose to show them to.
fn changed(event: &str, url: &str, label: DeviceLabel, fields: PerField<bool>, at: &str) -> String {
    let names = fields.iter().filter(|(_, changed)| **changed).map(|(field, _)| field_name(field));
    let names: Vec<&str> = names.collect();
    format!(
        "Hello,\n\nthis was changed in your profile at {event}: {}.\n\n{label}\n{at}\n\n\
         If this was you, you need not do anything. For a day you can take it back by one press, under \"Profile and privacy\".\n\n{}",
        names.join(", "),
        not_me(url)
    )
}

fn widened(event: &str, url: &str, label: DeviceLabel, fields: PerField<bool>, at: &str) -> String {
    let names = fields.iter().filter(|(_, wider)| **wider).map(|(field, _)| field_name(field));
    let names: Vec<&str> = names.collect();
    let what =
        if names.is_empty() { "you are in the directory now".to_owned() } else { format!("more people see your {}", names.join(", ")) };
    format!(
        "Hello,\n\nfrom now on {what} at {event}. It was chosen here:\n\n{label}\n{at}\n\n\
         If this was you, you need not do anything. \"Hide everything now\" under \"Profile and privacy\" takes all of it back at once.\n\n{}",
        not_me(url)
    )
}

// Not to whom: a mailbox need not know whom somebody met.
fn given(event: &str, url: &str, label: DeviceLabel, fields: PerField<bool>, at: &str) -> String {
    let names: Vec<&str> = fields.iter().filter(|(_, given)| **given).map(|(field, _)| field_name(field)).collect();
    format!(
        "Hello,\n\nsomebody whom you met at {event} gets your {} from you. It was given here:\n\n{label}\n{at}\n\n\
         If this was you, you need not do anything. You take it back at any time under \"Connections\".\n\n{}",
        names.join(", "),
        not_me(url)
    )
}

// Nor here. Without a device: of the two, the one who asked was not there.
fn connected(event: &str, url: &str, at: &str) -> String {
    format!(
        "Hello,\n\nyou and somebody whom you met at {event} have each other's contact details now:\n\n{at}\n\n\
         If this was you, you need not do anything. With whom, and what you gave, stands under \"Connections\"; you end it there at any time.\n\n{}",
        not_me(url)
    )
}

// To the address before. Whoever reads it may not be able to sign in any more, so it says what helps then.
fn moved(event: &str, url: &str, label: DeviceLabel, at: &str) -> String {
    format!(
        "Hello,\n\nfrom now on your account at {event} is opened by another e-mail address, and no longer by this one. It was changed here:\n\n{label}\n{at}\n\n\
         If this was you, you need not do anything.\n\n\
         If it was not you: for a day, wherever you are still signed in, \"Profile and privacy\" takes it back by one press. Where you are signed in nowhere any \
         more, and for anything later, write to the organisers at once: they can hold the account.\n\n{}",
        not_me(url)
    )
}

fn held(event: &str, url: &str, at: &str) -> String {
    format!(
        "Hello,\n\nthe organisers of {event} are looking at your profile and hold it until they have:\n\n{at}\n\n\
         While they do, other delegates do not see you: not in the directory, not on a page of yours, and not among their connections. You can sign in at \
         {url} as you always do and read everything. You can hide more of it, but not change it or show more.\n\n\
         You get a mail when they are done. If you think it is a mistake, write to the organisers.\n"
    )
}

fn released(event: &str, at: &str) -> String {
    format!(
        "Hello,\n\nthe organisers of {event} hold your profile no longer:\n\n{at}\n\n\
         Other delegates see of you again what you share with them, as you chose it; nothing of it was changed.\n"
    )
}

fn signed_out(event: &str, url: &str, at: &str) -> String {
    format!(
        "Hello,\n\nthe organisers of {event} signed your account out on every device, and no code or link that was mailed before opens it any more:\n\n{at}\n\n\
         Nothing in it was changed. Sign in at {url} as you always do. Then look under \"Devices and sign-in\" whether every passkey and every other way in \
         is yours, and remove what is not.\n\n\
         Nobody at the conference will ever ask you for a code. If you did not expect this, write to the organisers.\n"
    )
}

fn field_name(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Photo => "photo",
        Field::JobTitle => "job title",
        Field::Organisation => "organisation",
        Field::Pronouns => "pronouns",
        Field::Languages => "languages",
        Field::Biography => "about me",
        Field::Links => "links",
        Field::Email => "e-mail",
        Field::Phone => "phone",
    }
}

// The address of the start page, as people know it; the rest is said in words.
fn not_me(url: &str) -> String {
    format!(
        "If it was not you: open {url} as you always do, sign in, go to \"Profile and privacy\", then \"Devices and sign-in\", and press \
         \"This wasn't me\" beside that device. It is signed out at once, everywhere. Where it is the device that you are using, press \
         \"Sign out everywhere\".\n\n\
         Nobody at the conference will ever ask you for a code.\n"
    )
}

/// The moment by UTC and by the venue's clock: whoever reads it may be anywhere.
pub(super) fn times(unix: i64, zone: Option<&ZoneName>) -> String {
    let Ok(at) = Timestamp::from_second(unix) else { return String::new() };
    let utc = at.to_zoned(TimeZone::UTC).strftime("%-d %B %Y, %H:%M UTC").to_string();
    match zone.and_then(|zone| TimeZone::get(zone.as_str()).ok()) {
        Some(venue) => format!("{} ({utc})", at.to_zoned(venue).strftime("%-d %B %Y, %H:%M %Q")),
        None => utc,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_by_both_clocks() {
        assert_eq!(times(1_790_000_000, None), "21 September 2026, 14:13 UTC");
        let venue = "Europe/London".parse().unwrap();
        assert_eq!(times(1_790_000_000, Some(&venue)), "21 September 2026, 15:13 Europe/London (21 September 2026, 14:13 UTC)");
    }

    #[test]
    fn a_notice_holds_no_link_but_to_the_start_page_t03() {
        let label = DeviceLabel::default();
        for text in [first("Event", "https://c.example", label, "now"), new_device("Event", "https://c.example", label, "now")] {
            assert_eq!(text.matches("https://").count(), 1, "{text}");
            assert!(text.contains("A browser") && text.contains("open https://c.example as you"));
        }
    }
}
