//! Questions to an issuer: its description, and forms to its endpoints. No cookie goes with them, and nothing of them is kept. Not: what the
//! answers mean.

use super::exchange::{Deadlines, exchange};
use super::{ApiError, judge};
use gloo_net::http::{Method, RequestBuilder};
use web_sys::{RequestCache, RequestCredentials, RequestRedirect};

/// An answer to a form, whatever its status.
pub(crate) struct FormAnswer {
    /// HTTP status.
    pub(crate) status: u16,
    /// JSON, if it is the issuer that answered.
    pub(crate) text: String,
    /// Unix seconds by the issuer's own clock, where it shows one.
    pub(crate) date: Option<i64>,
}

/// What an issuer says about itself.
pub(crate) async fn description(url: &str) -> Result<String, ApiError> {
    let received = exchange(question(url), None, Deadlines::API).await?;
    judge::status(&received)?;
    judge::file(received)
}

/// Sends a form (`application/x-www-form-urlencoded`). What is no JSON was said by somebody else: a portal signs nobody out.
pub(crate) async fn post_form(url: &str, form: String) -> Result<FormAnswer, ApiError> {
    let request = question(url).method(Method::POST).header("Content-Type", "application/x-www-form-urlencoded");
    let received = exchange(request, Some(form.into()), Deadlines::API).await?;
    if received.redirect || !judge::is_json(&received.content_type) {
        return Err(if received.status >= 500 { ApiError::Server { status: received.status } } else { ApiError::Intercepted });
    }
    Ok(FormAnswer { status: received.status, text: received.text, date: received.date })
}

fn question(url: &str) -> RequestBuilder {
    RequestBuilder::new(url)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Manual)
        .header("Accept", "application/json")
}
