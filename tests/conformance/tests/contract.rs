//! Every operation of `openapi.yaml` is met with success and with every refusal that it declares; every answer has the declared shape, and
//! every status in the file is really given. Not: who may do what.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::checks::{envelope, filled};
use plenary_conformance::contract::{Contract, OPENAPI, Operation};
use plenary_conformance::http::{Answer, Request, Witness};
use plenary_conformance::persona::Persona;
use plenary_conformance::picture::Tiles;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use support::planted::set_photo;
use support::provider::Provider;
use support::{ADA, BELA, Backend, CHIOMA, MINISTER, PATIENT, access, connections, notices, own_page, passkeys, rights};

/// Which statuses of which operations were given.
struct Ledger {
    contract: Contract,
    seen: Mutex<BTreeSet<(String, u16)>>,
}

fn name(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

impl Witness for Ledger {
    fn saw(&self, _: &str, request: &Request, answer: &Answer) {
        if let Some(operation) = self.contract.operation(request).filter(|_| request.in_api) {
            self.seen.lock().unwrap().insert((name(operation), answer.status));
        }
    }
}

fn written_down(mut backend: Backend, ledger: &Arc<Ledger>) -> Backend {
    backend.target.witnesses.push(ledger.clone());
    backend
}

#[test]
fn contract_01_public_routes_and_refusals_have_the_declared_shapes() {
    envelope::public_shapes(&Backend::start(&[]).subject()).unwrap();
}

/// Each answer is also held to the file, as in every other test.
#[test]
fn contract_02_every_status_in_the_file_is_given() {
    let ledger = Arc::new(Ledger { contract: Contract::parse(OPENAPI).unwrap(), seen: Mutex::default() });
    let backend = written_down(Backend::start(&[&PATIENT[..], &passkeys::NAMED].concat()), &ledger);
    refusals_that_need_no_story(&backend, &ledger.contract);
    successes(&backend);
    faults(&backend);
    passkeys::story(&backend);
    rights::story(&backend);
    notices::story(&backend);
    access::story(&backend);
    own_page::story(&backend);
    own_page::too_many(&written_down(Backend::start(&own_page::TIGHT), &ledger));
    access::too_many(&written_down(Backend::start(&access::TIGHT), &ledger));
    connections::story(&backend);
    connections::too_many(&written_down(Backend::start(&connections::TIGHT), &ledger));
    rights::too_many(&written_down(Backend::start(&rights::TIGHT), &ledger));
    passkeys::not_offered(&written_down(Backend::start(&PATIENT), &ledger));
    let provider = Provider::start();
    organisation(&provider, &written_down(Backend::start(&provider.flags()), &ledger));
    let stale = written_down(Backend::start(&connections::IMPATIENT), &ledger);
    stale_proofs(&stale);
    connections::stale(&stale);
    let tight = ["starts_per_address=1/3600", "redeems_per_source=2/3600", "step_ups_per_delegate=1/3600", "favourites=1"];
    let tighter = [
        "directory_per_viewer=1/3600",
        "delegates_per_viewer=1/3600",
        "calendars_per_delegate=1/3600",
        "calendar_guesses_per_source=1/3600",
    ];
    let flags: Vec<&str> = tight.into_iter().chain(tighter).flat_map(|limit| ["--limit", limit]).collect();
    too_many(&written_down(Backend::start(&flags), &ledger));
    let tightest =
        ["passkeys_per_delegate=0", "passkey_starts_per_source=1/3600", "redeems_per_source=2/3600", "step_ups_per_delegate=1/3600"];
    let flags: Vec<&str> = tightest.into_iter().flat_map(|limit| ["--limit", limit]).chain(passkeys::NAMED).collect();
    passkeys::too_many(&written_down(Backend::start(&flags), &ledger));

    let seen = ledger.seen.lock().unwrap();
    let declared = ledger.contract.operations().iter().flat_map(|operation| operation.statuses().map(|status| (name(operation), status)));
    let missing: Vec<_> = declared.filter(|given| !seen.contains(given)).collect();
    assert!(missing.is_empty(), "declared and never given: {missing:#?}");
}

/// Of every operation alike: nobody signed in, another site, a body that is no JSON, no JSON by name, or too long.
fn refusals_that_need_no_story(backend: &Backend, contract: &Contract) {
    let ada = backend.sign_in(ADA);
    for operation in contract.operations() {
        let request = Request::new(&operation.method, &filled(&operation.path)).with("If-Match", "\"1\"");
        if !operation.is_public {
            assert_eq!(backend.ask(&request).status, 401);
            if operation.method != "GET" {
                assert_eq!(ada.ask(&request.clone().without("X-Plenary")).unwrap().problem(), "cross-site");
            }
        } else if operation.method == "POST" {
            assert_eq!(backend.ask(&request.clone().without("X-Plenary")).problem(), "cross-site");
        }
        if operation.takes_json() {
            let sent = |media: &str, body: &str| ada.ask(&request.clone().with("Content-Type", media).body(body)).unwrap().status;
            assert_eq!(sent("application/json", "{"), 400, "{}", name(operation));
            assert_eq!(sent("application/json", "{\"code\":\"1\",\"code\":\"2\"}"), 400, "{}", name(operation));
            assert_eq!(sent("application/json", "7"), 422, "{}", name(operation));
            assert_eq!(sent("text/plain", "{}"), 415, "{}", name(operation));
            assert_eq!(sent("application/json", &format!("\"{}\"", "x".repeat(5 << 20))), 413, "{}", name(operation));
        }
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
            let other = Request::new(method, &filled(&operation.path));
            if contract.operation(&other).is_none() {
                let answer = ada.ask(&other).unwrap();
                assert_eq!((answer.status, answer.header("allow").is_some()), (405, true), "{method} {}", operation.path);
            }
        }
    }
    assert_eq!(ada.get("/no/such/route").unwrap().status, 404);
}

