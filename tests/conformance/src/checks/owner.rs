//! Nobody reads or writes for somebody else, and nobody but organisers does what organisers do. Not: what people share.

use super::Subject;
use super::foreign::end;
use super::with::{bob, page, rows};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::planted::Planted;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const TWO: &[Role] = &[Role::Victim, Role::Ordinary];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "AUTHZ-04",
        Profile::Full,
        "somebody else's private data cannot be asked for by their id",
        "whoever changes a number in an address reads the account of another delegate",
        nobody_reads_for_somebody_else,
    )
    .from(&["V8.2.2"], &["T09"])
    .needs(&[Feature::Directory, Feature::Profile, Feature::Audiences], TWO),
    Check::new(
        "AUTHZ-05",
        Profile::Full,
        "nobody changes somebody else's data",
        "a stranger changes a minister's picture and title: what happened in 2018",
        nobody_writes_for_somebody_else,
    )
    .from(&["V8.2.2"], &["T10"])
    .needs(&[Feature::Directory, Feature::Profile, Feature::Audiences], TWO),
    Check::new(
        "AUTHZ-06",
        Profile::Full,
        "the directory comes in pages, and a made-up place in it leads nowhere",
        "one request takes the whole list of delegates away",
        pages_are_small,
    )
    .from(&["V2.4.1"], &["T06"])
    .needs(&[Feature::Directory, Feature::Shapes], &[Role::Ordinary]),
    Check::new(
        "AUTHZ-09",
        Profile::Full,
        "a delegate gets nothing of what belongs to organisers",
        "any delegate may take the list of everybody, or change the programme",
        delegates_are_no_organisers,
    )
    .from(&["V8.2.1", "V13.4.5"], &["T11"])
    .needs(&[], &[Role::Ordinary]),
];

/// What stands in the owner's account, without how long the session goes on.
pub(super) fn standing(persona: &Persona) -> Result<Value, Fault> {
    let mut me = persona.get("/me")?.json();
    ensure!(me["fields"].is_object(), "GET /me does not show the account");
    if let Some(me) = me.as_object_mut() {
        me.remove("session");
    }
    Ok(json!([me, persona.get("/me/agenda")?.json()]))
}

/// AUTHZ-04.
pub fn nobody_reads_for_somebody_else(subject: &Subject) -> Verdict {
    let (planted, bob) = (subject.victim()?, bob(subject)?);
    planted.show(&["name"])?;
    let (id, search) = (&planted.id, planted.search(&["name"])?);
    ensure!(page(&bob, id)?.status == 200, "the page of somebody who is listed is not there");
    for name in ["id", "user", "user_id", "delegate", "of", "owner"] {
        for place in ["/me", "/me/agenda", "/me/changes", "/me/sessions", "/me/calendar", "/me/access-log", "/me/export", "/me/consents"] {
            let answer = bob.get(&format!("{place}?{name}={id}"))?;
            let hit = search.find(&answer.bytes());
            ensure!(hit.is_none(), "{place}?{name}= of somebody else holds their {}", hit.map_or(String::new(), |hit| hit.name));
        }
        ensure!(bob.get(&format!("/me?{name}={id}"))?.json()["id"] != id.as_str(), "/me?{name}= is the account of somebody else");
    }
    let places = [
        "/users/ID",
        "/accounts/ID",
        "/me/ID",
        "/delegates/ID/me",
        "/delegates/ID/contact",
        "/delegates/ID/agenda",
        "/delegates/ID/calendar",
        "/delegates/ID/sessions",
        "/delegates/ID/changes",
        "/delegates/ID/export",
        "/delegates/ID/audiences",
        "/delegates/ID/access-log",
        "/delegates/ID/photo",
    ];
    for place in places {
        let answer = bob.ask(&Request::letters("GET", &place.replace("ID", id)))?;
        let is_nothing = answer.status >= 400 || answer.media_type() == "text/html";
        ensure!(is_nothing, "{place} of somebody else is answered with {}", answer.status);
        ensure!(search.find(&answer.bytes()).is_none(), "{place} of somebody else holds what they hide");
    }
    planted.hide()
}

/// Every way of writing that names somebody else. Each must change nothing of theirs, and nothing of the writer's either.
fn attempts(planted: &Planted, tag: &str) -> Vec<Request> {
    let id = &planted.id;
    let change = json!({"name": "Mallory", "job_title": "Mallory", "pronouns": "x"});
    let mut all = Vec::new();
    for method in ["PUT", "PATCH", "DELETE", "POST"] {
        for tail in ["", "/photo", "/audiences", "/agenda/t1", "/name", "/undo"] {
            let path = format!("/delegates/{id}{tail}");
            all.push(Request::new(method, &path).with("If-Match", "*").json(&change));
            all.push(Request::new(method, &path).with("If-Match", tag).with("Content-Type", "image/jpeg").body(&planted.portrait));
        }
        all.push(Request::new(method, &format!("/delegates/{id}/photo/{}", planted.photo)).body(b"x"));
        all.push(Request::letters(method, &format!("/users/{id}")).json(&change));
    }
    for body in [
        json!({"id": id, "pronouns": "Mallory"}),
        json!({"user": id, "pronouns": "Mallory"}),
        json!({"email": planted.texts.email, "pronouns": "Mallory"}),
        json!([{"id": id, "pronouns": "Mallory"}]),
        json!({"delegates": [{"id": id, "pronouns": "Mallory"}]}),
    ] {
        all.push(Request::new("PATCH", &format!("/me?id={id}&user={id}")).with("If-Match", tag).json(&body));
    }
    for body in
        [json!({"id": id, "listed": true}), json!({"user": id, "fields": {"phone": "delegates"}}), json!([{"id": id, "listed": true}])]
    {
        all.push(Request::new("PUT", &format!("/me/audiences?id={id}")).json(&body));
    }
    all
}

