//! Access tokens of an issuer over HTTP: an issuer on loopback that shows its description and its keys, and a backend that takes its tokens.
//! Not: single claims, which are tried in `src/bearer/token`, nor a real issuer, which the end-to-end tests have.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/issuer.rs"]
mod issuer;
mod support;

use issuer::Issuer;
use serde_json::json;
use std::process::Command;
use support::{Answer, Folder, Request, Server, invite, sign_in};

const APP: &str = "https://app.example.org";

struct House {
    _folder: Folder,
    database: std::path::PathBuf,
    issuer: Issuer,
    server: Server,
}

impl House {
    fn new() -> Self {
        let (folder, issuer) = (Folder::new(), Issuer::start());
        let database = invite(&folder, "ada@example.org;Ada\nbela@example.org;Bela\n");
        let list = folder.write("joined.txt", "ada@example.org;;s-ada\nbela@example.org;;s-bela\n");
        let flags = ["--insecure-loopback", "--bearer-issuer", &issuer.url, "--bearer-audience", "api", "--bearer-origins", APP];
        let mut command: Command = support::program();
        let joined = command.args(flags).arg("--database").arg(&database).arg("--invite").arg(&list).output().unwrap();
        assert!(joined.status.success(), "{}", String::from_utf8_lossy(&joined.stderr));
        let server = Server::start(&database, &flags[1..]);
        Self { _folder: folder, database, issuer, server }
    }

    fn token(&self, change: serde_json::Value) -> String {
        self.issuer.token(&change)
    }

    fn ask(&self, method: &str, path: &str, token: &str) -> Answer {
        self.server.ask(&request(method, path, token))
    }
}

fn request(method: &str, path: &str, token: &str) -> Request {
    Request::new(method, path).without("X-Plenary").with("Authorization", &format!("Bearer {token}"))
}

#[test]
fn a_token_is_the_person_that_it_was_joined_with_and_no_cookie() {
    let house = House::new();
    let ada = house.token(json!({}));
    let me = house.ask("GET", "/api/me", &ada);
    assert_eq!((me.status, me.json()["fields"]["name"]["value"].as_str()), (200, Some("Ada")));
    assert_eq!(me.header("set-cookie"), None);
    assert!(me.header("vary").unwrap().contains("Authorization"));
    let bela = house.ask("GET", "/api/me", &house.token(json!({ "sub": "s-bela" })));
    assert_eq!(bela.json()["fields"]["name"]["value"].as_str(), Some("Bela"));
    let remaining = house.ask("GET", "/api/me/session", &ada);
    assert!(remaining.json()["ends_in"].as_u64().unwrap() > 3_600, "{}", remaining.text());
    // Nobody's browser adds a token by itself, so a change needs no further header.
    assert_eq!(house.ask("PUT", "/api/me/agenda/t1", &ada).status, 204);
    let elsewhere = request("PUT", "/api/me/agenda/t1", &ada).with("X-Plenary-Viewer", "somebody-else");
    assert_eq!(house.server.ask(&elsewhere).problem(), (401, "session-required".into()));
}

#[test]
fn bad_tokens_get_one_answer_authn_09() {
    let house = House::new();
    let good = house.token(json!({}));
    let bad = [
        "garbage".into(),
        good[..good.len() - 8].into(),
        house.token(json!({ "exp": 1_000_000_300, "iat": 1_000_000_000 })),
        house.token(json!({ "aud": "elsewhere" })),
        house.token(json!({ "iss": "https://evil.example" })),
        house.token(json!({ "auth_time": null })),
        house.issuer.forged(&json!({})),
        house.issuer.unsigned(&json!({})),
        "x".repeat(9_000),
    ];
    for token in bad {
        let answer = house.ask("GET", "/api/me", &token);
        assert_eq!(answer.problem(), (401, "session-required".into()), "{token}");
        assert_eq!(answer.header("www-authenticate"), Some("Bearer error=\"invalid_token\""));
    }
    for nothing in [house.server.get("/api/me"), house.ask("GET", "/api/me", "")] {
        assert_eq!((nothing.status, nothing.header("www-authenticate")), (401, Some("Bearer")));
    }
    let in_query = house.server.get(&format!("/api/me?access_token={good}"));
    assert_eq!(in_query.status, 401, "a token in an address is none (RFC 6750, 2.3)");
    assert_eq!(house.ask("GET", "/api/me", &good).status, 200);
}

#[test]
fn a_good_token_of_a_stranger_is_told_so() {
    let house = House::new();
    let answer = house.ask("GET", "/api/me", &house.token(json!({ "sub": "s-nobody" })));
    assert_eq!(answer.problem(), (403, "not-joined".into()));
}

