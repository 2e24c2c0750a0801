//! What is public tells of nobody, not even in a form that only a guess confirms: digests of addresses, pictures that are fetched elsewhere. Not: fields.

use super::Subject;
use super::with::{bob, page};
use crate::canary::Canaries;
use crate::check::{Check, Feature, Profile, Role};
use crate::http::{Answer, Request};
use crate::{Fault, Verdict, ensure};

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "LEAK-01",
        Profile::Full,
        "no answer holds a digest of anybody's address",
        "whoever has a list of addresses finds out who takes part, and who is who in the list",
        no_digest_of_an_address,
    )
    .from(&["V8.2.3", "GDPR Art. 4(5)"], &["T05", "T08"])
    .needs(&[Feature::Directory, Feature::Audiences], &[Role::Victim, Role::Ordinary])
    .beside(&["AUTHZ-01", "AUTHZ-16"]),
    Check::new(
        "LEAK-02",
        Profile::Full,
        "portraits come from the conference, not from a service that learns who looks at whom",
        "a company that nobody chose learns who meets whom at the conference",
        no_picture_from_elsewhere,
    )
    .from(&["V14.2.3", "GDPR Art. 5"], &["T30"])
    .needs(&[Feature::Directory, Feature::Shapes], &[Role::Ordinary]),
    Check::new(
        "LEAK-03",
        Profile::Full,
        "what is public holds nobody's address or number",
        "addresses of people who only speak at the conference are collected by those who send advertisements and forgeries",
        nothing_of_people_is_public,
    )
    .from(&["V15.3.1", "GDPR Art. 5"], &["T08"])
    .needs(&[Feature::Agenda], &[])
    .beside(&["ENUM-05", "ERA-01", "ERA-02", "ERA-03", "ERA-04", "ERA-05"]),
];

/// Answers in which an identifier could be made of an address.
fn told(subject: &Subject) -> Result<Vec<(String, Answer)>, Fault> {
    let bob = bob(subject)?;
    let mut all = Vec::new();
    for path in ["/config", "/agenda", "/agenda/texts", "/incidents"] {
        all.push((path.to_owned(), subject.target.get(path)?));
    }
    for path in ["/delegates?limit=100", "/me", "/me/agenda", "/me/sessions", "/connections", "/blocks", "/me/notices"] {
        all.push((path.to_owned(), bob.get(path)?));
    }
    let mut next = all.iter().find(|(path, _)| path.starts_with("/delegates")).and_then(|(_, answer)| cursor(answer));
    for _ in 0..100 {
        let Some(cursor) = next else { break };
        let answer = bob.get(&format!("/delegates?limit=100&cursor={cursor}"))?;
        next = self::cursor(&answer);
        all.push(("/delegates".to_owned(), answer));
    }
    Ok(all)
}

fn cursor(answer: &Answer) -> Option<String> {
    answer.json()["next"].as_str().map(str::to_owned)
}

/// LEAK-01.
pub fn no_digest_of_an_address(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    planted.show(&["name", "photo"])?;
    let mut canaries = Canaries::default();
    for role in [Role::Victim, Role::Ordinary, Role::Connection, Role::Organiser, Role::Disabled, Role::Erasable] {
        if let Ok(address) = subject.address(role) {
            canaries.digest(&format!("the address of {role}"), address);
        }
    }
    let search = canaries.search()?;
    let mut all = told(subject)?;
    let seen = page(&bob, &planted.id)?;
    ensure!(seen.status == 200, "the page of somebody who is listed is answered with {}", seen.status);
    all.push(("/delegates/{id}".into(), seen));
    let portrait = format!("/delegates/{}/photo/{}", planted.id, planted.photo);
    all.push((portrait.clone(), bob.get(&portrait)?));
    for (path, answer) in &all {
        let hit = search.find(&answer.bytes());
        ensure!(hit.is_none(), "{path} holds {}", hit.map_or(String::new(), |hit| format!("the {} of {}", hit.form, hit.name)));
    }
    // An id that is made of the address would be the same for the same address and another one for the next.
    ensure!(planted.id.len() >= 16, "the id of a delegate is short enough to be guessed: {} signs", planted.id.len());
    let hit = search.find(planted.id.as_bytes());
    ensure!(hit.is_none(), "the id of a delegate is made of their address");
    planted.hide()
}

/// LEAK-02.
pub fn no_picture_from_elsewhere(subject: &Subject) -> Verdict {
    let services =
        ["gravatar.com", "libravatar", "/avatar/", "ui-avatars", "unavatar", "robohash", "dicebear", "googleusercontent", "graph.facebook"];
    let (mut all, mut people) = (told(subject)?, 0);
    let page = subject.stranger().ask(&Request::page("GET", "/"))?;
    all.push(("/".into(), page));
    for (path, answer) in &all {
        let text = String::from_utf8_lossy(&answer.body).to_lowercase();
        let named = services.iter().find(|service| text.contains(*service));
        ensure!(named.is_none() || path.starts_with("/agenda"), "{path} names {}", named.unwrap_or(&""));
        for row in answer.json()["delegates"].as_array().into_iter().flatten() {
            people += 1;
            let photo = row["photo"].as_str().unwrap_or_default();
            ensure!(!photo.contains("//"), "a portrait in the directory is fetched from another place: {photo}");
        }
    }
    if people == 0 {
        return Err(Fault::Missing("somebody in the directory".into()));
    }
    Ok(())
}

/// LEAK-03.
pub fn nothing_of_people_is_public(subject: &Subject) -> Verdict {
    for path in ["/agenda", "/agenda/texts"] {
        let answer = subject.target.get(path)?;
        if path == "/agenda" {
            ensure!(answer.status == 200, "the programme is answered with {}", answer.status);
        }
        let mut names = Vec::new();
        members(&answer.json(), &mut names);
        for private in ["email", "e_mail", "mail", "phone", "mobile", "gravatar", "avatar_hash", "password"] {
            ensure!(!names.iter().any(|name| name == private), "{path} has a member {private}");
        }
    }
    for path in ["/config", "/agenda", "/agenda/texts", "/incidents"] {
        let bytes = subject.target.get(path)?.bytes();
        for role in [Role::Victim, Role::Ordinary, Role::Connection] {
            let Ok(address) = subject.address(role) else { continue };
            let is_there = bytes.windows(address.len()).any(|window| window.eq_ignore_ascii_case(address.as_bytes()));
            ensure!(!is_there, "{path} holds the address of {role}");
        }
    }
    Ok(())
}

/// The names of every member, in lower case.
fn members(value: &serde_json::Value, into: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|item| members(item, into)),
        serde_json::Value::Object(all) => {
            for (name, item) in all {
                into.push(name.to_lowercase());
                members(item, into);
            }
        }
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) | serde_json::Value::String(_) => {}
    }
}
