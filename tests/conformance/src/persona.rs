//! Somebody with a browser: cookies that are kept as a browser keeps them, and the way through the door. Not: what they may see.

use crate::http::{Answer, Request, Target};
use crate::mailbox::{Mail, Mailbox};
use crate::{Fault, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// A browser, signed in or not.
pub struct Persona {
    /// Whom it speaks to.
    pub target: Target,
    /// The address with which they sign in.
    pub email: String,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Persona {
    /// A fresh browser.
    pub fn stranger(target: &Target) -> Self {
        Self { target: target.clone(), email: String::new(), cookies: Mutex::default() }
    }

    /// Through the door by the mailed code.
    pub fn sign_in(target: &Target, mailbox: &Mailbox, email: &str) -> Result<Self, Fault> {
        let mut persona = Self::stranger(target);
        persona.email = email.to_owned();
        let (challenge, mail) = persona.start(mailbox)?;
        let answer = persona.redeem(&json!({"challenge_id": challenge, "code": mail.code()?}))?;
        ensure!(matches!(answer.status, 200 | 204), "the mailed code is answered with {}", answer.status);
        ensure!(persona.get("/me")?.status == 200, "after the sign-in GET /me is not answered");
        Ok(persona)
    }

    /// Asks for a mail.
    pub fn begin(&self) -> Result<Answer, Fault> {
        let answer = self.ask(&Request::new("POST", "/auth/start").json(&json!({"email": self.email})))?;
        match answer.status {
            202 => Ok(answer),
            429 => Err(Fault::Missing("wider quotas for sign-ins and codes during the run".into())),
            status => Err(Fault::Broken(format!("POST /auth/start is answered with {status}"))),
        }
    }

    /// Asks for a mail and waits for it; the challenge's id, and the mail.
    pub fn start(&self, mailbox: &Mailbox) -> Result<(String, Mail), Fault> {
        let answer = self.begin()?;
        Ok((answer.json()["challenge_id"].as_str().unwrap_or_default().to_owned(), mailbox.next(&self.email)?))
    }

    /// Offers a proof.
    pub fn redeem(&self, proof: &Value) -> Result<Answer, Fault> {
        Ok(self.ask(&Request::new("POST", "/auth/redeem").json(proof))?)
    }

    /// Proves afresh that this is them.
    pub fn step_up(&self, mailbox: &Mailbox) -> Result<Answer, Fault> {
        let started = self.ask(&Request::new("POST", "/auth/step-up/start"))?;
        ensure!(started.status == 202, "POST /auth/step-up/start is answered with {}", started.status);
        let code = mailbox.next(&self.email)?.code()?;
        let proof = json!({"challenge_id": started.json()["challenge_id"], "code": code});
        Ok(self.ask(&Request::new("POST", "/auth/step-up/finish").json(&proof))?)
    }

    /// Sends it with this browser's cookies, and keeps those of the answer.
    pub fn ask(&self, request: &Request) -> std::io::Result<Answer> {
        let cookie = self.cookie();
        let request = if cookie.is_empty() { request.clone() } else { request.clone().with("Cookie", &cookie) };
        let answer = self.target.ask(&request)?;
        let mut cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        for line in answer.all("set-cookie") {
            let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) else { continue };
            if value.is_empty() || line.to_lowercase().contains("max-age=0") {
                cookies.remove(name.trim());
            } else {
                cookies.insert(name.trim().to_owned(), value.to_owned());
            }
        }
        Ok(answer)
    }

    /// `GET` below the API.
    pub fn get(&self, path: &str) -> std::io::Result<Answer> {
        self.ask(&Request::new("GET", path))
    }

    /// `PATCH /me` over the present version.
    pub fn patch(&self, change: &Value) -> Result<Answer, Fault> {
        let tag = self.get("/me")?.header("etag").unwrap_or_default().to_owned();
        Ok(self.ask(&Request::new("PATCH", "/me").with("If-Match", &tag).json(change))?)
    }

    /// `PUT /me/audiences`.
    pub fn share(&self, change: &Value) -> Result<Answer, Fault> {
        Ok(self.ask(&Request::new("PUT", "/me/audiences").json(change))?)
    }

    /// The cookie header that this browser would send.
    pub fn cookie(&self) -> String {
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Another browser with a copy of these cookies, as a thief would have it.
    pub fn copied(&self) -> Self {
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Self { target: self.target.clone(), email: self.email.clone(), cookies: Mutex::new(cookies) }
    }

    /// The id under which others would find them.
    pub fn id(&self) -> Result<String, Fault> {
        let id = self.get("/me")?.json()["id"].as_str().unwrap_or_default().to_owned();
        ensure!(!id.is_empty(), "GET /me has no id");
        Ok(id)
    }
}
