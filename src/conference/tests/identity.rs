//! The sign-in of an organisation: whom it opens, how it is joined to an account, and that an address joins nothing. Not: tokens, which the
//! backend's client checks.

use super::same_work::Watched;
use crate::conference::fixture::{Counting, NETWORK, NOW, Small, account, conference, device, granted};
use crate::conference::identity::{AddressTrust, Arrival, Entered, Linked, Subject, Vouched};
use crate::conference::memory::Memory;
use crate::conference::store::Person;
use crate::conference::{Conference, Happened, LetterPurpose, Limits, Proof, Refusal, Ruling, Standing, Started, Store};
use crate::domain::text::Email;

const ISSUER: &str = "https://login.example.org";

fn subject(name: &str) -> Subject {
    Subject { issuer: ISSUER.into(), subject: name.into() }
}

fn vouched(name: &str, address: Option<&str>) -> Vouched {
    Vouched { subject: subject(name), address: address.map(|text| Email::parse(text).unwrap()), authenticated: None }
}

fn arrive<S: Store>(conference: &mut Conference<S, Counting>, who: Vouched, trust: AddressTrust, now: i64) -> Ruling<Arrival, S> {
    conference.arrive(who, trust, device(), NETWORK, now)
}

fn to_join(conference: &mut Small, name: &str, address: &str, now: i64) -> Started {
    match arrive(conference, vouched(name, Some(address)), AddressTrust::Proof, now).unwrap() {
        Arrival::Join(started) => started,
        other => panic!("{other:?}"),
    }
}

fn join(conference: &mut Small, name: &str, started: &Started, code: &str, now: i64) -> Result<Entered, Refusal<std::convert::Infallible>> {
    conference.join(subject(name), &started.challenge, code, started.browser.expose(), device(), NETWORK, now)
}

fn code(started: &Started) -> String {
    started.letter.as_ref().unwrap().code.expose().to_owned()
}

fn joined(conference: &mut Small, name: &str, id: &str, now: i64) -> Entered {
    let started = to_join(conference, name, &format!("{id}@example.org"), now);
    let code = code(&started);
    join(conference, name, &started, &code, now).unwrap()
}

fn signed_in(arrival: Arrival) -> Entered {
    match arrival {
        Arrival::SignedIn(entered) => *entered,
        other => panic!("{other:?}"),
    }
}

fn disabled(id: &str) -> Person {
    let mut person = account(id);
    person.profile.standing = Standing::Removed;
    person
}

#[test]
fn an_address_that_a_provider_vouches_for_opens_nothing_by_itself_t01() {
    let mut conference = conference([account("ada")]);
    let started = to_join(&mut conference, "sub-1", "ada@example.org", NOW);
    let letter = started.letter.as_ref().unwrap();
    assert_eq!((letter.to.as_str(), letter.purpose), ("ada@example.org", LetterPurpose::Join));
    assert!(matches!(arrive(&mut conference, vouched("sub-1", Some("ada@example.org")), AddressTrust::Proof, NOW), Ok(Arrival::Join(_))));
    assert!(conference.store().identity(&subject("sub-1")).unwrap().is_none());
}

#[test]
fn the_mailed_code_joins_once_and_for_good_and_its_owner_is_told_v6_3_7() {
    let mut conference = conference([account("ada")]);
    let entered = joined(&mut conference, "sub-1", "ada", NOW);
    assert_eq!(entered.granted.viewer.id.as_str(), "ada");
    let notice = entered.notice.unwrap();
    assert_eq!(notice.to.as_str(), "ada@example.org");
    assert!(matches!(notice.what, Happened::OrganisationAdded(_)));
    // From now on directly, whatever address the provider names.
    for address in [None, Some("other@example.org")] {
        let again = signed_in(arrive(&mut conference, vouched("sub-1", address), AddressTrust::Proof, NOW + 60).unwrap());
        assert_eq!(again.granted.viewer.id.as_str(), "ada");
        assert!(again.notice.is_none());
    }
}

#[test]
fn only_issuer_and_subject_together_are_the_key_v10_5_2() {
    let mut conference = conference([account("ada")]);
    joined(&mut conference, "sub-1", "ada", NOW);
    let elsewhere = Subject { issuer: "https://login.example.com".into(), subject: "sub-1".into() };
    let who = Vouched { subject: elsewhere, address: None, authenticated: None };
    assert!(matches!(arrive(&mut conference, who, AddressTrust::Proof, NOW), Ok(Arrival::NoAddress)));
}

