//! What was asked, kept while it is answered. Not: the answer.

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use serde_json::Value;

/// A request below `/api`, or of a page.
pub(super) struct Asked {
    /// `GET /me`: without the query; of a page `page GET /profile`.
    pub(super) line: String,
    /// Without `/api`.
    pub(super) path: String,
    query: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Asked {
    pub(super) fn of(parts: &Parts, body: Bytes) -> Self {
        let (begin, path) = match parts.uri.path().strip_prefix("/api") {
            Some(path) => (String::new(), path.to_owned()),
            // A screen of the app may have the name of a route.
            None => ("page ".to_owned(), parts.uri.path().to_owned()),
        };
        let query = parts.uri.query().unwrap_or_default().to_owned();
        Self { line: format!("{begin}{} {path}", parts.method), path, query, headers: parts.headers.clone(), body }
    }

    /// Whether it is this method and path; a part in braces is any one part.
    pub(super) fn is(&self, line: &str) -> bool {
        let (mut wanted, mut given) = (line.split(['/', ' ']), self.line.split(['/', ' ']));
        loop {
            match (wanted.next(), given.next()) {
                (None, None) => return true,
                (Some(wanted), Some(given)) if wanted == given || (wanted == "{}" && !given.is_empty()) => {}
                (_, _) => return false,
            }
        }
    }

    /// A part of the path.
    pub(super) fn part(&self, at: usize) -> &str {
        self.path.split('/').nth(at).unwrap_or_default()
    }

    /// A parameter of the query as it stands there.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.split('&').filter_map(|pair| pair.split_once('=')).find(|(found, _)| *found == name).map(|(_, value)| value)
    }

    /// The query.
    pub(super) fn query(&self) -> &str {
        &self.query
    }

    /// The body as JSON.
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// A header's text.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}
