//! A connection while it comes to be: the code, the question, the answer. Not: any check.

use crate::http::{Answer, Request};
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure};
use serde_json::{Value, json};

/// A question that was put.
pub(super) struct Tie {
    /// Its name for both.
    pub(super) id: String,
    /// What whoever typed the code was answered.
    pub(super) asked: Answer,
}

/// A 2xx; a quota is the description's business.
pub(super) fn done(answer: &Answer, what: &str) -> Verdict {
    match answer.status {
        200..=299 => Ok(()),
        429 => Err(Fault::Missing("wider quotas for connections, blocks and reports during the run".into())),
        status => Err(Fault::Broken(format!("{what} is answered with {status}"))),
    }
}

/// A new code of this person, and its seconds.
pub(super) fn code(who: &Persona) -> Result<(String, u64), Fault> {
    let answer = who.ask(&Request::new("POST", "/connections/code"))?;
    done(&answer, "POST /connections/code")?;
    let code = answer.json()["code"].as_str().unwrap_or_default().to_owned();
    ensure!(!code.is_empty(), "POST /connections/code gives no code");
    Ok((code, answer.json()["expires_in"].as_u64().unwrap_or(u64::MAX)))
}

/// `PUT /connections/{id}/gift`.
pub(super) fn offer(who: &Persona, id: &str, fields: &[&str], term: &str) -> Result<Answer, Fault> {
    Ok(who.ask(&Request::new("PUT", &format!("/connections/{id}/gift")).json(&json!({"fields": fields, "term": term})))?)
}

impl Tie {
    /// The asker types the code of the other one and offers these fields.
    pub(super) fn ask(shows: &Persona, asker: &Persona, offered: &[&str]) -> Result<Self, Fault> {
        for who in [shows, asker] {
            if who.get("/me")?.json()["fields"]["name"]["value"].is_null() {
                ensure!(who.patch(&json!({"name": "Somebody Of The Suite"}))?.status == 200, "a name is refused");
            }
        }
        let (code, _) = code(shows)?;
        let asked = asker.ask(&Request::new("POST", "/connections").json(&json!({"token": code})))?;
        done(&asked, "a code that is shown")?;
        let id = asked.json()["id"].as_str().unwrap_or_default().to_owned();
        ensure!(!id.is_empty(), "POST /connections does not name the connection");
        done(&offer(asker, &id, offered, "hour")?, "an offer")?;
        Ok(Self { id, asked })
    }

    /// The answer, or another gift.
    pub(super) fn give(&self, who: &Persona, fields: &[&str], term: &str) -> Verdict {
        done(&offer(who, &self.id, fields, term)?, "a gift")
    }

    /// The connection as this one sees it.
    pub(super) fn seen_by(&self, who: &Persona) -> Result<Value, Fault> {
        let all = who.get("/connections")?;
        done(&all, "GET /connections")?;
        let found = all.json()["connections"].as_array().into_iter().flatten().find(|contact| contact["id"] == self.id.as_str()).cloned();
        found.ok_or_else(|| Fault::Broken("a connection that was made is not in GET /connections".into()))
    }

    /// `DELETE /connections/{id}`.
    pub(super) fn end(&self, who: &Persona) -> Verdict {
        done(&who.ask(&Request::new("DELETE", &format!("/connections/{}", self.id)))?, "ending a connection")
    }
}
