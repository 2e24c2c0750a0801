//! A deployment that is as it should be, and then wrong in one place after another: the doctor says nothing of the first and names each of the others. Not: a
//! real web server, which is in `reference.rs`.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary_doctor::report::{Grade, Report};
use support::{POLICY, Reply, SCRIPT, STYLE, Site, Stage, WASM, good, page};

fn examined(site: Site) -> Report {
    let stage = Stage::open(site);
    plenary_doctor::examine(&format!("http://{}/app/", stage.address)).unwrap()
}

#[test]
fn a_good_deployment_is_found_good_and_only_read() {
    let stage = Stage::open(good());
    let report = plenary_doctor::examine(&format!("http://{}/app/", stage.address)).unwrap();
    let complaints: Vec<_> = report.findings.iter().filter(|finding| finding.grade != Grade::Good).collect();
    assert!(complaints.is_empty() && report.findings.len() >= 12, "{report}");
    let asked = stage.asked.lock().unwrap();
    assert!(asked.len() < 60, "{} requests", asked.len());
    for (first, head) in asked.iter() {
        assert!(first.starts_with("GET ") && !first.contains("/auth/"), "{first}");
        assert!(!head.to_lowercase().contains("cookie:") && !head.to_lowercase().contains("authorization:"), "{head}");
    }
}

