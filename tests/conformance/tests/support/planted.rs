//! Somebody with a unique text in every field and picture, and a walk over everything that somebody else can ask. Not: what is expected.

use super::pictures::Tiles;
use super::{Backend, Tape};
use plenary_conformance::canary::{Canaries, Search};
use plenary_conformance::http::Request;
use plenary_conformance::persona::Persona;
use plenary_conformance::{random_digits, random_letters};
use serde_json::{Value, json};
use std::sync::Arc;

/// Texts with what each encoding changes in the middle, and six unique characters at either end.
pub struct Texts {
    pub email: String,
    /// Field key and text, of those that are edited as text.
    pub fields: Vec<(&'static str, String)>,
    pub star: String,
    pub mark: String,
}

pub struct Planted {
    pub persona: Persona,
    pub texts: Texts,
    pub tiles: Tiles,
    pub id: String,
    pub photo: String,
    /// The bytes of the photo as its owner gets it.
    pub portrait: Vec<u8>,
}

impl Texts {
    pub fn draw() -> Self {
        let text = |inner: &str| format!("{}{inner}{}", random_letters(9), random_letters(9));
        Self {
            email: format!("{}@{}.{}", random_letters(12), random_letters(8), random_letters(8)),
            fields: vec![
                ("name", text(" & é ")),
                ("job_title", text(" <ü> ")),
                ("organisation", text(" \"ß\" ")),
                ("pronouns", text("/")),
                ("languages", text(", ")),
                ("biography", text(" zeilen\nund %20+ ' ø ")),
                ("links", format!("https://{}.example/{}?x={}", random_letters(9), random_letters(9), random_letters(9))),
                ("phone", format!("+{} {}", random_digits(7), random_digits(8))),
            ],
            star: random_letters(20),
            mark: random_letters(24),
        }
    }

    /// What must be found nowhere. The photo's bytes are added once they are known.
    pub fn canaries(&self) -> Canaries {
        let mut canaries = Canaries::default();
        canaries.text("email", &self.email);
        for (key, text) in &self.fields {
            canaries.text(key, text);
        }
        canaries.text("starred talk", &self.star);
        canaries.text("photo's metadata", &self.mark);
        canaries
    }
}

impl Planted {
    /// With everything filled in and nothing shared, as every account begins.
    pub fn in_(backend: &Backend, texts: Texts) -> Self {
        let name = &texts.fields[0].1;
        backend.invite(&format!("{};{name}\n", texts.email));
        let persona = backend.sign_in(&texts.email);
        let patch: Value =
            texts.fields.iter().map(|(key, text)| ((*key).to_owned(), json!(text))).collect::<serde_json::Map<_, _>>().into();
        assert_eq!(persona.patch(&patch).unwrap().status, 200);
        let tiles = Tiles::random();
        let photo = set_photo(&persona, &tiles.jpeg(&texts.mark));
        assert_eq!(persona.ask(&Request::new("PUT", &format!("/me/agenda/{}", texts.star))).unwrap().status, 204);
        let me = persona.get("/me").unwrap().json();
        assert_eq!(me["listed"], false);
        for (key, own) in me["fields"].as_object().unwrap() {
            assert!(own["value"].is_string() && own["audience"] == "only_me", "{key} is not planted");
        }
        let id = me["id"].as_str().unwrap().to_owned();
        let portrait = persona.get(&format!("/delegates/{id}/photo/{photo}")).unwrap().body;
        assert!(tiles.are_in(&portrait), "the owner's own photo is not what was sent");
        Self { persona, texts, tiles, id, photo, portrait }
    }

