//! For hosts that serve a folder and read two files in it: `_headers` says what is sent with what, `_redirects` which addresses are screens.
//! Not: `404.html`, which a release has as well, so that an address that no rule knows still opens the app.

use crate::pages::{FOR_GOOD, is_hashed};
use std::path::Path;

/// Every screen by its address; a star stands for an identifier. What is not here and no file is answered with 404, and must be: the app
/// learns from it that a part of an older release is gone.
pub(super) const SCREENS: [&str; 21] = [
    "/grid",
    "/mine",
    "/picks",
    "/changes",
    "/notices",
    "/speakers",
    "/speakers/*",
    "/talks/*",
    "/sign-in",
    "/sign-in/link",
    "/sign-in/join",
    "/sign-in/done",
    "/sign-in/return",
    "/delegates",
    "/delegates/*",
    "/connections",
    "/profile",
    "/my-data",
    "/policy",
    "/devices",
    "/who-saw-what",
];

/// `_redirects`.
pub(super) fn redirects() -> String {
    SCREENS.iter().map(|screen| format!("{screen} /index.html 200\n")).collect()
}

/// `_headers`. Such a host joins what several rules say of one header, so a file that never changes is named by itself, and the rest is left
/// to the host, which has them asked for each time.
pub(super) fn headers(headers: &[(String, String)], dist: Option<&Path>) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in headers {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for name in dist.map(hashed).unwrap_or_default() {
        text.push_str(&format!("/{name}\n  Cache-Control: {FOR_GOOD}\n"));
    }
    text
}

/// The files of a folder whose names never get other contents, as people ask for them: not in their packed forms.
fn hashed(dist: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dist).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| is_hashed(name) && !name.ends_with(".br") && !name.ends_with(".gz")).collect();
    names.sort_unstable();
    names
}
