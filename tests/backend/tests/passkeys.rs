//! Passkeys against an authenticator in software that can be made to lie: what the server takes and what it refuses (WebAuthn Level 3 §7).
//! Not: the browser's own part, which the end-to-end tests have.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/authenticator.rs"]
mod authenticator;
mod support;

use authenticator::{Authenticator, PRESENT};
use serde_json::{Value, json};
use std::path::PathBuf;
use support::{Answer, Folder, Request, Server, invite, sign_in};

const ORIGIN: &str = "http://localhost:8080";
const REFUSED: (u16, &str) = (422, "invalid");

struct House {
    _folder: Folder,
    database: PathBuf,
    server: Server,
}

impl House {
    fn new() -> Self {
        Self::with(&[])
    }

    fn with(flags: &[&str]) -> Self {
        let folder = Folder::new();
        let database = invite(&folder, "ada@example.org;Ada\nbela@example.org;Bela\n");
        let server = Server::start(&database, &[&["--public-url", ORIGIN], flags].concat());
        Self { _folder: folder, database, server }
    }

    fn post(&self, path: &str, cookie: &str, body: &Value) -> Answer {
        let request = Request::new("POST", &format!("/api{path}")).with("Cookie", cookie).with("User-Agent", "Firefox/1 Linux");
        let request = if body.is_null() { request } else { request.json(&body.to_string()) };
        self.server.ask(&request)
    }

    fn signed_in(&self, who: &str) -> String {
        sign_in(&self.database, &format!("{who}@example.org"))
    }

    fn list(&self, session: &str) -> Value {
        self.server.ask(&Request::new("GET", "/api/me/passkeys").with("Cookie", session)).json()
    }

    /// A question, and the cookie that came with it.
    fn ask(&self, path: &str, cookie: &str) -> (Value, String) {
        let answer = self.post(path, cookie, &Value::Null);
        assert_eq!(answer.status, 200, "{}", answer.text());
        (answer.json(), set(&answer, "plenary-passkey").unwrap_or_default())
    }

    fn login(&self, device: &mut Authenticator) -> Answer {
        let (question, cookie) = self.ask("/auth/passkey/login/start", "");
        self.post("/auth/passkey/login/finish", &cookie, &answer(&question, device.sign(&question["options"])))
    }

    fn register(&self, session: &str, device: &mut Authenticator) -> Answer {
        let (question, _) = self.ask("/auth/passkey/register/start", session);
        self.post("/auth/passkey/register/finish", session, &answer(&question, device.make(&question["options"])))
    }

    /// A device with a passkey of this delegate.
    fn enrolled(&self, who: &str, seed: u8) -> Authenticator {
        let mut device = device(seed);
        let made = self.register(&self.signed_in(who), &mut device);
        assert_eq!(made.status, 201, "{}", made.text());
        device
    }
}

fn device(seed: u8) -> Authenticator {
    Authenticator::new(seed, ORIGIN, "localhost")
}

/// Makes the device say something else than the truth.
type Tell = fn(&mut Authenticator);

fn answer(question: &Value, credential: Value) -> Value {
    json!({"ceremony_id": question["ceremony_id"], "credential": credential})
}

/// `name=value` of a cookie that the answer sets.
fn set(answer: &Answer, name: &str) -> Option<String> {
    let lines = answer.headers.iter().filter(|(header, _)| header == "set-cookie").map(|(_, line)| line.split(';').next().unwrap());
    lines.filter(|pair| pair.split('=').next() == Some(name)).map(str::to_owned).next_back()
}

#[test]
fn a_passkey_is_made_and_opens_its_owners_account_without_an_address() {
    let house = House::new();
    let config = house.server.get("/api/config").json();
    assert_eq!(config["sign_in"], json!(["email", "passkey"]));
    let mut phone = house.enrolled("ada", 1);
    let ada = house.signed_in("ada");
    let listed = house.list(&ada);
    assert_eq!((&listed["passkeys"][0]["label"], &listed["most"]), (&json!("Firefox on Linux"), &json!(10)));
    assert!(listed["passkeys"][0]["used"].is_null());
    let entered = house.login(&mut phone);
    assert_eq!((entered.status, entered.json()["fields"]["email"]["value"].clone()), (200, json!("ada@example.org")));
    let session = set(&entered, "plenary").unwrap();
    assert!(set(&entered, "plenary-passkey").unwrap().ends_with('='), "its cookie is gone");
    assert_eq!(house.list(&session)["passkeys"][0]["used"].as_i64().map(|at| at > 1_700_000_000), Some(true));
}

#[test]
fn a_sign_in_ends_the_one_before_in_this_browser_t21() {
    let house = House::new();
    let mut phone = house.enrolled("ada", 1);
    let before = house.signed_in("bela");
    let (question, cookie) = house.ask("/auth/passkey/login/start", &before);
    let body = answer(&question, phone.sign(&question["options"]));
    let entered = house.post("/auth/passkey/login/finish", &format!("{cookie}; {before}"), &body);
    assert_eq!(entered.status, 200);
    assert_eq!(house.server.ask(&Request::new("GET", "/api/me").with("Cookie", &before)).status, 401);
}

