//! The only fetch: deadline, abort, status to [`ApiError`], retries. Not: which question is asked, which is `rest`.

mod credential;
mod early;
mod exchange;
mod file;
#[cfg(feature = "personal")]
mod issuer;
mod judge;
mod retry;
#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests;
#[cfg(feature = "personal")]
mod whole;

pub(crate) use credential::Credential;
#[cfg(feature = "personal")]
pub(crate) use credential::Shown;
pub use file::{Document, Mark, fetch_file, fetch_programme};
#[cfg(feature = "personal")]
pub(crate) use issuer::{description, post_form};

use super::ApiError;
use crate::browser;
use crate::domain::id::DelegateId;
use crate::wire::dialect::Dialect;
#[cfg(not(feature = "personal"))]
use credential::Shown;
use exchange::{Deadlines, Received, exchange};
use gloo_net::http::{Method, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{RequestCache, RequestRedirect};

/// A backend's address, and how it is asked.
#[derive(Debug, Clone)]
pub(crate) struct Http {
    base: String,
    dialect: Rc<Dialect>,
    credential: Credential,
    /// Whose account it is: the backend refuses where the browser's cookie has become somebody else's.
    viewer: Option<String>,
}

/// What travels with a question.
pub(crate) enum Body {
    Nothing,
    Json(String),
    Jpeg(Vec<u8>),
}

/// A question. Made by [`Http::get`] and its siblings, answered by [`Question::answer`] or [`Question::done`].
#[must_use = "a question is asked by `answer` or `done`"]
pub(crate) struct Question {
    method: Method,
    /// `None`: this backend is said not to have it.
    url: Option<String>,
    body: Body,
    if_match: Option<u64>,
    credential: Credential,
    viewer: Option<String>,
    cache: RequestCache,
    deadlines: Deadlines,
}

impl Http {
    /// `base` without a slash at its end.
    pub(crate) fn new(base: impl Into<String>, dialect: Rc<Dialect>, credential: Credential) -> Self {
        Self { base: base.into(), dialect, credential, viewer: None }
    }

    /// The same backend, asked for this viewer and nobody else.
    pub(crate) fn on_behalf_of(&self, viewer: &DelegateId) -> Self {
        Self { viewer: Some(viewer.to_string()), ..self.clone() }
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// How the backend differs from the contract.
    pub(crate) fn dialect(&self) -> &Rc<Dialect> {
        &self.dialect
    }

    /// The address of a path of the contract; `None`: not here.
    pub(crate) fn url(&self, path: &str) -> Option<String> {
        Some(format!("{}{}", self.base, self.dialect.places.place(path)?))
    }

    /// What shows who asks.
    pub(crate) fn credential(&self) -> &Credential {
        &self.credential
    }

    /// The same backend, shown something else.
    #[cfg(feature = "personal")]
    pub(crate) fn showing(&self, credential: Credential) -> Self {
        Self { credential, ..self.clone() }
    }

    /// The same backend, shown nothing.
    #[cfg(feature = "personal")]
    pub(crate) fn as_a_stranger(&self) -> Self {
        Self { credential: Credential::Nobody, viewer: None, ..self.clone() }
    }

    pub(crate) fn get(&self, path: &str) -> Question {
        self.question(Method::GET, path, Body::Nothing)
    }

    pub(crate) fn delete(&self, path: &str) -> Question {
        self.question(Method::DELETE, path, Body::Nothing)
    }

    pub(crate) fn post(&self, path: &str, body: Body) -> Question {
        self.question(Method::POST, path, body)
    }

    pub(crate) fn put(&self, path: &str, body: Body) -> Question {
        self.question(Method::PUT, path, body)
    }

    pub(crate) fn patch(&self, path: &str, body: Body) -> Question {
        self.question(Method::PATCH, path, body)
    }

    /// Asks for what stands at a path of the backend's own, whatever the contract calls it.
    pub(crate) fn get_at(&self, place: &str) -> Question {
        self.asked(Method::GET, Some(format!("{}{place}", self.base)), Body::Nothing)
    }

    fn question(&self, method: Method, path: &str, body: Body) -> Question {
        self.asked(method, self.url(path), body)
    }

    fn asked(&self, method: Method, url: Option<String>, body: Body) -> Question {
        Question {
            method,
            url,
            body,
            if_match: None,
            credential: self.credential.clone(),
            viewer: self.viewer.clone(),
            cache: RequestCache::NoStore,
            deadlines: Deadlines::API,
        }
    }
}

impl Body {
    /// `value` as JSON.
    pub(crate) fn json(value: &impl Serialize) -> Self {
        // Our own wire types have string keys and no failing serializer: this cannot fail, and an empty body would be refused with 422.
        serde_json::to_string(value).map_or(Self::Nothing, Self::Json)
    }
}

impl Question {
    /// Only if what is to be changed still has this version.
    pub(crate) fn if_match(mut self, version: u64) -> Self {
        self.if_match = Some(version);
        self
    }

    /// The same for everybody, so that the browser may keep it; but whether it is still so is asked every time, with the `ETag` it kept.
    pub(crate) fn revalidated(mut self) -> Self {
        self.cache = RequestCache::NoCache;
        self
    }

    /// The same for everybody, so that the browser may keep it.
    pub(crate) fn public(mut self) -> Self {
        self.cache = RequestCache::Default;
        self
    }

    /// Asks, and decodes the JSON that must come.
    pub(crate) async fn answer<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        let received = self.ask().await?;
        judge::json(&received)
    }

    /// Asks for a document that changes now and then; `None`: it is still the one that is known.
    pub(crate) async fn document(self, known: Option<&Mark>) -> Result<Option<Document>, ApiError> {
        let received = self.ask().await?;
        judge::document(received, known)
    }

    /// Asks, where "done" is all that can be said.
    pub(crate) async fn done(self) -> Result<(), ApiError> {
        let received = self.ask().await?;
        judge::done(&received)
    }

    /// Asks, where a backend may or may not say more than "done".
    pub(crate) async fn answer_or_done<T: DeserializeOwned>(self) -> Result<Option<T>, ApiError> {
        let received = self.ask().await?;
        judge::done(&received)?;
        Ok(judge::json(&received).ok())
    }

    /// Only what changes nothing is asked again by itself.
    async fn ask(self) -> Result<Received, ApiError> {
        let started = browser::monotonic_ms();
        let mut attempt = 0;
        loop {
            let outcome = self.shown().await;
            let Err(fault) = outcome else { return outcome };
            let elapsed = browser::monotonic_ms() - started;
            match retry::wait(&fault, attempt, elapsed, js_sys::Math::random()) {
                Some(wait) if self.method == Method::GET => browser::sleep(wait).await,
                Some(_) | None => return Err(fault),
            }
            attempt += 1;
        }
    }

    /// Asks once with the credential; where that is a token that the backend takes no longer, once more with the next one.
    async fn shown(&self) -> Result<Received, ApiError> {
        let shown = self.credential.show().await?;
        let outcome = self.sent(shown.as_ref()).await;
        if outcome != Err(ApiError::SessionExpired) {
            return outcome;
        }
        match self.credential.show_next(shown).await? {
            Some(next) => self.sent(Some(&next)).await,
            None => outcome,
        }
    }

    async fn sent(&self, shown: Option<&Shown>) -> Result<Received, ApiError> {
        let request = self.request(self.url.as_deref().ok_or(ApiError::NotFound)?);
        let request = match shown {
            Some(shown) => request.header("Authorization", shown.header()),
            None => request,
        };
        let received = exchange(request, self.payload(), self.deadlines).await?;
        judge::status(&received).map(|()| received)
    }

    fn request(&self, url: &str) -> RequestBuilder {
        let request = RequestBuilder::new(url)
            .method(self.method.clone())
            .cache(self.cache)
            .credentials(self.credential.cookies())
            // The contract has no redirects: one means that somebody else answered.
            .redirect(RequestRedirect::Manual)
            .header("Accept", "application/json")
            // The mails that a request causes speak the language of the page, which may be another than the browser's.
            .header("Accept-Language", browser::language())
            .header("X-Plenary", "1");
        let request = match &self.viewer {
            Some(viewer) => request.header("X-Plenary-Viewer", viewer),
            None => request,
        };
        let request = match self.if_match {
            Some(version) => request.header("If-Match", &format!("\"{version}\"")),
            None => request,
        };
        match &self.body {
            Body::Nothing => request,
            Body::Json(_) => request.header("Content-Type", "application/json"),
            Body::Jpeg(_) => request.header("Content-Type", "image/jpeg"),
        }
    }

    fn payload(&self) -> Option<JsValue> {
        match &self.body {
            Body::Nothing => None,
            Body::Json(text) => Some(text.into()),
            Body::Jpeg(bytes) => Some(js_sys::Uint8Array::from(bytes.as_slice()).into()),
        }
    }
}
