//! The same app from another web server: recipes for nginx, Caddy and hosts of plain files, made from the settings and from the very headers
//! that this program sends. Not: a deployment, which is the organiser's.

mod plain;
mod reach;
#[cfg(test)]
mod tests;

use self::reach::{NOBODY, Reach, headers, public_screens};
use crate::pages::{ASKED_FOR, FOR_GOOD, OTHER_TYPE, TYPES};
use crate::settings::Settings;
use std::path::Path;
use std::str::FromStr;

const NGINX: &str = include_str!("recipes/nginx.conf");
const CADDY: &str = include_str!("recipes/Caddyfile");
/// Where the app is when the settings do not say.
const ROOT: &str = "/opt/plenary/app";

/// First in the recipe of a web server in front when the settings do not know of it.
const NOT_FORWARDED: &str = "\
    # Needed: `forwarded = true` in the backend's settings. Without it everybody is one address to it, and the limits\n\
    # for one network are those of all people together.\n#\n";

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// A configuration for nginx.
    Nginx,
    /// A Caddyfile.
    Caddy,
    /// `_headers` of a host of plain files, as Netlify and Cloudflare Pages read it.
    Headers,
    /// `_redirects` of such a host.
    Redirects,
    /// `404.html` of such a host.
    Missing,
}

impl Host {
    /// Whether these settings would have everybody behind it counted as one.
    pub fn is_unknown_to(self, settings: &Settings) -> bool {
        match self {
            Self::Nginx | Self::Caddy => !settings.forwarded,
            Self::Headers | Self::Redirects | Self::Missing => false,
        }
    }
}

impl FromStr for Host {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "nginx" => Ok(Self::Nginx),
            "caddy" => Ok(Self::Caddy),
            "headers" => Ok(Self::Headers),
            "redirects" => Ok(Self::Redirects),
            "404" => Ok(Self::Missing),
            _ => Err(()),
        }
    }
}

/// The recipe; `connect` are origins beside its own that the app may ask. An error where the page that it is made of is not in the folder of the app.
pub fn recipe(host: Host, settings: &Settings, connect: &str) -> std::io::Result<String> {
    let text = match host {
        Host::Nginx => nginx(settings, connect),
        Host::Caddy => caddy(settings, connect),
        Host::Headers => plain::headers(settings, connect),
        Host::Redirects => plain::redirects(&settings.base),
        Host::Missing => plain::missing(settings)?,
    };
    Ok(if host.is_unknown_to(settings) { format!("{NOT_FORWARDED}{text}") } else { text })
}

fn nginx(settings: &Settings, connect: &str) -> String {
    let (host, port) = place(settings);
    let listen = match port {
        Port::Plain(port) => format!("  listen {port};"),
        Port::Tls(port) => format!(
            "  listen {port} ssl http2;\n  listen [::]:{port} ssl http2;\n  ssl_certificate     /etc/letsencrypt/live/{host}/fullchain.pem;\n  \
             ssl_certificate_key /etc/letsencrypt/live/{host}/privkey.pem;"
        ),
    };
    let redirect = match port {
        Port::Tls(443) => {
            format!(
                "\nserver {{\n  listen 80;\n  listen [::]:80;\n  server_name {host};\n  access_log off;\n  error_log /dev/null crit;\n  return 301 https://{host}$request_uri;\n}}\n"
            )
        }
        Port::Tls(_) | Port::Plain(_) => String::new(),
    };
    let base = settings.base.as_str();
    let (entrance, strip) = match base {
        "" => Default::default(),
        base => (
            format!("  location = {base} {{\n    absolute_redirect off;\n    return 308 {base}/;\n  }}\n"),
            format!("rewrite ^{base}(/.*)$ $1 break; "),
        ),
    };
    let reach = Reach { hosts: &["$plenary_hosts".into()], users: "$plenary_users" };
    let added = lines(headers(settings, connect, &reach).iter().map(|(name, value)| format!("    add_header {name} \"{value}\" always;")));
    let types = lines(TYPES.iter().map(|(ending, media_type)| format!("      \"{media_type}\" {ending};")));
    filled(
        NGINX,
        &[
            ("for_good", FOR_GOOD),
            ("asked_for", ASKED_FOR),
            ("redirect", &redirect),
            ("listen", &listen),
            ("host", &host),
            ("backend", &settings.listen.to_string()),
            ("root", &root(settings)),
            ("headers", &added),
            ("public_screens", &public_screens(base)),
            ("hosts", &hosts(settings)),
            ("types", &types),
            ("other_type", OTHER_TYPE),
            ("base", base),
            ("entrance", &entrance),
            ("strip", &strip),
        ],
    )
}

fn caddy(settings: &Settings, connect: &str) -> String {
    let (host, port) = place(settings);
    let site = match port {
        Port::Plain(port) => format!("http://{host}:{port}"),
        Port::Tls(443) => host,
        Port::Tls(port) => format!("{host}:{port}"),
    };
    let typed =
        |ending: &str, media_type: &str| format!("\t\t@{ending} path *.{ending}\n\t\theader @{ending} Content-Type \"{media_type}\"");
    let types = lines(TYPES.iter().map(|(ending, media_type)| typed(ending, media_type)));
    let set = |reach| lines(headers(settings, connect, reach).iter().map(|(name, value)| format!("\t\t\t{name} \"{value}\"")));
    let base = settings.base.as_str();
    let (entrance, folder) = match base {
        "" => (String::new(), "handle".to_owned()),
        base => (format!("\n\tredir {base} {base}/ 308\n"), format!("handle_path {base}/*")),
    };
    let reach = Reach { hosts: &["{plenary_hosts}".into()], users: "{plenary_users}" };
    filled(
        CADDY,
        &[
            ("for_good", FOR_GOOD),
            ("asked_for", ASKED_FOR),
            ("site", &site),
            ("address", &settings.listen.to_string()),
            ("root", &root(settings)),
            ("headers", &set(&reach)),
            ("headers_of_errors", &set(&NOBODY)),
            // Within the folder, which is taken off before.
            ("public_screens", &public_screens("")),
            ("hosts", &hosts(settings)),
            ("types", &types),
            ("base", base),
            ("entrance", &entrance),
            ("folder", &folder),
        ],
    )
}

/// Whose pages may show the programme, in the words of a content policy.
fn hosts(settings: &Settings) -> String {
    if settings.frame_ancestors.is_empty() { "'none'".to_owned() } else { settings.frame_ancestors.join(" ") }
}

/// Where the web server listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Port {
    Plain(u16),
    Tls(u16),
}

/// The host that people reach, and the port.
fn place(settings: &Settings) -> (String, Port) {
    let url = settings.reached_at(settings.listen);
    let (scheme, rest) = url.split_once("://").unwrap_or(("https", &url));
    let rest = rest.split('/').next().unwrap_or_default();
    let (host, port) = match rest.rsplit_once(':').and_then(|(host, port)| Some((host, port.parse().ok()?))) {
        Some((host, port)) => (host, Some(port)),
        None => (rest, None),
    };
    let port = if scheme == "http" { Port::Plain(port.unwrap_or(80)) } else { Port::Tls(port.unwrap_or(443)) };
    (host.to_owned(), port)
}

fn root(settings: &Settings) -> String {
    let dist = settings.dist.as_deref().unwrap_or(Path::new(ROOT));
    std::path::absolute(dist).unwrap_or_else(|_| dist.to_owned()).display().to_string()
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// A template with `@name@` replaced.
fn filled(template: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("@{name}@"), value))
}
