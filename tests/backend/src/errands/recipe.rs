//! `recipe`: what a web server in front, or a host of plain files, has to be told. Not: any use of the database.

use super::{Errand, Kind, NotDone};
use crate::recipes::{Host, recipe};
use crate::settings::Settings;

pub(super) const KIND: Kind = Kind { name: "recipe", flags: &["for", "connect"], run };

const HOSTS: &str = "nginx, caddy, headers, redirects or 404";
const ORIGINS: &str = "origins such as https://login.example.org, separated by spaces";

fn run(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    let host: Host = errand.parsed("for", HOSTS)?.ok_or(NotDone::Flag("for", HOSTS))?;
    let connect = errand.get("connect").unwrap_or_default();
    let is_origin = |text: &str| text.starts_with("https://") && text.bytes().all(|b| b.is_ascii_alphanumeric() || b":/.-".contains(&b));
    if !connect.split_whitespace().all(is_origin) {
        return Err(NotDone::Flag("connect", ORIGINS));
    }
    if host.is_unknown_to(settings) {
        // Not with the recipe alone: that is often written straight into a file.
        eprintln!("plenary-backend: set 'forwarded' to true, or everybody behind that web server counts as one address");
    }
    recipe(host, settings, connect).map_err(|_| NotDone::Refused("there is no index.html in the folder of the app: check 'dist'"))
}
