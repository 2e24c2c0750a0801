//! One request and its answer as text, within a deadline; dropping it aborts it. Not: what the answer means (`judge`).

use super::ApiError;
use super::early::early;
use crate::browser::{Guard, after, now_unix};
use gloo_net::http::RequestBuilder;
use wasm_bindgen::JsValue;
use web_sys::{AbortController, ResponseType};

/// How long is waited, in milliseconds.
#[derive(Clone, Copy)]
pub(super) struct Deadlines {
    headers: u32,
    body: u32,
}

impl Deadlines {
    /// A backend's answer is small.
    pub(super) const API: Self = Self { headers: 8_000, body: 12_000 };
    /// A programme can be some megabytes on the Wi-Fi of a full hall.
    pub(super) const FILE: Self = Self { headers: 8_000, body: 52_000 };

    #[cfg(all(test, target_arch = "wasm32"))]
    pub(super) fn test(ms: u32) -> Self {
        Self { headers: ms, body: ms }
    }
}

/// What came back, whoever sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Received {
    pub(super) status: u16,
    /// The browser kept a redirect from us.
    pub(super) redirect: bool,
    /// `Content-Type`, or nothing.
    pub(super) content_type: String,
    pub(super) retry_after: Option<String>,
    pub(super) etag: Option<String>,
    /// Where a list goes on, among other places.
    pub(super) link: Option<String>,
    /// Unix seconds by the sender's clock, where it shows one.
    pub(super) date: Option<i64>,
    /// The same, and by the device's clock otherwise.
    pub(super) now: i64,
    pub(super) text: String,
}

/// Aborts the request on drop: the future was dropped, or its time is over. After the last byte that does nothing.
struct Abort(AbortController);

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub(super) async fn exchange(request: RequestBuilder, body: Option<JsValue>, deadlines: Deadlines) -> Result<Received, ApiError> {
    let lost = |_| ApiError::Unreachable;
    let abort = Abort(AbortController::new().map_err(|_| ApiError::Unreachable)?);
    let signal = abort.0.signal();
    let request = request.abort_signal(Some(&signal));
    let request = match body {
        Some(body) => request.body(body),
        None => request.build(),
    }
    .map_err(lost)?;

    let deadline = abort_after(&abort.0, deadlines.headers);
    let response = match early(&request, &signal).await {
        Some(answer) => answer.map_err(|_| ApiError::Unreachable)?,
        None => request.send().await.map_err(lost)?,
    };
    drop(deadline);

    let deadline = abort_after(&abort.0, deadlines.body);
    let text = response.text().await.map_err(lost)?;
    drop(deadline);

    let header = |name: &str| response.headers().get(name);
    let date = header("date").as_deref().and_then(super::retry::http_date);
    Ok(Received {
        status: response.status(),
        redirect: response.type_() == ResponseType::Opaqueredirect,
        content_type: header("content-type").unwrap_or_default(),
        retry_after: header("retry-after"),
        etag: header("etag"),
        link: header("link"),
        date,
        now: date.unwrap_or_else(now_unix),
        text,
    })
}

fn abort_after(controller: &AbortController, ms: u32) -> Guard {
    let controller = controller.clone();
    after(ms, move || controller.abort())
}
