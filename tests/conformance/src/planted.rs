//! The victim: something unique in every field and in every part of a portrait, planted through their own session. Not: the search for it
//! (`canary`), nor who is listened to (`walk`).

use crate::canary::{Canaries, Search};
use crate::check::{Feature, Role};
use crate::http::{Answer, Request};
use crate::persona::Persona;
use crate::picture::Tiles;
use crate::subject::Subject;
use crate::walk::{About, walk};
use crate::{Fault, Verdict, ensure, random_digits, random_letters};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Every field of the contract that has an audience.
pub const FIELDS: [&str; 10] =
    ["name", "photo", "job_title", "organisation", "pronouns", "languages", "biography", "links", "email", "phone"];

/// Texts with what each encoding changes in the middle, and six unique characters at either end.
#[derive(Debug, Clone)]
pub struct Texts {
    /// Of the account.
    pub email: String,
    /// Field and text, of those that are edited as text; the name is the first.
    pub fields: Vec<(&'static str, String)>,
    /// A talk that only they have starred.
    pub star: String,
    /// Stands in the portrait's metadata.
    pub mark: String,
}

/// The victim, with what was planted.
pub struct Planted {
    /// Their session.
    pub persona: Arc<Persona>,
    /// What stands in their fields.
    pub texts: Texts,
    /// What their portrait shows.
    pub tiles: Tiles,
    /// Their id.
    pub id: String,
    /// The portrait's id; empty where there are none.
    pub photo: String,
    /// The bytes of the portrait as its owner gets it.
    pub portrait: Vec<u8>,
}

impl Texts {
    /// Of somebody with this address.
    pub fn draw(email: &str) -> Self {
        let text = |inner: &str| format!("{}{inner}{}", random_letters(9), random_letters(9));
        Self {
            email: email.to_owned(),
            fields: vec![
                ("name", text(" & é ")),
                ("job_title", text(" <ü> ")),
                ("organisation", text(" \"ß\" ")),
                ("pronouns", text("/")),
                ("languages", text(", ")),
                ("biography", text(" zeilen\nund %20+ ' ø ")),
                ("links", format!("https://{}.example/{}", random_letters(12), random_letters(12))),
                ("phone", format!("+{} {}", random_digits(7), random_digits(8))),
            ],
            star: random_letters(20),
            mark: random_letters(24),
        }
    }

    /// The text in a field.
    pub fn of(&self, key: &str) -> &str {
        self.fields.iter().find(|(found, _)| *found == key).map_or("", |(_, text)| text.as_str())
    }

    /// What must be found nowhere, but for fields that are meant to be seen. The portrait's bytes are added once they are known.
    pub fn canaries(&self, shown: &[&str]) -> Canaries {
        let mut canaries = Canaries::default();
        if !shown.contains(&"email") {
            canaries.address("email", &self.email);
        }
        for (key, text) in self.fields.iter().filter(|(key, _)| !shown.contains(key)) {
            // How an address of the web begins is no secret.
            canaries.text(key, text.trim_start_matches("https://"));
        }
        canaries.text("starred talk", &self.star);
        canaries.text("portrait's metadata", &self.mark);
        canaries
    }
}

impl Planted {
    /// Plants everything through the victim's own session, and hides it.
    pub fn by(subject: &Subject) -> Result<Self, Fault> {
        let texts = unheard_of(subject, subject.address(Role::Victim)?)?;
        Self::of(subject, subject.proved(Role::Victim)?, texts)
    }

    /// Plants these texts through this session, and hides them.
    pub fn of(subject: &Subject, persona: Arc<Persona>, texts: Texts) -> Result<Self, Fault> {
        hide(&persona)?;
        for (key, text) in &texts.fields {
            subject.recorder.keep_secret(text, &format!("<{key} of victim>"));
        }
        let me = persona.get("/me")?.json();
        let known = |key: &str| me["fields"].get(key).is_some();
        let patch: Map<_, _> =
            texts.fields.iter().filter(|(key, _)| known(key)).map(|(key, text)| ((*key).to_owned(), json!(text))).collect();
        ensure!(!patch.is_empty(), "GET /me names no field that could be filled in");
        let saved = persona.patch(&patch.into())?;
        ensure!(saved.status == 200, "filling in the fields is answered with {}", saved.status);
        let tiles = Tiles::random();
        let photo = match subject.has(Feature::Photos) {
            Ok(()) => set_photo(&persona, &tiles.jpeg(&texts.mark))?,
            Err(_) => String::new(),
        };
        if subject.has(Feature::Favourites).is_ok() {
            let starred = persona.ask(&Request::new("PUT", &format!("/me/agenda/{}", texts.star)))?;
            ensure!(starred.status < 300, "starring a talk is answered with {}", starred.status);
        }
        let id = persona.id()?;
        let portrait = if photo.is_empty() { Vec::new() } else { persona.get(&format!("/delegates/{id}/photo/{photo}"))?.body };
        ensure!(photo.is_empty() || tiles.are_in(&portrait), "the owner's own portrait is not the one that was sent");
        let planted = Self { persona, texts, tiles, id, photo, portrait };
        // Where this finds nothing, silence would prove nothing.
        let own = planted.persona.get("/me")?.bytes();
        ensure!(planted.search(&[])?.find(&own).is_some(), "the owner does not find what they filled in");
        Ok(planted)
    }

