//! Passkeys: who may make one, whose question is whose, and what a signature opens. The cryptography is on paper here; that of real
//! authenticators is tried on the backend. Not: getting in by one (`passkey_entry`).

use crate::conference::fixture::{NOW, Small, account, conference, device, granted, viewer};
use crate::conference::memory::Memory;
use crate::conference::passkeys::PasskeyStore;
use crate::conference::passkeys::{Assertion, Claim, CredentialId, Offer, Owner, Passkey, Registered, UserHandle, Verifier};
use crate::conference::store::Store;
use crate::conference::{Happened, Refusal, Ruling, Viewer};
use crate::domain::id::ChallengeId;
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::text::Text;
use std::cell::{Cell, RefCell};

/// Judges by what stands in the answer: `question credential handle verdict`.
#[derive(Default)]
pub(super) struct Paper {
    asked: Cell<u32>,
    /// What the latest question said.
    pub(super) told: RefCell<String>,
}

impl Paper {
    fn ask(&self, what: String) -> Option<Offer> {
        self.asked.set(self.asked.get() + 1);
        self.told.replace(what.clone());
        Some(Offer { options: what, kept: format!("q{}", self.asked.get()) })
    }

    /// A right answer to the latest question.
    pub(super) fn sign(&self, credential: &str, handle: UserHandle) -> String {
        self.answer(credential, handle, "proved")
    }

    pub(super) fn answer(&self, credential: &str, handle: UserHandle, verdict: &str) -> String {
        format!("q{} {credential} {} {verdict}", self.asked.get(), handle.0[0])
    }
}

fn parts(answer: &str) -> Option<[&str; 4]> {
    answer.split(' ').collect::<Vec<_>>().try_into().ok()
}

impl Verifier for Paper {
    fn offer_registration(&self, owner: &Owner<'_>) -> Option<Offer> {
        self.ask(format!("make {} {} {} {}", owner.handle.0[0], owner.account, owner.name, owner.registered.len()))
    }

    fn registered(&self, kept: &str, answer: &str) -> Option<Registered> {
        let [question, credential, _, verdict] = parts(answer)?;
        let credential = CredentialId(credential.into());
        (question == kept && verdict == "proved").then(|| Registered { credential, record: "used 0".into(), synced: false })
    }

    fn offer_assertion(&self, among: &[CredentialId]) -> Option<Offer> {
        self.ask(format!("sign {}", among.len()))
    }

    fn claimed(&self, answer: &str) -> Option<Claim> {
        let [_, credential, handle, _] = parts(answer)?;
        let owner = handle.parse().ok().map(|first| UserHandle([first; 16]));
        Some(Claim { credential: CredentialId(credential.into()), owner })
    }

    fn asserted(&self, kept: &str, record: &str, answer: &str) -> Assertion {
        match parts(answer) {
            Some([question, _, _, "proved"]) if question == kept => Assertion::Proved { record: format!("{record}+"), synced: true },
            Some([question, _, _, "cloned"]) if question == kept => Assertion::Cloned,
            _ => Assertion::Refused,
        }
    }
}

/// The first byte is all that a paper signature repeats.
pub(super) fn handle(first: u8) -> UserHandle {
    UserHandle([first; 16])
}

pub(super) fn label(text: &str) -> Text {
    Text::parse(text, 60, false).unwrap().unwrap()
}

pub(super) fn is_the_one_refusal<T>(answer: Ruling<T, Memory>) -> bool {
    matches!(answer, Err(Refusal::Invalid(problems)) if problems == [FieldProblem { input: Input::Proof, fault: Fault::ProofRefused }])
}

/// A passkey with this credential, with a handle that paper can repeat.
pub(super) fn passkey(conference: &mut Small, viewer: &Viewer, credential: &str, first: u8) -> Passkey {
    let kept = Passkey {
        id: credential.parse().unwrap(),
        delegate: viewer.id.clone(),
        handle: handle(first),
        credential: CredentialId(credential.into()),
        record: "used 0".into(),
        label: label("Phone"),
        created: NOW,
        made_in: conference.store().session(&viewer.digest).unwrap().unwrap().id,
        used: None,
        synced: false,
    };
    assert!(conference.store_mut().add_passkey(&kept).unwrap());
    kept
}