fn successes(backend: &Backend) {
    let bela = backend.sign_in(BELA);
    let ok = |request: Request, status: u16| {
        let answer = bela.ask(&request).unwrap();
        assert_eq!(answer.status, status, "{} {}", request.method, request.path);
        answer
    };
    let get = |path: &str, status| ok(Request::new("GET", path), status);
    get("/config", 200);
    let tag = get("/agenda", 200).header("etag").unwrap().to_owned();
    ok(Request::new("GET", "/agenda").with("If-None-Match", &tag), 304);
    let tag = get("/agenda/texts", 200).header("etag").unwrap().to_owned();
    ok(Request::new("GET", "/agenda/texts").with("If-None-Match", &tag), 304);
    let version = get("/agenda", 200).json()["version"].as_str().unwrap().to_owned();
    assert_eq!(get(&format!("/agenda/changes?since={version}"), 200).json()["talks"], json!([]));
    for path in ["/agenda", "/agenda/texts", "/agenda/changes"] {
        ok(Request::new("OPTIONS", path), 204);
    }
    assert_eq!(bela.step_up(&backend.mailbox).unwrap().status, 204);
    let id = get("/me", 200).json()["id"].as_str().unwrap().to_owned();
    assert_eq!(bela.patch(&json!({"name": "Béla", "pronouns": null, "biography": "one\ntwo"})).unwrap().status, 200);
    let photo = set_photo(&bela, &Tiles::random().jpeg("x"));
    assert_eq!(bela.share(&json!({"fields": {"name": "delegates", "photo": "delegates"}, "listed": true})).unwrap().status, 200);
    for eyes in ["delegate", "connection", "stranger"] {
        get(&format!("/me/preview?as={eyes}"), 200);
    }
    ok(Request::new("PUT", "/me/agenda/t1"), 204);
    assert_eq!(get("/me/agenda", 200).json(), json!({"talks": ["t1"]}));
    calendar(backend, &bela);
    devices(backend, &bela);
    history(&bela);
    ok(Request::new("DELETE", "/me/agenda/t1"), 204);
    let mut rows = 0;
    let mut next = Some(String::new());
    while let Some(cursor) = next {
        let page = get(&format!("/delegates?limit=100&cursor={cursor}"), 200).json();
        rows += page["delegates"].as_array().unwrap().len();
        next = page["next"].as_str().map(str::to_owned);
        assert!(next.is_some() || page["found"] == rows, "the pages hold what was promised");
    }
    get("/delegates?letter=B&q=b%C3%A9la", 200);
    get(&format!("/delegates/{id}"), 200);
    get(&format!("/delegates/{id}/photo/{photo}"), 200);
    ok(Request::new("HEAD", "/me"), 200);
    ok(Request::new("DELETE", "/me/photo"), 200);
    ok(Request::new("POST", "/auth/logout"), 204);
    assert_eq!(backend.sign_in(BELA).ask(&Request::new("POST", "/auth/logout-all")).unwrap().status, 204);
}