    /// Whom a walk is about.
    pub fn about(&self) -> About<'_> {
        About { texts: &self.texts, id: &self.id, photo: &self.photo }
    }

    /// Ready to find whatever is hidden, where these fields are shown. `name` among them: then the id is public as well.
    pub fn search(&self, shown: &[&str]) -> Result<Search, Fault> {
        let mut canaries = self.texts.canaries(shown);
        if !shown.contains(&"name") {
            canaries.bytes("id", self.id.as_bytes());
        }
        if !shown.contains(&"photo") && !self.photo.is_empty() {
            canaries.bytes("portrait's id", self.photo.as_bytes());
            canaries.bytes("portrait", self.middle());
        }
        canaries.search()
    }

    /// The middle of the compressed portrait, over several tiles: so much of it no other picture has.
    pub fn middle(&self) -> &[u8] {
        self.portrait.get(self.portrait.len() / 2..).and_then(|half| half.get(..64)).unwrap_or_default()
    }

    /// Nothing shared, not listed.
    pub fn hide(&self) -> Verdict {
        hide(&self.persona)
    }

    /// Shows these fields to every delegate and the rest to nobody; listed.
    pub fn show(&self, fields: &[&str]) -> Verdict {
        show(&self.persona, fields)
    }

    /// `PUT /me/audiences`.
    pub fn share(&self, change: &Value) -> Verdict {
        let answer = self.persona.share(change)?;
        changed(&answer, "choosing who sees what")
    }
}

/// Shows these fields to every delegate and the rest to nobody; listed.
pub fn show(persona: &Persona, fields: &[&str]) -> Verdict {
    let audiences = FIELDS.map(|key| (key.to_owned(), json!(if fields.contains(&key) { "delegates" } else { "only_me" })));
    let answer = persona.share(&json!({"fields": known_fields(persona, audiences)?, "listed": true}))?;
    changed(&answer, "choosing who sees what")
}

/// Texts none of whose parts is in what another delegate gets before they are planted.
pub fn unheard_of(subject: &Subject, email: &str) -> Result<Texts, Fault> {
    let Ok(other) = subject.signed_in(Role::Ordinary) else { return Ok(Texts::draw(email)) };
    let mut last = String::new();
    for _ in 0..3 {
        let texts = Texts::draw(email);
        let search = texts.canaries(&[]).search()?;
        let heard = walk(subject, &other, About { texts: &texts, id: "nobody", photo: "nothing" })?;
        let Some((request, hit)) = heard.iter().find_map(|heard| Some((&heard.request, search.find(&heard.bytes)?))) else {
            return Ok(texts);
        };
        last = format!("{request}: {} ({})", hit.name, hit.form);
    }
    Err(Fault::Broken(format!(
        "another delegate gets what the victim has not even filled in: answers repeat what was asked, or hold the address: {last}"
    )))
}

/// Nothing shared, not listed.
pub fn hide(persona: &Persona) -> Verdict {
    let fields = known_fields(persona, FIELDS.map(|key| (key.to_owned(), json!("only_me"))))?;
    changed(&persona.share(&json!({"fields": fields, "listed": false}))?, "hiding everything")
}

/// Uploads, and returns the new id.
pub fn set_photo(persona: &Persona, jpeg: &[u8]) -> Result<String, Fault> {
    let answer = persona.ask(&Request::new("PUT", "/me/photo").with("Content-Type", "image/jpeg").body(jpeg))?;
    changed(&answer, "PUT /me/photo")?;
    let id = answer.json()["fields"]["photo"]["value"].as_str().unwrap_or_default().to_owned();
    ensure!(!id.is_empty(), "PUT /me/photo does not say how the new portrait is found");
    Ok(id)
}

fn known_fields(persona: &Persona, audiences: [(String, Value); FIELDS.len()]) -> Result<Map<String, Value>, Fault> {
    let me = persona.get("/me")?.json();
    Ok(audiences.into_iter().filter(|(key, _)| me["fields"].get(key).is_some()).collect())
}

fn changed(answer: &Answer, what: &str) -> Verdict {
    match answer.status {
        200..=299 => Ok(()),
        429 => Err(Fault::Missing("wider quotas for changes during the run".into())),
        status => Err(Fault::Broken(format!("{what} is answered with {status}"))),
    }
}
