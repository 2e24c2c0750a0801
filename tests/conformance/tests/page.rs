//! The built app beside the API: the page's policy, types and lifetimes, and that nothing else of the disk is served. Not: what the app does.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::Request;
use std::collections::BTreeMap;
use std::path::PathBuf;
use support::Backend;

/// As the page of a conference must be served whose programme and API are its own.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types default";

struct Folder(PathBuf);

impl Folder {
    /// A build in small, and a secret beside it.
    fn new() -> Self {
        let root = std::env::temp_dir().join(format!("plenary-page-{}-{}", std::process::id(), plenary_conformance::random_letters(8)));
        for (name, text) in [
            ("dist/index.html", "<!doctype html><title>Plenary</title>"),
            ("dist/boot.js", "start()"),
            ("dist/plenary-0123456789abcdef_bg.wasm", "\0asm"),
            ("dist/base-0123456789abcdef.css", "body{}"),
            ("dist/icons/plenary.svg", "<svg/>"),
            ("dist/.hidden.txt", "k7secret"),
            ("secret.txt", "k7secret"),
        ] {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self(root)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn serving(flags: &[&str]) -> (Folder, Backend) {
    let folder = Folder::new();
    let dist = folder.0.join("dist");
    let backend = Backend::start(&[&["--dist", dist.to_str().unwrap()], flags].concat());
    (folder, backend)
}

fn directives(policy: &str) -> BTreeMap<String, String> {
    let parts = policy.split(';').map(|part| part.split_whitespace().collect::<Vec<_>>()).filter(|words| !words.is_empty());
    parts.map(|words| (words[0].to_owned(), words[1..].join(" "))).collect()
}

#[test]
fn hdr_01_the_page_is_under_the_whole_policy() {
    let (_folder, backend) = serving(&[]);
    for screen in ["/", "/talks/t1", "/sign-in", "/delegates/x", "/no/such/screen"] {
        let page = backend.ask(&Request::page("GET", screen));
        assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")), "{screen}");
        assert_eq!(directives(page.header("content-security-policy").unwrap()), directives(POLICY), "{screen}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-cache"),
        ] {
            assert_eq!(page.header(name), Some(value), "{screen}");
        }
        let permissions = page.header("permissions-policy").unwrap();
        for closed in ["geolocation", "microphone", "payment", "usb", "display-capture"] {
            assert!(permissions.contains(&format!("{closed}=()")), "{closed} is open");
        }
        for open in ["camera", "publickey-credentials-get", "publickey-credentials-create"] {
            assert!(permissions.contains(&format!("{open}=(self)")), "{open} is closed");
        }
        assert_eq!(page.header("set-cookie"), None, "a page sets no cookie");
    }
}

#[test]
fn embed_01_only_configured_sites_may_frame_the_page() {
    let (_folder, backend) = serving(&["--frame-ancestors", "https://www.example.org https://de.example.org"]);
    let page = backend.ask(&Request::page("GET", "/"));
    let policy = directives(page.header("content-security-policy").unwrap());
    assert_eq!(policy["frame-ancestors"], "https://www.example.org https://de.example.org");
    let api = backend.ask(&Request::new("GET", "/config"));
    assert!(api.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"), "answers of the API are framed by nobody");
}

#[test]
fn files_have_their_types_and_only_hashed_ones_are_kept() {
    let (_folder, backend) = serving(&[]);
    for (path, media, kept) in [
        ("/boot.js", "text/javascript; charset=utf-8", false),
        ("/plenary-0123456789abcdef_bg.wasm", "application/wasm", true),
        ("/base-0123456789abcdef.css", "text/css; charset=utf-8", true),
        ("/icons/plenary.svg", "image/svg+xml", false),
        ("/config.json", "application/json", false),
    ] {
        let file = backend.ask(&Request::page("GET", path));
        assert_eq!((file.status, file.header("content-type")), (200, Some(media)), "{path}");
        assert_eq!(file.header("cache-control").unwrap().contains("immutable"), kept, "{path}");
        assert_eq!(file.header("x-content-type-options"), Some("nosniff"), "{path}");
        let tag = file.header("etag").unwrap().to_owned();
        assert_eq!(backend.ask(&Request::page("GET", path).with("If-None-Match", &tag)).status, 304, "{path}");
        assert!(backend.ask(&Request::page("HEAD", path)).body.is_empty(), "{path}");
    }
    assert_eq!(backend.ask(&Request::page("GET", "/missing.js")).status, 404, "a missing file is no page");
    assert_eq!(backend.ask(&Request::page("POST", "/")).status, 405);
}

#[test]
fn nothing_beside_the_folder_is_served() {
    let (_folder, backend) = serving(&[]);
    for path in [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/icons/../../secret.txt",
        "/icons/..%5c..%5csecret.txt",
        "/.hidden.txt",
        "//etc/hostname.txt",
        "/icons//../../secret.txt",
        "/secret.txt%00.css",
        "/conference.sqlite",
        "/../conference.sqlite",
    ] {
        let answer = backend.ask(&Request::page("GET", path));
        assert_eq!(answer.status, 404, "{path}");
        assert!(!String::from_utf8_lossy(&answer.bytes()).contains("k7secret"), "{path}");
    }
}
