//! Everything that somebody can ask about somebody else, in every spelling that a careless backend has answered: what comes back is searched.
//! Not: what must not be in it (`planted`).

use crate::http::{Answer, Request, Witness};
use crate::persona::Persona;
use crate::planted::Texts;
use crate::{Fault, subject::Subject};
use serde_json::json;
use std::sync::{Arc, Mutex, PoisonError};

/// Pages of the directory that are read at most.
const PAGES: usize = 200;

/// Keeps every byte that somebody gets.
#[derive(Default)]
struct Tape(Mutex<Vec<Heard>>);

/// One answer, with what was asked.
pub struct Heard {
    /// Method and path.
    pub request: String,
    /// Headers and body.
    pub bytes: Vec<u8>,
    /// The body alone.
    pub body: Vec<u8>,
}

impl Witness for Tape {
    fn saw(&self, _: &str, request: &Request, answer: &Answer) {
        let request = format!("{} {}", request.method, request.path);
        let heard = Heard { request, bytes: answer.bytes(), body: answer.body.clone() };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(heard);
    }
}

/// Whom the walk is about.
#[derive(Clone, Copy)]
pub struct About<'a> {
    /// What stands in their fields.
    pub texts: &'a Texts,
    /// Their id.
    pub id: &'a str,
    /// Their portrait's id.
    pub photo: &'a str,
}

/// A part of what can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The page, the picture and the card of one person.
    Person,
    /// The list: its pages, search, sorting and filters.
    Directory,
    /// Every other route, and refusals.
    Elsewhere,
}

/// Everything that this persona can ask about them: every byte that comes back.
pub fn walk(subject: &Subject, who: &Persona, about: About<'_>) -> Result<Vec<Heard>, Fault> {
    walk_in(subject, who, about, &[Part::Person, Part::Directory, Part::Elsewhere])
}

/// These parts of it.
pub fn walk_in(subject: &Subject, who: &Persona, about: About<'_>, parts: &[Part]) -> Result<Vec<Heard>, Fault> {
    let tape = Arc::new(Tape::default());
    let mut who = who.copied();
    who.target.witnesses.push(tape.clone());
    for request in requests(subject, about).iter().filter(|request| parts.contains(&part_of(request))) {
        who.ask(request)?;
    }
    let mut next = parts.contains(&Part::Directory).then(String::new);
    for _ in 0..PAGES {
        let Some(cursor) = next else { break };
        let page = who.get(&format!("/delegates?limit=100&cursor={}", escaped(&cursor)))?;
        next = page.json()["next"].as_str().map(str::to_owned);
    }
    let heard = std::mem::take(&mut *tape.0.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(heard)
}

fn part_of(request: &Request) -> Part {
    match request.path.strip_prefix("/delegates") {
        Some(rest) if rest.starts_with('/') => Part::Person,
        Some(_) => Part::Directory,
        None => Part::Elsewhere,
    }
}

fn requests(subject: &Subject, about: About<'_>) -> Vec<Request> {
    let mut all = whole_routes(subject, about);
    all.extend(one_person(about));
    all.extend(directory(about.texts, about.id));
    all.extend(echoes(about));
    all
}

/// Every route that only reads, with their ids in the place of parameters.
fn whole_routes(subject: &Subject, About { id, photo, .. }: About<'_>) -> Vec<Request> {
    let fill = |path: &str| path.replace("{id}", id).replace("{photo}", photo).replace("{talk}", id).replace("{file}", "x.ics");
    let reads = subject.contract.operations().iter().filter(|operation| operation.method == "GET" && !operation.path.contains("/oidc/"));
    let mut all: Vec<Request> = reads.map(|operation| Request::new("GET", &fill(&operation.path))).collect();
    all.extend(["delegate", "connection", "stranger", id].map(|eyes| Request::new("GET", &format!("/me/preview?as={eyes}&of={id}"))));
    // What the app itself asks with its sign.
    all.extend(["/me/export", "/me/export?as=html", "/me/access-log?as=csv"].map(|path| Request::new("GET", path).with("X-Plenary", "1")));
    all.extend(subject.description.searched.iter().map(|path| Request::page("GET", path)));
    all
}

fn one_person(About { id, photo, .. }: About<'_>) -> Vec<Request> {
    let get = |path: String| Request::new("GET", &path);
    let tails = [
        "/",
        ".json",
        ".vcf",
        "/contact",
        "/photo",
        "/email",
        "/vcard",
        "?fields=*",
        "?include=phone,email",
        "?expand=all",
        "?as=connection",
        "?as=owner",
    ];
    let mut all: Vec<Request> = tails.map(|tail| get(format!("/delegates/{id}{tail}"))).into();
    for method in ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "POST"] {
        all.push(Request::new(method, &format!("/delegates/{id}")).json(&json!({"id": id})));
    }
    let picture = format!("/delegates/{id}/photo/{photo}");
    all.push(get(picture.clone()).with("Range", "bytes=0-99"));
    all.push(get(picture.clone()).with("If-None-Match", &format!("\"{photo}\"")));
    all.push(Request::new("HEAD", &picture));
    all.extend(["/users/", "/people/", "/connections/", "/blocks/", "/profile/", "/photos/"].map(|place| get(format!("{place}{id}"))));
    all.extend(["?id=", "?user_id=", "?delegate="].map(|name| get(format!("/me{name}{id}"))));
    all.extend([Request::page("GET", &format!("/delegates/{id}")), Request::page("GET", "/config.json"), Request::page("GET", "/")]);
    all
}

