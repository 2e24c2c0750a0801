//! The built app as files: each with its type, its lifetime and the policy of a page; every other path is a screen of the app. Not: the API.

mod policy;
mod shell;

pub(crate) use policy::policy;
pub(crate) use shell::placed;

use self::policy::header_of;
use crate::desk::Desk;
use crate::http::Failure;
use crate::programme::Encoding;
use crate::settings::Settings;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use plenary::routes::Route;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// What is known of the app before anybody asks for it.
#[derive(Debug)]
pub struct Pages {
    dist: Option<PathBuf>,
    names: Names,
    policy: HeaderValue,
    /// Of a personal screen: no other page may show it inside itself, whoever it is.
    personal_policy: HeaderValue,
    config: String,
}

/// What the names of the files in a folder promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    /// A hash in a name is that of the contents.
    Release,
    /// So it is, but for scripts: Trunk keeps a script's name when only its bytes change.
    Build,
}

impl Names {
    /// Of a release: it says itself which of its files never change.
    fn of(dist: Option<&Path>) -> Self {
        if dist.is_some_and(|dist| dist.join(HEADERS).is_file()) { Self::Release } else { Self::Build }
    }
}

/// `/config.json`.
#[derive(Serialize)]
struct Config<'a> {
    name: &'a str,
    backend: &'a str,
    programme: Option<&'a str>,
    zone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accent: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    surface: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    font: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    radius: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    support: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    walking: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    routes: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    directory: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'a serde_json::Value>,
    notices: Notices<'a>,
    hosts: &'a [String],
}

/// Its member `notices`: by whose key what everybody is told is signed.
#[derive(Serialize)]
struct Notices<'a> {
    key: &'a str,
}

impl Pages {
    /// `settings` with the name and zone that are in force; `notice_key` in hexadecimal digits.
    pub fn new(settings: &Settings, notice_key: &str) -> Self {
        let backend = format!("{}/api", settings.base);
        let config = Config {
            name: settings.name.as_deref().unwrap_or_default(),
            backend: &backend,
            programme: settings.programme.as_deref(),
            zone: settings.zone.as_ref().map(|zone| zone.as_str()),
            accent: settings.accent.as_deref(),
            surface: settings.surface.as_deref(),
            font: settings.font.as_deref(),
            radius: settings.radius.as_deref(),
            logo: settings.logo.as_deref(),
            support: settings.support.as_deref(),
            walking: settings.walking.as_ref(),
            routes: settings.routes.as_ref(),
            directory: settings.directory.as_ref(),
            words: settings.words.as_ref(),
            notices: Notices { key: notice_key },
            hosts: &settings.frame_ancestors,
        };
        Self {
            dist: settings.dist.clone(),
            names: Names::of(settings.dist.as_deref()),
            policy: header_of(&policy(settings, "", &settings.frame_ancestors)),
            personal_policy: header_of(&policy(settings, "", &[])),
            config: serde_json::to_string(&config).unwrap_or_default(),
        }
    }

    fn policy_of(&self, path: &str) -> &HeaderValue {
        if Route::parse(path, "").is_some_and(|route| route.is_public()) { &self.policy } else { &self.personal_policy }
    }
}

/// Where others look for what is said of a site (RFC 8615), as the conformance suite does for a consent; in the folder of the app.
const WELL_KNOWN: &str = ".well-known/";

/// Every path that is no route of the API.
pub async fn serve(State(desk): State<Desk>, request: Request) -> Result<Response, Failure> {
    let path = path(request.uri());
    if crate::routes::is_api(request.uri().path()) {
        return Err(Failure::NotFound);
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(Failure::MethodNotAllowed);
    }
    if path.as_deref() == Some("config.json") {
        return page(&desk.pages, "config.json", desk.pages.config.clone().into_bytes(), Encoding::Identity, &request);
    }
    let dist = desk.pages.dist.as_deref().ok_or(Failure::NotFound)?;
    let wanted = path.ok_or(Failure::NotFound)?;
    let accepts = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // A path without a dot is a screen, whose address the app itself understands.
    let file = if names_file(&wanted) { wanted } else { "index.html".into() };
    let preferred = Encoding::preferred(accepts);
    let (bytes, encoding) = match file.as_str() {
        "index.html" => {
            let (built, _) = read(dist, &file, Encoding::Identity).await.ok_or(Failure::NotFound)?;
            shell::of(&desk, request.uri().path(), built, preferred)
        }
        file => read(dist, file, preferred).await.ok_or(Failure::NotFound)?,
    };
    page(&desk.pages, &file, bytes, encoding, &request)
}

/// The path below the folder; `None` where it could lead elsewhere or to a hidden file. Escapes are not decoded: no file of a build
/// needs one, and a screen's are the app's business.
fn path(uri: &Uri) -> Option<String> {
    let path = uri.path().trim_matches('/');
    let is_screen = !names_file(path);
    let is_file = path.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_' | b'.'))
        && path.strip_prefix(WELL_KNOWN).unwrap_or(path).split('/').all(|segment| !segment.is_empty() && !segment.starts_with('.'));
    if is_screen { Some(String::new()) } else { is_file.then(|| path.to_owned()) }
}

