//! What two people who exchange contact details give each other: only what was chosen, for as long as it is wanted. Not: how they came to it.

use super::Subject;
use super::tie::{Tie, done, offer};
use super::with::{bob, keys, page, until_stale};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::{Fault, Verdict, ensure};
use serde_json::json;
use std::collections::BTreeSet;

const NEEDED: &[Feature] = &[Feature::Connections, Feature::Directory, Feature::Audiences, Feature::Profile];
const TWO: &[Role] = &[Role::Victim, Role::Connection];
const THREE: &[Role] = &[Role::Victim, Role::Connection, Role::Ordinary];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "CONN-04",
        Profile::Full,
        "exactly what was chosen is given, to exactly that person",
        "who wanted to give a number also gives their address, or to everybody",
        exactly_what_was_chosen,
    )
    .from(&["V8.2.3", "GDPR Art. 25"], &["T08", "T12"])
    .needs(NEEDED, THREE),
    Check::new(
        "CONN-05",
        Profile::Full,
        "what was given is taken back at once, and hiding everything takes it back as well",
        "somebody who is being pursued cannot get rid of the one whom they trusted yesterday",
        taken_back_at_once,
    )
    .from(&["GDPR Art. 7(3)", "V14.2.2"], &["T12", "T13"])
    .needs(NEEDED, TWO),
    Check::new(
        "CONN-08",
        Profile::Full,
        "giving what no connection would see needs a fresh proof",
        "somebody at an open computer gives a delegate's number away",
        giving_needs_a_proof,
    )
    .from(&["V7.5.3"], &["T12", "T24"])
    .needs(&[Feature::Connections, Feature::StepUp, Feature::MailedProof, Feature::Profile], TWO),
    Check::new(
        "PREV-02",
        Profile::Full,
        "the preview as a connection is what a connection really gets",
        "a delegate is shown that something is hidden from people they met, while those read it",
        the_preview_as_a_connection,
    )
    .from(&["GDPR Art. 12", "GDPR Art. 25"], &["T08"])
    .needs(&[Feature::Connections, Feature::Directory, Feature::Audiences, Feature::Preview], TWO),
];

/// CONN-04.
pub fn exactly_what_was_chosen(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    let bela = subject.proved(Role::Connection)?;
    for chosen in [vec!["phone"], vec!["email", "organisation"], vec![]] {
        let tie = Tie::ask(&planted.persona, &bela, &[])?;
        tie.give(&planted.persona, &chosen, "open")?;
        let given: BTreeSet<String> = chosen.iter().copied().chain(["name"]).map(str::to_owned).collect();
        let contact = tie.seen_by(&bela)?;
        ensure!(keys(&contact["delegate"]) == given, "given was {given:?}, the other one has {:?}", keys(&contact["delegate"]));
        for key in &chosen {
            ensure!(contact["delegate"][*key] == super::with::text(planted, key), "{key} is not what its owner wrote");
        }
        let answer = page(&bela, &planted.id)?;
        let on_page = keys(&answer.json());
        ensure!(answer.status == 404 || on_page.is_subset(&given), "given was {given:?}, the page holds {on_page:?}");
        let shown: Vec<&str> = chosen.iter().copied().chain(["name"]).collect();
        let search = planted.search(&shown)?;
        for path in ["/connections".to_owned(), format!("/delegates/{}", planted.id), "/delegates?limit=100".into()] {
            let hit = search.find(&bela.get(&path)?.bytes());
            ensure!(hit.is_none(), "{path} gives more than was chosen: {}", hit.map_or(String::new(), |hit| hit.name));
        }
        let nothing = planted.search(&[])?;
        for path in ["/connections".to_owned(), format!("/delegates/{}", planted.id), "/delegates?limit=100".into()] {
            let hit = nothing.find(&bob.get(&path)?.bytes());
            ensure!(hit.is_none(), "{path} gives to somebody else {}", hit.map_or(String::new(), |hit| hit.name));
        }
        tie.end(&bela)?;
    }
    Ok(())
}

/// CONN-05.
pub fn taken_back_at_once(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let bela = subject.proved(Role::Connection)?;
    let search = planted.search(&[])?;
    for way in ["the gift is taken back", "the connection is ended", "everything is hidden"] {
        let tie = Tie::ask(&planted.persona, &bela, &[])?;
        tie.give(&planted.persona, &["phone", "photo"], "open")?;
        ensure!(tie.seen_by(&bela)?["delegate"]["phone"] == super::with::text(planted, "phone"), "what was given is not there");
        match way {
            "the gift is taken back" => {
                done(&planted.persona.ask(&Request::new("DELETE", &format!("/connections/{}/gift", tie.id)))?, "taking a gift back")?;
            }
            "the connection is ended" => tie.end(&planted.persona)?,
            _ => planted.hide()?,
        }
        for path in
            ["/connections".to_owned(), format!("/delegates/{}", planted.id), format!("/delegates/{}/photo/{}", planted.id, planted.photo)]
        {
            let hit = search.find(&bela.get(&path)?.bytes());
            ensure!(hit.is_none(), "after {way} {path} still gives {}", hit.map_or(String::new(), |hit| hit.name));
        }
        bela.ask(&Request::new("DELETE", &format!("/connections/{}", tie.id)))?;
    }
    Ok(())
}

/// CONN-08.
pub fn giving_needs_a_proof(subject: &Subject) -> Verdict {
    let (hurried, limits) = subject.hurried()?;
    let Some(age) = limits.step_up_age else { return Err(Fault::Missing("step_up_age of the hurried instance".into())) };
    let (alice, bela) = (hurried.anew(Role::Victim)?, hurried.anew(Role::Connection)?);
    let hidden = json!({"fields": {"phone": "only_me"}, "listed": false});
    ensure!(alice.share(&hidden)?.status == 200, "hiding is refused");
    if alice.get("/me")?.json()["fields"]["name"]["value"].is_null() {
        ensure!(alice.patch(&json!({"name": "Somebody Of The Suite"}))?.status == 200, "with a fresh proof a name is refused");
    }
    let tie = Tie::ask(&alice, &bela, &[])?;
    until_stale(&alice, age)?;
    let stale = offer(&alice, &tie.id, &["phone"], "open")?;
    ensure!(matches!(stale.status, 401 | 403), "with an old proof a hidden number is given away: {}", stale.status);
    ensure!(stale.problem() == "step-up-required", "the gift is refused for another reason: {}", stale.problem());
    let contact = bela.get("/connections")?.json();
    ensure!(!contact["connections"].to_string().contains(&tie.id), "the gift was made all the same");
    Ok(())
}

/// PREV-02.
pub fn the_preview_as_a_connection(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let bela = subject.proved(Role::Connection)?;
    let tie = Tie::ask(&planted.persona, &bela, &[])?;
    tie.give(&planted.persona, &[], "open")?;
    for shared in [json!({"phone": "connections"}), json!({"phone": "connections", "organisation": "delegates", "email": "only_me"})] {
        planted.share(&json!({"fields": shared}))?;
        let preview = planted.persona.get("/me/preview?as=connection")?.json()["delegate"].clone();
        let real = tie.seen_by(&bela)?["delegate"].clone();
        ensure!(keys(&real).contains("phone"), "a connection does not get what is for connections");
        ensure!(preview == real, "the preview shows {:?}, a connection gets {:?}", keys(&preview), keys(&real));
    }
    tie.end(&bela)?;
    planted.hide()
}
