//! What is not shared is in no byte that anybody else gets: the canary test, AUTHZ-01..03, 07, 08, 11 and photos. Not: writing (`authz`).
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod support;

use plenary_conformance::http::Request;
use plenary_conformance::persona::Persona;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::pictures::Tiles;
use support::planted::{Planted, Texts, escaped, set_photo, walk};
use support::{Backend, CHIOMA, PATIENT};

/// Texts none of whose parts is already in what a delegate gets before they are planted.
fn unheard_of(backend: &Backend) -> Texts {
    let mut bob = backend.sign_in(CHIOMA);
    let mut heard = None;
    for _ in 0..5 {
        let texts = Texts::draw();
        let search = texts.canaries().search().unwrap();
        let before = walk(&mut bob, &texts, "nobody", "nothing");
        heard = before.iter().find_map(|(request, bytes)| Some(format!("{request}: {:?}", search.find(bytes)?)));
        if heard.is_none() {
            return texts;
        }
    }
    panic!("answers repeat what was asked, or the texts are too short: {heard:?}")
}

fn is_silent(planted: &Planted, who: &mut Persona, name: &str) {
    let search = planted.search();
    let heard = walk(who, &planted.texts, &planted.id, &planted.photo);
    assert!(heard.len() > 100, "the walk is too short");
    for (request, bytes) in &heard {
        let hit = search.find(bytes);
        assert!(hit.is_none(), "{name}, {request}: {hit:?}");
        let body = bytes.windows(4).position(|window| window == b"\r\n\r\n").map_or(&bytes[..0], |at| &bytes[at + 4..]);
        assert!(!planted.tiles.are_in(body), "{name}, {request}: the photo");
    }
}

#[test]
fn authz_01_03_nothing_hidden_is_in_any_byte() {
    let backend = Backend::start(&PATIENT);
    let texts = unheard_of(&backend);
    let planted = Planted::in_(&backend, texts);
    // If this did not find anything, silence would prove nothing.
    let own = planted.persona.get("/me").unwrap();
    assert!(planted.search().find(&own.bytes()).is_some());

    is_silent(&planted, &mut backend.sign_in(CHIOMA), "another delegate");
    is_silent(&planted, &mut backend.stranger(), "a stranger");
    let hit = planted.search().find(&backend.log());
    assert!(hit.is_none(), "the log: {hit:?}");
}

/// Whoever is listed shows a name, and still nothing else.
#[test]
fn authz_01_03_whoever_is_listed_hides_everything_else_as_well() {
    let backend = Backend::start(&PATIENT);
    let texts = unheard_of(&backend);
    let planted = Planted::in_(&backend, texts);
    let shown = json!({"fields": {"name": "delegates", "phone": "connections", "photo": "connections"}, "listed": true});
    assert_eq!(planted.persona.share(&shown).unwrap().status, 200);
    // The id and the name are public now; everything else is searched for.
    let mut canaries = plenary_conformance::canary::Canaries::default();
    for (key, text) in planted.texts.fields.iter().filter(|(key, _)| *key != "name") {
        canaries.text(key, text);
    }
    canaries.text("email", &planted.texts.email);
    canaries.bytes("photo's id", planted.photo.as_bytes());
    canaries.bytes("photo", &planted.portrait[planted.portrait.len() / 2..][..16]);
    let search = canaries.search().unwrap();
    let heard = walk(&mut backend.sign_in(CHIOMA), &planted.texts, &planted.id, &planted.photo);
    assert!(heard.iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(&planted.id)), "nobody is listed, so nothing is proven");
    for (request, bytes) in heard {
        let hit = search.find(&bytes);
        assert!(hit.is_none(), "{request}: {hit:?}");
    }
}

fn keys(person: &Value) -> BTreeSet<String> {
    person.as_object().unwrap().keys().filter(|key| *key != "id").cloned().collect()
}

