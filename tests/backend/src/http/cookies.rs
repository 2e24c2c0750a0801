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

/// How cookies are written here. Plain HTTP on loopback cannot have the `__Host-` prefix, which demands `Secure`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jar {
    /// `__Host-` and `Secure`.
    Secure,
    /// Development on loopback.
    InsecureLoopback,
}

impl Jar {
    fn name(self, cookie: Cookie) -> &'static str {
        match (self, cookie) {
            (Self::Secure, Cookie::Session) => "__Host-plenary",
            (Self::Secure, Cookie::Browser) => "__Host-plenary-browser",
            (Self::Secure, Cookie::Organisation) => "__Host-plenary-organisation",
            (Self::Secure, Cookie::Join) => "__Host-plenary-join",
            (Self::Secure, Cookie::Device) => "__Host-plenary-device",
            (Self::Secure, Cookie::Ceremony) => "__Host-plenary-passkey",
            (Self::InsecureLoopback, Cookie::Session) => "plenary",
            (Self::InsecureLoopback, Cookie::Browser) => "plenary-browser",
            (Self::InsecureLoopback, Cookie::Organisation) => "plenary-organisation",
            (Self::InsecureLoopback, Cookie::Join) => "plenary-join",
            (Self::InsecureLoopback, Cookie::Device) => "plenary-device",
            (Self::InsecureLoopback, Cookie::Ceremony) => "plenary-passkey",
        }
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
        let secure = match self {
            Self::Secure => "; Secure",
            Self::InsecureLoopback => "",
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

    fn headers(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookie).unwrap())])
    }

    #[test]
    fn reads_its_own_cookie_only_where_it_is_certain() {
        let read = |cookie: &str| Jar::Secure.read(&headers(cookie), Cookie::Session);
        assert_eq!(read("a=b; __Host-plenary=secret; c=d").as_deref(), Some("secret"));
        assert_eq!(read("plenary=secret"), None);
        assert_eq!(read("__Host-plenary="), None);
        assert_eq!(read("__Host-plenary=one; __Host-plenary=two"), None);
        assert_eq!(Jar::InsecureLoopback.read(&headers("plenary=x"), Cookie::Session).as_deref(), Some("x"));
    }

    #[test]
    fn a_cookie_is_written_with_every_attribute() {
        let line = Jar::Secure.set(Cookie::Session, "abc", 60).unwrap();
        assert_eq!(line.to_str().unwrap(), "__Host-plenary=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure");
        assert_eq!(Jar::Secure.set(Cookie::Session, "a\r\nb", 60), None);
        let line = Jar::InsecureLoopback.clear(Cookie::Browser).unwrap();
        assert_eq!(line.to_str().unwrap(), "plenary-browser=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    }
}
