//! In by a passkey: whose signature opens what, where, and how often. Not: how a passkey comes to be (`passkeys`).

use super::passkeys::{Paper, handle, is_the_one_refusal, passkey};
use crate::conference::fixture::{NETWORK, NOW, Small, account, conference, device, granted, viewer};
use crate::conference::memory::Memory;
use crate::conference::passkeys::{Entry, PasskeyOffered, Reply};
use crate::conference::store::Store;
use crate::conference::{Granted, Happened, Limits, Proof, Quota, Refusal, Ruling, Standing};

fn start(conference: &mut Small, paper: &Paper) -> PasskeyOffered {
    conference.start_passkey_sign_in(paper, None, NETWORK, NOW).unwrap()
}

fn finish(conference: &mut Small, paper: &Paper, started: &PasskeyOffered, answer: &str, now: i64) -> Ruling<Entry, Memory> {
    let browser = Some(started.browser.expose());
    conference.finish_passkey_sign_in(paper, Reply { ceremony: &started.offered.ceremony, answer }, browser, device(), NETWORK, now)
}

fn open(entry: Entry) -> Granted {
    match entry {
        Entry::Open(granted) => granted,
        Entry::Cloned(_) => panic!("refused"),
    }
}

#[test]
fn a_passkey_opens_its_owners_account_without_an_address_and_once_t01() {
    let mut conference = conference([account("ada"), account("bela")]);
    let paper = Paper::default();
    let ada = viewer(&mut conference, "ada", NOW);
    passkey(&mut conference, &ada, "c1", 1);
    let started = start(&mut conference, &paper);
    assert_eq!((paper.told.borrow().as_str(), started.offered.expires_in), ("sign 0", 300));
    let answer = paper.sign("c1", handle(1));
    let granted = open(finish(&mut conference, &paper, &started, &answer, NOW + 299).unwrap());
    assert_eq!(granted.viewer.id.as_str(), "ada");
    assert!(granted.device.is_some() && granted.notice.is_some(), "a device that was not seen before is told of");
    assert_eq!(conference.viewer(granted.session.expose(), NOW + 299).unwrap().id.as_str(), "ada");
    let kept = &conference.passkeys(&ada).unwrap()[0];
    assert_eq!((kept.record.as_str(), kept.used, kept.synced), ("used 0+", Some(NOW + 299), true));
    assert!(is_the_one_refusal(finish(&mut conference, &paper, &started, &answer, NOW + 299)), "replayed");
}

#[test]
fn a_signature_counts_in_the_browser_that_asked_and_for_five_minutes() {
    let mut conference = conference([account("ada")]);
    let paper = Paper::default();
    let ada = viewer(&mut conference, "ada", NOW);
    passkey(&mut conference, &ada, "c1", 1);
    let started = start(&mut conference, &paper);
    let answer = paper.sign("c1", handle(1));
    let ceremony = started.offered.ceremony.clone();
    for browser in [None, Some(""), Some(ceremony.as_str()), Some("0".repeat(64).as_str())] {
        let refused =
            conference.finish_passkey_sign_in(&paper, Reply { ceremony: &ceremony, answer: &answer }, browser, device(), NETWORK, NOW);
        assert!(is_the_one_refusal(refused));
    }
    assert!(is_the_one_refusal(finish(&mut conference, &paper, &started, &answer, NOW + 300)), "expired");
    assert!(finish(&mut conference, &paper, &started, &answer, NOW + 299).is_ok(), "none of that spent it");
}

#[test]
fn two_tabs_of_one_browser_do_not_end_each_others_questions() {
    let mut conference = conference([account("ada")]);
    let paper = Paper::default();
    let ada = viewer(&mut conference, "ada", NOW);
    passkey(&mut conference, &ada, "c1", 1);
    let first = start(&mut conference, &paper);
    let answer = paper.sign("c1", handle(1));
    let cookie = first.browser.expose().to_owned();
    let second = conference.start_passkey_sign_in(&paper, Some(cookie.clone()), NETWORK, NOW).unwrap();
    assert_eq!(second.browser.expose(), cookie);
    assert!(finish(&mut conference, &paper, &first, &answer, NOW).is_ok());
    // What no backend of ours gave is not taken for a verifier.
    let planted = conference.start_passkey_sign_in(&paper, Some("known".into()), NETWORK, NOW).unwrap();
    assert_ne!(planted.browser.expose(), "known");
}

