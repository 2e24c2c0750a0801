//! An answer lost after the code was spent. Not: the first use.

use crate::conference::fixture::{Counting, NETWORK, NOW, Small, account, conference, device, start};
use crate::conference::memory::Memory;
use crate::conference::store::Store;
use crate::conference::{Device, DeviceLabel, Entropy, Granted, Proof, Refusal, Ruling, Standing, Started};

type Entered = Ruling<Granted, Memory>;

fn code(conference: &mut Small, started: &Started, browser: Option<&str>, now: i64) -> Entered {
    let code = started.letter.as_ref().unwrap().code.expose();
    conference.redeem(Proof::Code { challenge: started.challenge.clone(), code }, browser, device(), NETWORK, now)
}

fn link(conference: &mut Small, started: &Started, browser: Option<&str>, now: i64) -> Entered {
    let token = started.letter.as_ref().unwrap().link_token.expose();
    conference.redeem(Proof::Link { token }, browser, device(), NETWORK, now)
}

fn is_refused(answer: &Entered) -> bool {
    answer.as_ref().err() == Some(&Refusal::proof())
}

#[test]
fn the_same_proof_from_the_same_browser_opens_the_door_again_while_nobody_came_in() {
    for proof in [code, link] {
        let mut conference = conference([account("ada")]);
        let started = start(&mut conference, "ada", NOW);
        let own = Some(started.browser.expose());
        let lost = proof(&mut conference, &started, own, NOW).unwrap();
        let lost_too = proof(&mut conference, &started, own, NOW + 1).unwrap();
        let arrived = proof(&mut conference, &started, own, NOW + 119).unwrap();
        for over in [&lost, &lost_too] {
            assert!(conference.viewer(over.session.expose(), NOW + 119).is_err(), "never two sessions by one proof");
        }
        assert_eq!(conference.viewer(arrived.session.expose(), NOW + 119).unwrap().id.as_str(), "ada");
        assert_eq!(conference.store().sessions(&arrived.viewer.id).unwrap().len(), 1);
        assert!(lost.notice.is_some() && lost_too.notice.is_none() && arrived.notice.is_none(), "one mail about one new device");
        assert!(is_refused(&proof(&mut conference, &started, own, NOW + 119)), "after use it is a used proof like any other");
        assert!(conference.viewer(arrived.session.expose(), NOW + 119).is_ok(), "and who is in stays in");
    }
}

#[test]
fn any_other_browser_gets_the_one_refusal_and_ends_nothing_t01_t03() {
    let mut conference = conference([account("ada"), account("bela")]);
    let started = start(&mut conference, "ada", NOW);
    let other = start(&mut conference, "bela", NOW);
    code(&mut conference, &started, Some(started.browser.expose()), NOW).unwrap();
    for browser in [None, Some(""), Some(other.browser.expose()), Some(started.challenge.as_str())] {
        assert!(is_refused(&code(&mut conference, &started, browser, NOW)));
        assert!(is_refused(&link(&mut conference, &started, browser, NOW)));
    }
    assert!(code(&mut conference, &started, Some(started.browser.expose()), NOW).is_ok(), "none of that spent it");
}

#[test]
fn a_code_that_was_redeemed_elsewhere_gives_nothing_to_the_browser_that_asked_t01() {
    let mut conference = conference([account("ada")]);
    let started = start(&mut conference, "ada", NOW);
    let here = code(&mut conference, &started, None, NOW).unwrap();
    assert!(is_refused(&code(&mut conference, &started, Some(started.browser.expose()), NOW)));
    assert!(conference.viewer(here.session.expose(), NOW).is_ok());
}

#[test]
fn after_two_minutes_it_is_over() {
    let mut conference = conference([account("ada")]);
    let started = start(&mut conference, "ada", NOW);
    let own = Some(started.browser.expose());
    code(&mut conference, &started, own, NOW).unwrap();
    code(&mut conference, &started, own, NOW + 100).unwrap();
    assert!(is_refused(&code(&mut conference, &started, own, NOW + 120)), "counted from the first use");
}