fn add(conference: &mut Small, paper: &Paper, viewer: &Viewer, credential: &str) -> Ruling<Passkey, Memory> {
    let offered = conference.start_passkey(paper, viewer, NOW)?;
    let answer = paper.sign(credential, handle(0));
    Ok(conference.finish_passkey(paper, viewer, &offered.ceremony, &answer, label("Phone"), NOW)?.0)
}

#[test]
fn a_passkey_is_made_with_a_fresh_proof_and_its_owner_is_told_v7_5_1() {
    let mut conference = conference([account("ada")]);
    let paper = Paper::default();
    let ada = viewer(&mut conference, "ada", NOW);
    assert_eq!(conference.start_passkey(&paper, &ada, NOW + 301).err(), Some(Refusal::StepUpRequired));
    let offered = conference.start_passkey(&paper, &ada, NOW + 300).unwrap();
    assert_eq!((offered.expires_in, offered.options.as_str()), (300, paper.told.borrow().as_str()));
    let answer = paper.sign("c1", handle(0));
    let (made, notice) = conference.finish_passkey(&paper, &ada, &offered.ceremony, &answer, label("Phone"), NOW + 500).unwrap();
    assert_eq!((made.label.as_str(), made.created, made.used), ("Phone", NOW + 500, None));
    assert_eq!((notice.to.as_str(), notice.at), ("ada@example.org", NOW + 500));
    assert!(matches!(notice.what, Happened::PasskeyAdded(_)));
    assert_eq!(conference.passkeys(&ada).unwrap(), [made]);
}

#[test]
fn an_authenticator_learns_a_random_handle_once_for_all_passkeys_and_never_another() {
    let mut conference = conference([account("ada"), account("bela")]);
    let paper = Paper::default();
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    let first = add(&mut conference, &paper, &ada, "c1").unwrap();
    let second = add(&mut conference, &paper, &ada, "c2").unwrap();
    let others = add(&mut conference, &paper, &bela, "c3").unwrap();
    assert!(first.handle == second.handle && first.handle != others.handle);
    assert!(!first.handle.0.windows(3).any(|bytes| bytes == b"ada"));
    for passkey in [&first, &second] {
        conference.remove_passkey(&ada, &passkey.id, NOW).unwrap();
    }
    assert!(add(&mut conference, &paper, &ada, "c4").unwrap().handle != first.handle, "nothing ties new ones to those that are gone");
}

#[test]
fn devices_that_have_one_are_named_so_that_they_make_no_other() {
    let mut conference = conference([account("ada")]);
    let paper = Paper::default();
    let ada = viewer(&mut conference, "ada", NOW);
    add(&mut conference, &paper, &ada, "c1").unwrap();
    conference.start_passkey(&paper, &ada, NOW).unwrap();
    assert!(paper.told.borrow().ends_with("ada@example.org ada@example.org 1"), "{}", paper.told.borrow());
}

