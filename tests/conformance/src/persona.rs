//! Somebody with a browser: cookies that are kept as a browser keeps them, and the way through the door. Not: what they may see.

use crate::http::{Answer, Request, Target};
use crate::mailbox::{Mail, Mailbox};
use crate::{Fault, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A browser, signed in or not.
pub struct Persona {
    /// Whom it speaks to.
    pub target: Target,
    /// The address with which they sign in.
    pub email: String,
    cookies: Mutex<BTreeMap<String, String>>,
    /// The value of the header that carries a made token, where there are no cookies.
    bearer: Option<String>,
    /// When they proved that it is them.
    proved: Mutex<Option<Instant>>,
}

/// How long a proof is taken to be fresh: less than the contract's five minutes, so that no check is overtaken by them.
const FRESH: Duration = Duration::from_secs(200);

impl Persona {
    /// A fresh browser.
    pub fn stranger(target: &Target) -> Self {
        Self { target: target.clone(), email: String::new(), cookies: Mutex::default(), bearer: None, proved: Mutex::default() }
    }

    /// Somebody for whom a token was made.
    pub fn with_token(target: &Target, email: &str, token: &str) -> Result<Self, Fault> {
        let (name, value) = &target.carried;
        let value = value.replace("{token}", token);
        let mut persona = Self { email: email.to_owned(), ..Self::stranger(target) };
        if name.eq_ignore_ascii_case("cookie") {
            let pairs = value.split(';').filter_map(|pair| pair.trim().split_once('='));
            persona.cookies = Mutex::new(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        } else {
            persona.bearer = Some(value);
        }
        let status = persona.get("/me")?.status;
        ensure!(status == 200, "with the token that was made for {email} GET /me is answered with {status}");
        Ok(persona)
    }

    /// A browser in which a mail is asked for.
    pub fn asking(target: &Target, email: &str) -> Self {
        Self { email: email.to_owned(), ..Self::stranger(target) }
    }

    /// Through the door by the mailed code.
    pub fn sign_in(target: &Target, mailbox: &Mailbox, email: &str) -> Result<Self, Fault> {
        let persona = Self::asking(target, email);
        let (challenge, mail) = persona.start(mailbox)?;
        let answer = persona.redeem(&json!({"challenge_id": challenge, "code": mail.code()?}))?;
        ensure!(matches!(answer.status, 200 | 204), "the mailed code is answered with {}", answer.status);
        ensure!(persona.get("/me")?.status == 200, "after the sign-in GET /me is not answered");
        persona.now_proved();
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
        let finished = self.ask(&Request::new("POST", "/auth/step-up/finish").json(&proof))?;
        if finished.status < 300 {
            self.now_proved();
        }
        Ok(finished)
    }

    fn now_proved(&self) {
        *self.proved.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Whether they proved lately that it is them.
    pub fn is_fresh(&self) -> bool {
        self.proved.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|at| at.elapsed() < FRESH)
    }

    /// Sends it with this browser's cookies, and keeps those of the answer.
    pub fn ask(&self, request: &Request) -> std::io::Result<Answer> {
        let cookie = self.cookie();
        let mut request = if cookie.is_empty() { request.clone() } else { request.clone().with("Cookie", &cookie) };
        if let Some(carried) = &self.bearer {
            request = request.with(&self.target.carried.0, carried);
        }
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
        let (target, email, bearer) = (self.target.clone(), self.email.clone(), self.bearer.clone());
        Self { target, email, cookies: Mutex::new(cookies), bearer, proved: Mutex::default() }
    }

    /// What must not be told of this browser: its cookies and its token.
    pub fn secrets(&self) -> Vec<String> {
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        cookies.values().chain(&self.bearer).cloned().collect()
    }

    /// The id under which others would find them.
    pub fn id(&self) -> Result<String, Fault> {
        let id = self.get("/me")?.json()["id"].as_str().unwrap_or_default().to_owned();
        ensure!(!id.is_empty(), "GET /me has no id");
        Ok(id)
    }
}