#[test]
fn signatures_for_somebody_else_or_without_the_person_are_refused() {
    let house = House::new();
    let phone = house.enrolled("ada", 1);
    let lies: [(&str, Tell); 9] = [
        ("another origin", |device| device.origin = "http://localhost:9090".into()),
        ("another scheme", |device| device.origin = "https://localhost:8080".into()),
        ("a subdomain", |device| device.origin = "http://app.localhost:8080".into()),
        ("another RP", |device| device.rp = "example.org".into()),
        ("nobody verified", |device| device.flags = PRESENT),
        ("nobody there", |device| device.flags = 0),
        ("within another site's page", |device| device.cross_origin = true),
        ("another challenge", |device| device.challenge = Some("AAAAAAAAAAAAAAAAAAAAAA".into())),
        ("another key", |device| *device = Authenticator { credential: vec![1; 32], handle: device.handle.clone(), ..self::device(2) }),
    ];
    for (lie, tell) in lies {
        let mut liar = phone.clone();
        tell(&mut liar);
        let refused = house.login(&mut liar);
        assert_eq!(refused.problem(), (REFUSED.0, REFUSED.1.into()), "{lie}");
        assert_eq!(refused.json()["errors"], json!([{"pointer": "/code", "code": "proof_refused"}]), "{lie}");
        assert!(set(&refused, "plenary").is_none(), "{lie}");
    }
    let mut nameless = Authenticator { handle: None, ..phone.clone() };
    assert_eq!(house.login(&mut nameless).status, 422, "an authenticator that does not say whose it is");
    assert_eq!(house.login(&mut phone.clone()).status, 200, "the truth still works");
}

#[test]
fn a_new_passkey_is_refused_for_the_same_reasons() {
    let house = House::new();
    let ada = house.signed_in("ada");
    let lies: [(&str, Tell); 7] = [
        ("another origin", |device| device.origin = "http://localhost:9090".into()),
        ("another RP", |device| device.rp = "example.org".into()),
        ("nobody verified", |device| device.flags = PRESENT),
        ("nobody there", |device| device.flags = 0),
        ("within another site's page", |device| device.cross_origin = true),
        ("another challenge", |device| device.challenge = Some("AAAAAAAAAAAAAAAAAAAAAA".into())),
        ("a device that will not find it", |device| device.discoverable = false),
    ];
    for (lie, tell) in lies {
        let mut liar = device(3);
        tell(&mut liar);
        assert_eq!(house.register(&ada, &mut liar).problem(), (REFUSED.0, REFUSED.1.into()), "{lie}");
    }
    assert_eq!(house.list(&ada)["passkeys"], json!([]));
    assert_eq!(house.register(&ada, &mut device(3)).status, 201);
    assert_eq!(house.register(&ada, &mut device(3)).status, 422, "the same once more");
}

#[test]
fn a_signature_counts_once_in_one_browser_and_for_its_own_question_t01() {
    let house = House::new();
    let (mut phone, ada) = (house.enrolled("ada", 1), house.signed_in("ada"));
    let (question, cookie) = house.ask("/auth/passkey/login/start", "");
    let (other, elsewhere) = house.ask("/auth/passkey/login/start", "");
    let (again, _) = house.ask("/auth/step-up/passkey/start", &ada);
    let body = answer(&question, phone.sign(&question["options"]));
    let finish = |cookie: &str, body: &Value| house.post("/auth/passkey/login/finish", cookie, body).status;
    assert_eq!(finish("", &body), 422, "no browser");
    assert_eq!(finish(&elsewhere, &body), 422, "another browser");
    assert_eq!(finish(&elsewhere, &answer(&other, body["credential"].clone())), 422, "another question");
    assert_eq!(finish(&cookie, &answer(&again, body["credential"].clone())), 422, "another kind of question");
    assert_eq!(house.post("/auth/step-up/passkey/finish", &ada, &body).status, 422, "a sign-in is no step-up");
    assert_eq!(finish(&cookie, &body), 200);
    assert_eq!(finish(&cookie, &body), 422, "replayed");
}