#[test]
fn authz_01_exactly_what_is_shared_is_seen_and_at_once() {
    let backend = Backend::start(&PATIENT);
    let planted = Planted::in_(&backend, Texts::draw());
    let (alice, bob) = (&planted.persona, backend.sign_in(CHIOMA));
    let seen = || bob.get(&format!("/delegates/{}", planted.id)).unwrap();
    let rows = |word: &str| bob.get(&format!("/delegates?q={}", escaped(word))).unwrap().json();
    let (name, phone) = (&planted.texts.fields[0].1, &planted.texts.fields[5].1);
    assert_eq!(alice.share(&json!({"fields": {"name": "delegates"}, "listed": true})).unwrap().status, 200);
    let all = ["photo", "job_title", "organisation", "pronouns", "biography", "email", "phone"];
    for chosen in 0..=all.len() {
        // One more is shared each time; the one before goes back to connections, who are not this viewer.
        let audience = |key: &str| if Some(&key) == all.get(chosen) { "delegates" } else { "connections" };
        let fields: serde_json::Map<_, _> = all.iter().map(|key| ((*key).to_owned(), json!(audience(key)))).collect();
        assert_eq!(alice.share(&json!({"fields": fields})).unwrap().status, 200);
        let expected: BTreeSet<String> = ["name"].into_iter().chain(all.get(chosen).copied()).map(str::to_owned).collect();
        let person = seen().json();
        assert_eq!(keys(&person), expected);
        assert_eq!(keys(&rows(name)["delegates"][0]), expected, "the row of the directory");
        assert_eq!(rows(phone)["found"], u8::from(all.get(chosen) == Some(&"phone")), "found by a telephone number");
        // The preview is the same path, not another opinion.
        assert_eq!(alice.get("/me/preview?as=delegate").unwrap().json()["delegate"], person);
        assert_eq!(keys(&alice.get("/me/preview?as=connection").unwrap().json()["delegate"]).len(), 8);
        assert_eq!(alice.get("/me/preview?as=stranger").unwrap().json(), json!({}));
    }
    assert_eq!(alice.share(&json!({"listed": false})).unwrap().status, 200);
    assert_eq!((seen().status, rows(name)["found"].clone()), (404, json!(0)));
    assert_eq!(alice.get("/me/preview?as=delegate").unwrap().json(), json!({}));
}

#[test]
fn authz_02_searching_for_a_hidden_value_changes_nothing() {
    let backend = Backend::start(&PATIENT);
    let planted = Planted::in_(&backend, Texts::draw());
    assert_eq!(planted.persona.share(&json!({"fields": {"name": "delegates"}, "listed": true})).unwrap().status, 200);
    let bob = backend.sign_in(CHIOMA);
    let body = |query: &str| bob.get(&format!("/delegates?{query}")).unwrap().body;
    let name = escaped(&planted.texts.fields[0].1);
    for (key, text) in planted.texts.fields.iter().skip(1) {
        let random = Texts::draw();
        let other = &random.fields.iter().find(|(found, _)| found == key).unwrap().1;
        assert_eq!(body(&format!("q={}", escaped(text))), body(&format!("q={}", escaped(other))), "{key}");
        // Together with the shown name as well: a yes would say that the number is hers.
        assert_eq!(body(&format!("q={name}%20{}", escaped(text))), body(&format!("q={name}%20{}", escaped(other))), "{key}");
        for way in ["sort", "order_by", "filter"] {
            assert_eq!(body(&format!("{way}={key}&limit=100")), body("limit=100"), "{way}={key}");
        }
        assert_eq!(body(&format!("filter[{key}]={}&limit=100", escaped(text))), body("limit=100"), "{key}");
    }
}

#[test]
fn authz_07_not_listed_equals_does_not_exist() {
    let backend = Backend::start(&PATIENT);
    let planted = Planted::in_(&backend, Texts::draw());
    let (alice, bob) = (&planted.persona, backend.sign_in(CHIOMA));
    let count = || bob.get("/delegates?limit=1").unwrap().json()["found"].as_u64().unwrap();
    let before = count();
    let everything = json!({"fields": {"name": "delegates", "photo": "delegates"}, "listed": true});
    assert_eq!(alice.share(&everything).unwrap().status, 200);
    let url = format!("/delegates/{}/photo/{}", planted.id, planted.photo);
    assert_eq!((count(), bob.get(&url).unwrap().status), (before + 1, 200));
    assert_eq!(alice.share(&json!({"listed": false})).unwrap().status, 200);
    assert_eq!(count(), before);
    // Her saved addresses and those of nobody: byte for byte the same, but for the request's id.
    let answer = |path: String| {
        let answer = bob.get(&path).unwrap();
        let id = answer.json()["request_id"].as_str().unwrap_or("-").to_owned();
        let text = String::from_utf8(answer.bytes()).unwrap().replace(&id, "…");
        (answer.status, text.lines().filter(|line| !line.starts_with("date")).collect::<Vec<_>>().join("\n"))
    };
    let nobody = plenary_conformance::random_letters(32);
    for tail in ["".to_owned(), format!("/photo/{}", planted.photo)] {
        assert_eq!(answer(format!("/delegates/{}{tail}", planted.id)), answer(format!("/delegates/{nobody}{tail}")));
        assert_eq!(answer(format!("/delegates/{}{tail}", planted.id)).0, 404);
    }
    let name = escaped(&planted.texts.fields[0].1);
    assert_eq!(answer(format!("/delegates?q={name}")), answer(format!("/delegates?q={nobody}")));
}

