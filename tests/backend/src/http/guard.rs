//! Who asks, and whether it is the app that asks: extractors, so that a route cannot forget them. Not: what the viewer may do.

use super::Failure;
use super::cookies::Cookie;
use crate::bearer;
use crate::desk::{Desk, now};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use plenary::conference::Viewer;
use plenary::domain::device::Remaining;
use plenary::domain::id::DelegateId;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// The request was sent by a page of this origin: another site can send neither the header without a preflight, which nobody answers,
/// nor another `Sec-Fetch-Site` (OWASP ASVS 5.0 V3.5).
#[derive(Debug, Clone, Copy)]
pub struct FromTheApp;

/// A signed-in viewer; for a method that changes something also [`FromTheApp`].
#[derive(Debug)]
pub struct Signed(pub Viewer);

/// How long a session goes on that is only looked at: this request is no use of it.
#[derive(Debug)]
pub struct Watched(pub Remaining);

/// The network that asks, for quotas: an IPv4 address or an IPv6 /64.
#[derive(Debug)]
pub struct Source(pub String);

fn is_from_the_app(headers: &HeaderMap) -> bool {
    let is_announced = headers.get("x-plenary").is_some_and(|value| value == "1");
    is_announced && is_of_this_origin(headers)
}

/// Also another host of our own site is another origin: whoever runs it has no say here. A browser too old to tell sends no such header.
fn is_of_this_origin(headers: &HeaderMap) -> bool {
    headers.get_all("sec-fetch-site").iter().all(|site| site == "same-origin" || site == "none")
}

impl FromRequestParts<Desk> for FromTheApp {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Desk) -> Result<Self, Failure> {
        if is_from_the_app(&parts.headers) { Ok(Self) } else { Err(Failure::CrossSite) }
    }
}

impl FromRequestParts<Desk> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Failure> {
        // A token is added by the app itself and by nobody's browser, so it needs no proof of where the request comes from.
        if let Some(viewer) = bearer::viewer(desk, parts).await? {
            shown_to(&parts.headers, &viewer.id)?;
            return Ok(Self(viewer));
        }
        // Without either, nobody is asked for anything: also an app elsewhere whose token is over has to hear that it must sign in again.
        let secret = desk.jar().read(&parts.headers, Cookie::Session).ok_or(Failure::SessionRequired)?;
        // Looking at somebody is noted, so no other origin may make a browser look.
        if !is_of_this_origin(&parts.headers) {
            return Err(Failure::CrossSite);
        }
        let viewer = desk.ask(move |rules| rules.viewer(&secret, now())).await?;
        shown_to(&parts.headers, &viewer.id)?;
        let changes = parts.method != Method::GET && parts.method != Method::HEAD;
        if changes && !is_from_the_app(&parts.headers) { Err(Failure::CrossSite) } else { Ok(Self(viewer)) }
    }
}

impl FromRequestParts<Desk> for Watched {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Failure> {
        let (delegate, remaining) = match bearer::watched(desk, parts).await? {
            Some(watched) => watched,
            None => {
                let secret = desk.jar().read(&parts.headers, Cookie::Session).ok_or(Failure::SessionRequired)?;
                if !is_of_this_origin(&parts.headers) {
                    return Err(Failure::CrossSite);
                }
                desk.ask(move |rules| rules.watch(&secret, now())).await?
            }
        };
        shown_to(&parts.headers, &delegate)?;
        Ok(Self(remaining))
    }
}

/// A tab that still shows somebody else does not act for whoever signed in since.
fn shown_to(headers: &HeaderMap, viewer: &DelegateId) -> Result<(), Failure> {
    let told = headers.get("x-plenary-viewer");
    if told.is_some_and(|told| told.as_bytes() != viewer.as_str().as_bytes()) { Err(Failure::SessionRequired) } else { Ok(()) }
}

impl FromRequestParts<Desk> for Source {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Failure> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let told = if desk.settings.forwarded { forwarded(&parts.headers) } else { None };
        Ok(Self(told.or(peer).map_or_else(|| "unknown".into(), network)))
    }
}

/// The last address: the one that our own proxy added. Those before it are whatever the client wrote.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        // One household or server has a whole /64, so counting single addresses would count nothing.
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_told_apart_as_providers_hand_them_out() {
        let network = |text: &str| network(text.parse().unwrap());
        assert_eq!(network("203.0.113.9"), "203.0.113.9");
        assert_eq!(network("::ffff:203.0.113.9"), "203.0.113.9");
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
    }

    #[test]
    fn only_the_proxys_own_word_counts() {
        let mut headers = HeaderMap::new();
        assert_eq!(forwarded(&headers), None);
        headers.append("x-forwarded-for", "10.0.0.1".parse().unwrap());
        headers.append("x-forwarded-for", "10.0.0.2, 198.51.100.7".parse().unwrap());
        assert_eq!(forwarded(&headers), Some("198.51.100.7".parse().unwrap()));
    }

    #[test]
    fn another_site_is_told_by_either_sign() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            pairs
                .iter()
                .map(|(name, value)| (name.parse::<axum::http::HeaderName>().unwrap(), value.parse().unwrap()))
                .collect::<HeaderMap>()
        };
        assert!(is_from_the_app(&headers(&[("x-plenary", "1")])));
        assert!(is_from_the_app(&headers(&[("x-plenary", "1"), ("sec-fetch-site", "same-origin")])));
        for bad in
            [&[][..], &[("x-plenary", "0")], &[("x-plenary", "1"), ("sec-fetch-site", "cross-site")], &[("sec-fetch-site", "same-origin")]]
        {
            assert!(!is_from_the_app(&headers(bad)), "{bad:?}");
        }
        assert!(!is_from_the_app(&headers(&[("x-plenary", "1"), ("sec-fetch-site", "same-site")])));
        for (site, is_ours) in [("same-origin", true), ("none", true), ("same-site", false), ("cross-site", false), ("x", false)] {
            assert_eq!(is_of_this_origin(&headers(&[("sec-fetch-site", site)])), is_ours, "{site}");
        }
        assert!(is_of_this_origin(&headers(&[])), "an old browser says nothing");
    }
}
