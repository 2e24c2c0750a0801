//! Who saw what: the record of looks and its table. Not: what may be seen, nor what went wrong (`incidents`).

use super::Subject;
use super::with::{page, row, text};
use crate::check::{Check, Feature, Profile, Role};
use crate::http::Request;
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure};
use serde_json::{Value, json};
use std::thread::sleep;
use std::time::{Duration, Instant};

const LOG: &[Feature] = &[Feature::AccessLog, Feature::Directory, Feature::Audiences, Feature::Profile];
const TWO: &[Role] = &[Role::Victim, Role::Connection];

pub(super) const CHECKS: &[Check] = &[
    Check::new(
        "LOG-01",
        Profile::Full,
        "whoever was shown something of somebody stands in that one's record: who, when, which fields",
        "after a theft nobody can say whose data it was",
        looks_are_noted,
    )
    .from(&["V16.2.1", "GDPR Art. 15", "GDPR Art. 33"], &["T52"])
    .needs(LOG, TWO)
    .beside(&["LOG-02", "LOG-03", "LOG-04", "EXP-02", "INC-02"]),
    Check::new(
        "LOG-02",
        Profile::Full,
        "nobody writes or empties the record, and nobody reads another one's",
        "whoever copied the list of delegates wipes that out",
        the_record_is_append_only,
    )
    .from(&["V16.4.2", "V8.2.2"], &["T52"])
    .needs(LOG, TWO),
    Check::new(
        "LOG-03",
        Profile::Full,
        "the record does not name somebody who hides their name",
        "by the record one delegate finds out that another one is there, who hides it",
        onlookers_have_a_choice_too,
    )
    .from(&["V8.2.3", "GDPR Art. 25"], &["T08"])
    .needs(LOG, TWO),
    Check::new(
        "LOG-04",
        Profile::Full,
        "the list, the page and the portrait are noted alike",
        "the list gives everybody's numbers away without leaving a trace",
        every_way_is_noted,
    )
    .from(&["GDPR Art. 33", "GDPR Art. 5"], &["T52"])
    .needs(&[Feature::AccessLog, Feature::Directory, Feature::Audiences, Feature::Profile, Feature::Photos], TWO),
    Check::new(
        "EXP-02",
        Profile::Full,
        "the record as a table runs nothing in a spreadsheet",
        "somebody's name runs a program on the computer of whoever opens their record",
        the_table_runs_nothing,
    )
    .from(&["V1.2.1"], &["T43"])
    .needs(LOG, TWO),
];

fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

fn record(who: &Persona, query: &str) -> Result<Value, Fault> {
    let answer = who.get(&format!("/me/access-log{query}"))?;
    match answer.status {
        200 => Ok(answer.json()),
        429 => Err(Fault::Missing("wider quotas for the record during the run".into())),
        status => Err(Fault::Broken(format!("GET /me/access-log is answered with {status}"))),
    }
}

/// A session of its own, so that what it is shown is not taken for what another one saw a moment ago; with a name that others see.
fn onlooker(subject: &Subject) -> Result<(Persona, String), Fault> {
    let own = super::with::Owner::of(subject)?;
    let name = format!("Looks {}", crate::random_letters(10));
    own.write(&json!({"name": name}))?;
    own.show(&[])?;
    Ok((subject.anew(Role::Connection)?, name))
}

/// The lines about this onlooker, once there is one that holds what is wanted; within a minute.
fn lines(who: &Persona, list: &str, query: &str, name: &str, is_wanted: impl Fn(&Value) -> bool) -> Result<Vec<Value>, Fault> {
    let begun = Instant::now();
    loop {
        let record = record(who, query)?;
        let all = record[list].as_array().cloned().unwrap_or_default();
        let own: Vec<Value> = all.into_iter().filter(|line| line["who"]["name"] == name).collect();
        if own.iter().any(&is_wanted) || begun.elapsed() > Duration::from_secs(20) {
            return Ok(own);
        }
        sleep(Duration::from_millis(300));
    }
}

fn names(line: &Value, key: &str) -> bool {
    line["fields"].as_array().is_some_and(|fields| fields.iter().any(|field| field == key))
}

