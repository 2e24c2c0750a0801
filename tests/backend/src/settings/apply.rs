//! Every setting by its name, from text. Not: where the text comes from.

use super::{Settings, SmtpSecurity};
use plenary::domain::colour::Colour;
use plenary::domain::look::{Font, Radius};
use std::str::FromStr;
use std::time::Duration;

/// Why a text was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// No setting has this name.
    Unknown,
    /// What the value must be.
    Expected(&'static str),
}

/// Settings that are on or off; as a flag they need no value.
pub(super) const SWITCHES: [&str; 4] = ["insecure_loopback", "forwarded", "oidc_trust_verified_email", "demo"];

/// Settings that only the environment may hold, and how: a file is copied, committed and backed up more easily than it is noticed.
pub(super) const SECRETS: [(&str, &str); 2] = [
    ("smtp_password", "given as PLENARY_SMTP_PASSWORD in the environment"),
    ("oidc_client_secret", "given as PLENARY_OIDC_CLIENT_SECRET in the environment"),
];

/// Settings with a value, [`SECRETS`] aside.
pub(super) const VALUES: [&str; 35] = [
    "listen",
    "public_url",
    "base",
    "database",
    "dist",
    "name",
    "zone",
    "accent",
    "surface",
    "font",
    "radius",
    "logo",
    "support",
    "organisers",
    "controller",
    "policy_file",
    "policy_version",
    "walking",
    "routes",
    "directory",
    "words",
    "programme",
    "programme_file",
    "programme_poll",
    "smtp",
    "smtp_from",
    "smtp_security",
    "smtp_user",
    "oidc_issuer",
    "oidc_client_id",
    "oidc_name",
    "bearer_issuer",
    "bearer_audience",
    "bearer_origins",
    "frame_ancestors",
];

pub(super) fn parsed<T: FromStr>(value: &str, expected: &'static str) -> Result<T, Unfit> {
    value.parse().map_err(|_| Unfit::Expected(expected))
}

/// A member of the app's `config.json`, as JSON.
fn member(value: &str, is_fit: impl FnOnce(&serde_json::Value) -> bool) -> Option<serde_json::Value> {
    serde_json::from_str(value).ok().filter(|member| is_fit(member))
}

fn is_colour(value: &str) -> bool {
    value.parse::<Colour>().is_ok()
}

fn checked(value: &str, is_fit: bool, expected: &'static str) -> Result<String, Unfit> {
    if is_fit { Ok(value.to_owned()) } else { Err(Unfit::Expected(expected)) }
}

/// Whether the text can stand in a header, in HTML and in a mail without meaning anything there.
fn is_plain(value: &str) -> bool {
    !value.is_empty() && !value.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | ';' | ','))
}

/// `scheme://host[:port]` and nothing behind it.
fn is_origin(value: &str) -> bool {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    rest.is_some_and(|host| {
        !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']'))
    })
}

