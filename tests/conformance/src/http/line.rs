//! A connection, with TLS or without. Not: what is said over it.

use crate::Fault;
use std::io::{Error, Read, Result, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// How a target is reached.
#[derive(Clone)]
pub(super) enum Line {
    /// Plain HTTP.
    Plain,
    /// HTTPS, with the certificates that this machine trusts.
    Secured(Arc<rustls::ClientConfig>),
}

/// Anything over which HTTP can be spoken.
pub(super) trait Stream: Read + Write {}

impl<T: Read + Write> Stream for T {}

impl Line {
    /// From an address; and what stands behind its scheme.
    pub(super) fn of(url: &str) -> std::result::Result<(Self, &str), Fault> {
        match url.split_once("://") {
            Some(("http", rest)) => Ok((Self::Plain, rest)),
            Some(("https", rest)) => Ok((Self::Secured(trusting()?), rest)),
            Some(_) | None => Err(Fault::Broken(format!("{url} begins with neither http:// nor https://"))),
        }
    }

    pub(super) fn scheme(&self) -> &'static str {
        match self {
            Self::Plain => "http",
            Self::Secured(_) => "https",
        }
    }

    /// The port where an address names none.
    pub(super) fn port(&self) -> u16 {
        match self {
            Self::Plain => 80,
            Self::Secured(_) => 443,
        }
    }

    pub(super) fn connect(&self, authority: &str) -> Result<Box<dyn Stream>> {
        let stream = TcpStream::connect(authority)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        match self {
            Self::Plain => Ok(Box::new(stream)),
            Self::Secured(config) => {
                let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host).trim_matches(['[', ']']);
                let name = rustls::pki_types::ServerName::try_from(host.to_owned()).map_err(Error::other)?;
                let session = rustls::ClientConnection::new(config.clone(), name).map_err(Error::other)?;
                Ok(Box::new(rustls::StreamOwned::new(session, stream)))
            }
        }
    }
}

fn trusting() -> std::result::Result<Arc<rustls::ClientConfig>, Fault> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    crate::ensure!(!roots.is_empty(), "this machine trusts no certificates, so nothing can be asked over https://");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(|why| Fault::Broken(format!("TLS: {why}")))?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}