/// LOG-01.
pub fn looks_are_noted(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let (bela, name) = onlooker(subject)?;
    planted.show(&["name", "phone", "organisation"])?;
    let before = record(&planted.persona, "")?["fields"]["phone"]["times"].as_u64().unwrap_or_default();
    let begun = now();
    ensure!(page(&bela, &planted.id)?.json()["phone"] == text(planted, "phone"), "what is shown is not there");
    let own = lines(&planted.persona, "times", "?by=time", &name, |line| line["way"] == "page" && names(line, "phone"))?;
    let latest = own.iter().filter(|line| line["way"] == "page").max_by_key(|line| line["at"].as_i64());
    let Some(line) = latest.filter(|line| names(line, "phone")) else {
        return Err(Fault::Broken("somebody was shown a telephone number, and the record does not say so".into()));
    };
    let at = line["at"].as_i64().unwrap_or_default();
    ensure!((begun - 60..=now() + 60).contains(&at), "the record says another time");
    ensure!(
        names(line, "organisation") && names(line, "name") && !names(line, "email"),
        "the record names other fields than were shown: {}",
        line["fields"]
    );
    let people = lines(&planted.persona, "people", "", &name, |line| names(line, "phone"))?;
    ensure!(people.iter().any(|line| names(line, "phone")), "the record by person lacks a look that the record by time has");
    let after = record(&planted.persona, "")?["fields"]["phone"]["times"].as_u64().unwrap_or_default();
    ensure!(after > before, "the number of looks at the telephone number stays at {before}");
    // Whoever is shown nothing leaves no line, or the record would be noise.
    planted.hide()?;
    let times = |who: &Persona| record(who, "?by=time").map(|record| record["times"].as_array().map_or(0, Vec::len));
    let before = times(&planted.persona)?;
    ensure!(page(&bela, &planted.id)?.status == 404, "what is hidden is there");
    ensure!(times(&planted.persona)? == before, "a look at nothing is noted");
    crate::planted::hide(&*subject.signed_in(Role::Connection)?)
}

/// LOG-02.
pub fn the_record_is_append_only(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let (bela, name) = onlooker(subject)?;
    planted.show(&["name", "phone"])?;
    page(&bela, &planted.id)?;
    planted.hide()?;
    let noted = |who: &Persona| lines(who, "people", "", &name, |line| names(line, "phone")).map(|own| own.len());
    ensure!(noted(&planted.persona)? > 0, "a look is not in the record");
    for who in [&*planted.persona, &bela, &subject.stranger()] {
        for method in ["DELETE", "PUT", "PATCH", "POST"] {
            for path in ["/me/access-log".to_owned(), "/me/access-log/1".into(), format!("/delegates/{}/access-log", planted.id)] {
                let status = who.ask(&Request::new(method, &path).json(&json!({})))?.status;
                ensure!((400..500).contains(&status), "{method} {path} is answered with {status}");
            }
        }
    }
    ensure!(noted(&planted.persona)? > 0, "the record was emptied");
    for query in ["", "?by=time", "?of=ID", "?owner=ID", "?id=ID", "?delegate=ID"] {
        let path = format!("/me/access-log{}", query.replace("ID", &planted.id));
        let theirs = bela.get(&path)?;
        let is_told = theirs.json()["people"].as_array().into_iter().flatten().any(|line| line["who"]["name"] == name.as_str());
        ensure!(!is_told, "{query} shows somebody else's record");
    }
    let status = subject.stranger().get("/me/access-log")?.status;
    ensure!(status == 401, "a stranger's look at the record is answered with {status}");
    crate::planted::hide(&*subject.signed_in(Role::Connection)?)
}

