//! The app's `config.json`: whether the app takes it, and whereto it sends the app. It is read by the app's own reader. Not: what answers there.

use crate::deployment::{Deployment, parts, usual};
use crate::report::{Report, quoted};
use plenary::config::{self, Auth, BackendChoice, Config, ConfigFault, Hosts};
use plenary::oidc::Client;

const ABOUT: &str = "settings";

/// What the settings mean for whoever asks.
pub(crate) struct Settings {
    pub(crate) config: Config,
    /// Where the contract's paths begin: an address or a path, without a slash at its end.
    pub(crate) backend: String,
    /// Other origins that the app asks, and what for.
    pub(crate) origins: Vec<(String, &'static str)>,
    /// Whose pages show the programme.
    pub(crate) hosts: Vec<String>,
    /// Whether `hosts` says so.
    pub(crate) is_shown_elsewhere: bool,
    /// Where the app signs people in by itself.
    pub(crate) issuer: Option<Client>,
}

pub(crate) fn look(deployment: &Deployment, report: &mut Report) -> Option<Settings> {
    let answer = match deployment.get("config.json") {
        Ok(answer) => answer,
        Err(why) => {
            report.wrong(
                ABOUT,
                format!("config.json gave no answer: {why}."),
                "The app does not know its conference.",
                "See whether the backend runs.",
            );
            return None;
        }
    };
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    if answer.status != 200 || answer.media_type().starts_with("text/html") {
        report.wrong(
            ABOUT,
            format!("There is no config.json beside the app (status {}, {}).", answer.status, quoted(answer.media_type())),
            "The app does not know its conference, and says so instead of the programme.",
            "Pass /config.json on to the backend, which makes it from its settings, or write the file that the README describes beside index.html.",
        );
        return None;
    }
    if answer.media_type() != "application/json" {
        report.better(
            ABOUT,
            format!("config.json is sent as {}.", quoted(answer.media_type())),
            "Something in between may take it for something else.",
            "Send it as application/json.",
        );
    }
    if !answer.header("cache-control").is_some_and(|told| told.contains("no-cache") || told.contains("no-store")) {
        report.better(
            ABOUT,
            "config.json may be kept by caches.",
            "A change of the settings reaches people late, in the hour in which it is needed.",
            "Send it with `Cache-Control: no-cache`.",
        );
    }
    let config = match config::parse(&text) {
        Ok(config) => config,
        Err(fault) => {
            report.wrong(
                ABOUT,
                words(&fault),
                "The app shows this mistake instead of the programme.",
                "The README says what each member must be.",
            );
            return None;
        }
    };
    for name in &config.unknown {
        report.better(
            ABOUT,
            format!("config.json has a member `{}` that means nothing.", quoted(name)),
            "A misspelling hides there, and what was meant by it is not done.",
            "Correct it, or take it out.",
        );
    }
    if let Some(zone) = config.zone.as_ref().filter(|zone| jiff::tz::TimeZone::get(zone.as_str()).is_err()) {
        report.wrong(
            ABOUT,
            format!("No browser knows the zone {}.", quoted(zone.as_str())),
            "Times cannot be shown on the venue's clock.",
            "Use a name of the IANA database, such as Europe/London.",
        );
    }
    let BackendChoice::Rest(backend) = &config.backend else {
        report.wrong(
            ABOUT,
            "The backend is the demo in the browser's memory.",
            "Nobody else sees what anybody does there.",
            "Name a backend.",
        );
        return None;
    };
    // What the app takes for its own folder, without a page that knows it.
    let is_default = !text.contains("\"backend\"");
    let backend = if is_default { format!("{}api", deployment.base) } else { backend.clone() };
    report.good(ABOUT, format!("The app takes config.json: “{}”, asked for at {}.", quoted(&config.name), quoted(&backend)));
    Some(settings(deployment, config, backend))
}

fn settings(deployment: &Deployment, config: Config, backend: String) -> Settings {
    let issuer = match &config.auth {
        Auth::Cookie => None,
        Auth::PublicClient(client) => Some(client.clone()),
    };
    let named = [
        (Some(backend.as_str()), "the backend"),
        (config.programme.as_deref(), "the programme"),
        (config.notices.url.as_deref(), "the copy of the notices"),
        (issuer.as_ref().map(|client| client.issuer.as_str()), "the sign-in"),
    ];
    let mut origins: Vec<(String, &'static str)> = Vec::new();
    for (address, what) in named {
        let origin = address.and_then(parts).map(|address| usual(&address.origin)).filter(|origin| *origin != deployment.origin());
        if let Some(origin) = origin.filter(|origin| !origins.iter().any(|(known, _)| known == origin)) {
            origins.push((origin, what));
        }
    }
    let (hosts, is_shown_elsewhere) = match &config.hosts {
        Hosts::Any => (Vec::new(), false),
        Hosts::Only(origins) => (origins.clone(), !origins.is_empty()),
    };
    Settings { config, backend, origins, hosts, is_shown_elsewhere, issuer }
}

/// The fault of a file that the app refuses.
fn words(fault: &ConfigFault) -> String {
    match fault {
        ConfigFault::NotJson { line, column, excerpt } => {
            format!("config.json is no JSON: line {line}, column {column}, near “{}”.", quoted(excerpt))
        }
        ConfigFault::Member { name: "", .. } => "config.json is no object.".into(),
        ConfigFault::Member { name, reason } => format!("`{name}` in config.json: {}.", spaced(&format!("{reason:?}"))),
        ConfigFault::Unknown { within, name } => format!("`{within}` in config.json has “{}” in it, which means nothing.", quoted(name)),
        ConfigFault::DemoNotBuilt => "config.json asks for the demo, which a release has not.".into(),
        ConfigFault::NotFound | ConfigFault::Unreachable => "config.json did not come.".into(),
    }
}

/// `NotAZone` as `not a zone`.
fn spaced(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(letter.to_ascii_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_named_by_its_member_or_its_line() {
        let said = |text: &str| words(&config::parse(text).unwrap_err());
        assert_eq!(said(r#"{"name": "x", "zone": "Mars/Olympus Mons"}"#), "`zone` in config.json: not a zone.");
        assert_eq!(said("{}"), "`name` in config.json: missing.");
        assert_eq!(said("[]"), "config.json is no object.");
        assert!(said("{\"name\": \"x\",\n}").starts_with("config.json is no JSON: line 2, column 1"));
    }

    #[test]
    fn every_other_origin_is_named_once_with_what_is_there() {
        let place = Deployment::at("http://app.example/2027/app/").unwrap();
        let text = r#"{"name": "x", "backend": "https://api.example/v1", "programme": "https://talks.example/s.json", "notices": {"url": "https://api.example/i.json"}, "hosts": ["https://www.example"]}"#;
        let found = settings(&place, config::parse(text).unwrap(), "https://api.example/v1".into());
        assert_eq!(
            found.origins,
            [("https://api.example".to_owned(), "the backend"), ("https://talks.example".to_owned(), "the programme")]
        );
        assert!(found.is_shown_elsewhere && found.issuer.is_none());
    }
}
