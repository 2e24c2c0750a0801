//! The built app as this server hands it out: types, lifetimes, packing, screens, and no file beyond its folder. Not: the app itself.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use std::io::Read;
use support::{Folder, Request, Server};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types default";

fn start(folder: &Folder, flags: &[&str]) -> Server {
    folder.write("dist/index.html", "<!doctype html><title>shell</title>");
    folder.write("dist/boot.js", "boot()");
    folder.write("dist/config.json", r#"{"name":"of the build"}"#);
    folder.write("dist/plenary-0123456789abcdef.js", "start()");
    folder.write("dist/plenary-0123456789abcdef_bg.wasm", "wasm");
    folder.write("dist/plenary-0123456789abcdef_bg.wasm.br", "packed");
    folder.write("dist/icons/icon.svg", "<svg/>");
    folder.write("dist/.secret.txt", "hidden");
    folder.write("secret.txt", "outside");
    let dist = folder.0.join("dist");
    let flags = [&["--dist", dist.to_str().unwrap(), "--name", "Harbour \"Talks\""], flags].concat();
    Server::start(&folder.0.join("conference.sqlite"), &flags)
}

#[test]
fn every_file_has_its_type_and_its_lifetime() {
    let folder = Folder::new();
    let server = start(&folder, &[]);
    let forever = "public, max-age=31536000, immutable";
    for (path, media_type, lifetime) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/boot.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/plenary-0123456789abcdef.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/plenary-0123456789abcdef_bg.wasm", "application/wasm", forever),
        ("/icons/icon.svg", "image/svg+xml", "no-cache"),
        ("/config.json", "application/json", "no-cache"),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(media_type), "{path}");
        assert_eq!(answer.header("cache-control"), Some(lifetime), "{path}");
        assert_eq!(answer.header("content-security-policy"), Some(POLICY), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        let tag = answer.header("etag").unwrap();
        let again = server.ask(&Request::new("GET", path).with("If-None-Match", tag));
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
    }
}

