//! From an address to a session. Not: what happens after.

use crate::conference::fixture::{NETWORK, NOW};
use crate::conference::fixture::{Small, account, conference, device, granted, named, start};
use crate::conference::memory::Memory;
use crate::conference::store::{Challenge, Digest, Store};
use crate::conference::{Granted, Proof, Refusal, Ruling, Standing, Started};
use crate::domain::id::ChallengeId;
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::text::Email;

fn by_code(conference: &mut Small, challenge: &ChallengeId, code: &str, now: i64) -> Ruling<Granted, Memory> {
    conference.redeem(Proof::Code { challenge: challenge.clone(), code }, None, device(), NETWORK, now)
}

fn by_link(conference: &mut Small, started: &Started, browser: Option<&str>, now: i64) -> Ruling<Granted, Memory> {
    let token = started.letter.as_ref().unwrap().link_token.expose();
    conference.redeem(Proof::Link { token }, browser, device(), NETWORK, now)
}

fn code(started: &Started) -> &str {
    started.letter.as_ref().unwrap().code.expose()
}

fn is_the_one_refusal<T>(answer: Ruling<T, Memory>) -> bool {
    matches!(answer, Err(Refusal::Invalid(problems)) if problems == [FieldProblem { input: Input::Proof, fault: Fault::ProofRefused }])
}

#[test]
fn an_address_alone_opens_nothing_t01() {
    let mut conference = conference([account("ada")]);
    let started = start(&mut conference, "ada", NOW);
    // All that an outsider who knows the address has seen, tried as every kind of proof.
    for known in [started.challenge.as_str(), started.browser.expose(), "ada@example.org", "ada", ""] {
        assert!(is_the_one_refusal(conference.redeem(
            Proof::Link { token: known },
            Some(started.browser.expose()),
            device(),
            NETWORK,
            NOW
        )));
        assert!(matches!(conference.viewer(known, NOW), Err(Refusal::SessionRequired)));
    }
    for known in [started.challenge.as_str(), started.browser.expose(), "ada@example.org", ""] {
        assert!(is_the_one_refusal(by_code(&mut conference, &started.challenge, known, NOW)));
    }
    // Nor do the secrets of the mail work as a session.
    let letter = started.letter.as_ref().unwrap();
    for secret in [letter.code.expose(), letter.link_token.expose()] {
        assert!(matches!(conference.viewer(secret, NOW), Err(Refusal::SessionRequired)));
    }
    assert!(by_code(&mut conference, &started.challenge, code(&started), NOW).is_ok());
}

#[test]
fn the_mailed_code_and_the_mailed_link_each_open_a_session_once() {
    let mut conference = conference([account("ada")]);
    let started = start(&mut conference, "ada", NOW);
    let typed = code(&started).to_lowercase();
    let typed = format!(" {}-{} ", &typed[..4], &typed[4..]);
    let granted = by_code(&mut conference, &started.challenge, &typed, NOW).unwrap();
    assert_eq!(granted.viewer.id.as_str(), "ada");
    assert!(is_the_one_refusal(by_code(&mut conference, &started.challenge, code(&started), NOW)), "used code");
    assert!(is_the_one_refusal(by_link(&mut conference, &started, Some(started.browser.expose()), NOW)), "link of a used challenge");

    let started = start(&mut conference, "ada", NOW);
    let granted = by_link(&mut conference, &started, Some(started.browser.expose()), NOW).unwrap();
    conference.viewer(granted.session.expose(), NOW).unwrap();
    assert!(is_the_one_refusal(by_link(&mut conference, &started, Some(started.browser.expose()), NOW)), "used link");
    assert!(is_the_one_refusal(by_code(&mut conference, &started.challenge, code(&started), NOW)), "code of a used challenge");
}

#[test]
fn five_wrong_codes_end_a_challenge_t02() {
    let mut conference = conference([account("ada")]);
    let started = start(&mut conference, "ada", NOW);
    for _ in 0..4 {
        assert!(is_the_one_refusal(by_code(&mut conference, &started.challenge, "WRONG234", NOW)));
    }
    assert!(by_code(&mut conference, &started.challenge, code(&started), NOW).is_ok(), "the fifth may be right");

    let mut conference = self::conference([account("ada")]);
    let started = start(&mut conference, "ada", NOW);
    for _ in 0..5 {
        assert!(is_the_one_refusal(by_code(&mut conference, &started.challenge, "WRONG234", NOW)));
    }
    assert!(is_the_one_refusal(by_code(&mut conference, &started.challenge, code(&started), NOW)));
    assert!(is_the_one_refusal(by_link(&mut conference, &started, Some(started.browser.expose()), NOW)), "its link is dead too");
}

