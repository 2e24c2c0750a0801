//! Real requests of the browser, answered by a stand-in for the network that misbehaves as networks do.

mod directory;
mod routes;

use super::*;
use crate::api::{Backend, Proof, Rest};
use crate::domain::text::Email;
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Replaces `fetch` for paths under `/stub`, once; everything else still goes out. What was asked is kept in `window.asked`.
fn network() -> Http {
    const STUB: &str = r#"
        if (window.asked) return;
        window.asked = []; window.aborted = 0;
        const real = window.fetch, tries = {};
        const problem = (status, kind, more) => new Response(JSON.stringify({ type: kind, title: 't', status, ...more }),
            { status, headers: { 'content-type': 'application/problem+json' } });
        const json = value => new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } });
        const fields = Object.fromEntries(['name', 'photo', 'job_title', 'organisation', 'pronouns', 'languages', 'biography', 'links', 'email', 'phone']
            .map(key => [key, { audience: 'only_me' }]));
        const answers = {
            silent: init => new Promise((_, fail) => init.signal.addEventListener('abort',
                () => { window.aborted++; fail(new DOMException('gone', 'AbortError')); })),
            drip: init => new Response(new ReadableStream({ start(c) { init.signal.addEventListener('abort',
                () => { window.aborted++; c.error(new DOMException('gone', 'AbortError')); }); } })),
            lost: () => { throw new TypeError('Failed to fetch'); },
            portal: () => new Response('<h1>Wi-Fi</h1>', { headers: { 'content-type': 'text/html' } }),
            moved: () => Response.redirect('/portal', 302),
            flaky: (_, n) => { if (n < 3) throw new TypeError('reset'); return json(7); },
            busy: (_, n) => n < 2 ? new Response('', { status: 503, headers: { 'retry-after': '1' } }) : json(7),
            closed: () => new Response('', { status: 503, headers: { 'retry-after': '3600' } }),
            broken: () => problem(500, 'about:blank', {}),
            nobody: () => problem(401, '/problems/session-required', {}),
            me: () => json({ id: 'ada', listed: false, fields, version: 3 }),
            done: () => new Response(null, { status: 204 }),
            refused: () => problem(422, '/problems/invalid', { errors: [{ pointer: '/code', code: 'proof_refused' }] }),
        };
        window.fetch = async request => {
            const url = request.url.replace(location.origin, ''), init = request;
            const name = /^\/stub\/(\w+)/.exec(url)?.[1];
            if (!name) return real(request);
            tries[url] = (tries[url] ?? 0) + 1;
            window.asked.push({ url, init, body: await request.clone().text() });
            const kind = name in answers ? name : { 'anon': 'nobody', 'viewer': url.endsWith('redeem') ? 'done' : 'me' }[name];
            return answers[kind](init, tries[url]);
        };"#;
    Function::new_no_args(STUB).call0(&JsValue::NULL).unwrap();
    Http::new("/stub", Rc::default(), Credential::Cookie)
}

fn window_value(script: &str) -> JsValue {
    Function::new_no_args(&format!("return {script};")).call0(&JsValue::NULL).unwrap()
}

fn times_asked(url: &str) -> f64 {
    window_value(&format!("window.asked.filter(a => a.url === '{url}').length")).as_f64().unwrap()
}

#[wasm_bindgen_test]
async fn a_question_carries_what_the_contract_asks_for_and_nothing_else() {
    let http = network();
    http.patch("/done?headers", Body::json(&[1])).if_match(12).done().await.unwrap();
    let init = "window.asked.find(a => a.url === '/stub/done?headers').init";
    let text = |script: &str| window_value(&format!("{init}{script}")).as_string();
    assert_eq!(text(".method").as_deref(), Some("PATCH"));
    assert_eq!(text(".headers.get('x-plenary')").as_deref(), Some("1"));
    assert_eq!(text(".headers.get('accept-language')").as_deref(), Some("en"));
    assert_eq!(text(".headers.get('if-match')").as_deref(), Some("\"12\""));
    assert_eq!(text(".headers.get('content-type')").as_deref(), Some("application/json"));
    assert_eq!(text(".headers.get('authorization')"), None);
    assert_eq!(text(".credentials").as_deref(), Some("same-origin"));
    assert_eq!(text(".cache").as_deref(), Some("no-store"));
    assert_eq!(text(".redirect").as_deref(), Some("manual"));
    let body = window_value("window.asked.find(a => a.url === '/stub/done?headers').body");
    assert_eq!(body.as_string().as_deref(), Some("[1]"));
}

