//! What is hidden is in no byte that another delegate gets, and what is shown is. Not: people who are not listed (`unlisted`), portraits, writing.

use super::Subject;
use super::with::{EVERYWHERE, bob, fields, found, is_silent, keys, page, row, text};
use crate::check::{Check, Feature, Profile, Role};
use crate::walk::{Part, escaped};
use crate::{Verdict, ensure, random_letters};
use serde_json::json;
use std::collections::BTreeSet;

const SHARES: &[Feature] = &[Feature::Directory, Feature::Profile, Feature::Audiences];
const TWO: &[Role] = &[Role::Victim, Role::Ordinary];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "AUTHZ-01",
        Profile::Full,
        "a delegate's page holds exactly what they share, and not a byte of the rest",
        "telephone numbers and addresses that a delegate hid are read by anybody who signs in: what happened in 2018",
        a_page_holds_what_is_shared,
    )
    .from(&["V8.2.3", "V15.3.1", "GDPR Art. 25"], &["T08"])
    .needs(SHARES, TWO)
    .beside(&["AUTHZ-16", "PREV-01"]),
    Check::new(
        "AUTHZ-02",
        Profile::Full,
        "the list, its pages and its search hold exactly what is shared",
        "one request for the whole list gives everybody's hidden telephone numbers",
        a_row_holds_what_is_shared,
    )
    .from(&["V8.2.3", "V15.3.1"], &["T08", "T06"])
    .needs(SHARES, TWO)
    .beside(&["AUTHZ-16"]),
    Check::new(
        "AUTHZ-03",
        Profile::Full,
        "no other route, header, refusal or picture holds what is hidden",
        "what the directory hides comes out by another door: an export, an error, a cache's header",
        nothing_leaks_elsewhere,
    )
    .from(&["V15.3.1", "V8.2.3"], &["T08"])
    .needs(SHARES, TWO)
    .beside(&["AUTHZ-16"]),
    Check::new(
        "AUTHZ-12",
        Profile::Full,
        "what is shared with every delegate is not shared with the internet",
        "anybody on the internet may read what was meant for the people at the conference",
        strangers_get_nothing,
    )
    .from(&["V8.2.1", "GDPR Art. 25"], &["T07"])
    .needs(SHARES, TWO)
    .beside(&["AUTHZ-10"]),
    Check::new(
        "AUTHZ-13",
        Profile::Full,
        "searching, sorting and filtering by something hidden changes nothing",
        "whoever has a list of telephone numbers finds out whose they are",
        hidden_values_cannot_be_guessed,
    )
    .from(&["V8.2.3"], &["T06", "T08"])
    .needs(SHARES, TWO),
    Check::new(
        "AUTHZ-16",
        Profile::Full,
        "what is for connections is not for every delegate",
        "a number that was meant for a few people is read by all",
        connections_are_not_everybody,
    )
    .from(&["V8.2.3"], &["T08"])
    .needs(SHARES, TWO)
    .beside(&["PHOTO-07"]),
    Check::new(
        "PREV-01",
        Profile::Full,
        "the preview is what another delegate really gets",
        "a delegate is shown that something is hidden, while everybody reads it",
        the_preview_is_the_truth,
    )
    .from(&["GDPR Art. 12", "GDPR Art. 25"], &["T08"])
    .needs(&[Feature::Directory, Feature::Audiences, Feature::Preview], TWO),
];

/// AUTHZ-01.
pub fn a_page_holds_what_is_shared(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    let gone = page(&bob, &planted.id)?;
    ensure!(gone.status == 404, "the page of somebody who shows nothing is answered with {}", gone.status);
    is_silent(subject, planted, &bob, &[], &[Part::Person])?;
    for key in fields(planted)? {
        planted.show(&["name", key])?;
        let answer = page(&bob, &planted.id)?;
        ensure!(answer.status == 200, "the page of somebody who is listed is answered with {}", answer.status);
        let (person, expected) = (answer.json(), BTreeSet::from(["name".to_owned(), key.to_owned()]));
        ensure!(keys(&person) == expected, "with name and {key} shared the page holds {:?}", keys(&person));
        ensure!(key == "photo" || person[key] == text(planted, key), "{key} is not what its owner wrote");
    }
    planted.show(&["name"])?;
    is_silent(subject, planted, &bob, &["name"], &[Part::Person])?;
    planted.hide()
}

/// AUTHZ-02.
pub fn a_row_holds_what_is_shared(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    is_silent(subject, planted, &bob, &[], &[Part::Directory])?;
    let name = text(planted, "name");
    for key in fields(planted)? {
        planted.show(&["name", key])?;
        let Some(row) = row(&bob, name, &planted.id)? else {
            ensure!(false, "a search by the shared name does not find the person");
            return Ok(());
        };
        // A list may show less than the page.
        let allowed = BTreeSet::from(["name".to_owned(), key.to_owned()]);
        ensure!(keys(&row).is_subset(&allowed), "with name and {key} shared the row holds {:?}", keys(&row));
    }
    planted.show(&["name"])?;
    is_silent(subject, planted, &bob, &["name"], &[Part::Directory])?;
    planted.hide()
}

/// AUTHZ-03.
pub fn nothing_leaks_elsewhere(subject: &Subject) -> Verdict {
    // With a fresh proof: some exports are given for nothing less.
    let (planted, bob) = (subject.victim()?, subject.proved(Role::Ordinary)?);
    is_silent(subject, planted, &bob, &[], &[Part::Elsewhere])?;
    planted.show(&["name"])?;
    is_silent(subject, planted, &bob, &["name"], &[Part::Elsewhere])?;
    planted.hide()
}