#[test]
fn a_join_is_bound_to_its_browser_its_person_its_purpose_and_its_time() {
    let mut conference = conference([account("ada"), account("bela")]);
    let started = to_join(&mut conference, "sub-1", "ada@example.org", NOW);
    let right = code(&started);
    let other = to_join(&mut conference, "sub-2", "bela@example.org", NOW);
    let browser = other.browser.expose();
    assert!(conference.join(subject("sub-1"), &started.challenge, &right, browser, device(), NETWORK, NOW).is_err(), "another browser");
    assert!(join(&mut conference, "sub-2", &started, &right, NOW).is_err(), "somebody else at the provider");
    let as_sign_in = Proof::Code { challenge: other.challenge.clone(), code: &code(&other) };
    assert!(conference.redeem(as_sign_in, Some(browser), device(), NETWORK, NOW).is_err(), "no sign-in");
    let link = Proof::Link { token: started.letter.as_ref().unwrap().link_token.expose() };
    assert!(conference.redeem(link, Some(started.browser.expose()), device(), NETWORK, NOW).is_err(), "there is no link in that mail");
    assert!(join(&mut conference, "sub-1", &started, &right, NOW + 600).is_err(), "too late");
    assert!(join(&mut conference, "sub-1", &started, &right, NOW + 599).is_ok(), "none of that spent it");
    assert!(join(&mut conference, "sub-1", &started, &right, NOW + 599).is_err(), "twice");
}

#[test]
fn a_sign_in_code_and_a_step_up_code_join_nothing_t01() {
    let mut conference = conference([account("ada")]);
    let ada = granted(&mut conference, "ada", NOW);
    let step_up = conference.start_step_up(&ada.viewer, NOW).unwrap();
    let sign_in = conference.start_sign_in(&Email::parse("ada@example.org").unwrap(), &device(), NETWORK, NOW).unwrap();
    for started in [&step_up, &sign_in] {
        assert!(join(&mut conference, "sub-1", started, &code(started), NOW).is_err());
    }
}

#[test]
fn five_wrong_codes_end_a_join_t02() {
    let mut conference = conference([account("ada")]);
    let started = to_join(&mut conference, "sub-1", "ada@example.org", NOW);
    for _ in 0..5 {
        assert!(join(&mut conference, "sub-1", &started, "WRONG234", NOW).is_err());
    }
    assert!(join(&mut conference, "sub-1", &started, &code(&started), NOW).is_err());
}

#[test]
fn known_unknown_and_disabled_addresses_look_alike_and_cost_the_same_work_t05() {
    let inner = Memory::with([account("ada"), disabled("dorian")]);
    let mut conference = Conference::new(Watched { inner, ..Watched::default() }, Counting::default(), Limits::default());
    let outcomes = ["ada", "dorian", "nobody"].map(|id| {
        let who = vouched(id, Some(&format!("{id}@example.org")));
        let Ok(Arrival::Join(started)) = arrive(&mut conference, who, AddressTrust::Proof, NOW) else { panic!("{id}") };
        for _ in 0..7 {
            let (challenge, browser) = (&started.challenge, started.browser.expose());
            assert!(conference.join(subject(id), challenge, "WRONG234", browser, device(), NETWORK, NOW).is_err());
        }
        let shape = (started.challenge.as_str().len(), started.expires_in, started.browser.expose().len());
        (shape, conference.store().asked.take())
    });
    assert_eq!(outcomes[0], outcomes[1]);
    assert_eq!(outcomes[0], outcomes[2]);
}

#[test]
fn a_provider_cannot_fill_a_mailbox_t05() {
    let mut conference = conference([account("ada")]);
    for number in 0..5 {
        to_join(&mut conference, &format!("sub-{number}"), "ada@example.org", NOW);
    }
    let again = arrive(&mut conference, vouched("sub-9", Some("ada@example.org")), AddressTrust::Proof, NOW);
    assert_eq!(again.err(), Some(Refusal::TooMany { retry_after: 3600 }));
}

#[test]
fn a_directory_that_the_organiser_trusts_joins_without_a_code_and_makes_no_account() {
    let mut conference = conference([account("ada"), disabled("dorian")]);
    let ada = vouched("sub-1", Some("ada@example.org"));
    let entered = signed_in(arrive(&mut conference, ada, AddressTrust::Directory, NOW).unwrap());
    assert_eq!(entered.granted.viewer.id.as_str(), "ada");
    assert!(matches!(entered.notice.unwrap().what, Happened::OrganisationAdded(_)));
    for stranger in ["nobody", "dorian"] {
        let who = vouched(stranger, Some(&format!("{stranger}@example.org")));
        assert!(matches!(arrive(&mut conference, who, AddressTrust::Directory, NOW), Ok(Arrival::NotKnown)));
    }
    assert!(matches!(arrive(&mut conference, vouched("sub-2", None), AddressTrust::Directory, NOW), Ok(Arrival::NoAddress)));
}

