//! Every address of the app as a value: the only way to write a link, and the only thing a sign-in returns to.
//! Not: what is drawn there.

use crate::domain::agenda::filter::Filter;
use crate::domain::id::{DelegateId, TalkId};
use std::fmt;

/// A place in the app.
#[derive(Debug, Clone, PartialEq)]
pub enum Route {
    /// `/`: the programme, with what is looked for.
    Agenda(Filter),
    /// `/talks/{id}`.
    Talk(TalkId),
    /// `/sign-in`, and where to go afterwards.
    SignIn(Option<Box<Route>>),
    /// `/sign-in/link`: where a mailed link lands; its token is in the fragment.
    SignInLink,
    /// `/delegates`: the directory, with what is looked for.
    Delegates {
        /// Words to find.
        text: String,
        /// First letter of the name.
        letter: Option<char>,
    },
    /// `/delegates/{id}`.
    Delegate(DelegateId),
    /// `/profile`: the viewer's own data and who sees it.
    Profile,
}

impl Route {
    /// The start of the app.
    pub fn home() -> Self {
        Self::Agenda(Filter::default())
    }

    /// Where a sign-in leads that came from nowhere in particular: to the choices that only the delegate can make.
    pub fn after_sign_in() -> Self {
        Self::Profile
    }

    /// The whole directory.
    pub fn directory() -> Self {
        Self::Delegates { text: String::new(), letter: None }
    }

    /// Reads a path (`/talks/x`) and a query (`day=…`, without `?`); `None`: no such place.
    pub fn parse(path: &str, query: &str) -> Option<Self> {
        let pairs = pairs(query);
        let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let segments: Vec<&str> = path.strip_prefix('/')?.trim_end_matches('/').split('/').collect();
        Some(match segments.as_slice() {
            [""] => Self::Agenda(Filter::from_query(pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())))),
            ["talks", id] => Self::Talk(id.parse().ok()?),
            ["sign-in"] => Self::SignIn(value("to").and_then(Self::parse_return).map(Box::new)),
            ["sign-in", "link"] => Self::SignInLink,
            ["delegates"] => Self::Delegates {
                text: value("q").unwrap_or("").to_owned(),
                letter: value("letter").and_then(|l| l.chars().next()).filter(|c| c.is_alphabetic()),
            },
            ["delegates", id] => Self::Delegate(id.parse().ok()?),
            ["profile"] => Self::Profile,
            _ => return None,
        })
    }

    /// Where a sign-in may return to: a place in this app that is not itself a sign-in. Everything else (other origins, `//x`, `\x`,
    /// `javascript:` …) is no `Route` and so cannot be returned to.
    fn parse_return(to: &str) -> Option<Self> {
        let (path, query) = to.split_once('?').unwrap_or((to, ""));
        match Self::parse(path, query)? {
            Self::SignIn(_) | Self::SignInLink => None,
            route @ (Self::Agenda(_) | Self::Talk(_) | Self::Delegates { .. } | Self::Delegate(_) | Self::Profile) => Some(route),
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Agenda(filter) => write_query(f, "/", filter.to_query()),
            Self::Talk(id) => write!(f, "/talks/{id}"),
            Self::SignIn(to) => write_query(f, "/sign-in", to.iter().map(|route| ("to", route.to_string()))),
            Self::SignInLink => f.write_str("/sign-in/link"),
            Self::Delegates { text, letter } => {
                let text = (!text.is_empty()).then(|| ("q", text.clone()));
                write_query(f, "/delegates", text.into_iter().chain(letter.map(|l| ("letter", l.to_string()))))
            }
            Self::Delegate(id) => write!(f, "/delegates/{id}"),
            Self::Profile => f.write_str("/profile"),
        }
    }
}

fn write_query(f: &mut fmt::Formatter<'_>, path: &str, pairs: impl IntoIterator<Item = (&'static str, String)>) -> fmt::Result {
    f.write_str(path)?;
    for (i, (key, value)) in pairs.into_iter().enumerate() {
        write!(f, "{}{key}={}", if i == 0 { '?' } else { '&' }, encode(&value))?;
    }
    Ok(())
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = (bytes[i] == b'%').then(|| bytes.get(i + 1..i + 3)).flatten().and_then(|h| std::str::from_utf8(h).ok());
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                i += 3;
            }
            None => {
                out.push(if bytes[i] == b'+' { b' ' } else { bytes[i] });
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let query = query.trim_start_matches('?');
    query.split('&').filter_map(|pair| pair.split_once('=')).map(|(key, value)| (decode(key), decode(value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(address: &str) -> Option<Route> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Route::parse(path, query)
    }

    #[test]
    fn every_route_reads_back() {
        let places = [
            Route::home(),
            Route::Talk("MJA8QY".parse().unwrap()),
            Route::SignIn(None),
            Route::SignIn(Some(Box::new(Route::Delegates { text: "Zoë & co".into(), letter: Some('Z') }))),
            Route::SignInLink,
            Route::directory(),
            Route::Delegate("d-1".parse().unwrap()),
            Route::Profile,
        ];
        for route in places {
            assert_eq!(parse(&route.to_string()), Some(route.clone()), "{route}");
        }
    }

    #[test]
    fn malformed_ids_and_unknown_paths_are_nowhere() {
        for nowhere in ["/talks/a%2Fb", "/talks/", "/talks/..", "/admin", "/delegates/x/y", "talks/x", "/profile/edit"] {
            assert_eq!(parse(nowhere), None, "{nowhere}");
        }
    }

    /// ASVS 5.0 V3.7.2: a redirect target is on an allow-list, not filtered.
    #[test]
    fn a_sign_in_returns_into_this_app_only_t36() {
        let tricks = [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/%2f/evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "/sign-in",
            "/sign-in/link#x",
            "///evil.example",
            "http:evil.example",
            "/..//evil.example",
            " /profile",
            "%2F%2Fevil.example",
            "/profile@evil.example",
            "/profile/..//evil.example",
            "\t//evil.example",
            "/\t/evil.example",
            "//profile",
            "evil.example/profile",
        ];
        for trick in tricks {
            let address = format!("/sign-in?to={}", encode(trick));
            assert_eq!(parse(&address), Some(Route::SignIn(None)), "{trick}");
        }
        assert_eq!(parse("/sign-in?to=%2Fprofile"), Some(Route::SignIn(Some(Box::new(Route::Profile)))));
    }
}