fn directory(texts: &Texts, id: &str) -> Vec<Request> {
    let get = |query: String| Request::new("GET", &format!("/delegates?{query}"));
    let wishes = [
        "sort=phone",
        "sort=-email",
        "order_by=job_title",
        "fields=*",
        "include=phone",
        "expand=fields",
        "listed=false",
        "all=1",
        "hidden=1",
        "cursor=0",
        "limit=0",
        "format=csv",
    ];
    let mut all: Vec<Request> = wishes.map(|wish| get(wish.into())).into();
    let values = texts.fields.iter().map(|(key, text)| (*key, text.as_str())).chain([("email", texts.email.as_str()), ("id", id)]);
    for (key, text) in values {
        let (whole, start) = (escaped(text), escaped(&text.chars().take(7).collect::<String>()));
        for query in [
            format!("q={whole}"),
            format!("q={start}"),
            format!("filter[{key}]={whole}"),
            format!("{key}={whole}"),
            format!("cursor={whole}"),
            format!("letter={whole}"),
        ] {
            all.push(get(query));
        }
    }
    all
}

/// Refusals must not repeat what they refuse, nor say that it exists.
fn echoes(About { texts, id, .. }: About<'_>) -> Vec<Request> {
    let mut all = Vec::new();
    for (_, text) in &texts.fields {
        all.push(Request::new("PATCH", "/me").with("If-Match", "\"1\"").json(&json!({"role": text, "phone_of": [text]})));
        all.push(Request::new("PUT", "/me/audiences").json(&json!({"fields": {"phone": text}, "of": text})));
        all.push(Request::new("PUT", &format!("/me/agenda/{}", escaped(text))).without("X-Plenary"));
    }
    all.push(Request::new("POST", "/auth/redeem").json(&json!({"challenge_id": id, "code": texts.mark})));
    all.push(Request::new("POST", "/auth/redeem").json(&json!({"link_token": texts.email})));
    all.push(Request::new("POST", "/connections").json(&json!({"token": id})));
    all
}

/// As it stands in an address.
pub fn escaped(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02x}") }).collect()
}

/// The reverse, of one part of an address.
pub fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let hex = more.get(..2).and_then(|hex| std::str::from_utf8(hex).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = more.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
