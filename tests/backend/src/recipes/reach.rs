//! Who may have what a web server sends of the app: the programme stands in pages that the organisers name, a personal screen in none, and what puts
//! the programme there is a file for everybody. Not: the words in which a web server says so.

use super::plain::SCREENS;
use crate::http::envelope::{FIXED, STRICT};
use crate::pages;
use crate::settings::Settings;
use axum::http::header;
use plenary::routes::Route;

/// Of an address, or the names under which a web server has what differs by address.
pub(super) struct Reach<'a> {
    /// In whose pages it may stand.
    pub(super) hosts: &'a [String],
    /// In whose pages it may be used as a file: a word of `Cross-Origin-Resource-Policy`.
    pub(super) users: &'a str,
}

/// The app alone.
pub(super) const NOBODY: Reach<'static> = Reach { hosts: &[], users: "same-origin" };

/// What an answer of this reach is sent with.
pub(super) fn headers(settings: &Settings, connect: &str, reach: &Reach<'_>) -> Vec<(String, String)> {
    let policy = (header::CONTENT_SECURITY_POLICY, pages::policy(settings, connect, reach.hosts));
    let fixed = FIXED.map(|(name, value)| {
        let value = if name == "cross-origin-resource-policy" { reach.users } else { value };
        (name, value.to_owned())
    });
    let strict = (!settings.insecure_loopback).then(|| (STRICT.0, STRICT.1.to_owned()));
    let all = std::iter::once(policy).chain(fixed).chain(strict);
    all.map(|(name, value)| (title(name.as_str()), value)).collect()
}

/// Whether this screen, with a star for an identifier, is the same for everybody.
pub(super) fn is_public(screen: &str) -> bool {
    Route::parse(&screen.replace('*', "x"), "").is_some_and(|route| route.is_public())
}

/// A regular expression for the addresses of screens that are the same for everybody, in the folder `base`.
pub(super) fn public_screens(base: &str) -> String {
    let public = SCREENS.iter().filter(|screen| is_public(screen));
    let names: Vec<String> = public.map(|screen| screen.trim_start_matches('/').replace('*', "[^/?]+")).collect();
    format!("^{base}/(?:{})?/*", names.join("|"))
}

/// `content-type` as people write it.
fn title(name: &str) -> String {
    let word = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('-').map(word).collect::<Vec<_>>().join("-")
}