/// AUTHZ-05.
pub fn nobody_writes_for_somebody_else(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let bob = subject.proved(Role::Ordinary)?;
    planted.show(&["name"])?;
    let (hers, his) = (standing(&planted.persona)?, standing(&bob)?);
    let tag = bob.get("/me")?.header("etag").unwrap_or_default().to_owned();
    for request in attempts(planted, &tag) {
        let answer = bob.ask(&request)?;
        let what = format!("{} {}", request.method, request.path.split('?').next().unwrap_or_default());
        ensure!((400..500).contains(&answer.status), "{what} in the name of somebody else is answered with {}", answer.status);
        ensure!(standing(&planted.persona)? == hers, "{what} by somebody else changed the account");
    }
    ensure!(standing(&bob)? == his, "a refused change was half applied to the account of whoever asked");
    ensure!(page(&bob, &planted.id)?.json()["name"] == planted.texts.of("name"), "the page shows another name now");
    planted.hide()
}

/// AUTHZ-06.
pub fn pages_are_small(subject: &Subject) -> Verdict {
    let bob = bob(subject)?;
    let usual = rows(&bob.get("/delegates")?).len();
    for limit in ["100000", "101", "18446744073709551615", "-1", "1e9", "0"] {
        let answer = bob.get(&format!("/delegates?limit={limit}"))?;
        ensure!(answer.status < 500, "limit={limit} is answered with {}", answer.status);
        ensure!(rows(&answer).len() <= 100, "limit={limit} gives {} people at once", rows(&answer).len());
    }
    let ids = |rows: &[Value]| rows.iter().map(|row| row["id"].to_string()).collect::<BTreeSet<_>>();
    let first = bob.get("/delegates?limit=2")?;
    let Some(cursor) = first.json()["next"].as_str().map(str::to_owned) else {
        return Err(Fault::Missing("three people in the directory".into()));
    };
    let second = rows(&bob.get(&format!("/delegates?limit=2&cursor={cursor}"))?);
    ensure!(!second.is_empty() && ids(&second).is_disjoint(&ids(&rows(&first))), "the second page repeats the first");
    for bent in ["x", "-1", "0", "999999999999999999999", "..", "%00", &format!("{cursor}x"), "%27%20OR%201=1%20--", "1.1.1"] {
        let answer = bob.get(&format!("/delegates?cursor={bent}"))?;
        let is_refused = (400..500).contains(&answer.status);
        ensure!(
            is_refused || (answer.status == 200 && rows(&answer).len() <= usual.max(100)),
            "a made-up cursor is answered with {}",
            answer.status
        );
    }
    // Where everybody fits on one page, nobody sees whether it would end.
    match bob.get("/delegates?limit=100")?.json()["next"].is_string() {
        true => Ok(()),
        false => Err(Fault::Missing("more than a hundred people in the directory: with fewer it is not seen whether a page ends".into())),
    }
}

/// Where other programs keep what belongs to organisers.
const PLACES: [&str; 24] = [
    "/admin",
    "/admin/delegates",
    "/admin/users",
    "/organiser",
    "/organisers",
    "/organiser/delegates",
    "/staff",
    "/manage",
    "/users",
    "/users.csv",
    "/accounts",
    "/delegates.csv",
    "/delegates/export",
    "/export",
    "/export.csv",
    "/audit",
    "/logs",
    "/access-log",
    "/reports",
    "/complaints",
    "/sessions",
    "/debug",
    "/metrics",
    "/graphql",
];

/// AUTHZ-09.
pub fn delegates_are_no_organisers(subject: &Subject) -> Verdict {
    let bob = bob(subject)?;
    let routes = |place: &str| subject.description.routes.values().any(|here| here.trim_end_matches('/') == place);
    for place in PLACES.into_iter().filter(|place| !routes(place)) {
        for request in [Request::letters("GET", place), Request::page("GET", place)] {
            let answer = end(&subject.target, &request, |request| bob.ask(request))?;
            // A page of the app stands at any address; one that exists only for organisers is another than that of an address that nobody has.
            let is_page = answer.media_type() == "text/html" && answer.body == nowhere(&bob, &request)?;
            ensure!(answer.status >= 400 || is_page, "GET {place} is answered to a delegate with {}", answer.status);
        }
        for method in ["POST", "PUT", "DELETE"] {
            let answer = end(&subject.target, &Request::letters(method, place).json(&json!({})), |request| bob.ask(request))?;
            ensure!((400..500).contains(&answer.status), "{method} {place} is answered to a delegate with {}", answer.status);
        }
    }
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        for place in ["/agenda", "/config", "/incidents", "/delegates"].into_iter().filter(|place| subject.offers(place)) {
            let before = bob.get(place)?.body;
            let answer = bob.ask(&Request::new(method, place).json(&json!({"name": "Mallory"})))?;
            // Whoever answers every method alike has changed nothing.
            let is_same = answer.body == before && bob.get(place)?.body == before;
            ensure!((400..500).contains(&answer.status) || is_same, "{method} {place} by a delegate is answered with {}", answer.status);
        }
    }
    Ok(())
}

fn nowhere(bob: &Persona, request: &Request) -> Result<Vec<u8>, Fault> {
    Ok(bob.ask(&Request { path: format!("/{}", random_letters(12)), ..request.clone() })?.body)
}