#[test]
fn unknown_unsigned_and_mismatched_passkeys_get_the_one_refusal_t05() {
    let mut conference = conference([account("ada"), account("bela")]);
    let paper = Paper::default();
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    passkey(&mut conference, &ada, "c1", 1);
    passkey(&mut conference, &bela, "c2", 2);
    let answers: [fn(&Paper) -> String; 7] = [
        |paper| paper.sign("unknown", handle(1)),
        |paper| paper.answer("c1", handle(1), "forged"),
        |paper| paper.sign("c1", handle(2)),
        |paper| paper.sign("c1", handle(9)),
        |paper| paper.sign("c1", handle(1)).replace(" 1 ", " none "),
        |_| "nonsense".into(),
        |_| "q0 c1 1 proved".into(),
    ];
    for answer in answers {
        let started = start(&mut conference, &paper);
        assert!(is_the_one_refusal(finish(&mut conference, &paper, &started, &answer(&paper), NOW)), "{}", answer(&paper));
        assert!(is_the_one_refusal(finish(&mut conference, &paper, &started, &paper.sign("c1", handle(1)), NOW)), "spent");
    }
    assert!(conference.passkeys(&ada).unwrap()[0].used.is_none());
}

#[test]
fn a_removed_passkey_and_a_disabled_delegate_stay_out_v7_4_2() {
    let mut conference = conference([account("ada"), account("bela")]);
    let paper = Paper::default();
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    let gone = passkey(&mut conference, &ada, "c1", 1);
    passkey(&mut conference, &bela, "c2", 2);
    let started = start(&mut conference, &paper);
    let answer = paper.sign("c1", handle(1));
    conference.remove_passkey(&ada, &gone.id, NOW).unwrap();
    assert!(is_the_one_refusal(finish(&mut conference, &paper, &started, &answer, NOW)));
    let started = start(&mut conference, &paper);
    let mut person = account("bela");
    person.profile.standing = Standing::Removed;
    assert!(conference.store_mut().put_person(&person, Some(1)).unwrap());
    let answer = paper.sign("c2", handle(2));
    assert!(is_the_one_refusal(finish(&mut conference, &paper, &started, &answer, NOW)));
}