#[test]
fn five_wrong_codes_close_an_address_over_all_its_challenges_t02() {
    let mut conference = conference([account("ada"), account("bela")]);
    let first = start(&mut conference, "ada", NOW);
    let second = start(&mut conference, "ada", NOW);
    for challenge in [&first, &first, &first, &second, &second] {
        assert!(is_the_one_refusal(by_code(&mut conference, &challenge.challenge, "WRONG234", NOW)));
    }
    assert!(is_the_one_refusal(by_code(&mut conference, &second.challenge, code(&second), NOW)), "right, but one too many");
    granted(&mut conference, "bela", NOW);
    assert!(
        by_link(&mut conference, &second, Some(second.browser.expose()), NOW).is_ok(),
        "a link cannot be guessed, so its owner still gets in"
    );
    granted(&mut conference, "ada", NOW + 600);
}

#[test]
fn a_try_counts_even_if_the_process_dies_before_the_code_is_compared_t02() {
    let mut conference = conference([account("ada")]);
    let started = start(&mut conference, "ada", NOW);
    for _ in 0..5 {
        conference.store_mut().count_try(&started.challenge).unwrap();
    }
    assert!(is_the_one_refusal(by_code(&mut conference, &started.challenge, code(&started), NOW)));
}

#[test]
fn a_challenge_is_dead_after_ten_minutes() {
    let mut conference = conference([account("ada")]);
    let started = start(&mut conference, "ada", NOW);
    assert_eq!(started.expires_in, 600);
    assert!(is_the_one_refusal(by_code(&mut conference, &started.challenge, code(&started), NOW + 600)));
    assert!(is_the_one_refusal(by_link(&mut conference, &started, Some(started.browser.expose()), NOW + 600)));
    assert!(by_code(&mut conference, &started.challenge, code(&started), NOW + 599).is_ok());
}

#[test]
fn a_code_answers_its_own_challenge_only() {
    let mut conference = conference([account("ada"), account("bela")]);
    let ada = start(&mut conference, "ada", NOW);
    let bela = start(&mut conference, "bela", NOW);
    assert!(is_the_one_refusal(by_code(&mut conference, &bela.challenge, code(&ada), NOW)));
    assert!(is_the_one_refusal(by_code(&mut conference, &ada.challenge, code(&bela), NOW)));
    assert_eq!(by_code(&mut conference, &ada.challenge, code(&ada), NOW).unwrap().viewer.id.as_str(), "ada");
}

#[test]
fn a_link_opens_nothing_in_another_browser_and_is_not_spent_there_t03() {
    let mut conference = conference([account("ada"), account("bela")]);
    let started = start(&mut conference, "ada", NOW);
    let other = start(&mut conference, "bela", NOW);
    for browser in [None, Some(""), Some("x"), Some(other.browser.expose()), Some(code(&started))] {
        assert!(is_the_one_refusal(by_link(&mut conference, &started, browser, NOW)));
    }
    assert_eq!(by_link(&mut conference, &started, Some(started.browser.expose()), NOW).unwrap().viewer.id.as_str(), "ada");
}

#[test]
fn known_unknown_and_disabled_addresses_look_alike_t05() {
    let mut disabled = named("dorian", "Dorian", &[]);
    disabled.profile.standing = Standing::Removed;
    let mut conference = conference([account("ada"), disabled]);
    let shape = |started: &Started| (started.challenge.as_str().len(), started.expires_in, started.browser.expose().len());
    let known = start(&mut conference, "ada", NOW);
    assert!(known.letter.is_some());
    for id in ["dorian", "nobody"] {
        let started = start(&mut conference, id, NOW);
        assert!(started.letter.is_none());
        assert_eq!(shape(&started), shape(&known));
        for _ in 0..7 {
            assert!(is_the_one_refusal(by_code(&mut conference, &started.challenge, "WRONG234", NOW)));
        }
    }
    // The same number of starts is let through, and the refusal is the same.
    let start = |conference: &mut Small, id: &str| {
        conference.start_sign_in(&Email::parse(&format!("{id}@example.org")).unwrap(), &device(), NETWORK, NOW)
    };
    let outcomes = ["ada", "dorian", "nobody"].map(|id| {
        let outcomes = (0..5).map(|_| start(&mut conference, id).err());
        format!("{:?}", outcomes.collect::<Vec<_>>())
    });
    assert!(outcomes[0].contains("TooMany"));
    assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]));
}