type Break = (Grade, &'static str, fn(&mut Site));

/// A way to be wrong, and words of the finding that names it.
const FLAWS: &[Break] = &[
    (Grade::Wrong, "is no page of Plenary", |site| site.at("/app/").body = b"<h1>It works!</h1>".to_vec()),
    (Grade::Wrong, "leads on to /elsewhere/", |site| {
        let page = site.at("/app/");
        page.status = 301;
        page.set("location", "/elsewhere/");
    }),
    (Grade::Wrong, "No x-content-type-options", |site| site.at("/app/").drop("x-content-type-options")),
    (Grade::Wrong, "referrer-policy is `unsafe-url`", |site| site.at("/app/").set("referrer-policy", "unsafe-url")),
    (Grade::Wrong, "cross-origin-opener-policy is sent more than once", |site| {
        site.at("/app/").headers.push(("cross-origin-opener-policy".into(), "unsafe-none".into()));
    }),
    (Grade::Wrong, "permissions-policy denies `camera`", |site| site.at("/app/").set("permissions-policy", "camera=(), microphone=()")),
    (Grade::Better, "No permissions-policy", |site| site.at("/app/").drop("permissions-policy")),
    (Grade::Wrong, "The page sets a cookie", |site| site.at("/app/").set("set-cookie", "lb=1")),
    (Grade::Wrong, "The page has Cache-Control `max-age=600`", |site| site.at("/app/").set("cache-control", "max-age=600")),
    (Grade::Better, "neither ETag nor Last-Modified", |site| site.at("/app/").drop("etag")),
    (Grade::Wrong, "No content policy", |site| site.at("/app/").drop("content-security-policy")),
    (Grade::Wrong, "only reports", |site| {
        site.at("/app/").drop("content-security-policy");
        site.at("/app/").set("content-security-policy-report-only", POLICY);
    }),
    (Grade::Better, "2 content policies", |site| site.at("/app/").headers.push(("content-security-policy".into(), POLICY.into()))),
    (Grade::Wrong, "script-src has 'unsafe-inline'", |site| policy(site, "script-src 'self'", "script-src 'self' 'unsafe-inline'")),
    (Grade::Wrong, "script-src lacks 'wasm-unsafe-eval'", |site| policy(site, " 'wasm-unsafe-eval'", "")),
    (Grade::Wrong, "frame-ancestors is missing", |site| policy(site, "frame-ancestors 'none'; ", "")),
    (Grade::Wrong, "frame-ancestors is *", |site| policy(site, "frame-ancestors 'none'", "frame-ancestors *")),
    (Grade::Wrong, "A personal screen (profile) may be shown", |site| {
        policy(site, "frame-ancestors 'none'", "frame-ancestors https://www.example.org");
        site.at("/app/profile").set("content-security-policy", &POLICY.replace("'none'; require", "https://www.example.org; require"));
    }),
    (Grade::Wrong, "config.json names hosts", |site| config(site, "\"hosts\":[\"https://www.example.org\"]")),
    (Grade::Wrong, "connect-src does not name https://programme.example", |site| {
        config(site, "\"programme\":\"https://programme.example/s.json\"");
    }),
    (Grade::Better, "connect-src names https://old.example", |site| {
        policy(site, "connect-src 'self'", "connect-src 'self' https://old.example")
    }),
    (Grade::Wrong, "There is no config.json beside the app", |site| drop(site.answers.remove("/app/config.json"))),
    (Grade::Wrong, "`zone` in config.json: not a zone", |site| config(site, "\"zone\":\"Mars time\"")),
    (Grade::Wrong, "No browser knows the zone Europe/Lundon", |site| config(site, "\"zone\":\"Europe/Lundon\"")),
    (Grade::Better, "a member `progamme` that means nothing", |site| config(site, "\"progamme\":null")),
    (Grade::Better, "config.json may be kept by caches", |site| site.at("/app/config.json").set("cache-control", "max-age=3600")),
    (Grade::Wrong, "is sent as application/octet-stream", |site| site.at(&file(WASM)).set("content-type", "application/octet-stream")),
    (Grade::Wrong, "is not what the page promises", |site| site.at(&file(SCRIPT)).body.push(b'\n')),
    (Grade::Wrong, "fedcba9876543210.css answers 404", |site| drop(site.answers.remove(&file(STYLE)))),
    (Grade::Wrong, "Not packed on their way: /app/plenary-0123456789abcdef_bg.wasm (9 KB).", |site| site.at(&file(WASM)).packs = false),
    (Grade::Better, "Not kept by browsers, though their names change with their contents: /app/boot-0123456789abcdef.js.", |site| {
        site.at(&file(SCRIPT)).set("cache-control", "no-cache")
    }),
    (Grade::Wrong, "A file that is not there is answered with a page", |site| {
        site.others = Some(Reply::new(200, "text/html", page("./")));
    }),
    (Grade::Wrong, "/talks/any-talk answers 404", |site| drop(site.answers.remove("/app/talks/any-talk"))),
    (Grade::Wrong, "/sign-in/link looks for its files elsewhere", |site| site.at("/app/sign-in/link").body = page("./").into()),
    (Grade::Wrong, "/app/api/config answers 404 and no settings", |site| drop(site.answers.remove("/app/api/config"))),
    (Grade::Wrong, "/app/api/delegates answers the directory to anybody (2 people in one answer)", |site| {
        let people = "{\"next\":null,\"results\":[{\"name\":\"Ada\"},{\"name\":\"Bela\"}]}";
        site.answers.insert("/app/api/delegates".into(), Reply::new(200, "application/json", people));
    }),
    (Grade::Wrong, "/app/api/me is a page instead of a refusal", |site| {
        site.answers.insert("/app/api/me".into(), Reply::new(200, "text/html", "<h1>Sign in</h1>"));
    }),
    (Grade::Wrong, "may be kept by caches on the way", |site| site.at("/app/api/me").set("cache-control", "public, max-age=60")),
    (Grade::Better, "A refusal comes as text/html", |site| site.at("/app/api/me").set("content-type", "text/html")),
    (Grade::Wrong, "lets every other site ask with the visitor's cookie", |site| {
        let me = site.at("/app/api/me");
        me.set("access-control-allow-origin", "https://stranger.example");
        me.set("access-control-allow-credentials", "true");
    }),
    (Grade::Better, "/app/api/delegates may be read by every other site", |site| {
        site.at("/app/api/delegates").set("access-control-allow-origin", "*");
    }),
    (Grade::Wrong, "The cookie sid lacks HttpOnly, Secure, SameSite", |site| site.at("/app/api/config").set("set-cookie", "sid=1; Path=/")),
    (Grade::Better, "/app/api/incidents has no notices", |site| drop(site.answers.remove("/app/api/incidents"))),
    (Grade::Wrong, "The app cannot read /app/api/agenda", |site| site.at("/app/api/agenda").body = b"<h1>hello</h1>".to_vec()),
    (Grade::Wrong, "/app/api/agenda answers 500", |site| site.at("/app/api/agenda").status = 500),
    (Grade::Wrong, "plenary.sqlite is handed out to anybody", |site| {
        site.answers.insert("/app/plenary.sqlite".into(), Reply::new(200, "application/octet-stream", "SQLite format 3\0"));
    }),
    (Grade::Wrong, ".git/HEAD is handed out to anybody", |site| {
        site.answers.insert("/app/.git/HEAD".into(), Reply::new(200, "text/plain", "ref: refs/heads/main\n"));
    }),
    (Grade::Better, "There is no /.well-known/security.txt", |site| drop(site.answers.remove("/.well-known/security.txt"))),
    (Grade::Better, "security.txt has ended", |site| {
        site.at("/.well-known/security.txt").body = b"Contact: mailto:a@example.org\nExpires: 2020-01-01T00:00:00Z\n".to_vec();
    }),
    (Grade::Better, "embed.js may not be loaded by other sites", |site| {
        site.at("/app/embed.js").set("cross-origin-resource-policy", "same-origin")
    }),
];

fn file(name: &str) -> String {
    format!("/app/{name}")
}

fn policy(site: &mut Site, from: &str, to: &str) {
    assert!(POLICY.contains(from), "{from}");
    site.at("/app/").set("content-security-policy", &POLICY.replace(from, to));
}

fn config(site: &mut Site, member: &str) {
    site.at("/app/config.json").body = format!("{{\"name\":\"Example\",{member}}}").into();
}

#[test]
fn each_flaw_is_named_with_why_it_matters_and_how_to_mend_it() {
    for (grade, words, make) in FLAWS {
        let mut site = good();
        make(&mut site);
        let report = examined(site);
        let found = report.findings.iter().find(|finding| finding.what.contains(words));
        let found = found.unwrap_or_else(|| panic!("nothing says “{words}”:\n{report}"));
        assert_eq!(found.grade, *grade, "{words}");
        assert!(!found.why.is_empty() && !found.mend.is_empty(), "{words}");
        assert_eq!(report.is_well(), *grade != Grade::Wrong, "{words}:\n{report}");
    }
}

#[test]
fn a_place_that_is_silent_is_said_to_be() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let report = plenary_doctor::examine(&format!("http://{nobody}/")).unwrap();
    assert!(!report.is_well() && report.to_string().contains("gave no answer"), "{report}");
    assert!(plenary_doctor::examine("app.example.org").is_err());
}

