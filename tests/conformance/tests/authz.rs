//! Nobody writes or reads for somebody else: AUTHZ-04..06, MASS-01, MASS-03, NAME-01, XSS-01. Not: what is shared (`privacy`).
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::Request;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::planted::{Planted, Texts};
use support::{ADA, Backend, CHIOMA, PATIENT};

#[test]
fn authz_04_05_nobody_reads_or_writes_for_somebody_else() {
    let backend = Backend::start(&PATIENT);
    let planted = Planted::in_(&backend, Texts::draw());
    let (alice, bob) = (&planted.persona, backend.sign_in(CHIOMA));
    assert_eq!(alice.share(&json!({"fields": {"name": "delegates"}, "listed": true})).unwrap().status, 200);
    let state = || (alice.get("/me").unwrap().body, alice.get("/me/agenda").unwrap().body);
    let (before, own) = (state(), bob.get("/me").unwrap());
    let (id, tag) = (&planted.id, own.header("etag").unwrap().to_owned());
    for path in [format!("/me?id={id}"), format!("/me?user={id}"), format!("/me?delegate={id}")] {
        assert_eq!(bob.get(&path).unwrap().body, own.body, "{path}");
    }
    for path in ["users/ID", "delegates/ID/contact", "delegates/ID/me", "me/ID", "delegates/ID/agenda", "delegates/ID/photo"] {
        assert_eq!(bob.get(&format!("/{}", path.replace("ID", id))).unwrap().status, 404, "{path}");
    }
    for method in ["PUT", "PATCH", "DELETE", "POST"] {
        for tail in ["", "/photo", "/audiences", "/agenda/t1", "/name"] {
            let request = Request::new(method, &format!("/delegates/{id}{tail}")).with("If-Match", "*").json(&json!({"name": "Mallory"}));
            assert!(matches!(bob.ask(&request).unwrap().status, 404 | 405), "{method} {tail}");
        }
        let picture = Request::new(method, &format!("/delegates/{id}/photo/{}", planted.photo)).body(b"x");
        assert_eq!(bob.ask(&picture).unwrap().status, 405, "{method}");
    }
    for body in [
        json!({"id": id, "pronouns": "x"}),
        json!({"user": id, "pronouns": "x"}),
        json!([{"id": id, "pronouns": "x"}]),
        json!({"delegates": [{"id": id, "pronouns": "x"}]}),
    ] {
        let patch = Request::new("PATCH", &format!("/me?id={id}")).with("If-Match", &tag).json(&body);
        assert_eq!(bob.ask(&patch).unwrap().status, 422, "{body}");
    }
    for body in [json!({"id": id, "listed": true}), json!({"user": id, "fields": {"phone": "delegates"}}), json!([{"listed": true}])] {
        assert_eq!(bob.share(&body).unwrap().status, 422, "{body}");
    }
    assert_eq!(state(), before, "hers");
    assert_eq!(bob.get("/me").unwrap().body, own.body, "his: nothing half-applied");
}

#[test]
fn authz_06_the_directory_comes_in_pages_and_cursors_mean_nothing_else() {
    let backend = Backend::start(&PATIENT);
    let bob = backend.sign_in(CHIOMA);
    for limit in ["100000", "101", "18446744073709551615"] {
        let page = bob.get(&format!("/delegates?limit={limit}")).unwrap().json();
        assert_eq!(page["delegates"].as_array().unwrap().len(), 100, "{limit}");
    }
    assert!(bob.get("/delegates?limit=0").unwrap().json()["delegates"].as_array().unwrap().len() <= 1);
    let first = bob.get("/delegates?limit=10").unwrap().json();
    let ids =
        |page: &Value| page["delegates"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let cursor = first["next"].as_str().unwrap();
    let shown: BTreeSet<String> = ids(&first).into_iter().collect();
    let next = bob.get(&format!("/delegates?limit=10&cursor={cursor}")).unwrap().json();
    assert!(ids(&next).iter().all(|id| !shown.contains(id)));
    for bent in ["x", "-1", "0", "999999999999999999999", "..", "%00", &format!("{cursor}x"), "' OR 1=1 --", "1.1.1"] {
        let bent = bent.replace(' ', "%20");
        let answer = bob.get(&format!("/delegates?cursor={bent}")).unwrap();
        assert!(matches!(answer.status, 400 | 404 | 422) || ids(&answer.json()).len() <= 50, "{bent}");
    }
}

#[test]
fn mass_01_a_change_names_only_what_may_be_changed() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    let before = ada.get("/me").unwrap();
    let tag = before.header("etag").unwrap().to_owned();
    let extra = [
        ("role", json!("organiser")),
        ("is_admin", json!(true)),
        ("email", json!("new@example.org")),
        ("email_verified", json!(true)),
        ("visibility", json!("public")),
        ("id", json!("x")),
        ("event_id", json!("x")),
        ("created_at", json!("2026-01-01T00:00:00Z")),
        ("photo", json!("x")),
        ("listed", json!(false)),
        ("fields", json!({"phone": {"value": "x", "audience": "delegates"}})),
        ("version", json!(99)),
        ("audience", json!("delegates")),
        ("Name", json!("x")),
        ("__proto__", json!({"is_admin": true})),
        ("", json!("x")),
    ];
    for (key, value) in extra {
        let body = json!({"pronouns": "slipped in", key: value});
        let answer = ada.ask(&Request::new("PATCH", "/me").with("If-Match", &tag).json(&body)).unwrap();
        assert_eq!(answer.status, 422, "{key}");
        assert!(answer.json()["errors"].as_array().unwrap().iter().any(|error| error["pointer"] == format!("/{key}")), "{key}");
    }
    for body in [json!({"listed": false, "role": "x"}), json!({"fields": {"role": "delegates"}}), json!({"fields": {"phone": "everybody"}})]
    {
        assert_eq!(ada.share(&body).unwrap().status, 422, "{body}");
    }
    let after = ada.get("/me").unwrap();
    assert_eq!((after.header("etag"), &after.body), (Some(tag.as_str()), &before.body));
}