fn organisation(provider: &Provider, backend: &Backend) {
    let ada = backend.stranger();
    assert_eq!(provider.lands(&ada, "sub-ada", ADA), "/sign-in/join");
    let waits = ada.get("/auth/oidc/join").unwrap().json();
    let code = backend.mailbox.next(ADA).unwrap().code().unwrap();
    let proof = json!({"challenge_id": waits["join"]["challenge_id"], "code": code});
    assert_eq!(ada.ask(&Request::new("POST", "/auth/oidc/join").json(&proof)).unwrap().status, 200);
    assert_eq!(ada.ask(&Request::new("POST", "/me/identities")).unwrap().status, 200);
    let linked = ada.get("/me/identities").unwrap().json()["identities"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(ada.ask(&Request::new("DELETE", &format!("/me/identities/{linked}"))).unwrap().status, 204);
}

fn devices(backend: &Backend, bela: &Persona) {
    let ask = |method: &str, path: &str| bela.ask(&Request::new(method, path)).unwrap();
    let other = || {
        backend.sign_in(BELA);
        let listed = ask("GET", "/me/sessions").json()["sessions"].as_array().unwrap().clone();
        format!("/me/sessions/{}", listed.iter().find(|one| one["current"] == false).unwrap()["id"].as_str().unwrap())
    };
    assert_eq!(ask("GET", "/me/session").status, 200);
    assert_eq!(ask("DELETE", &other()).status, 204);
    assert_eq!(ask("POST", &format!("{}/disown", other())).status, 200);
    assert_eq!(ask("DELETE", "/me/sessions").status, 200);
    assert_eq!((ask("DELETE", "/me/sessions/none").status, ask("POST", "/me/sessions/none/disown").status), (404, 404));
}

fn history(bela: &Persona) {
    let ask = |method: &str, path: &str| bela.ask(&Request::new(method, path)).unwrap();
    assert_eq!(bela.patch(&json!({"phone": "+44 20 7946 0100"})).unwrap().status, 200);
    let change = ask("GET", "/me/changes").json()["changes"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(ask("POST", &format!("/me/changes/{change}/undo")).status, 200);
    assert_eq!(ask("POST", &format!("/me/changes/{change}/undo")).status, 404);
}

fn calendar(backend: &Backend, bela: &Persona) {
    let ask = |method: &str, path: &str| bela.ask(&Request::new(method, path)).unwrap();
    assert_eq!(ask("GET", "/me/calendar").json(), json!({"subscription": null}));
    let made = ask("POST", "/me/calendar");
    assert_eq!(made.status, 201);
    let url = made.json()["url"].as_str().unwrap().to_owned();
    let path = url[url.find("/calendar/").unwrap()..].to_owned();
    let file = backend.ask(&Request::new("GET", &path));
    assert_eq!(file.status, 200);
    assert_eq!(backend.ask(&Request::new("GET", &path).with("If-None-Match", file.header("etag").unwrap())).status, 304);
    assert!(ask("GET", "/me/calendar").json()["subscription"]["fetched"].is_string());
    assert_eq!(ask("DELETE", "/me/calendar").status, 204);
    assert_eq!(backend.ask(&Request::new("GET", &path)).status, 404);
}

fn faults(backend: &Backend) {
    let ada = backend.sign_in(ADA);
    let status = |request: Request| ada.ask(&request).unwrap().status;
    let get = |path: &str| status(Request::new("GET", path));
    let tag = ada.get("/me").unwrap().header("etag").unwrap().to_owned();
    let patch = |tag: Option<&str>, body: Value| {
        let request = Request::new("PATCH", "/me").json(&body);
        status(tag.map_or(request.clone(), |tag| request.with("If-Match", tag)))
    };
    assert_eq!(patch(None, json!({"pronouns": "x"})), 428);
    assert_eq!(patch(Some("\"999999\""), json!({"pronouns": "x"})), 412);
    assert_eq!(patch(Some(&tag), json!({"pronouns": "x".repeat(41)})), 422);
    assert_eq!(get("/me/preview"), 400);
    assert_eq!(get("/agenda/changes?since=never"), 404);
    assert_eq!(get("/me/preview?as=god"), 422);
    assert_eq!(get("/delegates?limit=x"), 400);
    assert_eq!(get("/delegates?letter=ab"), 422);
    assert_eq!(get("/delegates?cursor=nothing"), 404);
    assert_eq!(get("/delegates/nobody"), 404);
    assert_eq!(get("/delegates/nobody/photo/nothing"), 404);
    for method in ["PUT", "DELETE"] {
        assert_eq!(status(Request::new(method, "/me/agenda/a%20b")), 404);
    }
    let photo = |bytes: &[u8]| status(Request::new("PUT", "/me/photo").with("Content-Type", "image/jpeg").body(bytes));
    assert_eq!((photo(b"GIF89a"), photo(&vec![0xff; (8 << 20) + 1])), (422, 413));
    assert_eq!(ada.redeem(&json!({"challenge_id": "none", "code": "ABCD2345"})).unwrap().status, 422);
    assert_eq!(status(Request::new("POST", "/auth/start").json(&json!({"email": "nobody"}))), 422);
    assert_eq!((status(Request::new("POST", "/me/identities")), status(Request::new("DELETE", "/me/identities/none"))), (404, 404));
}

fn stale_proofs(backend: &Backend) {
    let minister = backend.sign_in(MINISTER);
    let begun = std::time::Instant::now();
    // A proof is never older than a second here for long.
    while minister.share(&json!({"fields": {"pronouns": "delegates"}})).unwrap().problem() != "step-up-required" {
        assert!(begun.elapsed().as_secs() < 5);
        assert_eq!(minister.share(&json!({"fields": {"pronouns": "only_me"}})).unwrap().status, 200);
    }
    assert_eq!(minister.patch(&json!({"phone": "+44 1"})).unwrap().problem(), "step-up-required");
    access::stale(&minister);
    own_page::stale(&minister);
    let picture = Request::new("PUT", "/me/photo").with("Content-Type", "image/jpeg").body(Tiles::random().jpeg("x"));
    assert_eq!(minister.ask(&picture).unwrap().problem(), "step-up-required");
    assert_eq!(minister.ask(&Request::new("DELETE", "/me/photo")).unwrap().problem(), "step-up-required");
}

/// With quotas of next to nothing. A window may end in between, so each is tried a few times.
fn too_many(backend: &Backend) {
    let bob = backend.sign_in(CHIOMA);
    let start = Request::new("POST", "/auth/start").json(&json!({"email": ADA}));
    let redeem = Request::new("POST", "/auth/redeem").json(&json!({"challenge_id": "none", "code": "ABCD2345"}));
    let step_up = Request::new("POST", "/auth/step-up/start");
    let get = |path| Request::new("GET", path);
    let calendars = [Request::new("POST", "/me/calendar"), get("/calendar/x.ics")];
    for request in
        [start, redeem, step_up, get("/delegates"), get("/delegates/nobody"), get("/delegates/nobody/card")].into_iter().chain(calendars)
    {
        assert!((0..4).any(|_| bob.ask(&request).unwrap().status == 429), "{} {}", request.method, request.path);
    }
    let star = |talk: &str| bob.ask(&Request::new("PUT", &format!("/me/agenda/{talk}"))).unwrap().status;
    assert_eq!((star("t1"), star("t2"), star("t1")), (204, 429, 204));
}