/// With a programme, a backend or an issuer of another origin, which `other` serves.
fn with_another(other: Site, settings: &str, allow: bool) -> Report {
    let stage = Stage::open(other);
    let origin = format!("http://{}", stage.address);
    let mut site = good();
    if allow {
        policy(&mut site, "connect-src 'self'", &format!("connect-src 'self' {origin}"));
    }
    config(&mut site, &settings.replace("ORIGIN", &origin));
    examined(site)
}

#[test]
fn what_another_origin_must_allow_is_asked_as_a_browser_would() {
    let open = |mut reply: Reply| {
        reply.set("access-control-allow-origin", "*");
        reply
    };
    let one = |path: &str, reply: Reply| Site { answers: [(path.to_owned(), reply)].into(), others: None };
    let complains =
        |report: &Report, words: &str| report.findings.iter().any(|finding| finding.grade == Grade::Wrong && finding.what.contains(words));

    let agenda = Reply::new(200, "application/json", support::AGENDA);
    let named = "\"programme\":\"ORIGIN/s.json\"";
    assert!(complains(&with_another(one("/s.json", agenda.clone()), named, true), "/s.json may not be read by the app's page (CORS)"));
    assert!(complains(&with_another(one("/s.json", open(agenda.clone())), named, false), "connect-src does not name http://127.0.0.1"));
    let report = with_another(one("/s.json", open(agenda)), named, true);
    assert!(report.is_well(), "{report}");

    let away = "\"backend\":\"ORIGIN/app/api\"";
    assert!(complains(&with_another(good(), away, true), "people are signed in by a cookie"));

    let tokens =
        "\"backend\":\"ORIGIN/app/api\",\"auth\":{\"mode\":\"oidc\",\"issuer\":\"ORIGIN/id\",\"client_id\":\"x\",\"scope\":\"openid\"}";
    let mut both = good();
    both.answers
        .insert("/id/.well-known/openid-configuration".into(), open(Reply::new(200, "application/json", "{\"issuer\":\"http://other\"}")));
    let report = with_another(both, tokens, true);
    assert!(complains(&report, "The issuer calls itself http://other") && complains(&report, "ask with tokens"), "{report}");
    let report = with_another(good(), tokens, true);
    assert!(complains(&report, "/id/.well-known/openid-configuration answers 404 and no description"), "{report}");
}
