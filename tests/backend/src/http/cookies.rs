//! The cookies: who is signed in, which browser asked for a link, and by what a device is known again. Not: what their secrets open.

use axum::http::{HeaderMap, HeaderValue, header};

/// A cookie of this backend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// The session's secret.
    Session,
    /// The verifier of the browser that started a sign-in.
    Browser,
    /// The verifier of the browser that is on its way to an organisation's provider.
    Organisation,
    /// The verifier of the browser that came back from there and waits for a mailed code.
    Join,
    /// By this a device is known again, so that its owner is not mailed about it each time. It opens nothing, says nothing about who signed in,
    /// and stays after sign-out.
    Device,
    /// The verifier of the browser that asked for a passkey.
    Ceremony,
}

/// How a connection carries cookies. Plain HTTP on loopback cannot have the `__Host-` prefix, which demands `Secure`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carriage {
    /// `__Host-` and `Secure`.
    Secure,
    /// Development on loopback.
    InsecureLoopback,
}

/// How cookies are written here. In a folder of a site they keep the prefix, and so the path `/`: a path would not keep them from anybody on the same origin,
/// and without the prefix any other host of the domain could put its own in their place. So the folder is a part of their names, and two conferences of
/// one site do not end each other's sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jar<'s> {
    /// Over what they travel.
    pub carriage: Carriage,
    /// The folder in which the app is; empty: the root.
    pub base: &'s str,
}

impl Jar<'_> {
    fn name(self, cookie: Cookie) -> String {
        let prefix = match self.carriage {
            Carriage::Secure => "__Host-",
            Carriage::InsecureLoopback => "",
        };
        let purpose = match cookie {
            Cookie::Session => "",
            Cookie::Browser => "-browser",
            Cookie::Organisation => "-organisation",
            Cookie::Join => "-join",
            Cookie::Device => "-device",
            Cookie::Ceremony => "-passkey",
        };
        // A name may hold no slash (RFC 6265), and no folder holds a point.
        format!("{prefix}plenary{purpose}{}", self.base.replace('/', "."))
    }

    /// The cookie's value in a request. Two cookies of one name are refused: a neighbouring site can add one, and which is ours is a guess.
    pub fn read(self, headers: &HeaderMap, cookie: Cookie) -> Option<String> {
        let name = self.name(cookie);
        let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|line| line.split(';'));
        let mut values = pairs.filter_map(|pair| pair.trim().split_once('=')).filter(|(found, _)| *found == name).map(|(_, value)| value);
        match (values.next(), values.next()) {
            (Some(value), None) if !value.is_empty() => Some(value.to_owned()),
            _ => None,
        }
    }

    /// `Set-Cookie`; `secret` consists of letters, digits, `-` and `_`.
    pub fn set(self, cookie: Cookie, secret: &str, seconds: u32) -> Option<HeaderValue> {
        self.write(cookie, secret, seconds)
    }

    /// `Set-Cookie` that removes it.
    pub fn clear(self, cookie: Cookie) -> Option<HeaderValue> {
        self.write(cookie, "", 0)
    }

    fn write(self, cookie: Cookie, value: &str, seconds: u32) -> Option<HeaderValue> {
        let secure = match self.carriage {
            Carriage::Secure => "; Secure",
            Carriage::InsecureLoopback => "",
        };
        // A provider is another site, and the browser comes back from it by a navigation that it began: `Strict` would stay at home. `Lax` goes
        // along with such a `GET` and with nothing else, and this cookie only says which browser left.
        let same_site = match cookie {
            Cookie::Organisation => "Lax",
            Cookie::Session | Cookie::Browser | Cookie::Join | Cookie::Device | Cookie::Ceremony => "Strict",
        };
        let line = format!("{}={value}; Path=/; HttpOnly; SameSite={same_site}; Max-Age={seconds}{secure}", self.name(cookie));
        let mut header = HeaderValue::from_str(&line).ok()?;
        header.set_sensitive(true);
        Some(header)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECURE: Jar<'_> = Jar { carriage: Carriage::Secure, base: "" };
    const LOOPBACK: Jar<'_> = Jar { carriage: Carriage::InsecureLoopback, base: "" };

    fn headers(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookie).unwrap())])
    }

    #[test]
    fn reads_its_own_cookie_only_where_it_is_certain() {
        let read = |cookie: &str| SECURE.read(&headers(cookie), Cookie::Session);
        assert_eq!(read("a=b; __Host-plenary=secret; c=d").as_deref(), Some("secret"));
        assert_eq!(read("plenary=secret"), None);
        assert_eq!(read("__Host-plenary="), None);
        assert_eq!(read("__Host-plenary=one; __Host-plenary=two"), None);
        assert_eq!(LOOPBACK.read(&headers("plenary=x"), Cookie::Session).as_deref(), Some("x"));
    }

    #[test]
    fn a_cookie_is_written_with_every_attribute() {
        let line = SECURE.set(Cookie::Session, "abc", 60).unwrap();
        assert_eq!(line.to_str().unwrap(), "__Host-plenary=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure");
        assert_eq!(SECURE.set(Cookie::Session, "a\r\nb", 60), None);
        let line = LOOPBACK.clear(Cookie::Browser).unwrap();
        assert_eq!(line.to_str().unwrap(), "plenary-browser=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    }

    #[test]
    fn two_conferences_of_one_site_have_cookies_of_their_own() {
        let jar = |base| Jar { carriage: Carriage::Secure, base };
        let line = jar("/2027/app").set(Cookie::Browser, "abc", 60).unwrap();
        assert_eq!(line.to_str().unwrap(), "__Host-plenary-browser.2027.app=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure");
        let both = headers("__Host-plenary.2027.app=new; __Host-plenary.2026.app=old");
        assert_eq!(jar("/2026/app").read(&both, Cookie::Session).as_deref(), Some("old"));
        assert_eq!(SECURE.read(&both, Cookie::Session), None);
    }
}