/// A part of a path that means the same to every web server and in every recipe.
fn is_segment(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

fn origins(value: &str) -> Result<Vec<String>, Unfit> {
    let origins: Vec<String> = value.split_whitespace().map(str::to_owned).collect();
    if origins.iter().all(|origin| is_origin(origin)) {
        Ok(origins)
    } else {
        Err(Unfit::Expected("origins such as https://www.example.org, separated by spaces"))
    }
}

impl Settings {
    pub(super) fn set(&mut self, key: &str, value: &str) -> Result<(), Unfit> {
        match key {
            "listen" => self.listen = parsed(value, "an address and port such as 127.0.0.1:8080")?,
            "public_url" => {
                let url = value.trim_end_matches('/');
                self.public_url =
                    Some(checked(url, is_origin(url), "an origin such as https://app.example.org; a path is the setting 'base'")?);
            }
            "base" => {
                let folder = value.trim_matches('/');
                let is_fit = folder.is_empty()
                    || (value.starts_with('/') && folder.split('/').all(is_segment) && folder != "api" && !folder.starts_with("api/"));
                checked(value, is_fit, "the folder of the site in which the app is, such as /2027/app/; not below /api")?;
                self.base = if folder.is_empty() { String::new() } else { format!("/{folder}") };
            }
            "database" => self.database = value.into(),
            "dist" => self.dist = Some(value.into()),
            "name" => {
                let is_fit = !value.trim().is_empty() && !value.chars().any(char::is_control);
                self.name = Some(checked(value, is_fit, "a name on one line")?);
            }
            "zone" => {
                let is_known = jiff::tz::TimeZone::get(value).is_ok();
                checked(value, is_known, "the name of a time zone such as Europe/London")?;
                self.zone = Some(parsed(value, "the name of a time zone such as Europe/London")?);
            }
            "accent" => self.accent = Some(checked(value, is_colour(value), "a colour such as #0b6e4f")?),
            "surface" => self.surface = Some(checked(value, is_colour(value), "a colour such as #fffaf0")?),
            "font" => self.font = Some(checked(value, value.parse::<Font>().is_ok(), "names of fonts such as \"Georgia, serif\"")?),
            "radius" => self.radius = Some(checked(value, value.parse::<Radius>().is_ok(), "a length such as 8px, up to 32px")?),
            "logo" => {
                let is_own = is_plain(value) && value.starts_with('/') && !value.starts_with("//");
                self.logo = Some(checked(value, is_own, "a path of this site such as /logo.svg")?);
            }
            "support" => {
                let is_link = is_plain(value)
                    && ["mailto:", "tel:", "https://", "/"].iter().any(|start| value.starts_with(start))
                    && !value.starts_with("//");
                self.support = Some(checked(value, is_link, "an address beginning with mailto:, tel: or https://")?);
            }
            "organisers" => {
                let email = plenary::domain::text::Email::parse(value)
                    .map_err(|_| Unfit::Expected("an address for mail such as organisers@example.org"))?;
                self.organisers = Some(email);
            }
            "controller" => {
                let is_fit = !value.trim().is_empty() && !value.chars().any(char::is_control);
                self.controller = Some(checked(value, is_fit, "a name and address on one line")?);
            }
            "policy_file" => self.policy_file = Some(value.into()),
            "policy_version" => {
                let is_fit = is_plain(value) && value.len() <= 40;
                self.policy_version = Some(checked(value, is_fit, "a short name without spaces, such as 2027-1")?);
            }
            "walking" => {
                let expected = r#"minutes between rooms such as '{"default": 4, "rooms": [["Great Hall", "Library", 8]]}'"#;
                let fit = member(value, |member| plenary::config::walking(member).is_ok());
                self.walking = Some(fit.ok_or(Unfit::Expected(expected))?);
            }
            "routes" => {
                let expected =
                    r#"paths for the contract's, as `routes` of the app's config.json, such as '{"/delegates": "/talks/people/"}'"#;
                self.routes = Some(member(value, |member| plenary::config::routes(Some(member)).is_ok()).ok_or(Unfit::Expected(expected))?);
            }
            "directory" => {
                let expected = r#"a map as `directory` of the app's config.json, such as '{"people": "/results", "fields": {"id": "/id", "name": "/name"}}'"#;
                self.directory =
                    Some(member(value, |member| plenary::config::directory(Some(member)).is_ok()).ok_or(Unfit::Expected(expected))?);
            }
            "words" => {
                let expected = r#"sentences by language, as `words` of the app's config.json, such as '{"en": {"Help": "Help desk"}}'"#;
                self.words = Some(member(value, |member| plenary::config::words(Some(member)).is_ok()).ok_or(Unfit::Expected(expected))?);
            }
            "programme" => {
                let is_link = is_plain(value)
                    && ["https://", "http://", "/"].iter().any(|start| value.starts_with(start))
                    && !value.starts_with("//")
                    && !value.contains('*');
                self.programme = Some(checked(value, is_link, "an address beginning with https://, or a path beginning with /")?);
            }
            "programme_file" => self.programme_file = Some(value.into()),
            "programme_poll" => {
                let seconds: f64 = parsed(value, "seconds, from 0.1 to 3600")?;
                if !(0.1..=3600.0).contains(&seconds) {
                    return Err(Unfit::Expected("seconds, from 0.1 to 3600"));
                }
                self.programme_poll = Duration::from_secs_f64(seconds);
            }
            "smtp" => {
                let (host, port) = value.rsplit_once(':').ok_or(Unfit::Expected("a host and port such as mail.example.org:587"))?;
                let port = parsed(port, "a host and port such as mail.example.org:587")?;
                self.smtp = (checked(host, is_plain(host), "a host and port such as mail.example.org:587")?, port);
            }
            "smtp_from" => {
                let is_mailbox = value.parse::<lettre::message::Mailbox>().is_ok();
                self.smtp_from = Some(checked(value, is_mailbox, "a sender such as Conference <no-reply@example.org>")?);
            }
            "smtp_security" => {
                self.smtp_security = Some(match value {
                    "none" => SmtpSecurity::None,
                    "starttls" => SmtpSecurity::StartTls,
                    "tls" => SmtpSecurity::Tls,
                    _ => return Err(Unfit::Expected("none, starttls or tls")),
                });
            }
            "smtp_user" => self.smtp_user = Some(value.into()),
            "smtp_password" => self.smtp_password = Some(value.into()),
            "oidc_issuer" => {
                let is_fit = is_plain(value) && (value.starts_with("https://") || value.starts_with("http://"));
                self.oidc_issuer =
                    Some(checked(value, is_fit, "the provider's address as its metadata spells it, such as https://login.example.org")?);
            }
            "oidc_client_id" => self.oidc_client_id = Some(value.into()),
            "oidc_client_secret" => self.oidc_client_secret = Some(value.into()),
            "oidc_name" => {
                let is_fit = !value.trim().is_empty() && !value.chars().any(char::is_control);
                self.oidc_name = Some(checked(value, is_fit, "a name on one line")?);
            }
            "oidc_trust_verified_email" => self.oidc_trust_verified_email = parsed(value, "true or false")?,
            "bearer_issuer" => {
                let is_fit = is_plain(value) && (value.starts_with("https://") || value.starts_with("http://"));
                self.bearer_issuer =
                    Some(checked(value, is_fit, "the issuer's address as it stands in its tokens, such as https://login.example.org")?);
            }
            "bearer_audience" => {
                self.bearer_audience = Some(checked(value, is_plain(value), "a name without spaces, such as https://api.example.org")?)
            }
            "bearer_origins" => self.bearer_origins = origins(value)?,
            "frame_ancestors" => self.frame_ancestors = origins(value)?,
            "insecure_loopback" => self.insecure_loopback = parsed(value, "true or false")?,
            "forwarded" => self.forwarded = parsed(value, "true or false")?,
            "demo" => self.demo = parsed(value, "true or false")?,
            _ => return Err(Unfit::Unknown),
        }
        Ok(())
    }
}