#[test]
fn mass_03_malformed_bodies_are_refused_and_break_nothing() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    let before = ada.get("/me").unwrap();
    let tag = before.header("etag").unwrap().to_owned();
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
    let bodies = [
        r#"{"pronouns":"a","pronouns":"b"}"#.to_owned(),
        r#"{"pronouns":"a","\u0070ronouns":"b"}"#.to_owned(),
        "pronouns=a&pronouns=b".to_owned(),
        r#"{"pronouns":{"$ne":null}}"#.to_owned(),
        r#"{"pronouns":["a"]}"#.to_owned(),
        r#"{"pronouns":1e400}"#.to_owned(),
        r#"{"pronouns":"\ud800"}"#.to_owned(),
        "{\"pronouns\":\"a\0\"}".to_owned(),
        r#"{"pronouns":"a"}{"pronouns":"b"}"#.to_owned(),
        "\u{feff}{\"pronouns\":\"a\"}".to_owned(),
        deep("[", "]"),
        deep("{\"pronouns\":", "}"),
        format!("{{\"pronouns\":\"{}\"}}", "x".repeat(5 << 20)),
        String::new(),
    ];
    for body in bodies {
        let start: String = body.chars().take(40).collect();
        for request in [
            Request::new("PATCH", "/me").with("If-Match", &tag),
            Request::new("PUT", "/me/audiences"),
            Request::new("POST", "/auth/start"),
            Request::new("POST", "/auth/redeem"),
            Request::new("POST", "/auth/step-up/finish"),
        ] {
            let answer = ada.ask(&request.clone().with("Content-Type", "application/json").body(&body)).unwrap();
            assert!((400..500).contains(&answer.status), "{} {}: {start}: {}", request.method, request.path, answer.status);
        }
    }
    let latin =
        Request::new("PATCH", "/me").with("If-Match", &tag).with("Content-Type", "application/json").body(b"{\"pronouns\":\"\xe9\"}");
    assert_eq!(ada.ask(&latin).unwrap().status, 400, "no UTF-8");
    let after = ada.get("/me").unwrap();
    assert_eq!((after.header("etag"), &after.body), (Some(tag.as_str()), &before.body));
}

#[test]
fn name_01_no_disguise_is_taken() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(ADA);
    for disguise in
        ["Ada\u{202e}tsiL", "A\u{200b}da", "A\u{e0041}da", "Ada\u{2066}", "A\u{7}da", "Ada\nLindqvist", "A\u{feff}da", "A\u{ad}da"]
    {
        for key in ["name", "job_title", "organisation", "pronouns"] {
            let answer = ada.patch(&json!({key: disguise})).unwrap();
            assert_eq!((answer.status, &answer.json()["errors"][0]["code"]), (422, &json!("hidden_characters")), "{key} {disguise:?}");
        }
    }
    let stacked = format!("Z{}algo", "\u{301}".repeat(512));
    for (text, code) in [(stacked, "too_long"), (format!("Z{}", "\u{301}".repeat(9)), "stacked_marks"), ("x".repeat(121), "too_long")] {
        assert_eq!(ada.patch(&json!({"name": text})).unwrap().json()["errors"][0]["code"], code);
    }
    for name in ["Zoë Brontë", "محمد", "नरेन्द्र", "👩‍👩‍👧", "Nguyễn", "李小龍"] {
        assert_eq!(ada.patch(&json!({"name": name})).unwrap().json()["fields"]["name"]["value"], name);
    }
}

#[test]
fn xss_01_markup_is_kept_as_text_and_sent_as_json() {
    let backend = Backend::start(&PATIENT);
    let (ada, bob) = (backend.sign_in(ADA), backend.sign_in(CHIOMA));
    let id = ada.id().unwrap();
    for payload in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "<svg/onload=alert(1)>",
        "{{constructor.constructor('alert(1)')()}}",
        "</title><!--",
        "=cmd|' /C calc'!A0",
        "'; DROP TABLE person; --",
        "%0d%0aSet-Cookie: a=b",
        "[x](javascript:alert(1))",
    ] {
        assert_eq!(ada.patch(&json!({"organisation": payload, "biography": payload})).unwrap().status, 200);
        let answer = bob.get(&format!("/delegates/{id}")).unwrap();
        let person = answer.json();
        assert_eq!((person["organisation"].as_str(), person["biography"].as_str()), (Some(payload), Some(payload)));
        assert_eq!((answer.media_type(), answer.header("x-content-type-options")), ("application/json", Some("nosniff")));
        assert!(answer.header("content-security-policy").unwrap().contains("sandbox"), "a browser that shows it runs nothing");
    }
}