#[test]
fn a_step_up_makes_the_session_fresh_under_a_new_secret_and_no_other_v7_5_3() {
    let house = House::new();
    let (mut phone, mut others) = (house.enrolled("ada", 1), house.enrolled("bela", 2));
    let (ada, elsewhere) = (house.signed_in("ada"), house.signed_in("ada"));
    // Only time makes a proof stale.
    rusqlite::Connection::open(&house.database).unwrap().execute("UPDATE session SET proved = proved - 301", []).unwrap();
    let path = format!("/api/me/passkeys/{}", house.list(&ada)["passkeys"][0]["id"].as_str().unwrap());
    let remove = |session: &str| house.server.ask(&Request::new("DELETE", &path).with("Cookie", session));
    assert_eq!(remove(&ada).problem(), (403, "step-up-required".into()));
    assert_eq!(house.post("/auth/passkey/register/start", &ada, &Value::Null).problem(), (403, "step-up-required".into()));

    let (question, _) = house.ask("/auth/step-up/passkey/start", &ada);
    assert_eq!(question["options"]["allowCredentials"].as_array().map(Vec::len), Some(1), "their own only");
    let body = answer(&question, phone.sign(&question["options"]));
    assert_eq!(house.post("/auth/step-up/passkey/finish", &elsewhere, &body).status, 422, "another session's");
    let foreign = house.ask("/auth/step-up/passkey/start", &ada).0;
    let foreign = answer(&foreign, others.sign(&foreign["options"]));
    assert_eq!(house.post("/auth/step-up/passkey/finish", &ada, &foreign).status, 422, "somebody else's passkey");
    let proved = house.post("/auth/step-up/passkey/finish", &ada, &body);
    assert_eq!(proved.status, 204);
    let fresh = set(&proved, "plenary").unwrap();
    let me = |session: &str| house.server.ask(&Request::new("GET", "/api/me").with("Cookie", session)).status;
    assert_eq!((me(&ada), me(&fresh), me(&elsewhere)), (401, 200, 200));
    assert_eq!((remove(&elsewhere).status, remove(&fresh).status), (403, 204));
}

#[test]
fn who_removes_a_passkey_or_is_removed_stays_out_v7_4_2() {
    let house = House::new();
    let (mut phone, mut others) = (house.enrolled("ada", 1), house.enrolled("bela", 2));
    let (ada, bela) = (house.signed_in("ada"), house.signed_in("bela"));
    let path = format!("/api/me/passkeys/{}", house.list(&ada)["passkeys"][0]["id"].as_str().unwrap());
    let ask =
        |method: &str, session: &str, body: &str| house.server.ask(&Request::new(method, &path).with("Cookie", session).json(body)).status;
    assert_eq!(ask("PATCH", &bela, r#"{"label":"Mine"}"#), 404);
    assert_eq!(ask("DELETE", &bela, ""), 404);
    assert_eq!(ask("PATCH", &ada, r#"{"label":""}"#), 422);
    assert_eq!(ask("PATCH", &ada, r#"{"label":"Blue phone"}"#), 200);
    assert_eq!(house.list(&ada)["passkeys"][0]["label"], "Blue phone");
    assert_eq!(ask("DELETE", &ada, ""), 204);
    assert_eq!(house.login(&mut phone).status, 422);
    let raw = rusqlite::Connection::open(&house.database).unwrap();
    raw.execute("UPDATE person SET disabled = 1 WHERE email_key = 'bela@example.org'", []).unwrap();
    assert_eq!(house.login(&mut others).problem(), (REFUSED.0, REFUSED.1.into()));
}

#[test]
fn a_sign_counter_that_goes_back_is_refused_and_so_is_a_signature_too_late() {
    let house = House::new();
    let mut phone = house.enrolled("ada", 1);
    let mut copy = phone.clone();
    assert_eq!(house.login(&mut phone).status, 200);
    assert_eq!(house.login(&mut copy).problem(), (REFUSED.0, REFUSED.1.into()), "as any other refusal");
    assert_eq!(house.login(&mut phone).status, 200);
    let late = House::with(&["--limit", "ceremony_ttl=0"]);
    let mut phone = Authenticator { handle: phone.handle, ..device(1) };
    assert_eq!(late.login(&mut phone).status, 422);
}

#[test]
fn the_question_is_the_same_for_everybody_and_names_nobody_t05() {
    let house = House::new();
    let before = house.post("/auth/passkey/login/start", "", &Value::Null);
    house.enrolled("ada", 1);
    let after = house.post("/auth/passkey/login/start", "", &Value::Null);
    let shape = |answer: &Answer| {
        let mut body = answer.json();
        for private in ["/ceremony_id", "/options/challenge"] {
            assert!(body.pointer(private).unwrap().as_str().unwrap().len() >= 22);
            *body.pointer_mut(private).unwrap() = Value::Null;
        }
        let names: Vec<_> = answer.headers.iter().map(|(name, _)| name.clone()).collect();
        (body, names)
    };
    assert_eq!(shape(&before), shape(&after));
    assert_ne!(before.json()["options"]["challenge"], after.json()["options"]["challenge"]);
    assert_eq!(before.json()["options"]["allowCredentials"], json!([]));
    assert_eq!(before.json()["options"]["userVerification"], "required");
}

#[test]
fn without_a_session_or_the_app_nothing_is_made_and_at_an_ip_address_nothing_is_offered() {
    let house = House::new();
    for path in ["/auth/passkey/register/start", "/auth/passkey/register/finish", "/auth/step-up/passkey/start"] {
        assert_eq!(house.post(path, "", &Value::Null).status, 401, "{path}");
    }
    let from_elsewhere = Request::new("POST", "/api/auth/passkey/login/start").without("X-Plenary");
    assert_eq!(house.server.ask(&from_elsewhere).status, 403);
    let folder = Folder::new();
    let server = Server::start(&folder.0.join("x.sqlite"), &["--public-url", "http://127.0.0.1:8080"]);
    assert_eq!(server.get("/api/config").json()["sign_in"], json!(["email"]));
    assert_eq!(server.ask(&Request::new("POST", "/api/auth/passkey/login/start")).status, 404);
}