#[test]
fn a_wrong_code_ends_it_so_that_none_is_guessed_there_t02() {
    let mut conference = conference([account("ada")]);
    let started = start(&mut conference, "ada", NOW);
    let own = Some(started.browser.expose());
    let first = code(&mut conference, &started, own, NOW).unwrap();
    let wrong = Proof::Code { challenge: started.challenge.clone(), code: "WRONG234" };
    assert!(is_refused(&conference.redeem(wrong, own, device(), NETWORK, NOW)));
    assert!(is_refused(&code(&mut conference, &started, own, NOW)));
    assert!(conference.viewer(first.session.expose(), NOW).is_ok(), "what was opened rightly stays");
}

#[test]
fn who_signed_out_everywhere_or_was_disabled_does_not_come_back_by_it_t14() {
    let mut conference = conference([account("ada")]);
    let started = start(&mut conference, "ada", NOW);
    let own = Some(started.browser.expose());
    let granted = code(&mut conference, &started, own, NOW).unwrap();
    conference.sign_out_everywhere(granted.viewer).unwrap();
    assert!(is_refused(&code(&mut conference, &started, own, NOW)));

    let started = start(&mut conference, "ada", NOW);
    let own = Some(started.browser.expose());
    code(&mut conference, &started, own, NOW).unwrap();
    let mut ada = account("ada");
    ada.profile.standing = Standing::Removed;
    conference.store_mut().put_person(&ada, Some(1)).unwrap();
    assert!(is_refused(&code(&mut conference, &started, own, NOW)));
}

/// Whatever a browser, a stranger and a clock do in whatever order: one proof has at most one living session, a stranger never gets any, and
/// once somebody came in nothing opens any more.
#[test]
fn no_order_of_things_makes_two_sessions_of_one_proof_t01() {
    let mut dice = Counting::default();
    let mut roll = |sides: u8| {
        let mut byte = [0];
        dice.fill(&mut byte);
        byte[0] % sides
    };
    let mut reopened = 0;
    for _ in 0..300 {
        let mut conference = conference([account("ada")]);
        let started = start(&mut conference, "ada", NOW);
        let (mut now, mut is_used, mut opened) = (NOW, false, Vec::new());
        for _ in 0..roll(12) {
            let own = Some(started.browser.expose());
            match roll(6) {
                0 | 1 => opened.extend(code(&mut conference, &started, own, now).ok().inspect(|_| assert!(!is_used))),
                2 => opened.extend(link(&mut conference, &started, own, now).ok().inspect(|_| assert!(!is_used))),
                3 if !opened.is_empty() => assert!(is_refused(&code(&mut conference, &started, Some("a stranger's"), now))),
                4 => {
                    let latest: Option<&Granted> = opened.last();
                    is_used |= latest.is_some_and(|granted| conference.viewer(granted.session.expose(), now).is_ok());
                }
                _ => now += i64::from(roll(90)),
            }
            reopened += usize::from(opened.len() == 2);
            assert!(conference.store().sessions(&"ada".parse().unwrap()).unwrap().len() <= 1);
        }
    }
    assert!(reopened > 20, "the case was never tried: {reopened}");
}

#[test]
fn a_device_that_lost_its_cookie_with_the_answer_is_known_by_the_next_one() {
    let mut conference = conference([account("ada")]);
    let started = start(&mut conference, "ada", NOW);
    let own = Some(started.browser.expose());
    code(&mut conference, &started, own, NOW).unwrap();
    let arrived = code(&mut conference, &started, own, NOW).unwrap();
    let known = Device::new(DeviceLabel::default(), arrived.device.as_ref().map(|secret| secret.expose()));
    let started = start(&mut conference, "ada", NOW);
    let proof = Proof::Code { challenge: started.challenge.clone(), code: started.letter.as_ref().unwrap().code.expose() };
    assert!(conference.redeem(proof, None, known, NETWORK, NOW).unwrap().notice.is_none());
}