#[test]
fn who_is_disabled_between_mail_and_code_stays_out() {
    let mut conference = conference([account("ada")]);
    let started = start(&mut conference, "ada", NOW);
    let mut person = account("ada");
    person.profile.standing = Standing::Removed;
    assert!(conference.store_mut().put_person(&person, Some(1)).unwrap());
    assert!(is_the_one_refusal(by_code(&mut conference, &started.challenge, code(&started), NOW)));
}

#[test]
fn starts_are_limited_by_address_in_every_spelling_and_by_source() {
    let mut conference = conference([account("ada")]);
    for spelling in ["ada@example.org", "ADA@example.org", "Ada@Example.ORG", " ada@example.org", "ada@EXAMPLE.org"] {
        assert!(conference.start_sign_in(&Email::parse(spelling).unwrap(), &device(), NETWORK, NOW).unwrap().letter.is_some());
    }
    let mut again = |network: &str| conference.start_sign_in(&Email::parse("aDa@example.org").unwrap(), &device(), network, NOW).err();
    assert_eq!(again(NETWORK), Some(Refusal::TooMany { retry_after: 3600 }));
    // The owner is somewhere else and still gets in; many networks together do not flood the mailbox.
    for network in ["198.51.100.1", "198.51.100.2", "198.51.100.3"] {
        for _ in 0..5 {
            assert_eq!(again(network), None);
        }
    }
    assert_eq!(again("198.51.100.4"), Some(Refusal::TooMany { retry_after: 3600 }));
    for number in 0..54 {
        start(&mut conference, &format!("n{number}"), NOW);
    }
    let refused = conference.start_sign_in(&Email::parse("n99@example.org").unwrap(), &device(), NETWORK, NOW + 1);
    assert_eq!(refused.err(), Some(Refusal::TooMany { retry_after: 3599 }));
    assert!(conference.start_sign_in(&Email::parse("n99@example.org").unwrap(), &device(), "198.51.100.7", NOW).is_ok());
}

#[test]
fn proofs_are_limited_by_source_t02() {
    let mut conference = conference([account("ada")]);
    for _ in 0..60 {
        assert!(is_the_one_refusal(conference.redeem(Proof::Link { token: "x" }, None, device(), NETWORK, NOW)));
    }
    let refused = conference.redeem(Proof::Link { token: "x" }, None, device(), NETWORK, NOW);
    assert_eq!(refused.err(), Some(Refusal::TooMany { retry_after: 600 }));
}

#[test]
fn no_secret_is_stored_and_none_is_the_same_twice() {
    let mut conference = conference([account("ada")]);
    let started = start(&mut conference, "ada", NOW);
    let letter = started.letter.as_ref().unwrap();
    let challenge: Challenge = conference.store().challenge(&started.challenge).unwrap().unwrap();
    let hashed = |secret: &str| -> Digest { crate::conference::secret::link_digest(secret) };
    assert_eq!(challenge.link, hashed(letter.link_token.expose()));
    let dump = format!("{challenge:?} {:?} {started:?}", conference.store());
    for secret in [letter.code.expose(), letter.link_token.expose(), started.browser.expose()] {
        assert!(!dump.contains(secret));
    }
    // 256 bits each, in hexadecimal.
    assert_eq!((letter.link_token.expose().len(), started.browser.expose().len()), (64, 64));
    let again = start(&mut conference, "ada", NOW);
    assert_ne!(code(&again), code(&started));
    assert_ne!(again.challenge, started.challenge);
    assert_ne!(again.browser.expose(), started.browser.expose());
}