    pub fn search(&self) -> Search {
        let mut canaries = self.texts.canaries();
        canaries.bytes("id", self.id.as_bytes());
        canaries.bytes("photo's id", self.photo.as_bytes());
        // The middle of the compressed picture, which no other picture has.
        canaries.bytes("photo", &self.portrait[self.portrait.len() / 2..][..16]);
        canaries.search().unwrap()
    }
}

/// Uploads, and returns the new id.
pub fn set_photo(persona: &Persona, jpeg: &[u8]) -> String {
    let answer = persona.ask(&Request::new("PUT", "/me/photo").with("Content-Type", "image/jpeg").body(jpeg)).unwrap();
    assert_eq!(answer.status, 200);
    answer.json()["fields"]["photo"]["value"].as_str().unwrap().to_owned()
}

/// Everything that this persona can ask about somebody with these texts and ids: every byte that comes back.
pub fn walk(who: &mut Persona, texts: &Texts, id: &str, photo: &str) -> Vec<(String, Vec<u8>)> {
    let tape = Arc::new(Tape::default());
    who.target.witnesses.push(tape.clone());
    for request in requests(texts, id, photo) {
        who.ask(&request).unwrap();
    }
    let mut next = Some(String::new());
    while let Some(cursor) = next {
        let page = who.get(&format!("/delegates?limit=100&cursor={cursor}")).unwrap();
        next = page.json()["next"].as_str().map(str::to_owned);
    }
    who.target.witnesses.pop();
    Arc::into_inner(tape).unwrap().0.into_inner().unwrap()
}

fn requests(texts: &Texts, id: &str, photo: &str) -> Vec<Request> {
    let get = |path: String| Request::new("GET", &path);
    let mut all: Vec<Request> = [
        "/config",
        "/agenda",
        "/agenda/texts",
        "/me",
        "/me/agenda",
        "/me/calendar",
        "/delegates",
        "/incidents",
        "/me/export",
        "/me/access-log",
        "/me/changes",
    ]
    .into_iter()
    .map(|path| get(path.into()))
    .collect();
    all.extend(["delegate", "connection", "stranger", id].map(|eyes| get(format!("/me/preview?as={eyes}&of={id}"))));
    for tail in ["", "/", ".json", "/contact", "/photo", "/email", "?fields=*", "?include=phone,email", "?expand=all", "?as=connection"] {
        all.push(get(format!("/delegates/{id}{tail}")));
    }
    for method in ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "POST"] {
        all.push(Request::new(method, &format!("/delegates/{id}")).json(&json!({"id": id})));
    }
    let picture = format!("/delegates/{id}/photo/{photo}");
    all.push(get(picture.clone()));
    all.push(get(picture.clone()).with("Range", "bytes=0-99"));
    all.push(get(picture.clone()).with("If-None-Match", &format!("\"{photo}\"")));
    all.push(Request::new("HEAD", &picture));
    all.extend(["/users/", "/people/", "/connections/", "/blocks/", "/profile/"].map(|place| get(format!("{place}{id}"))));
    all.extend(["?id=", "?user_id=", "?delegate="].map(|name| get(format!("/me{name}{id}"))));
    all.extend([Request::page("GET", &format!("/delegates/{id}")), Request::page("GET", "/config.json"), Request::page("GET", "/")]);
    for wish in [
        "sort=phone",
        "sort=-email",
        "order_by=job_title",
        "fields=*",
        "include=phone",
        "expand=fields",
        "listed=false",
        "all=1",
        "cursor=0",
        "limit=0",
    ] {
        all.push(get(format!("/delegates?{wish}")));
    }
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
            all.push(get(format!("/delegates?{query}")));
        }
        // Refusals must not repeat what they refuse, nor say that it exists.
        all.push(Request::new("PATCH", "/me").with("If-Match", "\"1\"").json(&json!({"role": text, "phone_of": [text]})));
        all.push(Request::new("PUT", "/me/audiences").json(&json!({"fields": {"phone": text}, "of": text})));
        all.push(Request::new("PUT", &format!("/me/agenda/{whole}")).with("X-Plenary", "0"));
    }
    all.push(Request::new("POST", "/auth/start").json(&json!({"email": texts.email})));
    all.push(Request::new("POST", "/auth/redeem").json(&json!({"challenge_id": id, "code": texts.mark})));
    all.push(Request::new("POST", "/auth/redeem").json(&json!({"link_token": texts.email})));
    all.push(Request::new("POST", "/connections").json(&json!({"token": id})));
    all
}

pub fn escaped(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02x}") }).collect()
}
