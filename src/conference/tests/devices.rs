//! A delegate's devices: the list, ending one or all others, "this wasn't me", and the mail about a new one. Not: how somebody proves who they
//! are.

use crate::conference::fixture::{NETWORK, NOW, Small, account, conference, device, granted, start};
use crate::conference::store::Store;
use crate::conference::{Browser, Device, DeviceLabel, Disowned, Granted, Happened, Notice, Proof, Refusal, Standing, System, Viewer};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

fn phone() -> DeviceLabel {
    DeviceLabel { browser: Some(Browser::Safari), system: Some(System::IPhone) }
}

fn on(conference: &mut Small, id: &str, device: Device, now: i64) -> Granted {
    let started = start(conference, id, now);
    let proof = Proof::Code { challenge: started.challenge, code: started.letter.as_ref().unwrap().code.expose() };
    conference.redeem(proof, None, device, NETWORK, now).unwrap()
}

fn labels(conference: &Small, viewer: &Viewer, now: i64) -> Vec<(String, bool)> {
    let sessions = conference.sessions(viewer, now).unwrap();
    sessions.into_iter().map(|session| (session.label.to_string(), session.current)).collect()
}

fn is_over(conference: &mut Small, granted: &Granted, now: i64) -> bool {
    matches!(conference.viewer(granted.session.expose(), now), Err(Refusal::SessionRequired))
}

#[test]
fn the_list_holds_this_session_first_then_the_latest_and_nothing_that_is_over_v7_5_2() {
    let mut conference = conference([account("ada"), account("bela")]);
    let old = on(&mut conference, "ada", device(), NOW - 13 * HOUR);
    let laptop = on(&mut conference, "ada", device(), NOW - HOUR);
    let mine = on(&mut conference, "ada", Device::new(phone(), None), NOW);
    granted(&mut conference, "bela", NOW);
    assert!(conference.store().sessions(&mine.viewer.id).unwrap().len() == 3, "the idle one is still stored");
    let phone = "Safari on iPhone".to_owned();
    assert_eq!(labels(&conference, &mine.viewer, NOW), [(phone.clone(), true), ("A browser".into(), false)]);
    assert_eq!(labels(&conference, &laptop.viewer, NOW), [("A browser".into(), true), (phone, false)]);
    assert!(is_over(&mut conference, &old, NOW));
    let seen = conference.sessions(&mine.viewer, NOW).unwrap();
    assert_eq!((seen[1].created, seen[1].seen), (NOW - HOUR, NOW - HOUR));
    conference.viewer(laptop.session.expose(), NOW + 5).unwrap();
    assert_eq!(conference.sessions(&mine.viewer, NOW + 5).unwrap()[1].seen, NOW + 5);
}

#[test]
fn a_name_in_the_list_opens_nothing_and_is_not_the_secret() {
    let mut conference = conference([account("ada")]);
    let ada = granted(&mut conference, "ada", NOW);
    let id = conference.sessions(&ada.viewer, NOW).unwrap()[0].id.clone();
    assert_ne!(id.as_str(), ada.session.expose());
    assert!(matches!(conference.viewer(id.as_str(), NOW), Err(Refusal::SessionRequired)));
}

#[test]
fn one_session_is_ended_at_once_and_somebody_elses_does_not_exist_t14() {
    let mut conference = conference([account("ada"), account("bela")]);
    let (phone, laptop, bela) =
        (granted(&mut conference, "ada", NOW), granted(&mut conference, "ada", NOW), granted(&mut conference, "bela", NOW));
    let laptops = conference.sessions(&laptop.viewer, NOW).unwrap()[0].id.clone();
    let belas = conference.sessions(&bela.viewer, NOW).unwrap()[0].id.clone();
    assert_eq!(conference.end_one(&phone.viewer, &belas), Err(Refusal::NotFound));
    assert_eq!(conference.end_one(&phone.viewer, &"nobodys".parse().unwrap()), Err(Refusal::NotFound));
    assert_eq!(conference.disown(&phone.viewer, &belas, NOW), Err(Refusal::NotFound));
    assert!(!is_over(&mut conference, &bela, NOW));
    assert_eq!(conference.end_one(&phone.viewer, &laptops), Ok(false));
    assert!(is_over(&mut conference, &laptop, NOW));
    let own = conference.sessions(&phone.viewer, NOW).unwrap()[0].id.clone();
    assert_eq!(conference.end_one(&phone.viewer, &own), Ok(true));
    assert!(is_over(&mut conference, &phone, NOW));
    assert_eq!(conference.end_one(&phone.viewer, &own), Err(Refusal::SessionRequired), "nor does who is out end anything");
}

