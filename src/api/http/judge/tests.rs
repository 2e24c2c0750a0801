//! Every status a backend, a proxy or a captive portal can answer with.

use super::*;
use crate::domain::privacy::Field;
use crate::domain::problem::{Fault, FieldProblem, Input, Said};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const PROBLEM: &str = "application/problem+json";

fn received(status: u16, content_type: &str, text: &str) -> Received {
    Received {
        status,
        redirect: false,
        content_type: content_type.into(),
        retry_after: None,
        etag: None,
        date: None,
        link: None,
        now: 0,
        text: text.into(),
    }
}

fn problem_of(status: u16, kind: &str) -> Received {
    received(status, PROBLEM, &format!(r#"{{"type":"{kind}","title":"t","status":{status}}}"#))
}

fn fault(received: &Received) -> ApiError {
    status(received).expect_err("not a success")
}

#[test]
fn only_the_backends_own_word_ends_a_session() {
    assert_eq!(fault(&problem_of(401, SESSION_REQUIRED)), ApiError::SessionExpired);
    for other in [
        problem_of(401, "about:blank"),
        received(401, "text/html", "<h1>Sign in to FreeWifi</h1>"),
        received(401, "application/json", r#"{"type":"/problems/session-required","title":"t","status":401}"#),
        received(401, PROBLEM, "<html>"),
        received(401, "", ""),
        received(407, "text/html", "proxy"),
        received(511, PROBLEM, r#"{"type":"/problems/session-required","title":"t","status":511}"#),
    ] {
        assert_eq!(fault(&other), ApiError::Intercepted, "{other:?}");
    }
}

#[test]
fn redirects_and_pages_are_somebody_else() {
    assert_eq!(fault(&Received { redirect: true, ..received(0, "", "") }), ApiError::Intercepted);
    for code in [300, 302, 304, 307] {
        assert_eq!(fault(&received(code, "text/html", "")), ApiError::Intercepted);
    }
    for answer in [
        received(200, "text/html; charset=utf-8", "<!doctype html>"),
        received(200, "", ""),
        received(204, "", ""),
        received(200, "application/json", " "),
        received(200, "text/html", "{}"),
    ] {
        assert_eq!(json::<serde_json::Value>(&answer), Err(ApiError::Intercepted), "{answer:?}");
    }
    assert_eq!(json::<u8>(&received(200, "Application/JSON; charset=utf-8", "7")), Ok(7));
}

#[test]
fn done_is_not_said_by_a_portal() {
    assert_eq!(done(&received(204, "", "")), Ok(()));
    assert_eq!(done(&received(200, "application/json", "{}")), Ok(()));
    assert_eq!(done(&received(200, "text/html", "<html>")), Err(ApiError::Intercepted));
    assert_eq!(done(&received(200, "", "")), Err(ApiError::Intercepted), "an empty 200 is a portal's trick");
}

#[test]
fn refusals_say_what_to_do() {
    assert_eq!(fault(&problem_of(403, STEP_UP_REQUIRED)), ApiError::StepUpRequired);
    assert_eq!(fault(&problem_of(403, "/problems/forbidden")), ApiError::Forbidden);
    assert_eq!(fault(&received(403, "text/html", "blocked by company policy")), ApiError::Intercepted);
    assert_eq!(fault(&problem_of(404, "/problems/not-found")), ApiError::NotFound);
    assert_eq!(fault(&received(502, "text/html", "bad gateway")), ApiError::Server { status: 502 });
    assert_eq!(fault(&problem_of(500, "about:blank")), ApiError::Server { status: 500 });
    assert_eq!(fault(&problem_of(428, "about:blank")), ApiError::Server { status: 428 });
}

#[test]
fn waiting_times_are_read_in_both_forms() {
    let busy = |status, text: &str| Received { retry_after: Some(text.into()), now: 784_111_770, ..received(status, "text/html", "") };
    assert_eq!(fault(&busy(429, "30")), ApiError::TooManyRequests { retry_after: Some(30) });
    assert_eq!(fault(&busy(503, "Sun, 06 Nov 1994 08:49:37 GMT")), ApiError::Unavailable { retry_after: Some(7) });
    assert_eq!(fault(&received(503, "", "")), ApiError::Unavailable { retry_after: None });
}

#[test]
fn a_conflict_brings_the_profile_as_it_is_now() {
    let stored = Profile { version: 7, ..Profile::new("ada".parse().unwrap()) };
    let body = serde_json::json!({"type": "/problems/stale", "title": "t", "status": 412, "current": Me::from(&stored)}).to_string();
    assert_eq!(fault(&received(412, PROBLEM, &body)), ApiError::Conflict(Some(Box::new(stored))));
    assert_eq!(fault(&problem_of(409, "about:blank")), ApiError::Conflict(None));
    let broken = r#"{"type":"x","title":"t","status":412,"current":{"id":"../etc"}}"#;
    assert_eq!(fault(&received(412, PROBLEM, broken)), ApiError::Conflict(None));
}

#[test]
fn problems_reach_their_inputs_and_unknown_ones_are_still_a_failure() {
    let body = r#"{"type":"/problems/invalid","title":"t","status":422,"errors":[{"pointer":"/phone","code":"too_long","limit":40},{"pointer":"/x","code":"new"}]}"#;
    let too_long = FieldProblem { input: Input::Field(Field::Phone), fault: Fault::Text(crate::domain::text::TextFault::TooLong(40)) };
    assert_eq!(fault(&received(422, PROBLEM, body)), ApiError::Invalid(vec![too_long]));
    assert_eq!(fault(&problem_of(422, "/problems/invalid")), ApiError::Server { status: 422 });
}

#[test]
fn what_djangos_rest_framework_answers_is_no_network_in_between() {
    let drf = |status, body: &str| fault(&received(status, "application/json", body));
    let detail = r#"{"detail":"Authentication credentials were not provided."}"#;
    assert_eq!(drf(401, detail), ApiError::SessionExpired);
    assert_eq!(drf(401, r#"{"detail":"Token is invalid","code":"token_not_valid","messages":[]}"#), ApiError::SessionExpired);
    assert_eq!(drf(403, r#"{"detail":"You do not have permission to perform this action."}"#), ApiError::Forbidden);
    assert_eq!(drf(404, r#"{"detail":"Not found."}"#), ApiError::NotFound);
    assert_eq!(drf(409, r#"{"detail":"Changed meanwhile."}"#), ApiError::Conflict(None));
    assert_eq!(drf(405, r#"{"detail":"Method \"POST\" not allowed."}"#), ApiError::Server { status: 405 });
    let throttled =
        Received { retry_after: Some("37".into()), ..received(429, "application/json", r#"{"detail":"Request was throttled."}"#) };
    assert_eq!(fault(&throttled), ApiError::TooManyRequests { retry_after: Some(37) });
    let phone = Said { input: Some(Input::Field(Field::Phone)), words: "Enter a valid phone number.".into() };
    assert_eq!(drf(400, r#"{"phone":["Enter a valid phone number."]}"#), ApiError::Refused(vec![phone]));
    let plain = |words: &str| ApiError::Refused(vec![Said { input: None, words: words.into() }]);
    assert_eq!(drf(400, r#"{"detail":"JSON parse error"}"#), plain("JSON parse error"));
    for silent in ["{}", "[]", "7", "{", r#"{"detail":{}}"#] {
        assert_eq!(drf(400, silent), ApiError::Server { status: 400 }, "{silent}");
        assert_eq!(drf(401, silent), ApiError::Intercepted, "{silent}");
        assert_eq!(drf(403, silent), ApiError::Intercepted, "{silent}");
    }
}

#[test]
fn problem_details_of_anybody_and_pages_of_html_are_told_apart() {
    // RFC 9457 needs no member at all.
    assert_eq!(fault(&received(403, PROBLEM, "{}")), ApiError::Forbidden);
    assert_eq!(fault(&received(401, PROBLEM, r#"{"detail":"Who are you?"}"#)), ApiError::Intercepted, "the contract's 401 has a kind");
    let credit = received(400, PROBLEM, r#"{"type":"https://example.com/probs/out-of-credit","title":"You do not have enough credit."}"#);
    assert_eq!(fault(&credit), ApiError::Refused(vec![Said { input: None, words: "You do not have enough credit.".into() }]));
    for status in [400, 405, 413, 415, 422, 500, 502, 504] {
        assert_eq!(fault(&received(status, "text/html", "<h1>Request Entity Too Large</h1>")), ApiError::Server { status });
    }
    assert_eq!(fault(&received(403, "text/html", r#"{"detail":"no"}"#)), ApiError::Intercepted, "a page is no word of a backend");
    assert_eq!(fault(&received(404, "text/html", "<h1>Not Found</h1>")), ApiError::NotFound);
}

#[test]
fn a_wrong_shape_is_named_without_its_value() {
    let member = |text: &str| match json::<Me>(&received(200, "application/json", text)) {
        Err(ApiError::Malformed { member }) => member,
        _ => panic!("{text} was taken"),
    };
    assert_eq!(member(r#"{"id":"x","listed":true,"fields":{}}"#), "version");
    assert_eq!(member(r#"{"id":"x","listed":"+44 secret","fields":{},"version":1}"#), "Me");
    assert_eq!(member("{"), "Me");
}

#[test]
fn a_file_may_be_labelled_as_anything_but_not_be_a_page() {
    for kind in ["application/json", "text/plain", "application/octet-stream", ""] {
        assert!(file(received(200, kind, "{}")).is_ok(), "{kind}");
    }
    assert!(file(received(200, "application/xml", "<schedule/>")).is_ok());
    assert_eq!(file(received(200, "text/html", " <html>")), Err(ApiError::Intercepted));
    assert_eq!(file(received(200, "application/json", "")), Err(ApiError::Intercepted));
}
