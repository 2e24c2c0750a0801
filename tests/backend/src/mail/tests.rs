//! Every mail that a delegate's request causes, in every language. Not: whether a translation is a good one, which nobody but a reader can tell.

use super::voice::Voice;
use super::{Office, letter, notice};
use crate::settings::Settings;
use crate::tongue::Tongue;
use crate::tongue::tests::{ALL, said, words_of};
use plenary::conference::{Browser, ConnectedBy, DeviceLabel, Happened, LetterPurpose, Notice, System};
use plenary::domain::privacy::{Field, PerField};
use plenary::domain::text::Email;
use plenary::words::{Piece, pieces};
use std::collections::BTreeSet;
use std::sync::Arc;

const CODE: &str = "K7MW-3QXD";
const TOKEN: &str = "secret-of-the-link";
const EVENT: &str = "{event} مؤتمر – Conference";
const URL: &str = "https://c.example/2026";

fn office() -> Arc<Office> {
    let settings = Settings {
        zone: Some("Europe/London".parse().unwrap()),
        smtp_from: Some("Plenary <no-reply@c.example>".into()),
        ..Settings::default()
    };
    Office::of(&settings, EVENT, URL).unwrap()
}

fn letters(tongue: Tongue) -> impl Iterator<Item = (LetterPurpose, String, String)> {
    let voice = Voice { tongue, event: EVENT, url: URL };
    [LetterPurpose::SignIn, LetterPurpose::StepUp, LetterPurpose::Address, LetterPurpose::Join].into_iter().map(move |purpose| {
        let (subject, text) = letter::wording(purpose, voice, CODE, TOKEN);
        (purpose, subject, text)
    })
}

/// Everything that can happen, on every kind of device, with one, several and no fields.
fn happenings() -> Vec<Happened> {
    let systems = System::ALL.map(Some).into_iter().chain([None]);
    let mut labels =
        systems.flat_map(|system| Browser::ALL.map(Some).into_iter().chain([None]).map(move |browser| DeviceLabel { browser, system }));
    let mut all: Vec<Happened> = labels.clone().map(Happened::NewDevice).collect();
    let label = labels.next().unwrap();
    let each = Field::ALL.map(|only| PerField::from_fn(|field| field == only));
    for fields in each.into_iter().chain([PerField::from_fn(|_| true), PerField::from_fn(|field| field != Field::Email)]) {
        all.extend([Happened::ProfileChanged(label, fields), Happened::Widened(label, fields), Happened::Given(label, fields)]);
    }
    all.extend([
        Happened::Widened(label, PerField::from_fn(|_| false)),
        Happened::FirstSignIn(label),
        Happened::OrganisationAdded(label),
        Happened::OrganisationRemoved(label),
        Happened::PasskeyAdded(label),
        Happened::PasskeyRemoved(label),
        Happened::PasskeyCopied,
        Happened::Exported(label),
        Happened::Held,
        Happened::Released,
        Happened::SignedOut,
        Happened::Connected(ConnectedBy::Reader),
        Happened::Connected(ConnectedBy::Another),
    ]);
    all
}

fn told(what: Happened, tongue: Tongue) -> (String, String) {
    let notice = Notice { to: Email::parse("ada@example.org").unwrap(), at: 1_790_000_000, what };
    notice::wording(&notice, tongue, &office())
}

/// Every mail: its subject and its text.
fn mails(tongue: Tongue) -> Vec<(String, String)> {
    let letters = letters(tongue).map(|(_, subject, text)| (subject, text));
    letters.chain(happenings().into_iter().map(|what| told(what, tongue))).collect()
}

#[test]
fn every_language_says_every_sentence_and_no_other() {
    for tongue in ALL.into_iter().filter(|tongue| *tongue != Tongue::English) {
        said();
        mails(tongue);
        let (tag, words) = words_of(tongue);
        let (said, known) = (said(), words.keys().map(String::as_str).collect::<BTreeSet<_>>());
        assert_eq!(said.difference(&known).collect::<Vec<_>>(), [&""; 0], "{tag}: missing");
        assert_eq!(known.difference(&said).collect::<Vec<_>>(), [&""; 0], "{tag}: nobody says it");
        for (english, text) in &words {
            let slots = |text| {
                pieces(text)
                    .into_iter()
                    .filter(|piece| matches!(piece, Piece::Slot(_)))
                    .map(|piece| format!("{piece:?}"))
                    .collect::<BTreeSet<_>>()
            };
            assert_eq!(slots(english), slots(text), "{tag}: {english}");
            assert!(!text.trim().is_empty() && !text.contains('\n'), "{tag}: {english}");
            // A mail program would take what follows an address for a part of it.
            assert_eq!(text.matches("{url}").count(), text.matches(" {url} ").count(), "{tag}: {english}");
        }
    }
}

