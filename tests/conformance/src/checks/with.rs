//! What checks about people have in common: a row, a page, the names of its members, and silence. Not: any check.

use super::Subject;
use crate::check::Role;
use crate::description::Organisers;
use crate::http::Answer;
use crate::persona::Persona;
use crate::planted::{self, FIELDS, Planted};
use crate::walk::{Part, escaped, walk_in};
use crate::{Fault, Verdict, ensure};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Everything that can be asked.
pub(super) const EVERYWHERE: [Part; 3] = [Part::Person, Part::Directory, Part::Elsewhere];

/// Another delegate, who is nothing to the victim.
pub(super) fn bob(subject: &Subject) -> Result<Arc<Persona>, Fault> {
    subject.signed_in(Role::Ordinary)
}

/// Somebody whose texts and portrait a check may change: no other check asks what they were.
pub(super) struct Owner {
    /// Their session, with a fresh proof.
    pub(super) persona: Arc<Persona>,
    /// Under which others find them.
    pub(super) id: String,
}

impl Owner {
    /// With everything hidden.
    pub(super) fn of(subject: &Subject) -> Result<Self, Fault> {
        let persona = subject.proved(Role::Connection)?;
        planted::hide(&persona)?;
        Ok(Self { id: persona.id()?, persona })
    }

    /// Shows these fields to every delegate, and a name with them.
    pub(super) fn show(&self, fields: &[&str]) -> Verdict {
        if self.value("name")?.as_str().unwrap_or_default().is_empty() {
            self.write(&json!({"name": "Somebody Of The Suite"}))?;
        }
        planted::show(&self.persona, &[fields, &["name"]].concat())
    }

    /// Shows nothing.
    pub(super) fn hide(&self) -> Verdict {
        planted::hide(&self.persona)
    }

    /// What stands in a field.
    pub(super) fn value(&self, key: &str) -> Result<Value, Fault> {
        Ok(self.persona.get("/me")?.json()["fields"][key]["value"].clone())
    }

    /// Changes texts, which must be taken.
    pub(super) fn write(&self, change: &Value) -> Verdict {
        let answer = self.persona.patch(change)?;
        ensure!(answer.status == 200, "a proper change is answered with {}", answer.status);
        Ok(())
    }
}

/// The page of a delegate.
pub(super) fn page(who: &Persona, id: &str) -> Result<Answer, Fault> {
    Ok(who.get(&format!("/delegates/{id}"))?)
}

/// The members of somebody's page or row, without the id.
pub(super) fn keys(person: &Value) -> BTreeSet<String> {
    person.as_object().into_iter().flatten().map(|(key, _)| key.clone()).filter(|key| key != "id").collect()
}

/// The rows that a search finds.
pub(super) fn found(who: &Persona, words: &str) -> Result<Vec<Value>, Fault> {
    let answer = who.get(&format!("/delegates?limit=100&q={}", escaped(words)))?;
    if answer.status == 429 {
        return Err(Fault::Missing("wider quotas for the directory during the run".into()));
    }
    ensure!(answer.status == 200, "a search of the directory is answered with {}", answer.status);
    Ok(rows(&answer))
}

/// The rows of a page of the directory.
pub(super) fn rows(answer: &Answer) -> Vec<Value> {
    answer.json()["delegates"].as_array().cloned().unwrap_or_default()
}

/// The row of this person, where the search finds them.
pub(super) fn row(who: &Persona, words: &str, id: &str) -> Result<Option<Value>, Fault> {
    Ok(found(who, words)?.into_iter().find(|row| row["id"] == id))
}

/// The fields that this backend has, without the name.
pub(super) fn fields(planted: &Planted) -> Result<Vec<&'static str>, Fault> {
    let me = planted.persona.get("/me")?.json();
    let known: Vec<_> =
        FIELDS.into_iter().filter(|key| *key != "name" && !me["fields"][*key]["value"].as_str().unwrap_or_default().is_empty()).collect();
    ensure!(known.len() >= 3, "GET /me shows only {} filled fields beside the name", known.len());
    Ok(known)
}

/// What stands in a field; of the portrait its id, of the address the account's.
pub(super) fn text<'a>(planted: &'a Planted, key: &str) -> &'a str {
    match key {
        "email" => &planted.texts.email,
        "photo" => &planted.photo,
        key => planted.texts.of(key),
    }
}

/// Nothing that is hidden is in any byte that this persona gets, where these fields are shown.
pub(super) fn is_silent(subject: &Subject, planted: &Planted, who: &Persona, shown: &[&str], parts: &[Part]) -> Verdict {
    let search = planted.search(shown)?;
    let heard = walk_in(subject, who, planted.about(), parts)?;
    ensure!(heard.len() >= 15, "only {} answers were searched", heard.len());
    for heard in &heard {
        if let Some(hit) = search.find(&heard.bytes) {
            return Err(Fault::Broken(format!("{} holds what is hidden: the victim's {} ({})", heard.request, hit.name, hit.form)));
        }
        ensure!(shown.contains(&"photo") || !planted.tiles.are_in(&heard.body), "{} holds the victim's portrait", heard.request);
    }
    Ok(())
}

/// Asks until this session's proof is too old to widen anything, and puts back what was widened meanwhile.
pub(super) fn until_stale(persona: &Persona, seconds: u64) -> Verdict {
    let begun = Instant::now();
    let share = |audience: &str| persona.share(&json!({"fields": {"pronouns": audience}}));
    while share("connections")?.problem() != "step-up-required" {
        // That it grows old is asked by itself.
        if begun.elapsed() > Duration::from_secs(seconds + 5) {
            return Err(Fault::Missing(format!("a proof that is too old after {seconds} seconds, as [hurried] says")));
        }
        share("only_me")?;
        sleep(Duration::from_millis(200));
    }
    Ok(())
}

/// Has a program of the organisers do something about somebody.
pub(super) fn organisers(subject: &Subject, which: impl Fn(&Organisers) -> &Vec<String>, id: &str) -> Verdict {
    let missing = || Fault::Missing("the organisers' programs ([organisers] in the description)".into());
    let command = subject.description.organisers.as_ref().map(which).ok_or_else(missing)?;
    let (program, arguments) = command.split_first().ok_or_else(missing)?;
    let done = Command::new(program).args(arguments).arg(id).output()?;
    if !done.status.success() {
        return Err(Fault::Missing(format!("a program that works: {program}: {}", String::from_utf8_lossy(&done.stderr).trim())));
    }
    Ok(())
}

/// No mail to this persona is there, and none is on its way: one of before would be taken for the answer.
pub(super) fn settled(subject: &Subject, role: Role) -> Verdict {
    for _ in 0..20 {
        subject.empty(role)?;
        sleep(Duration::from_millis(700));
        if subject.inbox()?.to(subject.address(role)?)?.is_empty() {
            return Ok(());
        }
    }
    Err(Fault::Missing(format!("an inbox of {role} that nobody else writes to")))
}

/// An answer without what differs from one request to the next, to be compared with another one.
pub(super) fn comparable(answer: &Answer) -> String {
    let id = answer.json()["request_id"].as_str().unwrap_or("-").to_owned();
    let mut headers: Vec<String> =
        answer.headers.iter().filter(|(name, _)| name != "date").map(|(name, value)| format!("{name}: {value}")).collect();
    headers.sort_unstable();
    format!("{}\n{}\n{}", answer.status, headers.join("\n"), String::from_utf8_lossy(&answer.body)).replace(&id, "…")
}
