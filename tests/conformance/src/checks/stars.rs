//! What somebody starred is theirs, and so is the address by which a calendar program reads it. Not: how stars are synchronised.

use super::Subject;
use super::with::bob;
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::Value;

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "AGENDA-01",
        Profile::Full,
        "nothing that others get is another thing because of what somebody starred",
        "it can be read off who goes where: a plan for whoever wants to meet somebody, or to avoid their guards",
        stars_change_nothing_for_others,
    )
    .from(&["V8.2.2", "GDPR Art. 25"], &["T08"])
    .needs(&[Feature::Favourites, Feature::Agenda], &[Role::Connection, Role::Ordinary]),
    Check::new(
        "AGENDA-02",
        Profile::Full,
        "there is no way to ask for somebody else's stars",
        "anybody at the conference can look up where a minister will be at eleven",
        nobody_asks_for_somebody_elses_stars,
    )
    .from(&["V8.2.2"], &["T09"])
    .needs(&[Feature::Favourites], &[Role::Connection, Role::Ordinary]),
    Check::new(
        "CAL-01",
        Profile::Full,
        "a calendar's address cannot be guessed, and what it gives is not about its owner",
        "whoever tries addresses reads the plans of delegates, or their names",
        a_calendar_is_a_secret,
    )
    .from(&["V7.2.3", "V8.2.2"], &["T09"])
    .needs(&[Feature::Calendar, Feature::Favourites, Feature::Agenda], &[Role::Connection]),
    Check::new(
        "CAL-02",
        Profile::Full,
        "a calendar's address is dead once it was revoked or made anew",
        "an address that got into wrong hands goes on telling where a delegate will be",
        a_revoked_calendar_is_dead,
    )
    .from(&["V7.4.1"], &["T15"])
    .needs(&[Feature::Calendar], &[Role::Connection]),
    Check::new(
        "EXP-04",
        Profile::Full,
        "a calendar holds the titles of talks as text, whatever stands in them",
        "a title brings lines of its own into the calendars of everybody who follows it",
        a_calendar_is_well_formed,
    )
    .from(&["V1.2.1", "RFC 5545"], &["T43"])
    .needs(&[Feature::Calendar, Feature::Favourites, Feature::Agenda], &[Role::Connection]),
];

fn talks(persona: &Persona) -> Result<(String, Vec<String>), Fault> {
    let agenda = persona.get("/agenda")?.json();
    let ids: Vec<String> =
        agenda["talks"].as_array().into_iter().flatten().filter_map(|talk| talk["id"].as_str().map(str::to_owned)).collect();
    if ids.is_empty() {
        return Err(Fault::Missing("a programme with talks".into()));
    }
    Ok((agenda["version"].as_str().unwrap_or_default().to_owned(), ids))
}

fn star(persona: &Persona, method: &str, talk: &str) -> Verdict {
    let answer = persona.ask(&Request::new(method, &format!("/me/agenda/{talk}")))?;
    ensure!((200..300).contains(&answer.status), "{method} of a star is answered with {}", answer.status);
    Ok(())
}

/// Path, status, body and ETag.
type Told = (String, u16, Vec<u8>, String);

/// Everything that could tell or count, as this person gets it.
fn told(persona: &Persona, other: &str, version: &str, talk: &str) -> Result<Vec<Told>, Fault> {
    let paths = [
        "/config".to_owned(),
        "/agenda".to_owned(),
        "/agenda/texts".to_owned(),
        format!("/agenda/changes?since={version}"),
        "/delegates?limit=100".to_owned(),
        format!("/delegates/{other}"),
        format!("/agenda/{talk}"),
        "/me/agenda".to_owned(),
        "/me/calendar".to_owned(),
    ];
    let ask = |path: String| {
        let answer = persona.get(&path)?;
        let body = if answer.status < 400 { answer.body.clone() } else { Vec::new() };
        Ok((path, answer.status, body, answer.header("etag").unwrap_or_default().to_owned()))
    };
    paths.into_iter().map(ask).collect()
}

