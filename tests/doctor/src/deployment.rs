//! The place that is examined, and how it is asked: by reading, without a cookie, and not without end. Not: what the answers mean.

use crate::report::quoted;
use plenary_conformance::Fault;
use plenary_conformance::http::{Answer, Budget, Request, Target};

/// Requests at most, whatever the place names.
const MOST: u64 = 120;
/// An origin that belongs to nobody who is asked.
pub(crate) const STRANGER: &str = "https://stranger.example";

/// An app's place.
pub(crate) struct Deployment {
    target: Target,
    /// The folder of the site, with a slash at both ends.
    pub(crate) base: String,
}

/// Where an address leads.
pub(crate) struct Address {
    /// `https://host:port`, as it was written.
    pub(crate) origin: String,
    pub(crate) path: String,
}

/// `https://host/path` in its parts.
pub(crate) fn parts(url: &str) -> Option<Address> {
    let (scheme, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let path = rest[end..].split('#').next().unwrap_or_default();
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    Some(Address { origin: format!("{scheme}://{}", &rest[..end]), path })
}

/// An origin without the port that goes without saying.
pub(crate) fn usual(origin: &str) -> String {
    let short = if origin.starts_with("https:") { origin.strip_suffix(":443") } else { origin.strip_suffix(":80") };
    short.unwrap_or(origin).to_lowercase()
}

impl Deployment {
    pub(crate) fn at(url: &str) -> Result<Self, Fault> {
        let Address { origin, path } =
            parts(url).ok_or_else(|| Fault::Broken(format!("{url} is no address such as https://app.example.org/")))?;
        let mut target = Target::parse(&origin)?;
        target.budget = Budget::of(MOST);
        let path = path.split('?').next().unwrap_or_default();
        let base = if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
        Ok(Self { target, base })
    }

    /// The app's address.
    pub(crate) fn address(&self) -> String {
        format!("{}{}", self.origin(), self.base)
    }

    pub(crate) fn origin(&self) -> String {
        usual(&self.target.origin())
    }

    pub(crate) fn is_secured(&self) -> bool {
        self.target.origin().starts_with("https:")
    }

    /// Whether it is this machine, where a browser demands no TLS.
    pub(crate) fn is_loopback(&self) -> bool {
        self.target.is_loopback()
    }

    /// A path of the site, with further headers.
    pub(crate) fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Result<Answer, String> {
        asked(&self.target, "GET", path, headers)
    }

    /// A path of the app.
    pub(crate) fn get(&self, path: &str) -> Result<Answer, String> {
        self.ask(&format!("{}{path}", self.base), &[])
    }

    /// An address or a path as the app may be given one: below this site, or anywhere else.
    pub(crate) fn anywhere(&self, address: &str, headers: &[(&str, &str)]) -> Result<Answer, String> {
        match parts(address) {
            None => self.ask(address, headers),
            Some(Address { origin, path }) if usual(&origin) == self.origin() => self.ask(&path, headers),
            Some(Address { origin, path }) => {
                let mut target = Target::parse(&origin).map_err(|why| why.to_string())?;
                target.budget = self.target.budget.clone();
                asked(&target, "GET", &path, headers)
            }
        }
    }

    /// What a browser asks before a page of another origin may do more than read.
    pub(crate) fn preflight(&self, address: &str, origin: &str) -> Result<Answer, String> {
        let headers =
            [("Origin", origin), ("Access-Control-Request-Method", "PATCH"), ("Access-Control-Request-Headers", "authorization,x-plenary")];
        let Address { origin: host, path } =
            parts(address).unwrap_or_else(|| Address { origin: self.target.origin(), path: address.to_owned() });
        let mut target = Target::parse(&host).map_err(|why| why.to_string())?;
        target.budget = self.target.budget.clone();
        asked(&target, "OPTIONS", &path, &headers)
    }

    /// The address over plain HTTP, for a place that has TLS.
    pub(crate) fn plain(&self) -> Option<Self> {
        let origin = usual(&self.target.origin());
        let host = origin.strip_prefix("https://").filter(|host| !host.rsplit(']').next().unwrap_or_default().contains(':'))?;
        Self::at(&format!("http://{host}{}", self.base)).ok()
    }
}

fn asked(target: &Target, method: &str, path: &str, headers: &[(&str, &str)]) -> Result<Answer, String> {
    // An address from a page must not become another request.
    if path.bytes().any(|byte| byte <= b' ' || byte == 127) {
        return Err(format!("{} is no address", quoted(path)));
    }
    let request = headers.iter().fold(Request::page(method, path), |request, (name, value)| request.with(name, value));
    target.ask(&request).map_err(|why| quoted(&why.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_site_and_a_folder() {
        let of = |url: &str| Deployment::at(url).map(|place| (place.origin(), place.base.clone())).ok();
        let expected = |origin: &str, base: &str| Some((origin.to_owned(), base.to_owned()));
        assert_eq!(of("http://app.example.org"), expected("http://app.example.org", "/"));
        assert_eq!(of("http://app.example.org:80/2027/app?x#y"), expected("http://app.example.org", "/2027/app/"));
        assert_eq!(of("http://127.0.0.1:8080/"), expected("http://127.0.0.1:8080", "/"));
        for wrong in ["app.example.org", "ftp://app.example.org", "http://"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_address_from_a_page_is_one_request_or_none() {
        let place = Deployment::at("http://127.0.0.1:9/").unwrap();
        assert!(place.ask("/a b", &[]).unwrap_err().contains("is no address"));
        assert!(place.ask("/a\r\nX: y", &[]).unwrap_err().contains("is no address"));
    }
}
