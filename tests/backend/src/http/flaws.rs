//! Flaws of what every request and every answer has in common, for the proof that the conformance suite finds them. Only with the feature `flaws`;
//! those of a single rule stand where the rule is. Not: anything that is ever installed.

mod after;
mod before;

pub(super) use after::after;
pub(super) use before::before;

use axum::http::{HeaderMap, Method, header};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

/// Whom a flaw takes everybody for.
const SOMEBODY: &str = "ada@example.org";
/// The session's cookie on plain HTTP.
const SESSION: &str = "plenary";
/// The cookie of a browser that is on its way to a provider.
const LEAVING: &str = "plenary-organisation";

/// Questions about the own profile that are being answered.
static BUSY: AtomicUsize = AtomicUsize::new(0);
/// By the name of a sign-in: the address that it is for.
static STARTED: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());
/// By `state`: the cookie of the browser that began.
static BEGAN: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());
/// By query: where somebody was led who came back from a provider.
static LED: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());

/// What is still known of a request once it is answered.
pub(super) struct Seen {
    method: Method,
    path: String,
    query: String,
    headers: HeaderMap,
    /// An address that stood in the body.
    email: Option<String>,
    /// Others like it were being answered.
    is_crowded: bool,
}

impl Seen {
    fn is(&self, method: &Method, path: &str) -> bool {
        self.method == *method && self.path == path
    }
}

/// The first cookie of this name.
fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value.to_owned())
}

/// A parameter of a query, as it stands there.
fn parameter<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// Without the escapes of an address.
fn plain(value: &str) -> String {
    let pair = format!("x={value}");
    let mut read = openidconnect::url::form_urlencoded::parse(pair.as_bytes());
    read.next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}
