//! Requests to the provider: by TLS, within a deadline, with a cap on what is taken in, and never on to another address. Not: what is asked.

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// Somebody waits in front of an empty page for so long.
const DEADLINE: Duration = Duration::from_secs(8);
const CONNECT: Duration = Duration::from_secs(4);
/// Many times what any provider sends.
const MOST_BYTES: usize = 256 * 1024;

/// Why nothing came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreached {
    /// The address is not protected by TLS, nor on this machine.
    Unprotected,
    /// No connection, or no whole answer in time.
    Network,
    /// More than a provider has to say.
    TooLarge,
    /// The provider says that it is broken or busy.
    Broken,
}

impl fmt::Display for Unreached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unprotected => "unprotected",
            Self::Network => "network",
            Self::TooLarge => "too_large",
            Self::Broken => "broken",
        })
    }
}

impl std::error::Error for Unreached {}

/// The one client for all requests.
#[derive(Debug, Clone)]
pub(crate) struct Reach {
    client: reqwest::Client,
}

impl Reach {
    /// A redirect is an answer and not followed: it could lead into the organiser's own network (SSRF), with the client's secret.
    pub(crate) fn open() -> Result<Self, reqwest::Error> {
        let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let builder = builder.timeout(DEADLINE).connect_timeout(CONNECT).user_agent("plenary-backend");
        Ok(Self { client: builder.build()? })
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Unreached> {
        if !is_protected(&request.uri().to_string()) {
            return Err(Unreached::Unprotected);
        }
        let request = reqwest::Request::try_from(request).map_err(|_| Unreached::Network)?;
        let mut answer = self.client.execute(request).await.map_err(|_| Unreached::Network)?;
        if answer.status().is_server_error() || answer.status() == reqwest::StatusCode::TOO_MANY_REQUESTS {
            return Err(Unreached::Broken);
        }
        let mut response = openidconnect::http::Response::new(Vec::new());
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        while let Some(chunk) = answer.chunk().await.map_err(|_| Unreached::Network)? {
            if response.body().len() + chunk.len() > MOST_BYTES {
                return Err(Unreached::TooLarge);
            }
            response.body_mut().extend_from_slice(&chunk);
        }
        Ok(response)
    }
}

impl<'c> AsyncHttpClient<'c> for Reach {
    type Error = Unreached;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Unreached>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

/// `https:`, or plain HTTP to this very machine, where nobody is in between.
pub fn is_protected(address: &str) -> bool {
    let Ok(url) = openidconnect::url::Url::parse(address) else { return false };
    let is_here = match url.host() {
        Some(openidconnect::url::Host::Domain(name)) => name == "localhost",
        Some(openidconnect::url::Host::Ipv4(address)) => address.is_loopback(),
        Some(openidconnect::url::Host::Ipv6(address)) => address.is_loopback(),
        None => return false,
    };
    let is_plain = url.username().is_empty() && url.password().is_none();
    is_plain && (url.scheme() == "https" || (url.scheme() == "http" && is_here))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_reaches_this_machine_only_v12_3() {
        for good in ["https://login.example.org/x", "http://localhost:9/x", "http://127.0.0.1:9", "http://[::1]:9/"] {
            assert!(is_protected(good), "{good}");
        }
        let bad = [
            "http://login.example.org",
            "http://localhost.example.org",
            "http://10.0.0.1",
            "ftp://localhost",
            "localhost",
            "",
            "https://a:b@c.example",
        ];
        for bad in bad {
            assert!(!is_protected(bad), "{bad}");
        }
    }
}
