//! A session that an issuer's token opens: one for each sign-in there, and over when it is over here.

use crate::conference::bearer::{Owner, Shown};
use crate::conference::fixture::{Counting, NOW, account};
use crate::conference::identity::{Identity, Subject};
use crate::conference::memory::Memory;
use crate::conference::{Conference, DeviceLabel, Happened, Limits, Refusal, Standing, Store, Viewer};

type Rules = Conference<Memory, Counting>;

fn subject(name: &str) -> Subject {
    Subject { issuer: "https://id.example.org".into(), subject: name.into() }
}

fn shown(authenticated: i64) -> Shown {
    Shown { subject: subject("s-ada"), client: "plenary".into(), authenticated, label: DeviceLabel::default() }
}

/// A conference in which the issuer's `s-ada` is Ada.
fn rules() -> Rules {
    let ada = account("ada");
    let identity =
        Identity { id: "i1".parse().unwrap(), subject: subject("s-ada"), delegate: ada.profile.id.clone(), since: NOW, session: None };
    let mut rules = Conference::new(Memory::with([ada]), Counting::default(), Limits::default());
    assert!(rules.store_mut().add_identity(&identity).unwrap());
    rules
}

fn viewer(rules: &mut Rules, shown: &Shown, now: i64) -> Option<Viewer> {
    match rules.viewer_by_token(shown, now) {
        Ok(Owner::Viewer(viewer, _)) => Some(viewer),
        Ok(Owner::NotJoined) => panic!("not joined"),
        Err(Refusal::SessionRequired) => None,
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn tokens_of_one_sign_in_share_a_session_and_nobody_else_has_it() {
    let mut rules = rules();
    let first = viewer(&mut rules, &shown(NOW), NOW).unwrap();
    let later = viewer(&mut rules, &shown(NOW), NOW + 600).unwrap();
    assert_eq!(first.id, later.id);
    assert_eq!(rules.store().sessions(&first.id).unwrap().len(), 1);
    viewer(&mut rules, &shown(NOW + 10), NOW + 20).unwrap();
    assert_eq!(rules.store().sessions(&first.id).unwrap().len(), 2, "another sign-in at the issuer");
    let stranger = Shown { subject: subject("s-eve"), ..shown(NOW) };
    assert!(matches!(rules.viewer_by_token(&stranger, NOW), Ok(Owner::NotJoined)));
}

#[test]
fn each_sign_in_at_the_issuer_is_told_to_its_owner_once() {
    let mut rules = rules();
    let mut told = |authenticated: i64, now: i64| match rules.viewer_by_token(&shown(authenticated), now) {
        Ok(Owner::Viewer(_, notice)) => notice.map(|notice| (notice.to.as_str().to_owned(), notice.at, notice.what)),
        other => panic!("{other:?}"),
    };
    let (ada, label) = ("ada@example.org".to_owned(), DeviceLabel::default());
    assert_eq!(told(NOW, NOW + 1), Some((ada.clone(), NOW + 1, Happened::FirstSignIn(label))));
    assert_eq!(told(NOW, NOW + 600), None, "the same sign-in");
    assert_eq!(told(NOW + 700, NOW + 701), Some((ada, NOW + 701, Happened::NewDevice(label))));
    // Whoever only looks how long it goes on may be the first one too.
    assert!(rules.watch_token(&shown(NOW + 800), NOW + 801).unwrap().unwrap().2.is_some());
    assert!(rules.watch_token(&shown(NOW + 800), NOW + 802).unwrap().unwrap().2.is_none());
}

#[test]
fn a_good_token_of_an_ended_sign_in_opens_nothing_v7_4_1() {
    let mut rules = rules();
    let it = viewer(&mut rules, &shown(NOW), NOW).unwrap();
    rules.sign_out(it).unwrap();
    for second in [1, 2, 600] {
        assert!(viewer(&mut rules, &shown(NOW), NOW + second).is_none());
    }
    let anew = viewer(&mut rules, &shown(NOW + 700), NOW + 701).unwrap();
    rules.sign_out_everywhere(anew).unwrap();
    assert!(viewer(&mut rules, &shown(NOW + 700), NOW + 702).is_none());
}

#[test]
fn the_limits_of_a_session_hold_for_tokens_too_t22() {
    let (mut rules, limits) = (rules(), Limits::default());
    let idle = i64::from(limits.session_idle);
    viewer(&mut rules, &shown(NOW), NOW).unwrap();
    assert!(viewer(&mut rules, &shown(NOW), NOW + idle).is_none(), "idle");
    let week = i64::from(limits.session_absolute);
    assert!(viewer(&mut rules, &shown(NOW + 1), NOW + 1 + week).is_none(), "a sign-in of last week");
}

#[test]
fn freshness_is_that_of_the_proof_at_the_issuer_v7_5_1() {
    let mut rules = rules();
    let stale = viewer(&mut rules, &shown(NOW - 301), NOW).unwrap();
    assert_eq!(rules.demand_fresh(&stale, NOW), Err(Refusal::StepUpRequired));
    let fresh = viewer(&mut rules, &shown(NOW - 1), NOW).unwrap();
    assert_eq!(rules.demand_fresh(&fresh, NOW), Ok(()));
    // A clock of the issuer that runs ahead makes nothing fresher than now.
    let ahead = viewer(&mut rules, &shown(NOW + 3_000), NOW).unwrap();
    assert_eq!(rules.demand_fresh(&ahead, NOW + 301), Err(Refusal::StepUpRequired));
}

#[test]
fn disabled_people_are_out_whatever_the_issuer_says_authn_10() {
    let mut rules = rules();
    let it = viewer(&mut rules, &shown(NOW), NOW).unwrap();
    let person = rules.store().person(&it.id).unwrap().unwrap();
    let version = person.profile.version;
    let mut disabled = person;
    disabled.profile.standing = Standing::Removed;
    assert!(rules.store_mut().put_person(&disabled, Some(version)).unwrap());
    assert!(viewer(&mut rules, &shown(NOW), NOW + 1).is_none());
}
