//! Somebody who filled everything in, showed it, and was then erased; with what they and others held before. Not: what may be left (`checks`).

use crate::check::{Feature, Role};
use crate::http::{Answer, Request};
use crate::persona::Persona;
use crate::planted::{FIELDS, Planted, unheard_of};
use crate::subject::{Asked, Subject};
use crate::{Fault, ensure};
use serde_json::json;
use std::sync::Arc;

/// The persona that is erased once in a run.
pub struct Erased {
    /// Everything they had.
    pub planted: Planted,
    /// Another session of theirs.
    pub elsewhere: Persona,
    /// A mail that waited to be used.
    pub waiting: Asked,
    /// Where their calendar was, at the origin; empty where there are none.
    pub calendar: String,
    /// Statuses of the erasing that did not name the account.
    pub unconfirmed: Vec<u16>,
    /// What the erasing was answered with.
    pub receipt: Answer,
}

impl Erased {
    /// Erases the persona.
    pub fn by(subject: &Subject) -> Result<Self, Fault> {
        let email = subject.address(Role::Erasable)?;
        let bob = subject.signed_in(Role::Ordinary)?;
        let texts = unheard_of(subject, email)?;
        // Of somebody whom an earlier run erased no mail arrives.
        let again = |why: Fault| Fault::Missing(format!("the persona erasable, who may have been erased by an earlier run: {why}"));
        let persona = Arc::new(subject.anew(Role::Erasable).map_err(again)?);
        let planted = Planted::of(subject, persona.clone(), texts)?;
        planted.show(&FIELDS)?;
        for path in [format!("/delegates/{}", planted.id), format!("/delegates/{}/photo/{}", planted.id, planted.photo)] {
            let status = bob.get(&path)?.status;
            ensure!(status == 200 || path.ends_with('/'), "before the erasing what is shown is answered with {status}");
        }
        let calendar = match subject.has(Feature::Calendar) {
            Ok(()) => persona.ask(&Request::new("POST", "/me/calendar"))?.json()["url"].as_str().unwrap_or_default().to_owned(),
            Err(_) => String::new(),
        };
        let calendar = calendar.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap_or_default();
        let elsewhere = subject.anew(Role::Erasable)?;
        let waiting = subject.asked(Role::Erasable)?;
        subject.empty(Role::Erasable)?;
        subject.prove(&persona)?;
        let ask = |typed: &str| persona.ask(&Request::new("DELETE", "/me").json(&json!({"confirm": typed})));
        let mut unconfirmed = Vec::new();
        for typed in ["", "erase", "somebody-else@example.org"] {
            unconfirmed.push(ask(typed)?.status);
            ensure!(persona.get("/me")?.status == 200, "an erasing that does not name the account erases it");
        }
        let receipt = ask(email)?;
        ensure!((200..300).contains(&receipt.status), "the erasing is answered with {}", receipt.status);
        Ok(Self { planted, elsewhere, waiting, calendar, unconfirmed, receipt })
    }
}
