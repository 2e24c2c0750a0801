//! Fresh proofs: who can make one, and what they change. Not: which changes ask for one.

use crate::conference::fixture::{NETWORK, NOW, account, conference, device, granted, start};
use crate::conference::{LetterPurpose, Proof, Refusal};
use crate::domain::privacy::Field;
use crate::domain::profile::ProfileUpdate;

fn new_phone() -> ProfileUpdate {
    ProfileUpdate::parse([(Field::Phone, Some("+44 20 7946 0999"))]).unwrap()
}

#[test]
fn a_proof_is_fresh_for_five_minutes_and_a_step_up_renews_it() {
    let mut conference = conference([account("ada")]);
    let ada = granted(&mut conference, "ada", NOW);
    assert!(conference.update(&ada.viewer, 1, &new_phone(), NOW + 300).is_ok());
    assert_eq!(conference.update(&ada.viewer, 2, &new_phone(), NOW + 301), Err(Refusal::StepUpRequired));
    let later = NOW + 1000;
    let started = conference.start_step_up(&ada.viewer, later).unwrap();
    let letter = started.letter.unwrap();
    assert_eq!((letter.to.as_str(), letter.purpose), ("ada@example.org", LetterPurpose::StepUp));
    let proved = conference.finish_step_up(&ada.viewer, started.challenge, letter.code.expose(), later).unwrap();
    assert!(conference.update(&proved.viewer, 2, &new_phone(), later + 300).is_ok());
}

#[test]
fn a_step_up_changes_the_session_id_and_ends_the_old_one_but_not_its_lifetime_t21() {
    let mut conference = conference([account("ada")]);
    let ada = granted(&mut conference, "ada", NOW);
    let started = conference.start_step_up(&ada.viewer, NOW + 100).unwrap();
    let letter = started.letter.unwrap();
    let proved = conference.finish_step_up(&ada.viewer, started.challenge, letter.code.expose(), NOW + 100).unwrap();
    assert_ne!(proved.session.expose(), ada.session.expose());
    assert!(conference.viewer(ada.session.expose(), NOW + 100).is_err());
    assert_eq!(conference.viewer(proved.session.expose(), NOW + 100).unwrap().id.as_str(), "ada");
    assert_eq!(proved.expires_in + 100, ada.expires_in);
}

#[test]
fn only_the_session_that_asked_can_finish_a_step_up_and_only_once() {
    let mut conference = conference([account("ada"), account("bela")]);
    let phone = granted(&mut conference, "ada", NOW);
    let laptop = granted(&mut conference, "ada", NOW);
    let bela = granted(&mut conference, "bela", NOW);
    let started = conference.start_step_up(&phone.viewer, NOW).unwrap();
    let letter = started.letter.unwrap();
    let challenge = started.challenge;
    for other in [&laptop.viewer, &bela.viewer] {
        assert!(conference.finish_step_up(other, challenge.clone(), letter.code.expose(), NOW).is_err());
    }
    assert!(conference.finish_step_up(&phone.viewer, challenge.clone(), "WRONG234", NOW).is_err());
    assert!(conference.finish_step_up(&phone.viewer, challenge.clone(), letter.code.expose(), NOW).is_ok());
    assert!(conference.finish_step_up(&phone.viewer, challenge, letter.code.expose(), NOW).is_err());
}

#[test]
fn a_step_up_is_no_sign_in_and_a_sign_in_no_step_up_t01() {
    let mut conference = conference([account("ada")]);
    let ada = granted(&mut conference, "ada", NOW);
    let step_up = conference.start_step_up(&ada.viewer, NOW).unwrap();
    let letter = step_up.letter.unwrap();
    let code = Proof::Code { challenge: step_up.challenge.clone(), code: letter.code.expose() };
    assert!(conference.redeem(code, None, device(), NETWORK, NOW).is_err());
    let link = Proof::Link { token: letter.link_token.expose() };
    assert!(conference.redeem(link, Some(step_up.browser.expose()), device(), NETWORK, NOW).is_err());

    let sign_in = start(&mut conference, "ada", NOW);
    let code = sign_in.letter.unwrap().code;
    assert!(conference.finish_step_up(&ada.viewer, sign_in.challenge, code.expose(), NOW).is_err());
    assert!(conference.finish_step_up(&ada.viewer, step_up.challenge, letter.code.expose(), NOW).is_ok(), "none of that spent it");
}

#[test]
fn five_wrong_codes_end_a_step_up_and_an_outsider_cannot_spend_its_tries_t02() {
    let mut conference = conference([account("ada")]);
    let ada = granted(&mut conference, "ada", NOW);
    let outsider = start(&mut conference, "ada", NOW);
    for _ in 0..5 {
        let wrong = Proof::Code { challenge: outsider.challenge.clone(), code: "WRONG234" };
        assert!(conference.redeem(wrong, None, device(), "198.51.100.7", NOW).is_err());
    }
    let started = conference.start_step_up(&ada.viewer, NOW).unwrap();
    let code = started.letter.unwrap().code;
    for _ in 0..4 {
        assert!(conference.finish_step_up(&ada.viewer, started.challenge.clone(), "WRONG234", NOW).is_err());
    }
    assert!(conference.finish_step_up(&ada.viewer, started.challenge, code.expose(), NOW).is_ok());

    let ada = granted(&mut conference, "ada", NOW + 600);
    let started = conference.start_step_up(&ada.viewer, NOW + 600).unwrap();
    let code = started.letter.unwrap().code;
    for _ in 0..5 {
        assert!(conference.finish_step_up(&ada.viewer, started.challenge.clone(), "WRONG234", NOW + 600).is_err());
    }
    assert!(conference.finish_step_up(&ada.viewer, started.challenge, code.expose(), NOW + 600).is_err());
}