#[test]
fn who_is_disabled_stays_out_also_by_their_organisation_v7_4_2() {
    let mut conference = conference([account("ada")]);
    joined(&mut conference, "sub-1", "ada", NOW);
    let mut person = account("ada");
    person.profile.standing = Standing::Removed;
    assert!(conference.store_mut().put_person(&person, Some(1)).unwrap());
    assert!(matches!(arrive(&mut conference, vouched("sub-1", None), AddressTrust::Proof, NOW), Ok(Arrival::NotKnown)));
}

#[test]
fn being_let_through_by_a_provider_is_no_fresh_proof_unless_it_says_so_v7_5_1() {
    let mut conference = conference([account("ada")]);
    joined(&mut conference, "sub-1", "ada", NOW);
    let mut freshness = |authenticated: Option<i64>| {
        let who = Vouched { authenticated, ..vouched("sub-1", None) };
        let entered = signed_in(arrive(&mut conference, who, AddressTrust::Proof, NOW).unwrap());
        let later = conference.viewer(entered.granted.session.expose(), NOW).unwrap();
        [entered.granted.viewer, later].map(|viewer| conference.demand_fresh(&viewer, NOW).is_ok())
    };
    assert_eq!(freshness(None), [false, false]);
    assert_eq!(freshness(Some(NOW - 301)), [false, false]);
    assert_eq!(freshness(Some(NOW - 300)), [true, true]);
    assert_eq!(freshness(Some(NOW + 9999)), [true, true], "a provider whose clock is ahead");
}

#[test]
fn a_viewer_links_and_unlinks_with_a_fresh_proof_only() {
    let mut conference = conference([account("ada"), account("bela")]);
    let ada = granted(&mut conference, "ada", NOW).viewer;
    assert!(conference.demand_linking(&ada, NOW + 300).is_ok());
    assert_eq!(conference.demand_linking(&ada, NOW + 301), Err(Refusal::StepUpRequired));
    let Ok(Linked::Now(notice)) = conference.link(&ada, subject("sub-1"), NOW + 301) else { panic!("not linked") };
    assert!(matches!(notice.what, Happened::OrganisationAdded(_)));
    assert!(matches!(conference.link(&ada, subject("sub-1"), NOW), Ok(Linked::Before)));
    let bela = granted(&mut conference, "bela", NOW).viewer;
    assert!(matches!(conference.link(&bela, subject("sub-1"), NOW), Ok(Linked::Elsewhere)));

    let linked = conference.identities(&ada).unwrap();
    assert_eq!(linked.len(), 1);
    assert!(conference.identities(&bela).unwrap().is_empty());
    assert_eq!(conference.unlink(&bela, &linked[0].id, NOW).err(), Some(Refusal::NotFound), "not theirs");
    assert_eq!(conference.unlink(&ada, &linked[0].id, NOW + 301).err(), Some(Refusal::StepUpRequired));
    assert!(matches!(conference.unlink(&ada, &linked[0].id, NOW).unwrap().what, Happened::OrganisationRemoved(_)));
    assert!(matches!(arrive(&mut conference, vouched("sub-1", None), AddressTrust::Proof, NOW), Ok(Arrival::NoAddress)));
}

#[test]
fn a_session_that_ended_meanwhile_links_nothing() {
    let mut conference = conference([account("ada")]);
    let ada = granted(&mut conference, "ada", NOW);
    let gone = conference.viewer(ada.session.expose(), NOW).unwrap();
    conference.sign_out(gone).unwrap();
    assert_eq!(conference.link(&ada.viewer, subject("sub-1"), NOW).err(), Some(Refusal::SessionRequired));
}

#[test]
fn who_takes_a_session_back_takes_back_what_was_linked_in_it_t23() {
    let mut conference = conference([account("ada")]);
    joined(&mut conference, "sub-1", "ada", NOW);
    let thief = granted(&mut conference, "ada", NOW + 1).viewer;
    conference.link(&thief, subject("sub-2"), NOW + 1).unwrap();
    let ada = granted(&mut conference, "ada", NOW + 2).viewer;
    let theirs = conference.store().session(&thief.digest).unwrap().unwrap().id;
    conference.disown(&ada, &theirs, NOW).unwrap();
    let left: Vec<_> = conference.identities(&ada).unwrap().into_iter().map(|identity| identity.subject.subject).collect();
    assert_eq!(left, ["sub-1"]);
}
