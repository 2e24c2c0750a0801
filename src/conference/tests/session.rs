//! How long a session lives and how it ends. Not: how it begins.

use crate::conference::fixture::{NETWORK, NOW, Small, account, conference, device, granted, start};
use crate::conference::secret::session_digest;
use crate::conference::store::Store;
use crate::conference::{Happened, Notice, Proof, Refusal, Standing};
use crate::domain::profile::AudienceUpdate;
use crate::domain::text::Email;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

fn is_over(conference: &mut Small, secret: &str, now: i64) -> bool {
    matches!(conference.viewer(secret, now), Err(Refusal::SessionRequired))
}

#[test]
fn a_session_belongs_to_whom_it_was_granted_and_to_no_guess() {
    let mut conference = conference([account("ada"), account("bela")]);
    let (ada, bela) = (granted(&mut conference, "ada", NOW), granted(&mut conference, "bela", NOW));
    assert_eq!(conference.viewer(ada.session.expose(), NOW).unwrap().id.as_str(), "ada");
    assert_eq!(conference.viewer(bela.session.expose(), NOW).unwrap().id.as_str(), "bela");
    let upper = ada.session.expose().to_uppercase();
    for guess in ["", "ada", "x", &ada.session.expose()[1..], &upper] {
        assert!(is_over(&mut conference, guess, NOW));
    }
    assert_eq!(ada.session.expose().len(), 64, "256 bits");
    assert!(conference.store().session(&session_digest(ada.session.expose())).unwrap().is_some());
}

#[test]
fn an_idle_session_ends_after_twelve_hours_t22() {
    let mut conference = conference([account("ada")]);
    let ada = granted(&mut conference, "ada", NOW);
    let secret = ada.session.expose();
    assert!(conference.viewer(secret, NOW + 12 * HOUR - 1).is_ok());
    assert!(conference.viewer(secret, NOW + 24 * HOUR - 2).is_ok(), "it was in use");
    assert!(is_over(&mut conference, secret, NOW + 36 * HOUR - 2));
    assert!(is_over(&mut conference, secret, NOW + 24 * HOUR), "what ended stays ended");
}

#[test]
fn a_session_in_use_ends_after_seven_days_t22() {
    let mut conference = conference([account("ada")]);
    let ada = granted(&mut conference, "ada", NOW);
    assert_eq!(i64::from(ada.expires_in), 7 * DAY);
    for hour in 0..7 * 24 {
        assert!(conference.viewer(ada.session.expose(), NOW + hour * HOUR).is_ok(), "hour {hour}");
    }
    assert!(conference.viewer(ada.session.expose(), NOW + 7 * DAY - 1).is_ok());
    assert!(is_over(&mut conference, ada.session.expose(), NOW + 7 * DAY));
}

#[test]
fn use_is_noted_at_most_once_a_minute() {
    let mut conference = conference([account("ada")]);
    let ada = granted(&mut conference, "ada", NOW);
    let digest = session_digest(ada.session.expose());
    let mut seen = |at: i64| {
        conference.viewer(ada.session.expose(), NOW + at).unwrap();
        conference.store().session(&digest).unwrap().unwrap().seen.unwrap() - NOW
    };
    assert_eq!([seen(0), seen(59), seen(60), seen(119), seen(125)], [0, 0, 60, 60, 125]);
}

#[test]
fn a_disabled_account_is_out_at_once_and_stays_out() {
    let mut conference = conference([account("ada")]);
    let ada = granted(&mut conference, "ada", NOW);
    let mut person = account("ada");
    person.profile.standing = Standing::Removed;
    conference.store_mut().put_person(&person, Some(1)).unwrap();
    assert!(is_over(&mut conference, ada.session.expose(), NOW));
    person.profile.standing = Standing::Active;
    conference.store_mut().put_person(&person, Some(1)).unwrap();
    assert!(is_over(&mut conference, ada.session.expose(), NOW), "enabling an account does not bring its sessions back");
}

#[test]
fn signing_out_ends_this_session_on_the_server_and_no_other_t14() {
    let mut conference = conference([account("ada")]);
    let (phone, laptop) = (granted(&mut conference, "ada", NOW), granted(&mut conference, "ada", NOW));
    conference.sign_out(phone.viewer).unwrap();
    assert!(is_over(&mut conference, phone.session.expose(), NOW));
    assert!(conference.viewer(laptop.session.expose(), NOW).is_ok());
}