/// AGENDA-01.
pub fn stars_change_nothing_for_others(subject: &Subject) -> Verdict {
    let (ada, bob) = (subject.signed_in(Role::Connection)?, bob(subject)?);
    let (id, (version, ids)) = (ada.id()?, talks(&ada)?);
    let wanted: Vec<&String> = ids.iter().take(30).collect();
    for talk in &wanted {
        star(&ada, "DELETE", talk)?;
    }
    let (before, public) = (told(&bob, &id, &version, wanted[0])?, told(&subject.stranger(), &id, &version, wanted[0])?);
    for talk in &wanted {
        star(&ada, "PUT", talk)?;
    }
    let own = ada.get("/me/agenda")?.json();
    ensure!(wanted.iter().all(|talk| own.to_string().contains(talk.as_str())), "the owner does not find what they starred");
    let (after, also) = (told(&bob, &id, &version, wanted[0])?, told(&subject.stranger(), &id, &version, wanted[0])?);
    for talk in &wanted {
        star(&ada, "DELETE", talk)?;
    }
    let other = before.iter().zip(&after).chain(public.iter().zip(&also)).find(|(before, after)| before != after);
    ensure!(other.is_none(), "{} is another one because of what somebody else starred", other.map_or("", |(before, _)| before.0.as_str()));
    Ok(())
}

/// AGENDA-02.
pub fn nobody_asks_for_somebody_elses_stars(subject: &Subject) -> Verdict {
    let (ada, bob) = (subject.signed_in(Role::Connection)?, bob(subject)?);
    let (id, talk) = (ada.id()?, format!("star-{}", random_letters(12)));
    star(&ada, "PUT", &talk)?;
    ensure!(ada.get("/me/agenda")?.json().to_string().contains(&talk), "the owner does not find what they starred");
    let tells = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(&talk);
    for place in [
        "/delegates/ID/agenda",
        "/delegates/ID/calendar",
        "/delegates/ID/stars",
        "/delegates/ID",
        "/agenda/ID",
        "/stars/ID",
        "/calendar/ID.ics",
    ] {
        for request in [Request::letters("GET", &place.replace("ID", &id)), Request::page("GET", &place.replace("ID", &id))] {
            let answer = bob.ask(&request)?;
            ensure!(!tells(&answer.bytes()), "{place} tells what somebody else starred");
        }
    }
    for query in ["", "?of=ID", "?id=ID", "?delegate=ID", "?user=ID", "?viewer=ID"] {
        for route in ["/me/agenda", "/me/calendar", "/agenda", "/delegates"] {
            let path = format!("{route}{}", query.replace("ID", &id));
            ensure!(!tells(&bob.get(&path)?.bytes()), "{route}{query} tells what somebody else starred");
        }
    }
    let others = bob.ask(&Request::new("PUT", &format!("/me/agenda/{talk}?of={id}")))?;
    ensure!(others.status < 500, "a star for somebody else is answered with {}", others.status);
    bob.ask(&Request::new("DELETE", &format!("/me/agenda/{talk}?of={id}")))?;
    ensure!(ada.get("/me/agenda")?.json().to_string().contains(&talk), "somebody else took a star away");
    star(&ada, "DELETE", &talk)
}

/// A calendar's path at the origin.
fn make(persona: &Persona) -> Result<String, Fault> {
    let made = persona.ask(&Request::new("POST", "/me/calendar"))?;
    ensure!(matches!(made.status, 200 | 201), "POST /me/calendar is answered with {}", made.status);
    let url = made.json()["url"].as_str().unwrap_or_default().to_owned();
    let path = url.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap_or_default();
    ensure!(path.len() > 8, "POST /me/calendar tells no address");
    Ok(path)
}

/// As a calendar program asks: without a session, wherever the address leads.
fn fetch(subject: &Subject, path: &str) -> Result<crate::http::Answer, Fault> {
    Ok(subject.stranger().ask(&Request::page("GET", path))?)
}

fn revoke(persona: &Persona) -> Verdict {
    let answer = persona.ask(&Request::new("DELETE", "/me/calendar"))?;
    ensure!((200..300).contains(&answer.status), "DELETE /me/calendar is answered with {}", answer.status);
    Ok(())
}