/// LOG-03.
pub fn onlookers_have_a_choice_too(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let (bela, name) = onlooker(subject)?;
    let id = bela.id()?;
    planted.show(&["name", "phone"])?;
    page(&bela, &planted.id)?;
    ensure!(
        !lines(&planted.persona, "people", "", &name, |line| names(line, "phone"))?.is_empty(),
        "a look of somebody who shows their name is not noted with it"
    );
    crate::planted::hide(&bela)?;
    planted.hide()?;
    let tells = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(&name) || String::from_utf8_lossy(bytes).contains(&id);
    for query in ["", "?by=time", "?field=phone"] {
        let answer = planted.persona.get(&format!("/me/access-log{query}"))?;
        ensure!(answer.status == 200, "GET /me/access-log{query} is answered with {}", answer.status);
        ensure!(!tells(&answer.bytes()), "the record names somebody who hides their name");
    }
    let table = planted.persona.ask(&Request::new("GET", "/me/access-log?as=csv").with("X-Plenary", "1"))?;
    ensure!(!tells(&table.bytes()), "the table names somebody who hides their name");
    // That somebody looked is still told: the record is not emptied by hiding.
    ensure!(
        record(&planted.persona, "")?["fields"]["phone"]["times"].as_u64().unwrap_or_default() > 0,
        "by hiding the onlooker emptied the record"
    );
    Ok(())
}

/// LOG-04.
pub fn every_way_is_noted(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let (bela, name) = onlooker(subject)?;
    planted.show(&["name", "phone", "photo"])?;
    ensure!(row(&bela, text(planted, "name"), &planted.id)?.is_some(), "a search by the shared name does not find the person");
    ensure!(page(&bela, &planted.id)?.status == 200, "what is shown is not there");
    ensure!(bela.get(&format!("/delegates/{}/photo/{}", planted.id, planted.photo))?.status == 200, "the portrait is not there");
    let own = lines(&planted.persona, "times", "?by=time", &name, |line| names(line, "photo"))?;
    for (way, key) in [("list", "name"), ("page", "phone"), ("photo", "photo")] {
        let line = own.iter().find(|line| line["way"] == way);
        ensure!(line.is_some_and(|line| names(line, key)), "what the {way} showed is not noted");
    }
    planted.hide()?;
    crate::planted::hide(&bela)
}

/// EXP-02.
pub fn the_table_runs_nothing(subject: &Subject) -> Verdict {
    let planted = subject.victim()?;
    let owner = super::with::Owner::of(subject)?;
    let mut wanted = Vec::new();
    planted.show(&["name"])?;
    for name in ["=HYPERLINK(\"http://x.example\",\"y\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)", "Ada \"Quote\", Comma"] {
        let saved = owner.persona.patch(&json!({"name": name}))?;
        if saved.status != 200 {
            continue;
        }
        owner.show(&[])?;
        page(&*subject.signed_in(Role::Connection)?, &planted.id)?;
        let table = planted.persona.ask(&Request::new("GET", "/me/access-log?as=csv").with("X-Plenary", "1"))?;
        ensure!(
            table.status == 200 && table.media_type() == "text/csv",
            "the table is answered with {} {:?}",
            table.status,
            table.media_type()
        );
        ensure!(table.header("content-disposition").is_some_and(|how| how.starts_with("attachment")), "the table is opened in the browser");
        let text = String::from_utf8_lossy(&table.body).into_owned();
        for cell in cells(&text) {
            ensure!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "a cell of the table would be run: {cell}");
        }
        ensure!(cells(&text).any(|cell| cell.trim_start_matches('\'') == name), "the name {name} does not come back from the table");
        wanted.push(name);
    }
    owner.write(&json!({"name": "Somebody Of The Suite"}))?;
    owner.hide()?;
    planted.hide()?;
    if wanted.is_empty() {
        return Err(Fault::Absent("names with signs that a spreadsheet runs are refused".into()));
    }
    Ok(())
}

/// The cells of a table as RFC 4180 has it.
fn cells(text: &str) -> impl Iterator<Item = String> {
    let (mut all, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if is_quoted && signs.peek() == Some(&'"') => cell.push(signs.next().unwrap_or('"')),
            '"' => is_quoted = !is_quoted,
            ',' | '\n' if !is_quoted => all.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted && signs.peek() == Some(&'\n') => {}
            other => cell.push(other),
        }
    }
    all.push(cell);
    all.into_iter()
}
