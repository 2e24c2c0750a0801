//! What every answer carries, and what every change must: headers, problems, the sign of the app. Not: what single routes do.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use support::{Answer, Folder, Request, Server, invite, sign_in};

fn is_dressed(answer: &Answer, what: &str) {
    for (name, value) in
        [("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"), ("cross-origin-opener-policy", "same-origin")]
    {
        assert_eq!(answer.header(name), Some(value), "{what}");
    }
    let permissions = answer.header("permissions-policy").unwrap();
    assert!(permissions.contains("camera=(self)") && permissions.contains("publickey-credentials-get=(self)"));
    assert!(permissions.contains("geolocation=()") && permissions.contains("microphone=()"));
    assert!(answer.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"), "{what}");
    assert!(answer.header("content-type").is_some() || answer.body.is_empty(), "{what}");
    for revealing in ["server", "x-powered-by"] {
        assert_eq!(answer.header(revealing), None, "{what}");
    }
}

#[test]
fn every_answer_is_dressed_and_every_refusal_is_a_problem() {
    let folder = Folder::new();
    let database = invite(&folder, "ada@example.org;Ada\n");
    let ada = sign_in(&database, "ada@example.org");
    let server = Server::start(&database, &[]);
    let cases: [(&str, &str, u16); 14] = [
        ("GET", "/api/config", 200),
        ("GET", "/api/agenda", 200),
        ("GET", "/api/me", 401),
        ("GET", "/api/delegates", 401),
        ("GET", "/api/delegates/x/photo/y", 401),
        ("PUT", "/api/me/photo", 401),
        ("POST", "/api/me", 405),
        ("DELETE", "/api/delegates/x", 405),
        ("OPTIONS", "/api/me", 405),
        ("GET", "/api/auth/logout", 405),
        ("GET", "/api/nothing", 404),
        ("GET", "/api/delegates/%ff", 401),
        ("BREW", "/api/me", 405),
        ("GET", "/", 404),
    ];
    for (method, path, status) in cases {
        let answer = server.ask(&Request::new(method, path));
        assert_eq!(answer.status, status, "{method} {path}");
        is_dressed(&answer, path);
        if status >= 400 {
            assert_eq!(answer.problem().0, status);
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        }
        if status == 405 {
            assert!(answer.header("allow").is_some(), "{method} {path}");
        }
    }
    let me = server.ask(&Request::new("GET", "/api/me").with("Cookie", &ada));
    is_dressed(&me, "/api/me");
    assert_eq!((me.status, me.header("cache-control"), me.header("vary")), (200, Some("no-store"), Some("Cookie")));
    assert_eq!(server.ask(&Request::new("GET", "/api/delegates/%ff").with("Cookie", &ada)).problem().0, 400);
    assert_eq!(server.ask(&Request::new("GET", "/api/delegates?limit=x").with("Cookie", &ada)).problem().0, 400);
    assert_eq!(server.get("/api/me").problem(), (401, "session-required".into()));
}

#[test]
fn a_change_needs_the_sign_of_the_app() {
    let folder = Folder::new();
    let database = invite(&folder, "ada@example.org;Ada\n");
    let ada = sign_in(&database, "ada@example.org");
    let server = Server::start(&database, &[]);
    let star = Request::new("PUT", "/api/me/agenda/t1").with("Cookie", &ada);
    let stars = || server.ask(&Request::new("GET", "/api/me/agenda").with("Cookie", &ada)).json()["talks"].as_array().unwrap().len();
    for refused in [
        star.clone().without("X-Plenary"),
        star.clone().with("Sec-Fetch-Site", "cross-site"),
        star.clone().with("Sec-Fetch-Site", "same-site"),
    ] {
        assert_eq!(server.ask(&refused).problem(), (403, "cross-site".into()));
    }
    assert_eq!(stars(), 0);
    assert_eq!(server.ask(&star.with("Sec-Fetch-Site", "same-origin")).status, 204);
    assert_eq!(stars(), 1);
    let start = Request::new("POST", "/api/auth/start").without("X-Plenary").json(r#"{"email":"ada@example.org"}"#);
    assert_eq!(server.ask(&start).problem(), (403, "cross-site".into()));
}

#[test]
fn bodies_are_read_strictly() {
    let folder = Folder::new();
    let database = invite(&folder, "ada@example.org;Ada\n");
    let ada = sign_in(&database, "ada@example.org");
    let server = Server::start(&database, &[]);
    let patch = |tag: Option<&str>, request: Request| {
        let request = request.with("Cookie", &ada);
        server.ask(&tag.map_or(request.clone(), |tag| request.with("If-Match", tag)))
    };
    let new = || Request::new("PATCH", "/api/me");
    let good = r#"{"pronouns":"she/her"}"#;
    assert_eq!(patch(None, new().json(good)).problem(), (428, "precondition-required".into()));
    assert_eq!(patch(Some("*"), new().json(good)).problem(), (428, "precondition-required".into()));
    let stale = patch(Some("\"9\""), new().json(good));
    assert_eq!(stale.problem(), (412, "stale".into()));
    assert_eq!(stale.json()["current"]["version"], 1);
    for (body, status) in [
        (r#"{"pronouns":"a","pronouns":"b"}"#, 400),
        ("{", 400),
        ("", 400),
        (r#"[]"#, 422),
        (r#"{"pronouns":["a"]}"#, 422),
        (r#"{"pronouns":"a","is_admin":true}"#, 422),
        (r#"{"email":"b@example.org"}"#, 422),
        (r#"{"id":"x"}"#, 422),
    ] {
        assert_eq!(patch(Some("\"1\""), new().json(body)).problem().0, status, "{body}");
    }
    assert_eq!(patch(Some("\"1\""), new().json(&"[".repeat(10_000))).problem().0, 400);
    assert_eq!(patch(Some("\"1\""), new().json(&format!("\"{}\"", "x".repeat(5 << 20)))).problem().0, 413);
    assert_eq!(patch(Some("\"1\""), new().with("Content-Type", "text/plain").body(good)).problem(), (415, "media-type".into()));
    let me = server.ask(&Request::new("GET", "/api/me").with("Cookie", &ada));
    assert_eq!(
        (me.header("etag"), &me.json()["fields"]["pronouns"]["value"]),
        (Some("\"1\""), &serde_json::Value::Null),
        "nothing applied"
    );
    let saved = patch(Some("\"1\""), new().with("Content-Type", "application/json; charset=utf-8").body(good));
    assert_eq!((saved.status, saved.header("etag")), (200, Some("\"2\"")));
}

#[test]
fn known_and_unknown_addresses_get_one_answer_t05() {
    let folder = Folder::new();
    let database = invite(&folder, "ada@example.org;Ada\n");
    // Nobody listens at this mail server: not even that may show.
    let server = Server::start(&database, &["--smtp", "127.0.0.1:1"]);
    let start = |address: &str| server.ask(&Request::new("POST", "/api/auth/start").json(&format!(r#"{{"email":"{address}"}}"#)));
    let shape = |answer: &Answer| {
        let body = answer.json();
        let cookie = answer.header("set-cookie").unwrap().split_once(';').unwrap().1.to_owned();
        let names: Vec<String> = answer.headers.iter().map(|(name, _)| name.clone()).collect();
        (answer.status, names, cookie, body["challenge_id"].as_str().unwrap().len(), body["expires_in"].clone(), answer.body.len())
    };
    assert_eq!(shape(&start("ada@example.org")), shape(&start("nobody@example.org")));
    assert_eq!(start("no address").problem().0, 422);
}

#[test]
fn a_signed_out_cookie_is_worth_nothing_t15() {
    let folder = Folder::new();
    let database = invite(&folder, "ada@example.org;Ada\n");
    let (here, there) = (sign_in(&database, "ada@example.org"), sign_in(&database, "ada@example.org"));
    let server = Server::start(&database, &[]);
    let me = |cookie: &str| server.ask(&Request::new("GET", "/api/me").with("Cookie", cookie)).status;
    assert_eq!((me(&here), me(&there)), (200, 200));
    let out = server.ask(&Request::new("POST", "/api/auth/logout").with("Cookie", &here));
    assert_eq!(out.status, 204);
    assert_eq!(out.header("clear-site-data"), Some("\"cache\", \"storage\""));
    assert_eq!(out.header("set-cookie"), Some("plenary=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"));
    assert_eq!((me(&here), me(&there)), (401, 200));
    let again = sign_in(&database, "ada@example.org");
    assert_eq!(server.ask(&Request::new("POST", "/api/auth/logout-all").with("Cookie", &again)).status, 204);
    assert_eq!((me(&again), me(&there)), (401, 401));
}

#[test]
fn over_https_cookies_are_host_cookies_and_the_browser_stays_with_https() {
    let folder = Folder::new();
    let database = invite(&folder, "ada@example.org;Ada\n");
    let flags = ["--listen", "127.0.0.1:0", "--public-url", "https://app.example.org", "--database", database.to_str().unwrap()];
    let server = Server::launch(&flags, &[]);
    let answer = server.ask(&Request::new("POST", "/api/auth/start").json(r#"{"email":"ada@example.org"}"#));
    assert_eq!(answer.status, 202);
    assert_eq!(answer.header("strict-transport-security"), Some("max-age=63072000; includeSubDomains"));
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-plenary-browser=") && cookie.ends_with("; Secure"), "{cookie}");
    let session = sign_in(&database, "ada@example.org");
    assert_eq!(
        server.ask(&Request::new("GET", "/api/me").with("Cookie", &session)).status,
        401,
        "the development cookie's name is not taken"
    );
    assert_eq!(server.ask(&Request::new("GET", "/api/me").with("Cookie", &format!("__Host-{session}"))).status, 200);
}
