//! The recipes for other places than the root of a loopback address: a folder of a site, which has the same files and nothing beside them, and a real host with
//! TLS. Not: what a page makes of its folder.

use super::support::Folder;
use super::{SCRIPT, caddy, nginx, recipe, start_in, told};
use std::process::Command;

const BASE: &str = "/2027/app";

fn serves_a_folder(host: &str) {
    let front = start_in("/2027/app/", host);
    let at = |path: &str| format!("{BASE}{path}");
    let text = |path: &str| front.get(&at(path)).text();
    assert_eq!(text("/"), "<!doctype html><title>shell</title>");
    assert_eq!((text("/grid"), text("/profile")), (text("/"), text("/")));
    assert!(text("/talks/x").ends_with("deeper") && text("/sign-in/link").ends_with("deeper"));
    assert_eq!((text(&format!("/{SCRIPT}")).as_str(), text("/icons/icon.svg").as_str()), ("start()", "<svg/>"));
    for path in [
        "/",
        "/talks/x",
        "/profile",
        "/no/such/screen",
        "/grid/",
        "/talks/x/",
        "/icons/icon.svg",
        "/embed.js",
        &format!("/{SCRIPT}"),
        "/config.json",
        "/api/config",
        "/api/agenda",
        "/api/me",
        "/api",
    ] {
        let (here, there) = (front.get(&at(path)), front.backend.get(&at(path)));
        assert_eq!(here.status, there.status, "{path}");
        for name in [
            "content-security-policy",
            "cross-origin-resource-policy",
            "access-control-allow-origin",
            "cache-control",
            "x-content-type-options",
        ] {
            assert_eq!(here.header(name), there.header(name), "{name} {path}");
            assert!(here.headers.iter().filter(|(found, _)| found == name).count() <= 1, "{name} {path}");
        }
    }
    let entrance = front.get(BASE);
    assert_eq!((entrance.status, entrance.header("location")), (308, Some("/2027/app/")));
    let packed = front.ask(&at("/talks/x"), "br");
    assert_eq!((packed.header("content-encoding"), packed.text().as_str()), (Some("br"), "br of deeper.html"));
    for missing in ["/missing.js", "/talks/boot.js", "/plenary-fedcba9876543210.js"] {
        assert_eq!(front.get(&at(missing)).status, 404, "{missing}");
    }
    for elsewhere in ["/api/config", "/config.json", "/talks/x", "/2027/apple/", "/embed.js"] {
        let answer = front.get(elsewhere);
        let is_ours = ["shell", "of the backend", "customElements"].iter().any(|word| String::from_utf8_lossy(&answer.body).contains(word));
        assert!(!is_ours, "{elsewhere}");
    }
}

#[test]
fn nginx_serves_a_folder_of_a_site() {
    serves_a_folder("nginx");
}

#[test]
fn caddy_serves_a_folder_of_a_site() {
    serves_a_folder("caddy");
}

#[test]
fn both_take_the_recipes_for_a_real_place() {
    let folder = Folder::new();
    let flags = ["--public-url", "https://app.example.org", "--frame-ancestors", "https://www.example.org"];
    let checked = caddy(&folder, &recipe("caddy", &flags), "validate").output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    // nginx opens the certificate when it checks a configuration.
    let (key, certificate) = (folder.0.join("key.pem"), folder.0.join("certificate.pem"));
    let mut openssl = Command::new("openssl");
    openssl
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=app.example.org", "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&certificate);
    assert!(openssl.output().unwrap().status.success());
    let text = recipe("nginx", &flags);
    assert!(text.contains("/etc/letsencrypt/live/app.example.org/fullchain.pem"));
    let here = text
        .replace("/etc/letsencrypt/live/app.example.org/fullchain.pem", &certificate.display().to_string())
        .replace("/etc/letsencrypt/live/app.example.org/privkey.pem", &key.display().to_string());
    let checked = nginx(&folder, &here).arg("-t").output().unwrap();
    assert!(checked.status.success(), "{}{}", String::from_utf8_lossy(&checked.stderr), told(&folder));
}