#[test]
fn a_new_passkey_belongs_to_the_session_that_asked_once_and_for_five_minutes() {
    let mut conference = conference([account("ada"), account("bela")]);
    let paper = Paper::default();
    let (ada, elsewhere, bela) =
        (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    let offered = conference.start_passkey(&paper, &ada, NOW).unwrap();
    let answer = paper.sign("c1", handle(0));
    let mut finish = |viewer: &Viewer, ceremony: &ChallengeId, answer: &str, now| {
        conference.finish_passkey(&paper, viewer, ceremony, answer, label("Phone"), now).map(drop)
    };
    for other in [&elsewhere, &bela] {
        assert!(is_the_one_refusal(finish(other, &offered.ceremony, &answer, NOW)));
    }
    assert!(is_the_one_refusal(finish(&ada, &"unknown".parse().unwrap(), &answer, NOW)));
    assert!(is_the_one_refusal(finish(&ada, &offered.ceremony, &answer, NOW + 300)), "expired");
    assert!(finish(&ada, &offered.ceremony, &answer, NOW + 299).is_ok(), "none of that spent it");
    assert!(is_the_one_refusal(finish(&ada, &offered.ceremony, &answer, NOW + 299)), "used");
}

#[test]
fn a_wrong_answer_spends_the_question_and_one_credential_is_nobody_elses_too() {
    let mut conference = conference([account("ada"), account("bela")]);
    let paper = Paper::default();
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    let offered = conference.start_passkey(&paper, &ada, NOW).unwrap();
    for answer in [paper.answer("c1", handle(0), "forged"), paper.sign("c1", handle(0))] {
        assert!(is_the_one_refusal(conference.finish_passkey(&paper, &ada, &offered.ceremony, &answer, label("Phone"), NOW)));
    }
    add(&mut conference, &paper, &ada, "c1").unwrap();
    assert!(is_the_one_refusal(add(&mut conference, &paper, &bela, "c1")));
    assert!(is_the_one_refusal(add(&mut conference, &paper, &ada, "c1")));
    assert_eq!(conference.passkeys(&bela).unwrap(), []);
}

#[test]
fn nobody_has_more_than_ten_nor_asks_all_the_time() {
    let mut conference = conference([account("ada")]);
    let paper = Paper::default();
    let ada = viewer(&mut conference, "ada", NOW);
    for number in 0..10 {
        add(&mut conference, &paper, &ada, &format!("c{number}")).unwrap();
    }
    let refused = Refusal::Invalid(vec![FieldProblem { input: Input::Passkey, fault: Fault::NoMore(10) }]);
    assert_eq!(conference.start_passkey(&paper, &ada, NOW).err(), Some(refused));
    for _ in 11..20 {
        assert!(matches!(conference.start_passkey(&paper, &ada, NOW), Err(Refusal::Invalid(_))));
    }
    assert!(matches!(conference.start_passkey(&paper, &ada, NOW), Err(Refusal::TooMany { .. })));
}

#[test]
fn only_the_owner_renames_and_removes_and_removing_needs_a_fresh_proof() {
    let mut conference = conference([account("ada"), account("bela")]);
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    let kept = passkey(&mut conference, &ada, "c1", 1);
    assert_eq!(conference.rename_passkey(&bela, &kept.id, label("Mine")).err(), Some(Refusal::NotFound));
    assert_eq!(conference.remove_passkey(&bela, &kept.id, NOW).err(), Some(Refusal::NotFound));
    assert_eq!(conference.rename_passkey(&ada, &kept.id, label("Blue phone")).unwrap().label.as_str(), "Blue phone");
    assert_eq!(conference.passkeys(&ada).unwrap()[0].label.as_str(), "Blue phone");
    assert_eq!(conference.remove_passkey(&ada, &kept.id, NOW + 301).err(), Some(Refusal::StepUpRequired));
    assert!(matches!(conference.remove_passkey(&ada, &kept.id, NOW + 300).unwrap().what, Happened::PasskeyRemoved(_)));
    assert_eq!(conference.remove_passkey(&ada, &kept.id, NOW + 300).err(), Some(Refusal::NotFound));
    assert_eq!(conference.passkeys(&ada).unwrap(), [], "the last one may go: the mailed code is always there");
    granted(&mut conference, "ada", NOW + 300);
}

#[test]
fn nothing_about_a_passkey_is_printed() {
    let mut conference = conference([account("ada")]);
    let ada = viewer(&mut conference, "ada", NOW);
    let kept = passkey(&mut conference, &ada, "credential", 1);
    let paper = Paper::default();
    let started = conference.start_passkey_sign_in(&paper, None, "x", NOW).unwrap();
    let ceremony = conference.store().ceremony(&started.offered.ceremony).unwrap().unwrap();
    let dump = format!("{kept:?} {ceremony:?} {:?} {:?} {:?}", kept.credential, kept.handle, device());
    assert!(["credential\"", "ada", "Phone", "q1", "[1,"].iter().all(|private| !dump.contains(private)), "{dump}");
}

#[test]
fn what_somebody_else_made_goes_with_the_session_that_is_disowned_t23() {
    let mut conference = conference([account("ada")]);
    let paper = Paper::default();
    let (ada, intruder) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "ada", NOW));
    add(&mut conference, &paper, &ada, "c1").unwrap();
    let theirs = add(&mut conference, &paper, &intruder, "c2").unwrap();
    conference.disown(&ada, &theirs.made_in, NOW).unwrap();
    let left: Vec<_> = conference.passkeys(&ada).unwrap().into_iter().map(|passkey| passkey.credential).collect();
    assert_eq!(left, [CredentialId("c1".into())]);
}