#[test]
fn screens_are_the_shell_and_other_files_are_nothing() {
    let folder = Folder::new();
    let server = start(&folder, &[]);
    for screen in ["/talks/abc", "/delegates", "/sign-in/link", "/no/such/screen/", "/caf%C3%A9", "/api-is-not-here"] {
        let answer = server.get(screen);
        assert_eq!(answer.status, 200, "{screen}");
        assert!(answer.text().contains("shell"), "{screen}");
    }
    for nothing in
        ["/missing.js", "/me/x.css", "/../secret.txt", "/%2e%2e/secret.txt", "/.secret.txt", "/icons/../../secret.txt", "/..%2fsecret.txt"]
    {
        let answer = server.get(nothing);
        assert_eq!(answer.problem().0, 404, "{nothing}");
        assert!(!answer.text().contains("outside") && !answer.text().contains("hidden"), "{nothing}");
    }
    for api in ["/api", "/api/", "/api/nothing", "/api/me/", "/api/index.html"] {
        assert_eq!(server.get(api).problem(), (404, "not-found".into()), "{api}");
    }
    assert_eq!(server.ask(&Request::new("POST", "/")).problem().0, 405);
    let head = server.ask(&Request::new("HEAD", "/"));
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn a_packed_file_is_sent_to_who_takes_it() {
    let folder = Folder::new();
    let server = start(&folder, &[]);
    let path = "/plenary-0123456789abcdef_bg.wasm";
    let packed = server.ask(&Request::new("GET", path).with("Accept-Encoding", "gzip, deflate, br"));
    assert_eq!((packed.header("content-encoding"), packed.text().as_str()), (Some("br"), "packed"));
    assert_eq!(packed.header("vary"), Some("Accept-Encoding"));
    assert_eq!(packed.header("content-type"), Some("application/wasm"));
    let plain = server.get(path);
    assert_eq!((plain.header("content-encoding"), plain.text().as_str()), (None, "wasm"));
    assert_ne!(plain.header("etag"), packed.header("etag"));
    let unpacked = server.ask(&Request::new("GET", "/boot.js").with("Accept-Encoding", "br"));
    assert_eq!(unpacked.header("content-encoding"), None);
}

#[test]
fn the_apps_configuration_comes_from_the_server_and_opens_exactly_one_origin() {
    let folder = Folder::new();
    let flags = [
        "--programme",
        "https://programme.example.org/36c3.json",
        "--zone",
        "Europe/Berlin",
        "--support",
        "mailto:help@example.org",
        "--frame-ancestors",
        "https://www.example.org https://example.org",
    ];
    let server = start(&folder, &flags);
    let expected = serde_json::json!({
        "name": "Harbour \"Talks\"",
        "backend": "/api",
        "programme": "https://programme.example.org/36c3.json",
        "zone": "Europe/Berlin",
        "support": "mailto:help@example.org",
        "hosts": ["https://www.example.org", "https://example.org"],
    });
    let mut told = server.get("/config.json").json();
    // Every database has a key of its own, by which notices are signed.
    let key = told.as_object_mut().unwrap().remove("notices").unwrap()["key"].as_str().unwrap().to_owned();
    assert!(key.len() == 64 && key.bytes().all(|byte| byte.is_ascii_hexdigit()), "{key}");
    assert_eq!(told, expected);
    let policy = server.get("/").header("content-security-policy").unwrap().to_owned();
    assert!(policy.contains("connect-src 'self' https://programme.example.org;"), "{policy}");
    assert!(policy.contains("frame-ancestors https://www.example.org https://example.org;"), "{policy}");
}

#[test]
fn the_zone_of_a_programme_elsewhere_is_never_guessed() {
    let folder = Folder::new();
    let server = start(&folder, &["--demo", "--programme", "https://programme.example.org/36c3.json"]);
    assert_eq!(server.get("/config.json").json()["zone"], serde_json::Value::Null);
}

#[test]
fn the_programme_is_packed_once_tagged_and_readable_from_everywhere() {
    let folder = Folder::new();
    let server = start(&folder, &["--demo"]);
    let plain = server.get("/api/agenda");
    assert!(plain.json()["talks"].as_array().unwrap().len() >= 300);
    for (accept, encoding) in [("br", "br"), ("gzip", "gzip")] {
        let packed = server.ask(&Request::new("GET", "/api/agenda").with("Accept-Encoding", accept));
        assert_eq!(packed.header("content-encoding"), Some(encoding));
        assert!(packed.body.len() * 3 < plain.body.len());
        assert_ne!(packed.header("etag"), plain.header("etag"), "strong tags name bytes");
        let mut unpacked = Vec::new();
        if encoding == "br" {
            brotli::BrotliDecompress(&mut packed.body.as_slice(), &mut unpacked).unwrap();
        } else {
            flate2::read::GzDecoder::new(packed.body.as_slice()).read_to_end(&mut unpacked).unwrap();
        }
        assert_eq!(unpacked, plain.body);
        let known = server.ask(&Request::new("GET", "/api/agenda").with("If-None-Match", packed.header("etag").unwrap()));
        assert_eq!((known.status, known.body.len()), (304, 0));
        assert_eq!(known.header("access-control-allow-origin"), Some("*"));
    }
    assert_eq!(plain.header("cache-control"), Some("public, max-age=60"));
    assert_eq!(plain.header("access-control-allow-origin"), Some("*"));
    assert_eq!(plain.header("access-control-allow-credentials"), None);
    let preflight = server.ask(&Request::new("OPTIONS", "/api/agenda").with("Origin", "https://elsewhere.example"));
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (204, Some("*")));
    for private in ["/api/me", "/api/delegates", "/api/config"] {
        let asked = server.ask(&Request::new("GET", private).with("Origin", "https://elsewhere.example"));
        assert_eq!(asked.header("access-control-allow-origin"), None, "{private}");
    }
}
