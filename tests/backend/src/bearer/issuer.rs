//! The one issuer whose tokens are taken, and its keys: fetched from where its own description says, kept, and fetched again when a token names
//! one that is not known. Not: the judgement of a token (`token`).

use super::token::{self, Claims, Doubt};
use crate::http::Failure;
use crate::log;
use crate::organisation::{NoReach, Reach};
use crate::settings::Settings;
use openidconnect::IssuerUrl;
use openidconnect::core::{CoreJsonWebKeySet, CoreProviderMetadata};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// Keys are asked for again after this, whatever happens: one that was withdrawn must not stay good.
const FRESH: Duration = Duration::from_secs(3600);
/// They are asked for at most this often: anybody could send tokens that name unknown keys.
const PAUSE: Duration = Duration::from_secs(60);

/// Seconds until somebody may try again while the issuer cannot be reached.
const RETRY: u32 = 5;

#[derive(Default)]
struct Known {
    keys: Option<(Instant, Arc<CoreJsonWebKeySet>)>,
    asked: Option<Instant>,
}

/// As configured.
pub struct Issuer {
    url: IssuerUrl,
    audience: String,
    /// Origins of apps that may ask from a browser.
    pub(super) origins: Vec<String>,
    reach: Reach,
    known: Mutex<Known>,
}

impl Issuer {
    /// `None` where none is configured.
    pub fn of(settings: &Settings) -> Result<Option<Self>, NoReach> {
        let (Some(issuer), Some(audience)) = (&settings.bearer_issuer, &settings.bearer_audience) else { return Ok(None) };
        let url = IssuerUrl::new(issuer.clone()).map_err(|why| NoReach::because(&why))?;
        let reach = Reach::open().map_err(|why| NoReach::because(&why))?;
        Ok(Some(Self { url, audience: audience.clone(), origins: settings.bearer_origins.clone(), reach, known: Mutex::default() }))
    }

    /// As it stands in its tokens.
    pub(super) fn name(&self) -> &str {
        self.url.as_str()
    }

    /// What a token says, if it is good.
    pub(super) async fn believed(&self, text: &str, now: i64) -> Result<Claims, Failure> {
        let judge = |keys: &CoreJsonWebKeySet| token::read(text, keys, self.name(), &self.audience, now);
        let keys = self.keys(false).await?;
        let judged = match judge(&keys) {
            Err(Doubt::UnknownKey) => judge(&*self.keys(true).await?),
            judged => judged,
        };
        judged.map_err(|doubt| {
            log::line("token_refused", &[("because", &format!("{doubt:?}"))]);
            Failure::SessionRequired
        })
    }

    /// The keys; asked for where they are old, or `renew` says so and it was not done a moment ago.
    async fn keys(&self, renew: bool) -> Result<Arc<CoreJsonWebKeySet>, Failure> {
        let mut known = self.known.lock().await;
        let is_rested = known.asked.is_none_or(|at| at.elapsed() >= PAUSE);
        if let Some((since, keys)) = &known.keys
            && (!is_rested || (since.elapsed() < FRESH && !renew))
        {
            return Ok(keys.clone());
        }
        let is_pausing = known.keys.is_none() && known.asked.is_some_and(|at| at.elapsed() < Duration::from_secs(u64::from(RETRY)));
        if is_pausing {
            return Err(Failure::Unavailable { retry_after: RETRY });
        }
        known.asked = Some(Instant::now());
        match CoreProviderMetadata::discover_async(self.url.clone(), &self.reach).await {
            Ok(metadata) => {
                let keys = Arc::new(metadata.jwks().clone());
                known.keys = Some((Instant::now(), keys.clone()));
                Ok(keys)
            }
            Err(_) => {
                log::line("issuer_unreached", &[]);
                known.keys.as_ref().map(|(_, keys)| keys.clone()).ok_or(Failure::Unavailable { retry_after: RETRY })
            }
        }
    }
}