/// Somebody who reads the name of a button looks for that button.
#[test]
fn screens_and_buttons_are_called_as_the_app_calls_them() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/words");
    for tongue in ALL.into_iter().filter(|tongue| *tongue != Tongue::English) {
        let (tag, words) = words_of(tongue);
        let app = std::fs::read_to_string(format!("{root}/{tag}.json")).unwrap();
        let app: serde_json::Value = serde_json::from_str(&app).unwrap();
        let mut named = BTreeSet::new();
        for (english, text) in &words {
            for name in english.split('"').skip(1).step_by(2) {
                let shown = app[name.replace('\'', "’")].as_str().unwrap_or_else(|| panic!("{name:?} is not in the app"));
                assert!(text.contains(shown), "{tag}: {english:?} does not say {shown:?}");
                named.insert(name.to_owned());
            }
        }
        assert_eq!(named.len(), 7, "{named:?}");
    }
}

#[test]
fn every_mail_is_whole_in_every_language() {
    for tongue in ALL {
        for (subject, text) in mails(tongue) {
            let rest = format!("{subject}\n{text}").replace(EVENT, "");
            assert!(!rest.contains(['{', '}']), "{tongue:?}: {rest}");
            assert!(subject.contains(EVENT) && subject.lines().count() == 1, "{tongue:?}: {subject}");
            assert!(text.ends_with('\n') && !text.contains("\n\n\n") && !text.contains("  "), "{tongue:?}: {text}");
        }
    }
}

/// Whoever reads mails for their code or link, as the conformance suite does, reads them in every language.
#[test]
fn code_and_link_stand_alone_on_their_lines() {
    for tongue in ALL {
        for (purpose, _, text) in letters(tongue) {
            assert_eq!(text.matches(CODE).count(), 1, "{text}");
            assert!(text.contains(&format!("\n\n{CODE}\n\n")), "{text}");
            let links = usize::from(purpose == LetterPurpose::SignIn);
            assert_eq!((text.matches("://").count(), text.matches(TOKEN).count()), (links, links), "{text}");
            assert_eq!(text.contains(&format!("\n\n{URL}/sign-in/link#{TOKEN}\n\n")), links == 1, "{text}");
        }
    }
}

#[test]
fn a_notice_holds_no_link_but_to_the_start_page_t03() {
    for tongue in ALL {
        for what in happenings() {
            let text = told(what, tongue).1;
            let links: Vec<&str> = text.split_whitespace().filter(|word| word.contains("://")).collect();
            assert!(links.iter().all(|link| *link == URL), "{text}");
        }
    }
}

#[test]
fn what_to_do_is_said_with_every_passkey() {
    for what in [Happened::PasskeyAdded(DeviceLabel::default()), Happened::PasskeyRemoved(DeviceLabel::default()), Happened::PasskeyCopied]
    {
        let text = told(what, Tongue::English).1;
        assert_eq!(text.matches("https://").count(), 1, "{text}");
        assert!(text.contains("Devices and sign-in") && text.contains("sign in with a code"), "{text}");
    }
}

/// They chose the language, and may have chosen one that the owner cannot read.
#[test]
fn what_somebody_did_is_told_in_english_too() {
    for (purpose, _, text) in letters(Tongue::English) {
        assert!(!text.contains("In English: "), "{purpose:?}: {text}");
    }
    for tongue in ALL.into_iter().filter(|tongue| *tongue != Tongue::English) {
        for (purpose, _, text) in letters(tongue) {
            let told = text.contains("\n\nIn English: ") && text.contains("give the code to nobody");
            assert_eq!(told, purpose != LetterPurpose::SignIn, "{text}");
        }
        let label = DeviceLabel { browser: Some(Browser::Firefox), system: None };
        for what in [Happened::NewDevice(label), Happened::ProfileChanged(label, PerField::from_fn(|field| field == Field::Email))] {
            let (text, english) = (told(what, tongue).1, told(what, Tongue::English).1);
            assert!(text.ends_with(&format!("\n\nIn English:\n\n{english}")), "{text}");
            assert_ne!(text.lines().next(), Some("Hello,"));
            assert!(text.contains("\n\nFirefox\n2026-09-21, 15:13 Europe/London (2026-09-21, 14:13 UTC)\n\n"), "{text}");
        }
    }
}

#[test]
fn nobody_learns_the_language_of_somebody_else() {
    for what in [Happened::Connected(ConnectedBy::Another), Happened::Held, Happened::Released, Happened::SignedOut] {
        assert_eq!(told(what, Tongue::German), told(what, Tongue::English));
    }
    assert_ne!(
        told(Happened::Connected(ConnectedBy::Reader), Tongue::German),
        told(Happened::Connected(ConnectedBy::Another), Tongue::German)
    );
}