#[test]
fn a_cookie_and_a_token_at_once_are_refused() {
    let house = House::new();
    let cookie = sign_in(&house.database, "bela@example.org");
    let both = request("GET", "/api/me", &house.token(json!({}))).with("Cookie", &cookie);
    assert_eq!(house.server.ask(&both).problem(), (400, "two-credentials".into()));
    let twice = request("GET", "/api/me", &house.token(json!({}))).with("Authorization", "Bearer x");
    assert_eq!(house.server.ask(&twice).problem(), (400, "two-credentials".into()));
    let alone = Request::new("GET", "/api/me").with("Cookie", &cookie);
    assert_eq!(house.server.ask(&alone).status, 200);
}

#[test]
fn a_signed_out_token_opens_nothing_though_it_is_good_logout_02() {
    let house = House::new();
    let (first, second) = (house.token(json!({})), house.token(json!({ "jti": "2" })));
    assert_eq!(house.ask("GET", "/api/me", &first).status, 200);
    let left = house.ask("POST", "/api/auth/logout", &first);
    assert_eq!((left.status, left.header("set-cookie"), left.header("clear-site-data")), (204, None, None));
    for token in [&first, &second] {
        for path in ["/api/me", "/api/delegates", "/api/me/agenda", "/api/me/sessions", "/api/me/preview?as=delegate"] {
            assert_eq!(house.ask("GET", path, token).status, 401, "{path}");
        }
    }
    let later = house.issuer.now() - 1;
    assert_eq!(house.ask("GET", "/api/me", &house.token(json!({ "auth_time": later }))).status, 200, "a new sign-in at the issuer");
}

#[test]
fn what_is_delicate_needs_a_token_of_a_fresh_proof_v7_5_1() {
    let house = House::new();
    let patch = |token: &str| {
        let version = house.ask("GET", "/api/me", token).header("etag").unwrap().to_owned();
        house.server.ask(&request("PATCH", "/api/me", token).with("If-Match", &version).json(r#"{"job_title":"Keeper"}"#))
    };
    let stale = patch(&house.token(json!({ "auth_time": house.issuer.now() - 1_000 })));
    assert_eq!(stale.problem(), (401, "step-up-required".into()));
    let words = stale.header("www-authenticate").unwrap();
    assert!(words.starts_with("Bearer error=\"insufficient_user_authentication\"") && words.contains("max_age=\"300\""), "{words}");
    assert_eq!(patch(&house.token(json!({}))).status, 200);
}

#[test]
fn only_the_configured_app_may_ask_from_elsewhere_cors_01() {
    let house = House::new();
    let token = house.token(json!({}));
    let from = |origin: &str| house.server.ask(&request("GET", "/api/me", &token).with("Origin", origin));
    let own = from(APP);
    assert_eq!(own.header("access-control-allow-origin"), Some(APP));
    assert_eq!(own.header("access-control-allow-credentials"), None);
    for origin in
        ["null", "https://app.example.org.evil.example", "https://evil.example", "http://app.example.org", "https://app.example.org:444"]
    {
        assert_eq!(from(origin).header("access-control-allow-origin"), None, "{origin}");
    }
    let preflight = |origin: &str| {
        let asks = Request::new("OPTIONS", "/api/me").with("Origin", origin).with("Access-Control-Request-Method", "PATCH");
        house.server.ask(&asks.with("Access-Control-Request-Headers", "authorization,if-match"))
    };
    let allowed = preflight(APP);
    assert_eq!((allowed.status, allowed.header("access-control-allow-origin")), (204, Some(APP)));
    assert!(allowed.header("access-control-allow-headers").unwrap().contains("Authorization"));
    assert_eq!(preflight("https://evil.example").header("access-control-allow-origin"), None);
    let refused = house.server.ask(&request("GET", "/api/me", "garbage").with("Origin", APP));
    assert_eq!((refused.status, refused.header("access-control-allow-origin")), (401, Some(APP)), "errors can be read too");
}

#[test]
fn new_keys_are_fetched_and_a_flood_of_unknown_ones_is_not_followed() {
    let house = House::new();
    assert_eq!(house.ask("GET", "/api/me", &house.token(json!({}))).status, 200);
    let before = house.issuer.asked();
    for _ in 0..20 {
        assert_eq!(house.ask("GET", "/api/me", &house.issuer.of_unknown_key()).status, 401);
    }
    assert!(house.issuer.asked() <= before + 2, "at most once a minute");
}

#[test]
fn without_an_issuer_a_token_is_nothing() {
    let (folder, issuer) = (Folder::new(), Issuer::start());
    let server = Server::start(&invite(&folder, "ada@example.org;Ada\n"), &[]);
    let answer = server.ask(&request("GET", "/api/me", &issuer.token(&json!({}))).with("Origin", APP));
    assert_eq!(answer.problem(), (401, "session-required".into()));
    assert_eq!((answer.header("www-authenticate"), answer.header("access-control-allow-origin")), (None, None));
}