#[test]
fn every_other_session_and_what_was_mailed_for_another_is_ended_and_this_one_stays_v7_4_5() {
    let mut conference = conference([account("ada"), account("bela")]);
    let (phone, laptop, bela) =
        (granted(&mut conference, "ada", NOW), granted(&mut conference, "ada", NOW), granted(&mut conference, "bela", NOW));
    let mailed = start(&mut conference, "ada", NOW);
    assert_eq!(conference.end_others(&phone.viewer), Ok(1));
    assert!(is_over(&mut conference, &laptop, NOW));
    assert!(!is_over(&mut conference, &phone, NOW) && !is_over(&mut conference, &bela, NOW));
    let proof = Proof::Code { challenge: mailed.challenge, code: mailed.letter.as_ref().unwrap().code.expose() };
    assert_eq!(conference.redeem(proof, None, device(), NETWORK, NOW).err(), Some(Refusal::proof()));
}

#[test]
fn this_was_not_me_ends_all_but_this_session_and_makes_other_devices_new_again_t22() {
    let mut conference = conference([account("ada")]);
    let mine = granted(&mut conference, "ada", NOW);
    let theirs = on(&mut conference, "ada", Device::new(phone(), None), NOW);
    let third = granted(&mut conference, "ada", NOW);
    start(&mut conference, "ada", NOW);
    conference.start_step_up(&theirs.viewer, NOW).unwrap();
    // Long after the proof: it asks for none.
    let now = NOW + 500;
    let stolen = conference.sessions(&mine.viewer, now).unwrap().into_iter().find(|session| session.label == phone()).unwrap().id;
    assert_eq!(
        conference.disown(&mine.viewer, &stolen, now),
        Ok(Disowned { sessions: 2, letters: 2, ways: 0, is_own: false, notices: Vec::new() })
    );
    assert!(is_over(&mut conference, &theirs, now) && is_over(&mut conference, &third, now) && !is_over(&mut conference, &mine, now));
    let again = Device::new(phone(), theirs.device.as_ref().map(|secret| secret.expose()));
    assert!(on(&mut conference, "ada", again, NOW + HOUR).notice.is_some(), "the device is told of again");
    let own = Device::new(DeviceLabel::default(), mine.device.as_ref().map(|secret| secret.expose()));
    assert!(on(&mut conference, "ada", own, NOW + HOUR).notice.is_none(), "this one is still known");
}

#[test]
fn this_was_not_me_about_this_session_ends_it_too() {
    let mut conference = conference([account("ada")]);
    let mine = granted(&mut conference, "ada", NOW);
    let own = conference.sessions(&mine.viewer, NOW).unwrap()[0].id.clone();
    assert_eq!(
        conference.disown(&mine.viewer, &own, NOW),
        Ok(Disowned { sessions: 1, letters: 0, ways: 0, is_own: true, notices: Vec::new() })
    );
    assert!(is_over(&mut conference, &mine, NOW));
}

#[test]
fn a_step_up_keeps_the_name_the_label_and_the_beginning_t21() {
    let mut conference = conference([account("ada")]);
    let mine = on(&mut conference, "ada", Device::new(phone(), None), NOW);
    let before = conference.sessions(&mine.viewer, NOW).unwrap();
    let started = conference.start_step_up(&mine.viewer, NOW + 400).unwrap();
    let proved = conference.finish_step_up(&mine.viewer, started.challenge, started.letter.unwrap().code.expose(), NOW + 400).unwrap();
    assert!(proved.notice.is_none() && proved.device.is_none());
    assert_eq!(conference.sessions(&proved.viewer, NOW + 400).unwrap(), before, "the same one, and only one");
    assert!(is_over(&mut conference, &mine, NOW + 400));
}