#[test]
fn a_step_up_proves_the_session_that_asked_and_changes_its_secret_t21() {
    let mut conference = conference([account("ada"), account("bela")]);
    let paper = Paper::default();
    let (ada, elsewhere, bela) =
        (granted(&mut conference, "ada", NOW), viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    assert_eq!(conference.start_passkey_step_up(&paper, &ada.viewer, NOW).err(), Some(Refusal::NotFound), "there is none");
    passkey(&mut conference, &ada.viewer, "c1", 1);
    passkey(&mut conference, &bela, "c2", 2);
    let later = NOW + 1000;
    let offered = conference.start_passkey_step_up(&paper, &ada.viewer, later).unwrap();
    assert_eq!(paper.told.borrow().as_str(), "sign 1", "only their own are asked for");
    let answer = paper.sign("c1", handle(1));
    for other in [&elsewhere, &bela] {
        assert!(is_the_one_refusal(conference.finish_passkey_step_up(&paper, other, &offered.ceremony, &answer, later)));
    }
    let proved = open(conference.finish_passkey_step_up(&paper, &ada.viewer, &offered.ceremony, &answer, later).unwrap());
    assert_eq!(conference.demand_fresh(&proved.viewer, later + 300), Ok(()));
    assert!(conference.viewer(ada.session.expose(), later).is_err(), "the old secret is over");
    assert_eq!(proved.expires_in + 1000, ada.expires_in, "its end does not move");
    assert!(is_the_one_refusal(conference.finish_passkey_step_up(&paper, &proved.viewer, &offered.ceremony, &answer, later)), "replayed");
}

#[test]
fn a_step_up_takes_nobody_elses_passkey() {
    let mut conference = conference([account("ada"), account("bela")]);
    let paper = Paper::default();
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    passkey(&mut conference, &ada, "c1", 1);
    passkey(&mut conference, &bela, "c2", 2);
    for answer in ["c2 2 proved", "c1 2 proved", "c1 1 forged", "c9 1 proved"] {
        let offered = conference.start_passkey_step_up(&paper, &ada, NOW).unwrap();
        let question = paper.sign("", handle(0)).split(' ').next().unwrap().to_owned();
        let answer = format!("{question} {answer}");
        assert!(is_the_one_refusal(conference.finish_passkey_step_up(&paper, &ada, &offered.ceremony, &answer, NOW)), "{answer}");
    }
}

#[test]
fn no_question_answers_another_kind_of_question_t01() {
    let mut conference = conference([account("ada")]);
    let paper = Paper::default();
    let ada = viewer(&mut conference, "ada", NOW);
    passkey(&mut conference, &ada, "c1", 1);
    let register = conference.start_passkey(&paper, &ada, NOW).unwrap();
    let for_register = paper.sign("c1", handle(1));
    let step_up = conference.start_passkey_step_up(&paper, &ada, NOW).unwrap();
    let for_step_up = paper.sign("c1", handle(1));
    let sign_in = start(&mut conference, &paper);
    let for_sign_in = paper.sign("c1", handle(1));
    let browser = Some(sign_in.browser.expose());
    for (ceremony, answer) in [(&register.ceremony, &for_register), (&step_up.ceremony, &for_step_up)] {
        let refused = conference.finish_passkey_sign_in(&paper, Reply { ceremony, answer }, browser, device(), NETWORK, NOW);
        assert!(is_the_one_refusal(refused));
        let code = Proof::Code { challenge: ceremony.clone(), code: "WRONG234" };
        assert!(is_the_one_refusal(conference.redeem(code, browser, device(), NETWORK, NOW)));
    }
    for (ceremony, answer) in [(&register.ceremony, &for_register), (&sign_in.offered.ceremony, &for_sign_in)] {
        assert!(is_the_one_refusal(conference.finish_passkey_step_up(&paper, &ada, ceremony, answer, NOW)));
    }
    let name = super::passkeys::label("Phone");
    for (ceremony, answer) in [(&step_up.ceremony, &for_step_up), (&sign_in.offered.ceremony, &for_sign_in)] {
        assert!(is_the_one_refusal(conference.finish_passkey(&paper, &ada, ceremony, answer, name.clone(), NOW)));
    }
    // Swapped between two questions of one kind.
    let again = start(&mut conference, &paper);
    assert!(is_the_one_refusal(finish(&mut conference, &paper, &again, &for_sign_in, NOW)));
    assert!(finish(&mut conference, &paper, &sign_in, &for_sign_in, NOW).is_ok(), "none of that spent it");
}

#[test]
fn a_copied_passkey_opens_nothing_and_its_owner_hears_of_it_once() {
    let mut conference = conference([account("ada")]);
    let paper = Paper::default();
    let ada = viewer(&mut conference, "ada", NOW);
    passkey(&mut conference, &ada, "c1", 1);
    let mut try_it = || {
        let started = start(&mut conference, &paper);
        let answer = paper.answer("c1", handle(1), "cloned");
        match finish(&mut conference, &paper, &started, &answer, NOW).unwrap() {
            Entry::Open(_) => panic!("open"),
            Entry::Cloned(notice) => notice,
        }
    };
    let notice = try_it().unwrap();
    assert_eq!((notice.to.as_str(), notice.what), ("ada@example.org", Happened::PasskeyCopied));
    assert_eq!(try_it(), None);
    let offered = conference.start_passkey_step_up(&paper, &ada, NOW).unwrap();
    let answer = paper.answer("c1", handle(1), "cloned");
    assert!(matches!(conference.finish_passkey_step_up(&paper, &ada, &offered.ceremony, &answer, NOW), Ok(Entry::Cloned(None))));
    // The mailed code still opens.
    granted(&mut conference, "ada", NOW);
}

#[test]
fn questions_and_answers_are_limited_by_source() {
    let limits = Limits { passkey_starts_per_source: Quota { most: 2, seconds: 60 }, ..Limits::default() };
    let people = Memory::with([account("ada")]);
    let mut conference = crate::conference::Conference::new(people, crate::conference::fixture::Counting::default(), limits);
    let paper = Paper::default();
    let (started, _) = (start(&mut conference, &paper), start(&mut conference, &paper));
    assert!(matches!(conference.start_passkey_sign_in(&paper, None, NETWORK, NOW), Err(Refusal::TooMany { .. })));
    assert!(conference.start_passkey_sign_in(&paper, None, "198.51.100.7", NOW).is_ok());
    for _ in 0..60 {
        assert!(is_the_one_refusal(finish(&mut conference, &paper, &started, "nonsense", NOW)));
    }
    assert!(matches!(finish(&mut conference, &paper, &started, "nonsense", NOW), Err(Refusal::TooMany { .. })));
}
