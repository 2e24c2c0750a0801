//! A file of the viewer's own that is kept as it comes: whole, and surely the backend's, or not at all. Not: an answer that the app reads.

use super::exchange::Deadlines;
use super::{ApiError, Body, Http, Question, judge};
use gloo_net::http::Method;

impl Http {
    /// `DELETE`, with a word about why.
    pub(crate) fn delete_with(&self, path: &str, body: Body) -> Question {
        self.question(Method::DELETE, path, body)
    }
}

/// A part of a list, as it was written.
pub(crate) struct Part {
    /// JSON.
    pub(crate) text: String,
    /// The `Link` header.
    pub(crate) link: Option<String>,
}

impl Question {
    /// Asks for a part of a list of another shape.
    pub(crate) async fn part(self) -> Result<Part, ApiError> {
        let received = self.ask().await?;
        let link = received.link.clone();
        judge::document(received, None)?.map(|document| Part { text: document.text, link }).ok_or(ApiError::Intercepted)
    }

    /// Asks for a JSON file.
    pub(crate) async fn whole_json(self) -> Result<String, ApiError> {
        let received = self.patient().ask().await?;
        let _: serde::de::IgnoredAny = judge::json(&received)?;
        Ok(received.text)
    }

    /// Asks for a text of this media type.
    pub(crate) async fn whole_text(self, media_type: &'static str) -> Result<String, ApiError> {
        let received = self.patient().ask().await?;
        judge::text(received, media_type)
    }

    /// Asks without waiting for what comes of it.
    pub(crate) fn send_off(self) {
        wasm_bindgen_futures::spawn_local(async move {
            // Whoever is told this way has nothing to answer.
            let _ = self.done().await;
        });
    }

    /// Asks for a page that calls itself so.
    pub(crate) async fn whole_page(self, name: &str) -> Result<String, ApiError> {
        let received = self.patient().ask().await?;
        judge::page(received, name)
    }

    /// Asks for a contact card.
    pub(crate) async fn whole_card(self) -> Result<String, ApiError> {
        let received = self.patient().ask().await?;
        judge::card(received)
    }

    /// It may be long, and come slowly.
    fn patient(self) -> Self {
        Self { deadlines: Deadlines::FILE, ..self }
    }
}