/// CAL-01.
pub fn a_calendar_is_a_secret(subject: &Subject) -> Verdict {
    let ada = subject.signed_in(Role::Connection)?;
    let (_, ids) = talks(&ada)?;
    star(&ada, "PUT", &ids[0])?;
    let path = make(&ada)?;
    let secret = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".ics").to_owned();
    subject.recorder.keep_secret(&secret, "$CALENDAR");
    ensure!(secret.len() >= 22, "the secret of a calendar is shorter than 128 bits can be written");
    let calendar = fetch(subject, &path)?;
    let text = String::from_utf8_lossy(&calendar.body).into_owned();
    ensure!(calendar.status == 200 && text.contains("BEGIN:VEVENT"), "the calendar is answered with {}", calendar.status);
    let me = ada.get("/me")?.json();
    let own = ["name", "phone", "organisation", "email"].map(|key| me["fields"][key]["value"].as_str().unwrap_or_default().to_owned());
    for value in own.iter().chain([&ada.id()?, &ada.email]).filter(|value| value.len() > 3) {
        ensure!(!text.contains(value.as_str()), "the calendar tells whose it is");
    }
    ensure!(!ada.get("/me/calendar")?.json().to_string().contains(&secret), "the address is told again to whoever finds an open session");
    let other = if secret.starts_with('a') { "b" } else { "a" };
    for guess in [
        format!("{other}{}", &secret[1..]),
        secret[..secret.len() - 1].to_owned(),
        secret.to_uppercase(),
        ada.id()?,
        "%25".into(),
        String::new(),
    ] {
        if guess == secret {
            continue;
        }
        let answer = fetch(subject, &path.replace(&secret, &guess))?;
        let is_calendar = String::from_utf8_lossy(&answer.body).contains("BEGIN:VCALENDAR");
        ensure!(!is_calendar, "another address than the one that was made gives a calendar");
    }
    revoke(&ada)?;
    star(&ada, "DELETE", &ids[0])
}

/// CAL-02.
pub fn a_revoked_calendar_is_dead(subject: &Subject) -> Verdict {
    let ada = subject.signed_in(Role::Connection)?;
    let first = make(&ada)?;
    ensure!(fetch(subject, &first)?.status == 200, "a new calendar is not there");
    let second = make(&ada)?;
    ensure!(first != second, "the address that is made anew is the old one");
    let old = fetch(subject, &first)?.status;
    ensure!(matches!(old, 404 | 410), "the address of before is answered with {old}");
    ensure!(fetch(subject, &second)?.status == 200, "the new calendar is not there");
    revoke(&ada)?;
    let gone = fetch(subject, &second)?.status;
    ensure!(matches!(gone, 404 | 410), "a revoked address is answered with {gone}");
    Ok(())
}

/// EXP-04.
pub fn a_calendar_is_well_formed(subject: &Subject) -> Verdict {
    let ada = subject.signed_in(Role::Connection)?;
    let (agenda, (_, ids)) = (ada.get("/agenda")?.json(), talks(&ada)?);
    for talk in &ids {
        star(&ada, "PUT", talk)?;
    }
    let calendar = fetch(subject, &make(&ada)?)?;
    revoke(&ada)?;
    for talk in &ids {
        star(&ada, "DELETE", talk)?;
    }
    ensure!(calendar.media_type() == "text/calendar", "the calendar is {:?}", calendar.media_type());
    let text = String::from_utf8(calendar.body).map_err(|_| Fault::Broken("the calendar is no UTF-8".into()))?;
    ensure!(!text.replace("\r\n", "").contains(['\r', '\n']), "a line of the calendar ends in another way than the others");
    ensure!(text.split("\r\n").all(|line| line.len() <= 75), "a line of the calendar is longer than 75 bytes");
    let lines = text.replace("\r\n ", "").replace("\r\n\t", "");
    let events = lines.matches("\r\nBEGIN:VEVENT\r\n").count();
    ensure!(events <= ids.len() && events > 0, "the calendar holds {events} events of {} talks", ids.len());
    let titles: Vec<String> =
        lines.split("\r\n").filter_map(|line| line.strip_prefix("SUMMARY")?.split_once(':')).map(|(_, text)| unescaped(text)).collect();
    ensure!(titles.len() == events, "{} titles for {events} events", titles.len());
    for talk in agenda["talks"].as_array().into_iter().flatten().filter(|talk| talk["cancelled"] != Value::Bool(true)) {
        let title = talk["title"].as_str().unwrap_or_default();
        ensure!(titles.iter().any(|found| found.contains(title)), "the title {title:?} does not come back as it is");
    }
    Ok(())
}

/// TEXT of RFC 5545.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match (sign, if sign == '\\' { signs.next() } else { None }) {
            ('\\', Some('n' | 'N')) => plain.push('\n'),
            ('\\', Some(other)) => plain.push(other),
            (other, _) => plain.push(other),
        }
    }
    plain
}