#[wasm_bindgen_test]
async fn a_programme_of_somebody_else_is_asked_for_as_a_stranger() {
    network();
    let file = fetch_programme("/stub/me?file", None).await.unwrap().unwrap();
    assert!(file.text.starts_with('{'));
    assert_eq!(fetch_programme("/stub/me?file", Some(&file.mark)).await, Ok(None), "it is known");
    let init = "window.asked.find(a => a.url === '/stub/me?file').init";
    assert_eq!(window_value(&format!("{init}.credentials")).as_string().as_deref(), Some("omit"));
    let own = window_value(&format!("[...{init}.headers.keys()].length"));
    assert_eq!(own.as_f64(), Some(0.0), "no header of our own: CORS * is enough");
    assert_eq!(fetch_programme("/stub/portal", None).await, Err(ApiError::Intercepted));
}

#[wasm_bindgen_test]
async fn dropping_the_future_aborts_the_request() {
    let http = network();
    for path in ["/silent?drop", "/drip?drop"] {
        let before = window_value("window.aborted").as_f64().unwrap();
        let mut question = Box::pin(http.get(path).answer::<u8>());
        let raced = futures_first(&mut question, 50).await;
        assert!(raced.is_none(), "nothing came");
        drop(question);
        assert_eq!(window_value("window.aborted").as_f64(), Some(before + 1.0), "{path}");
    }
}

/// What `future` gives within `ms`, if anything.
async fn futures_first<F: std::future::Future + Unpin>(future: &mut F, ms: u32) -> Option<F::Output> {
    let mut timer = Box::pin(browser::sleep(ms));
    std::future::poll_fn(|cx| {
        if let std::task::Poll::Ready(output) = std::pin::Pin::new(&mut *future).poll(cx) {
            return std::task::Poll::Ready(Some(output));
        }
        timer.as_mut().poll(cx).map(|()| None)
    })
    .await
}

#[wasm_bindgen_test]
async fn too_late_is_unreachable() {
    network();
    for url in ["/stub/silent?late", "/stub/drip?late"] {
        let outcome = exchange(RequestBuilder::new(url), None, Deadlines::test(30)).await;
        assert_eq!(outcome, Err(ApiError::Unreachable), "{url}");
    }
}

#[wasm_bindgen_test]
async fn only_questions_that_change_nothing_are_asked_again() {
    let http = network();
    assert_eq!(http.get("/flaky").answer::<u8>().await, Ok(7));
    assert_eq!(times_asked("/stub/flaky"), 3.0);
    assert_eq!(http.post("/lost?post", Body::Nothing).done().await, Err(ApiError::Unreachable));
    assert_eq!(times_asked("/stub/lost?post"), 1.0);
    assert_eq!(http.get("/broken").answer::<u8>().await, Err(ApiError::Server { status: 500 }));
    assert_eq!(times_asked("/stub/broken"), 3.0);
}

#[wasm_bindgen_test]
async fn what_the_backend_says_about_waiting_is_obeyed() {
    let http = network();
    let started = browser::monotonic_ms();
    assert_eq!(http.get("/busy").answer::<u8>().await, Ok(7));
    assert!(browser::monotonic_ms() - started >= 999.0, "not earlier than told");
    assert_eq!(http.get("/closed").answer::<u8>().await, Err(ApiError::Unavailable { retry_after: Some(3600) }));
    assert_eq!(times_asked("/stub/closed"), 1.0);
}

#[wasm_bindgen_test]
async fn nobody_is_signed_out_by_a_portal() {
    network();
    assert!(matches!(Rest::new("/stub/anon", Dialect::default()).restore().await, Ok(None)));
    for base in ["/stub/portal", "/stub/moved", "/stub/lost", "/stub/broken"] {
        let outcome = Rest::new(base, Dialect::default()).restore().await;
        assert!(matches!(outcome, Err(ApiError::Intercepted | ApiError::Unreachable | ApiError::Server { .. })), "{base}");
    }
}

#[wasm_bindgen_test]
async fn a_code_opens_a_session_and_a_wrong_one_is_a_problem_of_its_input() {
    network();
    let challenge = crate::api::Challenge { id: "c1".parse().unwrap(), expires_in: 600 };
    let code = Proof::Code { challenge, code: "ABCD2345".into() };
    let viewer = Rest::new("/stub/viewer", Dialect::default()).redeem(code.clone()).await.ok().unwrap();
    assert_eq!((viewer.profile.id.as_str(), viewer.profile.version), ("ada", 3));
    assert_eq!(viewer.account.profile().await, Ok(viewer.profile.clone()));
    let photo = viewer.account.photo_url(&viewer.profile.id, &"p1".parse().unwrap());
    assert_eq!(photo, "/stub/viewer/delegates/ada/photo/p1");
    let refused = Rest::new("/stub/refused", Dialect::default()).redeem(code).await.err().unwrap();
    assert!(matches!(&refused, ApiError::Invalid(problems) if problems.len() == 1), "{refused:?}");
    let refused = Rest::new("/stub/lost", Dialect::default()).begin_sign_in(Email::parse("ada@example.org").unwrap()).await;
    assert_eq!(refused, Err(ApiError::Unreachable));
}