/// AUTHZ-12.
pub fn strangers_get_nothing(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    let shown: Vec<&str> = fields(planted)?.into_iter().chain(["name"]).collect();
    planted.show(&shown)?;
    // Where another delegate gets nothing, a stranger's silence proves nothing.
    let seen = page(&bob, &planted.id)?;
    ensure!(seen.status == 200 && keys(&seen.json()).len() == shown.len(), "what is shared with every delegate is not shown to one");
    is_silent(subject, planted, &subject.stranger(), &[], &EVERYWHERE)?;
    planted.hide()
}

/// AUTHZ-13.
pub fn hidden_values_cannot_be_guessed(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    planted.show(&["name"])?;
    let name = text(planted, "name");
    ensure!(row(&bob, name, &planted.id)?.is_some(), "a search by the shared name does not find the person");
    let all = bob.get("/delegates?limit=100")?;
    for key in fields(planted)?.into_iter().filter(|key| *key != "photo") {
        let (hidden, other) = (text(planted, key), like(text(planted, key)));
        let ids = |words: &str| found(&bob, words).map(|rows| rows.into_iter().map(|row| row["id"].clone()).collect::<Vec<_>>());
        for around in [String::new(), format!("{name} ")] {
            let (guessed, missed) = (ids(&format!("{around}{hidden}"))?, ids(&format!("{around}{other}"))?);
            ensure!(guessed == missed, "a search by the hidden {key} finds something");
        }
        for query in [
            format!("sort={key}"),
            format!("order_by=-{key}"),
            format!("filter[{key}]={}", escaped(hidden)),
            format!("{key}={}", escaped(hidden)),
        ] {
            let answer = bob.get(&format!("/delegates?limit=100&{query}"))?;
            let is_ours = key == "organisation" && query.starts_with("organisation=");
            let is_told = answer.json()["delegates"].to_string().contains(&planted.id) && is_ours;
            ensure!(!is_told, "the filter by the hidden {key} finds its owner");
            let is_same = (400..500).contains(&answer.status) || is_ours || answer.json() == all.json();
            ensure!(is_same, "the directory is another one with {}", query.split('=').next().unwrap_or_default());
        }
    }
    // A search by what is shown finds it, so that the silence above means something.
    planted.show(&["name", "organisation"])?;
    ensure!(row(&bob, text(planted, "organisation"), &planted.id)?.is_some(), "a search by what is shared finds nobody");
    planted.hide()
}

/// A text of the same kind that nobody has.
fn like(text: &str) -> String {
    let mut letters = random_letters(text.chars().count()).into_bytes().into_iter().map(char::from);
    let mut other = |c: char| letters.next().unwrap_or(c);
    let digit = |c: char| char::from_digit((c.to_digit(10).unwrap_or_default() + 5) % 10, 10).unwrap_or('5');
    text.chars()
        .map(|c| {
            if c.is_ascii_alphabetic() {
                other(c)
            } else if c.is_ascii_digit() {
                digit(c)
            } else {
                c
            }
        })
        .collect()
}

/// AUTHZ-16.
pub fn connections_are_not_everybody(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    let all = fields(planted)?;
    let mut audiences: serde_json::Map<_, _> = all.iter().map(|key| ((*key).to_owned(), json!("connections"))).collect();
    audiences.insert("name".into(), json!("delegates"));
    planted.share(&json!({"fields": audiences, "listed": true}))?;
    if subject.has(Feature::Preview).is_ok() {
        let preview = planted.persona.get("/me/preview?as=connection")?.json();
        let shown = keys(&preview["delegate"]);
        ensure!(shown.len() == all.len() + 1, "a connection would not get what is for connections, but {shown:?}");
    }
    let person = page(&bob, &planted.id)?.json();
    ensure!(keys(&person) == BTreeSet::from(["name".to_owned()]), "somebody who is no connection gets {:?}", keys(&person));
    let row = row(&bob, text(planted, "name"), &planted.id)?.unwrap_or_default();
    ensure!(keys(&row) == BTreeSet::from(["name".to_owned()]), "the row for somebody who is no connection holds {:?}", keys(&row));
    is_silent(subject, planted, &bob, &["name"], &EVERYWHERE)?;
    planted.hide()
}

/// PREV-01.
pub fn the_preview_is_the_truth(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    let preview = |eyes: &str| -> Result<_, crate::Fault> {
        let answer = planted.persona.get(&format!("/me/preview?as={eyes}"))?;
        ensure!(answer.status == 200, "the preview as {eyes} is answered with {}", answer.status);
        Ok(answer.json())
    };
    for eyes in ["delegate", "stranger"] {
        ensure!(preview(eyes)?.get("delegate").is_none(), "with everything hidden the preview as {eyes} shows somebody");
    }
    let all = fields(planted)?;
    for shown in [vec!["name"], vec!["name", all[0], all[1]], vec!["name", all[all.len() - 1]]] {
        planted.show(&shown)?;
        let (told, real) = (preview("delegate")?, page(&bob, &planted.id)?);
        ensure!(real.status == 200, "the page of somebody who is listed is answered with {}", real.status);
        ensure!(
            told["delegate"] == real.json(),
            "the preview shows {:?}, another delegate gets {:?}",
            keys(&told["delegate"]),
            keys(&real.json())
        );
        ensure!(preview("stranger")?.get("delegate").is_none(), "the preview as a stranger shows somebody");
    }
    planted.hide()
}
