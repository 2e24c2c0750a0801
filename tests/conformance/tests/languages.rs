//! In which language the reference backend writes to somebody: that of the request that caused the mail. Not: how a translation reads.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::{Answer, Request};
use plenary_conformance::persona::Persona;
use serde_json::json;
use support::{ADA, Backend, CHIOMA, PATIENT};

const AUSTRIAN: &str = "de-AT,de;q=0.9,en;q=0.5";

/// The request of a browser that wants these languages, where it says so.
fn wanting(languages: Option<&str>, request: Request) -> Request {
    languages.map_or(request.clone(), |languages| request.with("Accept-Language", languages))
}

fn start(who: &Persona, languages: Option<&str>) -> Answer {
    who.ask(&wanting(languages, Request::new("POST", "/auth/start").json(&json!({"email": who.email})))).unwrap()
}

/// Signs in, and gives the subjects of the mail with the code and of the one that tells of it.
fn signed_in(backend: &Backend, languages: Option<&str>) -> [String; 2] {
    let who = Persona::asking(&backend.target, ADA);
    let challenge = start(&who, languages).json()["challenge_id"].clone();
    let mail = backend.mailbox.next(ADA).unwrap();
    assert!(mail.link().unwrap().contains("/sign-in/link#"), "{}", mail.text);
    let proof = json!({"challenge_id": challenge, "code": mail.code().unwrap()});
    assert_eq!(who.ask(&wanting(languages, Request::new("POST", "/auth/redeem").json(&proof))).unwrap().status, 200);
    [mail.subject, backend.mailbox.notice(ADA).unwrap().subject]
}

#[test]
fn a_mail_is_written_in_the_language_of_the_request_that_caused_it() {
    let backend = Backend::start(&PATIENT);
    let [code, told] = signed_in(&backend, Some(AUSTRIAN));
    assert!(code.ends_with(" anmelden") && told.starts_with("Sie haben sich zum ersten Mal"), "{code}, {told}");
    let [code, told] = signed_in(&backend, None);
    assert!(code.starts_with("Sign in to ") && told.starts_with("A new device signed in"), "{code}, {told}");
    let [code, told] = signed_in(&backend, Some("ar"));
    assert!(code.starts_with("تسجيل الدخول إلى ") && told.starts_with("تسجيل دخول من جهاز جديد"), "{code}, {told}");
    let [code, told] = signed_in(&backend, Some("de;q=oh,tlh,é"));
    assert!(code.starts_with("Sign in to ") && told.starts_with("A new device signed in"), "{code}, {told}");
}

/// Status, headers and body, without what is new in every answer.
fn fixed(answer: &Answer) -> String {
    let body = String::from_utf8_lossy(&answer.bytes()).into_owned();
    let headers = answer.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("date"));
    let whole = format!("{}\n{}\n{body}", answer.status, headers.map(|(name, value)| format!("{name}: {value}\n")).collect::<String>());
    // Ids and secrets.
    let is_new = |word: &&str| word.len() >= 16 && word.contains(|letter: char| letter.is_ascii_digit());
    let mut rest = whole.clone();
    for word in whole.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(is_new) {
        rest = rest.replace(word, "*");
    }
    rest
}

#[test]
fn no_answer_depends_on_the_language() {
    let backend = Backend::start(&PATIENT);
    let ada = backend.sign_in(CHIOMA);
    let languages = [None, Some("en"), Some(AUSTRIAN), Some("ar"), Some("x".repeat(2000).leak() as &str)];
    let alike = |what: &str, ask: &dyn Fn(Option<&str>) -> Answer| {
        let all = languages.map(|languages| fixed(&ask(languages)));
        all.iter().for_each(|answer| assert_eq!(answer, &all[0], "{what}"));
        assert!(!all[0].to_lowercase().contains("language"), "{what}: {}", all[0]);
    };
    for address in [ADA, "nobody@example.org"] {
        alike(address, &|languages| start(&Persona::asking(&backend.target, address), languages));
    }
    for (method, path) in
        [("GET", "/me/session"), ("GET", "/delegates/nobody"), ("PUT", "/me/agenda/none"), ("POST", "/auth/step-up/start")]
    {
        alike(path, &|languages| ada.ask(&wanting(languages, Request::new(method, path))).unwrap());
    }
}