#[test]
fn authz_11_a_fresh_account_shares_nothing() {
    let backend = Backend::start(&PATIENT);
    backend.invite("fresh@example.org;Fresh Person\n");
    let (fresh, bob) = (backend.sign_in("fresh@example.org"), backend.sign_in(CHIOMA));
    let me = fresh.get("/me").unwrap().json();
    assert_eq!(me["listed"], false);
    assert!(me["fields"].as_object().unwrap().values().all(|own| own["audience"] == "only_me"));
    assert_eq!(bob.get(&format!("/delegates/{}", me["id"].as_str().unwrap())).unwrap().status, 404);
    assert_eq!(bob.get("/delegates?q=Fresh%20Person").unwrap().json()["found"], 0);
    // Being listed is one choice; every field stays another.
    assert_eq!(fresh.share(&json!({"listed": true})).unwrap().status, 422, "without a name that may be seen");
    assert_eq!(fresh.share(&json!({"fields": {"name": "delegates"}, "listed": true})).unwrap().status, 200);
    assert_eq!(keys(&bob.get(&format!("/delegates/{}", me["id"].as_str().unwrap())).unwrap().json()), ["name".to_owned()].into());
}

#[test]
fn photo_03_04_nothing_but_the_picture_is_kept() {
    let backend = Backend::start(&PATIENT);
    let planted = Planted::in_(&backend, Texts::draw());
    let sent = planted.tiles.jpeg(&planted.texts.mark);
    let search = planted.texts.canaries().search().unwrap();
    assert!(search.find(&sent).is_some(), "nothing was hidden in the picture");
    let url = format!("/delegates/{}/photo/{}", planted.id, planted.photo);
    let kept = planted.persona.get(&url).unwrap();
    assert_eq!(search.find(&kept.bytes()), None);
    assert!(kept.body.ends_with(&[0xff, 0xd9]), "something stands behind the picture");
    for marker in [&b"Exif"[..], b"http://ns.adobe.com", b"Photoshop", b"ICC_PROFILE"] {
        assert!(!kept.body.windows(marker.len()).any(|window| window == marker), "{}", String::from_utf8_lossy(marker));
    }
}

#[test]
fn photo_07_an_old_address_is_dead_at_once() {
    let backend = Backend::start(&PATIENT);
    let planted = Planted::in_(&backend, Texts::draw());
    let (alice, bob) = (&planted.persona, backend.sign_in(CHIOMA));
    let url = |photo: &str| format!("/delegates/{}/photo/{photo}", planted.id);
    let status = |photo: &str| bob.get(&url(photo)).unwrap().status;
    let shown = |audience: &str| json!({"fields": {"name": "delegates", "photo": audience}, "listed": true});
    assert_eq!(alice.share(&shown("delegates")).unwrap().status, 200);
    let picture = bob.get(&url(&planted.photo)).unwrap();
    assert!(picture.status == 200 && planted.tiles.are_in(&picture.body));
    assert_eq!(backend.target.get(&url(&planted.photo)).unwrap().status, 401, "a stranger");

    let second = set_photo(alice, &Tiles::random().jpeg("x"));
    assert_ne!(second, planted.photo);
    assert_eq!((status(&planted.photo), status(&second)), (404, 200), "replaced");
    assert_eq!(alice.get(&url(&planted.photo)).unwrap().status, 404, "even for its owner");
    for narrower in ["connections", "only_me"] {
        assert_eq!(alice.share(&shown(narrower)).unwrap().status, 200);
        assert_eq!(status(&second), 404, "shared with {narrower}");
        assert_eq!(alice.get(&url(&second)).unwrap().status, 200);
    }
    assert_eq!(alice.share(&shown("delegates")).unwrap().status, 200);
    assert_eq!(status(&second), 200);
    assert_eq!(alice.share(&json!({"listed": false})).unwrap().status, 200);
    assert_eq!(status(&second), 404, "not listed");
    assert_eq!(alice.share(&json!({"listed": true})).unwrap().status, 200);
    assert_eq!(alice.ask(&Request::new("DELETE", "/me/photo")).unwrap().status, 200);
    assert_eq!((status(&second), alice.get(&url(&second)).unwrap().status), (404, 404), "removed");
}
