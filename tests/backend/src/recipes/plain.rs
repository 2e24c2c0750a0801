//! For hosts that serve a folder and read two files in it: `_headers` says what is sent with what, `_redirects` which addresses are screens.
//! Not: `404.html`, which a release has as well, so that an address that no rule knows still opens the app.

use super::ROOT;
use super::reach::{NOBODY, Reach, headers as sent, is_public};
use crate::pages::{FOR_GOOD, is_hashed, placed};
use crate::settings::Settings;
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

/// `_redirects`. A page names its files as they lie to it, so a screen of two parts has another; and an identifier is one part.
pub(super) fn redirects(base: &str) -> String {
    let page = |screen: &str| if screen.matches('/').count() > 1 { "deeper.html" } else { "index.html" };
    SCREENS.iter().map(|screen| format!("{base}{} {base}/{} 200\n", screen.replace('*', ":id"), page(screen))).collect()
}

/// `404.html`: the app's page for whatever address, so it names its files from the root.
pub(super) fn missing(settings: &Settings) -> std::io::Result<String> {
    let dist = settings.dist.as_deref().unwrap_or(Path::new(ROOT));
    Ok(placed(&std::fs::read_to_string(dist.join("index.html"))?, &settings.base))
}

/// `_headers`. Such a host joins what several rules say of one header, or takes the last, so a file that never changes is named by itself, and the
/// rest is left to the host, which has them asked for each time. What is said again holds either way: of two content policies both are obeyed, and
/// of two words of who may use a file, none is.
pub(super) fn headers(settings: &Settings, connect: &str) -> String {
    let mut text = String::new();
    let base = &settings.base;
    let mut rule = |of: &str, headers: &[(String, String)]| {
        text.push_str(&format!("{base}{of}\n"));
        headers.iter().for_each(|(name, value)| text.push_str(&format!("  {name}: {value}\n")));
    };
    let named = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    rule("/*", &sent(settings, connect, &Reach { hosts: &settings.frame_ancestors, ..NOBODY }));
    if !settings.frame_ancestors.is_empty() {
        let policy: Vec<_> = sent(settings, connect, &NOBODY).into_iter().take(1).collect();
        // Also as somebody may spell it who frames it: the app reads an address with a slash at its end as the same.
        for screen in SCREENS.iter().filter(|screen| !is_public(screen)) {
            rule(screen, &policy);
            let below = format!("{screen}/*");
            if !screen.ends_with('*') && !SCREENS.contains(&below.as_str()) {
                rule(&below, &policy);
            }
        }
    }
    rule("/embed.js", &[named("Cross-Origin-Resource-Policy", "cross-origin"), named("Access-Control-Allow-Origin", "*")]);
    for name in settings.dist.as_deref().map(hashed).unwrap_or_default() {
        rule(&format!("/{name}"), &[named("Cache-Control", FOR_GOOD)]);
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
