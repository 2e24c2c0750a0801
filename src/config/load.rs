//! Fetching `config.json`. Not: its meaning, which is [`super::parse`].

use super::{Config, ConfigFault, parse};
use crate::api::ApiError;
use crate::api::http::fetch_file;
use crate::domain::base::base;

/// Reads the `config.json` beside the app.
pub async fn load() -> Result<Config, ConfigFault> {
    match fetch_file(&format!("{}/config.json", base())).await {
        Ok(text) => parse(&text),
        // A host that answers every path with the page itself has no such file either.
        Err(ApiError::NotFound | ApiError::Intercepted) => Err(ConfigFault::NotFound),
        Err(_) => Err(ConfigFault::Unreachable),
    }
}
