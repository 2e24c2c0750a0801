//! What went wrong: what the organisers tell everybody, signed, and what each delegate is told of their own part. Not: who saw what (`record`).

use super::Subject;
use super::with::{bob, organisers, page};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure};
use serde_json::Value;

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "INC-01",
        Profile::Safe,
        "what the organisers tell of an incident is read by everybody, signed in or not, within a minute",
        "after a theft delegates learn of it a day later, as in 2018",
        incidents_are_public,
    )
    .from(&["GDPR Art. 34"], &["T51"])
    .needs(&[Feature::Incidents], &[])
    .beside(&["CONTRACT-01"]),
    Check::new(
        "INC-02",
        Profile::Full,
        "everybody is told whether an incident touched them, and nobody is told of others",
        "a delegate cannot find out whether their number was among those that were taken",
        everybody_is_told_their_part,
    )
    .from(&["GDPR Art. 34", "V8.2.2"], &["T51", "T52"])
    .needs(
        &[Feature::Incidents, Feature::AccessLog, Feature::Directory, Feature::Audiences, Feature::Profile],
        &[Role::Victim, Role::Connection, Role::Ordinary],
    ),
    Check::new(
        "INC-03",
        Profile::Full,
        "what the organisers tell is signed, so that nobody else can say it",
        "a false alarm in the organisers' name empties the hall",
        incidents_are_signed,
    )
    .from(&["RFC 8032", "GDPR Art. 34"], &["T51"])
    .needs(&[Feature::Incidents, Feature::Shapes], &[]),
];

/// INC-01.
pub fn incidents_are_public(subject: &Subject) -> Verdict {
    let plain = Request::new("GET", "/incidents");
    for (request, who) in [
        (plain.clone(), "a stranger"),
        (plain.clone().with("Cookie", "plenary=ended; __Host-plenary=ended"), "somebody whose session is over"),
        (plain.clone().with("Authorization", "Bearer ended"), "somebody with an old token"),
        (plain.with("Origin", "https://elsewhere.example").with("Sec-Fetch-Site", "cross-site"), "a page of another origin"),
    ] {
        let answer = subject.target.ask(&request)?;
        ensure!(answer.status == 200, "{who} gets {} at GET /incidents", answer.status);
        ensure!(answer.media_type() == "application/json" && answer.json().is_object(), "GET /incidents is {:?}", answer.media_type());
        let cache = answer.header("cache-control").unwrap_or_default();
        let age = cache.split(',').find_map(|part| part.trim().strip_prefix("max-age=")?.parse::<u64>().ok());
        ensure!(age.is_some_and(|age| age <= 60), "an answer of GET /incidents may be kept for longer than a minute: {cache:?}");
        ensure!(answer.header("set-cookie").is_none(), "GET /incidents sets a cookie");
        let origins = answer.header("access-control-allow-origin");
        ensure!(
            !request.headers.iter().any(|(name, _)| name == "Origin") || origins == Some("*"),
            "an app of another origin cannot read GET /incidents"
        );
    }
    Ok(())
}

/// INC-02.
pub fn everybody_is_told_their_part(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    let thief = subject.signed_in(Role::Connection)?;
    planted.show(&["name", "phone"])?;
    ensure!(page(&thief, &planted.id)?.status == 200, "what is shown is not there");
    planted.hide()?;
    let known = told(&planted.persona)?.len();
    organisers(subject, |programs| &programs.incident, &thief.id()?)?;
    let (affected, spared) = (told(&planted.persona)?, told(&bob)?);
    ensure!(affected.len() == known + 1, "an incident that the organisers recorded is not told");
    ensure!(affected.len() == spared.len(), "one delegate is told of {} incidents, another one of {}", affected.len(), spared.len());
    let (Some(mine), Some(theirs)) = (affected.first(), spared.first()) else {
        return Err(Fault::Missing("an incident".into()));
    };
    ensure!(mine["text"].as_str().is_some_and(|text| !text.is_empty()), "an incident does not say what happened");
    ensure!(mine["from"].as_i64() <= mine["to"].as_i64(), "an incident ends before it begins");
    let shown = |one: &Value| one["shown"]["fields"].as_array().is_some_and(|fields| fields.iter().any(|field| field == "phone"));
    ensure!(shown(mine), "whose telephone number was taken is not told so");
    ensure!(mine["id"] == theirs["id"] && !shown(theirs), "whose telephone number was not taken is told that it was");
    let search = planted.search(&[])?;
    for query in ["", "?id=ID", "?delegate=ID", "?of=ID"] {
        let answer = bob.get(&format!("/me/incidents{}", query.replace("ID", &planted.id)))?;
        ensure!(search.find(&answer.bytes()).is_none(), "an incident tells somebody else whom it touched");
    }
    let status = subject.stranger().get("/me/incidents")?.status;
    ensure!(status == 401, "a stranger's GET /me/incidents is answered with {status}");
    Ok(())
}

/// The newest first.
fn told(who: &Persona) -> Result<Vec<Value>, Fault> {
    let answer = who.get("/me/incidents")?;
    ensure!(answer.status == 200, "GET /me/incidents is answered with {}", answer.status);
    answer.json()["incidents"].as_array().cloned().ok_or_else(|| Fault::Broken("GET /me/incidents is no list of incidents".into()))
}

/// INC-03.
pub fn incidents_are_signed(subject: &Subject) -> Verdict {
    let feed = subject.target.get("/incidents")?.json();
    let config = subject.target.get("/config")?.json();
    let bytes = |value: &Value| -> Vec<u8> {
        let text = value.as_str().unwrap_or_default().as_bytes();
        text.chunks(2).filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
    };
    ensure!(config["notice_key"].is_string(), "GET /config does not name the key by which the organisers sign");
    ensure!(feed["key"] == config["notice_key"], "GET /incidents names another key than GET /config");
    let signed = feed["signed"].as_str().unwrap_or_default();
    let key = ring::signature::UnparsedPublicKey::new(&ring::signature::ED25519, bytes(&config["notice_key"]));
    ensure!(key.verify(signed.as_bytes(), &bytes(&feed["signature"])).is_ok(), "what the organisers tell is not signed by their key");
    let told: Value = serde_json::from_str(signed).unwrap_or_default();
    ensure!(told["notices"].is_array(), "what is signed is no list of notices");
    let age = jiff::Timestamp::now().as_second() - told["issued"].as_i64().unwrap_or_default();
    ensure!((-120..600).contains(&age), "the signature is {age} seconds old: an old list could be told again");
    Ok(())
}
