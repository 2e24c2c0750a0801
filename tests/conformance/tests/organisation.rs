//! Sign-in by an organisation, over HTTP: a join by mailed code, a link and its end, and that the mail's owner decides. Not: a provider that lies.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::Request;
use plenary_conformance::persona::Persona;
use serde_json::json;
use support::provider::Provider;
use support::{ADA, BELA, Backend, CHIOMA, PATIENT};

fn backend(provider: &Provider, more: &[&str]) -> Backend {
    Backend::start(&[&PATIENT[..], &provider.flags(), more].concat())
}

fn join(browser: &Persona, code: &str) -> u16 {
    let waits = browser.get("/auth/oidc/join").unwrap().json();
    let proof = json!({"challenge_id": waits["join"]["challenge_id"], "code": code});
    browser.ask(&Request::new("POST", "/auth/oidc/join").json(&proof)).unwrap().status
}

#[test]
fn oidc_an_address_is_no_key_and_the_mailed_code_is_v6_3_4() {
    let provider = Provider::start();
    let backend = backend(&provider, &[]);
    assert_eq!(backend.ask(&Request::new("GET", "/config")).json()["organisation"], "Example Ministry");
    let (browser, other) = (backend.stranger(), backend.stranger());
    assert_eq!(provider.lands(&browser, "sub-ada", ADA), "/sign-in/join");
    assert_eq!(browser.get("/me").unwrap().status, 401);
    let code = backend.mailbox.next(ADA).unwrap().code().unwrap();
    assert_eq!(join(&other, &code), 422, "no way back from a provider waits in that browser");
    assert_eq!(join(&browser, "WRONG234"), 422);
    assert_eq!(join(&browser, &code), 200);
    assert_eq!(browser.get("/me").unwrap().status, 200);
    assert!(browser.get("/auth/oidc/join").unwrap().json()["join"].is_null());
    let told = backend.mailbox.notice(ADA).unwrap().subject;
    let also = backend.mailbox.notice(ADA).unwrap().subject;
    assert!([&told, &also].iter().any(|subject| subject.contains("now opens")), "{told} / {also}");

    // From now on directly, under whatever address, and the session of before in this browser is over.
    let before = browser.copied();
    assert_eq!(provider.lands(&browser, "sub-ada", CHIOMA), "/sign-in/done");
    assert_eq!((browser.get("/me").unwrap().status, before.get("/me").unwrap().status), (200, 401));
    assert_eq!(provider.lands(&other, "sub-other", ADA), "/sign-in/join", "the same address, somebody else");
}

#[test]
fn oidc_a_link_needs_a_fresh_proof_and_ends_v7_5_1() {
    let provider = Provider::start();
    let backend = backend(&provider, &[]);
    let bela = backend.sign_in(BELA);
    let begun = bela.ask(&Request::new("POST", "/me/identities")).unwrap();
    assert_eq!(begun.status, 200);
    let back = provider.proved(begun.json()["address"].as_str().unwrap(), "sub-bela", "not-his@example.org");
    // Strict cookies do not come along on the way back; and another browser cannot end it.
    assert_eq!(backend.stranger().get(&back).unwrap().header("location"), Some("/sign-in?problem=expired"));
    assert_eq!(bela.get(&back).unwrap().header("location"), Some("/devices"));
    let linked = bela.get("/me/identities").unwrap().json()["identities"].as_array().unwrap().clone();
    assert_eq!((linked.len(), &linked[0]["organisation"]), (1, &json!("Example Ministry")));

    let browser = backend.stranger();
    assert_eq!(provider.lands(&browser, "sub-bela", "not-his@example.org"), "/sign-in/done");
    // Let through by the provider, which did not say that anything was proved just now.
    let end = Request::new("DELETE", &format!("/me/identities/{}", linked[0]["id"].as_str().unwrap()));
    assert_eq!(browser.ask(&end).unwrap().problem(), "step-up-required");
    assert_eq!(browser.ask(&Request::new("POST", "/me/identities")).unwrap().problem(), "step-up-required");
    let chioma = backend.sign_in(CHIOMA);
    assert_eq!(chioma.ask(&end).unwrap().status, 404, "not hers");
    let theirs = chioma.ask(&Request::new("POST", "/me/identities")).unwrap().json()["address"].as_str().unwrap().to_owned();
    let taken = chioma.get(&provider.proved(&theirs, "sub-bela", CHIOMA)).unwrap();
    assert_eq!(taken.header("location"), Some("/sign-in?problem=taken&to=%2Fdevices"));

    assert_eq!(bela.ask(&end).unwrap().status, 204);
    assert_eq!(bela.ask(&end).unwrap().status, 404);
    assert_eq!(provider.lands(&backend.stranger(), "sub-bela", BELA), "/sign-in/join");
}

#[test]
fn oidc_a_trusted_directory_joins_without_a_code_and_never_makes_an_account() {
    let provider = Provider::start();
    let backend = backend(&provider, &["--oidc-trust-verified-email"]);
    let browser = backend.stranger();
    assert_eq!(provider.lands(&browser, "sub-ada", ADA), "/sign-in/done");
    assert_eq!(browser.get("/me").unwrap().status, 200);
    let stranger = backend.stranger();
    assert_eq!(provider.lands(&stranger, "sub-x", "nobody.at.all@example.org"), "/sign-in?problem=not-known");
    assert_eq!(stranger.get("/me").unwrap().status, 401);
}

#[test]
fn oidc_without_an_organisation_the_doors_lead_to_the_sign_in_page() {
    let backend = Backend::start(&[]);
    let ada = backend.sign_in(ADA);
    assert_eq!(ada.get("/auth/oidc/start?return_to=%2Fmine").unwrap().header("location"), Some("/sign-in?to=%2Fmine"));
    assert_eq!(ada.get("/auth/oidc/callback?code=a&state=b").unwrap().header("location"), Some("/sign-in?problem=expired"));
    assert_eq!(ada.ask(&Request::new("POST", "/me/identities")).unwrap().status, 404);
    assert_eq!(ada.get("/me/identities").unwrap().json(), json!({"identities": []}));
}