#[test]
fn signing_out_everywhere_ends_every_session_of_the_viewer_alone_t14() {
    let mut conference = conference([account("ada"), account("bela")]);
    let (phone, laptop) = (granted(&mut conference, "ada", NOW), granted(&mut conference, "ada", NOW));
    let bela = granted(&mut conference, "bela", NOW);
    conference.sign_out_everywhere(phone.viewer).unwrap();
    for secret in [phone.session.expose(), laptop.session.expose()] {
        assert!(is_over(&mut conference, secret, NOW));
    }
    assert!(conference.viewer(bela.session.expose(), NOW).is_ok());
}

#[test]
fn the_organisers_end_every_sign_in_of_one_and_all_that_was_mailed_for_another_t23() {
    let mut conference = conference([account("ada"), account("bela")]);
    let (phone, laptop) = (granted(&mut conference, "ada", NOW), granted(&mut conference, "ada", NOW));
    let bela = granted(&mut conference, "bela", NOW);
    let waiting = start(&mut conference, "ada", NOW);
    let ada = conference.whose(&Email::parse("ADA@example.org").unwrap(), NOW).unwrap();
    let ended = conference.end_sign_ins(&ada, NOW).unwrap();
    let notice = Notice { to: account("ada").email, at: NOW, what: Happened::SignedOut };
    assert_eq!((ended.sessions, ended.letters, ended.told.notices), (2, 1, vec![notice]));
    for secret in [phone.session.expose(), laptop.session.expose()] {
        assert!(is_over(&mut conference, secret, NOW));
    }
    let letter = waiting.letter.unwrap();
    for proof in
        [Proof::Code { challenge: waiting.challenge, code: letter.code.expose() }, Proof::Link { token: letter.link_token.expose() }]
    {
        assert_eq!(conference.redeem(proof, None, device(), NETWORK, NOW).err(), Some(Refusal::proof()));
    }
    assert!(conference.viewer(bela.session.expose(), NOW).is_ok());
    granted(&mut conference, "ada", NOW);
    let unused = conference.end_sign_ins(&ada, NOW + 12 * HOUR).unwrap();
    assert_eq!((unused.sessions, unused.told.notices), (0, vec![]), "what is over is not counted, and nobody hears of nothing");
    assert_eq!(conference.end_sign_ins(&"nobody".parse().unwrap(), NOW), Err(Refusal::NotFound));
    assert_eq!(conference.whose(&Email::parse("nobody@example.org").unwrap(), NOW), Err(Refusal::NotFound));
}

#[test]
fn every_sign_in_makes_a_new_session_t21() {
    let mut conference = conference([account("ada")]);
    let first = granted(&mut conference, "ada", NOW);
    let second = granted(&mut conference, "ada", NOW);
    assert_ne!(first.session.expose(), second.session.expose());
}

#[test]
fn what_was_under_way_when_the_session_ended_changes_nothing_t15() {
    let mut conference = conference([account("ada")]);
    let ada = granted(&mut conference, "ada", NOW);
    // Two requests of one session: the first was let in and still waits for its body while the second signs out.
    let (waiting, leaving) = (conference.viewer(ada.session.expose(), NOW).unwrap(), conference.viewer(ada.session.expose(), NOW).unwrap());
    conference.sign_out_everywhere(leaving).unwrap();
    let listed = AudienceUpdate { listed: Some(true), ..AudienceUpdate::default() };
    assert_eq!(conference.set_audiences(&waiting, &listed, NOW), Err(Refusal::SessionRequired));
    assert_eq!(conference.profile(&waiting), Err(Refusal::SessionRequired));
}

#[test]
fn signing_out_everywhere_also_ends_what_was_mailed_for_another_device() {
    let mut conference = conference([account("ada")]);
    let ada = granted(&mut conference, "ada", NOW);
    let started = conference.start_sign_in(&account("ada").email, &device(), "elsewhere", NOW).unwrap();
    let code = started.letter.unwrap().code;
    conference.sign_out_everywhere(ada.viewer).unwrap();
    let proof = Proof::Code { challenge: started.challenge, code: code.expose() };
    assert_eq!(conference.redeem(proof, None, device(), "elsewhere", NOW).err(), Some(Refusal::proof()));
}