#[test]
fn a_new_device_is_told_to_the_owner_once_and_a_known_one_never_t22() {
    let mut conference = conference([account("ada"), account("bela")]);
    let first = on(&mut conference, "ada", Device::new(phone(), None), NOW);
    let to = account("ada").email;
    assert_eq!(first.notice, Some(Notice { to: to.clone(), at: NOW, what: Happened::FirstSignIn(phone()) }));
    let secret = first.device.unwrap();
    assert_eq!(secret.expose().len(), 64, "256 bits");
    let same = || Device::new(phone(), Some(secret.expose()));
    let again = on(&mut conference, "ada", same(), NOW + DAY);
    assert_eq!(again.notice, None);
    assert_eq!(again.device.unwrap().expose(), secret.expose(), "it is kept");
    let other = on(&mut conference, "ada", device(), NOW + DAY);
    assert_eq!(other.notice, Some(Notice { to, at: NOW + DAY, what: Happened::NewDevice(DeviceLabel::default()) }));
    assert_ne!(other.device.unwrap().expose(), secret.expose());
    let belas = on(&mut conference, "bela", same(), NOW + DAY);
    assert_eq!(belas.notice.unwrap().what, Happened::FirstSignIn(phone()), "a device that two share is told to each");
    let later = on(&mut conference, "ada", same(), NOW + 367 * DAY);
    assert!(later.notice.is_some(), "after a year it is forgotten");
}

#[test]
fn of_a_device_only_the_digest_is_stored() {
    let mut conference = conference([account("ada")]);
    let first = granted(&mut conference, "ada", NOW);
    let stored = conference.store().sessions(&first.viewer.id).unwrap();
    let secret = first.device.unwrap();
    assert_eq!(stored[0].device, crate::conference::secret::device_digest(secret.expose()));
    assert!(!format!("{stored:?}").contains(secret.expose()));
}

#[test]
fn looking_whether_a_session_lives_does_not_keep_it_alive_v7_3_1() {
    let mut conference = conference([account("ada")]);
    let mine = granted(&mut conference, "ada", NOW);
    let secret = mine.session.expose();
    conference.viewer(secret, NOW).unwrap();
    for hour in 0..12 {
        let (who, remaining) = conference.watch(secret, NOW + hour * HOUR).unwrap();
        assert_eq!((who.as_str(), i64::from(remaining.idle_in)), ("ada", (12 - hour) * HOUR));
        assert_eq!(i64::from(remaining.ends_in), 7 * DAY - hour * HOUR);
    }
    assert!(matches!(conference.watch(secret, NOW + 12 * HOUR), Err(Refusal::SessionRequired)));

    let again = granted(&mut conference, "ada", NOW);
    let mut person = account("ada");
    person.profile.standing = Standing::Removed;
    conference.store_mut().put_person(&person, Some(1)).unwrap();
    assert!(matches!(conference.watch(again.session.expose(), NOW), Err(Refusal::SessionRequired)), "a removed account is out");
}

#[test]
fn the_term_is_told_in_durations_and_does_not_grow_by_use() {
    let mut conference = conference([account("ada")]);
    let mine = granted(&mut conference, "ada", NOW);
    let term = conference.term(&mine.viewer, NOW + 100).unwrap();
    assert_eq!((i64::from(term.ends_in), i64::from(term.idle_after)), (7 * DAY - 100, 12 * HOUR));
    conference.viewer(mine.session.expose(), NOW + 200).unwrap();
    assert_eq!(i64::from(conference.term(&mine.viewer, NOW + 200).unwrap().ends_in), 7 * DAY - 200);
}

#[test]
fn after_a_sign_out_by_the_organisers_a_lost_device_is_a_new_one_and_not_the_first_t23() {
    let mut conference = conference([account("ada"), account("bela")]);
    let lost = on(&mut conference, "ada", Device::new(phone(), None), NOW);
    conference.end_sign_ins(&lost.viewer.id, NOW).unwrap();
    let again = Device::new(phone(), lost.device.as_ref().map(|secret| secret.expose()));
    let notice = on(&mut conference, "ada", again, NOW).notice.unwrap();
    assert_eq!(notice.what, Happened::NewDevice(phone()));
    conference.end_sign_ins(&"bela".parse().unwrap(), NOW).unwrap();
    let first = on(&mut conference, "bela", Device::new(phone(), None), NOW).notice.unwrap();
    assert_eq!(first.what, Happened::FirstSignIn(phone()), "who never came in still comes in for the first time");
}