/// Whether this is a file or nothing; every other address is a screen.
fn names_file(path: &str) -> bool {
    path.starts_with(WELL_KNOWN) || path.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

async fn read(dist: &Path, file: &str, preferred: Encoding) -> Option<(Vec<u8>, Encoding)> {
    let ending = match preferred {
        Encoding::Brotli => Some("br"),
        Encoding::Gzip => Some("gz"),
        Encoding::Identity => None,
    };
    if let Some(ending) = ending
        && let Ok(bytes) = tokio::fs::read(dist.join(format!("{file}.{ending}"))).await
    {
        return Some((bytes, preferred));
    }
    tokio::fs::read(dist.join(file)).await.ok().map(|bytes| (bytes, Encoding::Identity))
}

fn page(pages: &Pages, file: &str, bytes: Vec<u8>, encoding: Encoding, request: &Request) -> Result<Response, Failure> {
    let print: String = Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let tag = HeaderValue::from_str(&format!("\"{print}\"")).map_err(|_| Failure::Server)?;
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_known = known.split(',').any(|known| tag == known.trim().trim_start_matches("W/"));
    let mut response = Response::new(if is_known { Body::empty() } else { Body::from(bytes) });
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    let fixed: [(HeaderName, &'static str); 3] =
        [(header::CONTENT_TYPE, media_type(file)), (header::CACHE_CONTROL, lifetime(file, pages.names)), (header::VARY, "Accept-Encoding")];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, pages.policy_of(request.uri().path()).clone());
    headers.insert(header::ETAG, tag);
    if file == "embed.js" {
        // Made for pages of others, which may also hold it to a hash.
        headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    if let Some(name) = encoding.name() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    Ok(response)
}

/// Endings of files and the types that they are sent as.
pub(crate) const TYPES: [(&str, &str); 15] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("json", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("ico", "image/vnd.microsoft.icon"),
    ("woff2", "font/woff2"),
    ("txt", "text/plain; charset=utf-8"),
];

/// Of every other file.
pub(crate) const OTHER_TYPE: &str = "application/octet-stream";

fn media_type(file: &str) -> &'static str {
    let ending = file.rsplit('.').next().unwrap_or_default();
    TYPES.iter().find(|(known, _)| *known == ending).map_or(OTHER_TYPE, |(_, media_type)| media_type)
}

/// The file of a release that lists which of its files never change, for hosts of plain files; no address leads to it here.
pub(crate) const HEADERS: &str = "_headers";

/// For a file whose name never gets other contents.
pub(crate) const FOR_GOOD: &str = "public, max-age=31536000, immutable";
/// For one that has to be asked for each time; its tag makes that cheap.
pub(crate) const ASKED_FOR: &str = "no-cache";

/// Whether a name has the hash of contents in it.
pub(crate) fn is_hashed(file: &str) -> bool {
    file.rsplit('/').next().is_some_and(|name| {
        name.split(['-', '.', '_']).skip(1).any(|part| part.len() == 16 && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
    })
}

fn lifetime(file: &str, names: Names) -> &'static str {
    let is_promised = is_hashed(file) && (names == Names::Release || !file.ends_with(".js"));
    if is_promised { FOR_GOOD } else { ASKED_FOR }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_below_the_folder_have_a_path() {
        let path = |text: &str| path(&text.parse().unwrap());
        assert_eq!(path("/app-0123456789abcdef_bg.wasm").as_deref(), Some("app-0123456789abcdef_bg.wasm"));
        assert_eq!(path("/icons/a.svg?x=1").as_deref(), Some("icons/a.svg"));
        assert_eq!(path("/.well-known/plenary-conformance").as_deref(), Some(".well-known/plenary-conformance"));
        for screen in ["/", "/talks/a%20b", "/delegates/", "/a/../b"] {
            assert_eq!(path(screen).as_deref(), Some(""), "{screen}");
        }
        for bad in [
            "/../Cargo.toml",
            "/.env",
            "/a/.git/x.txt",
            "/a//b.js",
            "/%2e%2e/x.txt",
            "/a%2fb.js",
            "/..",
            "/x/..%5cy.js",
            "/.well-known/../.env",
        ] {
            assert_eq!(path(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_hashed_files_are_kept_for_good_and_scripts_only_of_a_release() {
        for names in [Names::Build, Names::Release] {
            assert!(lifetime("plenary-0123456789abcdef_bg.wasm", names).contains("immutable"));
            assert!(lifetime("tokens-0123456789abcdef.css", names).contains("immutable"));
            for asked in ["index.html", "boot.js", "icon.svg", "a-0123.css", "0123456789abcdef.css"] {
                assert_eq!(lifetime(asked, names), "no-cache", "{asked}");
            }
        }
        assert_eq!(lifetime("plenary-0123456789abcdef.js", Names::Build), "no-cache");
        assert!(lifetime("plenary-0123456789abcdef.js", Names::Release).contains("immutable"));
    }
}
