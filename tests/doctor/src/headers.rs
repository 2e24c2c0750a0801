//! The headers of the page, its content policy aside.

use crate::page::Page;
use crate::report::{Report, quoted};

const ABOUT: &str = "headers";

/// A header, its value, what it is for, and whether the app works without it but less safely.
const WANTED: [(&str, &[&str], &str); 4] = [
    ("x-content-type-options", &["nosniff"], "Without it a browser may take a file for something else than it is sent as, and run it."),
    (
        "referrer-policy",
        &["no-referrer", "same-origin"],
        "Without it other sites learn from links which talk or which delegate somebody looked at.",
    ),
    (
        "cross-origin-opener-policy",
        &["same-origin"],
        "Without it a page that opened the app, or that the app opened, keeps a handle on its window.",
    ),
    (
        "cross-origin-resource-policy",
        &["same-origin", "same-site"],
        "Without it any site can load the app's answers into a process in which it looks around.",
    ),
];

/// What the app itself needs of what a page may do.
const MAY: [(&str, &str); 3] = [
    ("camera", "codes of other delegates are scanned with it"),
    ("publickey-credentials-get", "passkeys are used with it"),
    ("publickey-credentials-create", "passkeys are made with it"),
];

pub(crate) fn look(page: &Page, report: &mut Report) {
    let answer = &page.answer;
    for (name, values, why) in WANTED {
        let mend = format!("Send `{name}: {}` with everything of the app; the recipes do.", values[0]);
        match answer.all(name).collect::<Vec<_>>().as_slice() {
            [] => report.wrong(ABOUT, format!("No {name}."), why, mend),
            [value] if values.contains(&value.trim().to_ascii_lowercase().as_str()) => {
                report.good(ABOUT, format!("{name}: {}", quoted(value)))
            }
            [value] => report.wrong(ABOUT, format!("{name} is `{}`.", quoted(value)), why, mend),
            [_, _, ..] => report.wrong(
                ABOUT,
                format!("{name} is sent more than once."),
                "Browsers differ in which one they believe, and some believe none.",
                "Let either the backend or the web server in front send it, not both: the recipes leave the backend's answers as they are.",
            ),
        }
    }
    permissions(page, report);
    if answer.header("set-cookie").is_some() {
        report.wrong(
            ABOUT,
            "The page sets a cookie.",
            "The app's page needs none; something in between follows people around, which nobody agreed to.",
            "Look for the setting of the web server, the load balancer or the network in front of it that adds one, and turn it off.",
        );
    }
    match answer.header("cache-control") {
        Some(told) if told.contains("no-cache") || told.contains("no-store") || told.contains("max-age=0") => {
            report.good(ABOUT, "The page is asked for afresh each time.");
        }
        told => report.wrong(
            ABOUT,
            told.map_or_else(
                || "The page has no Cache-Control.".to_owned(),
                |told| format!("The page has Cache-Control `{}`.", quoted(told)),
            ),
            "After an update people go on with the page of before, whose files may be gone.",
            "Send the page with `Cache-Control: no-cache`; only files with a hash in their names are kept.",
        ),
    }
    if answer.header("etag").is_none() && answer.header("last-modified").is_none() {
        report.better(
            ABOUT,
            "The page has neither ETag nor Last-Modified.",
            "It is sent whole at each visit.",
            "Have the web server send an ETag.",
        );
    }
}

fn permissions(page: &Page, report: &mut Report) {
    let Some(told) = page.answer.header("permissions-policy") else {
        report.better(
            ABOUT,
            "No permissions-policy.",
            "Whatever gets into the page may ask for the microphone, the place and more, which the app never does.",
            "Send the one of the recipes.",
        );
        return;
    };
    let denied: Vec<_> =
        MAY.iter().filter(|(name, _)| told.split(',').any(|part| part.trim().replace(' ', "") == format!("{name}=()"))).collect();
    for (name, why) in &denied {
        let what = format!("permissions-policy denies `{name}`.");
        report.wrong(ABOUT, what, format!("It is the app's own: {why}."), format!("Say `{name}=(self)`."));
    }
    if denied.is_empty() {
        report.good(ABOUT, "permissions-policy leaves the app what it needs.");
    }
}
