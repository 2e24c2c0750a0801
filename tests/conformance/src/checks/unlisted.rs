//! Not listed is not there, hiding works at once, a new account shows nothing, and one conference is not another. Not: single fields (`sharing`).

use super::Subject;
use super::with::{EVERYWHERE, bob, comparable, fields, is_silent, keys, page, row, text};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Answer;
use crate::persona::Persona;
use crate::planted::{Planted, hide};
use crate::walk::escaped;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::json;
use std::collections::BTreeSet;
use std::thread::sleep;
use std::time::{Duration, Instant};

const SHARES: &[Feature] = &[Feature::Directory, Feature::Profile, Feature::Audiences];
const TWO: &[Role] = &[Role::Victim, Role::Ordinary];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "AUTHZ-07",
        Profile::Full,
        "the page and the picture of somebody who is not listed are those of nobody",
        "somebody who does not want it known that they are there is found out by an old address",
        not_listed_is_nobody,
    )
    .from(&["V8.2.3", "GDPR Art. 25"], &["T08"])
    .needs(SHARES, TWO),
    Check::new(
        "AUTHZ-08",
        Profile::Full,
        "hiding takes effect everywhere within five seconds",
        "a delegate hides their number, and it goes on being shown",
        hiding_is_immediate,
    )
    .from(&["V14.2.2", "GDPR Art. 7"], &["T12", "T13"])
    .needs(SHARES, TWO)
    .beside(&["MOD-01"]),
    Check::new(
        "AUTHZ-10",
        Profile::Full,
        "the people of another conference see nobody of this one",
        "whoever takes part in any conference of the same supplier reads the data of all of them",
        conferences_are_apart,
    )
    .from(&["V8.4.1"], &["T09"])
    .needs(&[Feature::Directory, Feature::Profile, Feature::Audiences, Feature::Conferences], &[Role::Victim, Role::Elsewhere]),
    Check::new(
        "AUTHZ-11",
        Profile::Full,
        "an account in which nobody chose anything shares nothing",
        "people are shown to everybody before they were asked",
        a_new_account_shares_nothing,
    )
    .from(&["GDPR Art. 25"], &["T08"])
    .needs(&[Feature::Directory, Feature::Audiences], &[Role::Fresh, Role::Ordinary]),
    Check::new(
        "AUTHZ-14",
        Profile::Full,
        "the list, its search and its counts are those without the people who are not listed",
        "a count or an empty page tells that somebody is there who does not want it known",
        not_listed_is_not_counted,
    )
    .from(&["V8.2.3", "GDPR Art. 25"], &["T06", "T08"])
    .needs(SHARES, TWO),
];

/// What another delegate gets where somebody was, and where never anybody was.
fn is_nobodys(bob: &Persona, real: &str, made_up: &str, what: &str) -> Verdict {
    let (answer, other) = (bob.get(real)?, bob.get(made_up)?);
    ensure!(answer.status == 404, "{what} is answered with {} instead of 404", answer.status);
    ensure!(comparable(&answer) == comparable(&other), "{what} is answered in another way than one that never was");
    Ok(())
}

/// AUTHZ-07.
pub fn not_listed_is_nobody(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    let all: Vec<&str> = fields(planted)?.into_iter().chain(["name"]).collect();
    planted.show(&all)?;
    let portrait = format!("/photo/{}", planted.photo);
    let mut tails = vec![String::new()];
    if !planted.photo.is_empty() {
        tails.push(portrait);
    }
    for tail in &tails {
        let status = bob.get(&format!("/delegates/{}{tail}", planted.id))?.status;
        ensure!(status == 200, "what is shared is answered with {status}");
    }
    // Everything is still meant for every delegate: only the listing is taken back.
    planted.share(&json!({"listed": false}))?;
    let nobody = random_letters(planted.id.chars().count().max(1));
    for tail in &tails {
        let (real, made_up) = (format!("/delegates/{}{tail}", planted.id), format!("/delegates/{nobody}{tail}"));
        is_nobodys(&bob, &real, &made_up, "an old address of somebody who is no longer listed")?;
    }
    planted.hide()
}

/// AUTHZ-14.
pub fn not_listed_is_not_counted(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    let name = text(planted, "name");
    let letter: String = name.chars().take(1).collect();
    let queries = ["limit=100".to_owned(), "limit=1".to_owned(), format!("letter={letter}"), format!("q={letter}")];
    let lists = || {
        let pages = queries.iter().map(|query| format!("/delegates?{query}")).chain(["/me/audiences".to_owned()]);
        // A refusal names its request.
        let told = |answer: Answer| if answer.status < 400 { answer.body } else { Vec::new() };
        pages.map(|path| Ok(told(bob.get(&path)?))).collect::<Result<Vec<_>, Fault>>()
    };
    let before = lists()?;
    let shown: Vec<&str> = fields(planted)?.into_iter().chain(["name"]).collect();
    planted.show(&shown)?;
    ensure!(row(&bob, name, &planted.id)?.is_some(), "a search by the shared name does not find the person");
    planted.share(&json!({"listed": false}))?;
    ensure!(lists()? == before, "the list is another one while somebody hides who would be on it");
    let nobody = random_letters(12);
    for words in [name, text(planted, "organisation"), text(planted, "phone"), text(planted, "email"), &planted.id] {
        let ask = |words: &str| bob.get(&format!("/delegates?q={}", escaped(words)));
        let (real, other) = (ask(words)?, ask(&nobody)?);
        ensure!(comparable(&real) == comparable(&other), "the search for somebody who is not listed answers otherwise than for nobody");
    }
    planted.hide()
}

/// What there is to see of the victim, asked in every way.
fn seen(planted: &Planted, bob: &Persona) -> Result<Vec<(&'static str, bool)>, Fault> {
    let is_ok = |answer: &Answer| answer.status == 200;
    let mut all = vec![
        ("the page", page(bob, &planted.id)?.json()["organisation"] == text(planted, "organisation")),
        ("the list", bob.get("/delegates?limit=100")?.body.windows(planted.id.len()).any(|part| part == planted.id.as_bytes())),
        ("the search", row(bob, text(planted, "name"), &planted.id)?.is_some()),
    ];
    if !planted.photo.is_empty() {
        all.push(("the portrait", is_ok(&bob.get(&format!("/delegates/{}/photo/{}", planted.id, planted.photo))?)));
    }
    Ok(all)
}

/// AUTHZ-08.
pub fn hiding_is_immediate(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    let shown: Vec<&str> = fields(planted)?.into_iter().chain(["name"]).collect();
    for _ in 0..2 {
        planted.show(&shown)?;
        // Whoever keeps answers has them now. The list may have more pages than one.
        let before = seen(planted, &bob)?;
        let hidden = before.iter().find(|(what, is_seen)| !is_seen && *what != "the list");
        ensure!(hidden.is_none(), "what is shared does not appear: {}", hidden.map_or("", |(what, _)| what));
        planted.hide()?;
        let begun = Instant::now();
        while let Some((still, _)) = seen(planted, &bob)?.into_iter().find(|(_, is_seen)| *is_seen) {
            ensure!(begun.elapsed() < Duration::from_secs(5), "{still} shows after five seconds what was hidden");
            sleep(Duration::from_millis(200));
        }
    }
    let answer = page(&bob, &planted.id)?;
    ensure!(answer.header("age").is_none(), "a cache stands between delegates and the directory");
    Ok(())
}

/// AUTHZ-11.
pub fn a_new_account_shares_nothing(subject: &Subject) -> Verdict {
    let (fresh, bob) = (subject.signed_in(Role::Fresh)?, bob(subject)?);
    let me = fresh.get("/me")?.json();
    let id = fresh.id()?;
    ensure!(me["listed"] == false, "a new account is listed");
    let open = me["fields"].as_object().into_iter().flatten().find(|(_, own)| own["audience"] != "only_me");
    ensure!(open.is_none(), "in a new account {} is not for its owner alone", open.map_or("", |(key, _)| key.as_str()));
    ensure!(me["fields"].as_object().is_some_and(|all| all.len() >= 3), "GET /me names no fields");
    let status = page(&bob, &id)?.status;
    ensure!(status == 404, "the page of a new account is answered with {status}");
    let name = me["fields"]["name"]["value"].as_str().unwrap_or_default().to_owned();
    if name.is_empty() {
        return Err(Fault::Missing("a name in the account of the persona fresh".into()));
    }
    ensure!(row(&bob, &name, &id)?.is_none(), "a new account is found in the directory");
    // Being listed is one choice; every field stays another.
    subject.prove(&fresh)?;
    let listed = fresh.share(&json!({"fields": {"name": "delegates"}, "listed": true}))?;
    ensure!(listed.status == 200, "being listed with a name is answered with {}", listed.status);
    let shown = keys(&page(&bob, &id)?.json());
    hide(&fresh)?;
    ensure!(shown == BTreeSet::from(["name".to_owned()]), "whoever only wants to be listed by name also shows {shown:?}");
    Ok(())
}

/// AUTHZ-10.
pub fn conferences_are_apart(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let frank = subject.elsewhere()?;
    let shown: Vec<&str> = fields(planted)?.into_iter().chain(["name"]).collect();
    planted.show(&shown)?;
    ensure!(page(&*bob(subject)?, &planted.id)?.status == 200, "what is shared is not shown to a delegate of the same conference");
    let status = page(&frank, &planted.id)?.status;
    ensure!(matches!(status, 401 | 403 | 404), "the page is answered with {status} for somebody of another conference");
    is_silent(subject, planted, &frank, &[], &EVERYWHERE)?;
    planted.hide()
}
