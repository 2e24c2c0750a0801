//! A copy, an erasure, a consent and a complaint as rules. Not: the bytes of a database, nor that every table is covered, which its own tests hold.

use super::super::fixture::{NOW, Small, conference, granted, listed, named, start, viewer};
use super::super::rights::{COUNTED, Rights as _};
use super::super::secret::counting_key;
use super::super::store::Store as _;
use super::super::{Refusal, Started, Viewer};
use crate::domain::privacy::{Audience, Field};
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::profile::AudienceUpdate;
use crate::domain::rights::{ConsentStep, Form};
use crate::domain::text::Email;
use serde_json::Value;
use std::path::Path;

fn two() -> Small {
    conference([
        named("ada", "Ada & <b>Canary</b>", &[(Field::Biography, "canary-biography", Audience::OnlyMe)]),
        listed("bob", "Bob", &[(Field::Phone, "canary-of-bob", Audience::OnlyMe)]),
    ])
}

fn copy(conference: &mut Small, viewer: &Viewer, form: Form) -> String {
    let (mut export, notice) = conference.begin_export(viewer, form, "Event", NOW).unwrap();
    assert_eq!(notice.to.as_str(), format!("{}@example.org", viewer.id));
    let mut whole = String::new();
    while let Some(piece) = conference.next_piece(&mut export, NOW).unwrap() {
        whole.push_str(&piece);
    }
    assert_eq!(conference.next_piece(&mut export, NOW), Ok(None), "it ends once");
    whole
}

#[test]
fn a_copy_holds_everything_of_mine_and_nothing_of_others_exp_01() {
    let mut conference = two();
    let ada = viewer(&mut conference, "ada", NOW);
    viewer(&mut conference, "bob", NOW);
    for at in 0..60 {
        conference.set_favourite(&ada, &format!("canary-star-{at}").parse().unwrap(), true).unwrap();
    }
    let json = copy(&mut conference, &ada, Form::Json);
    let read: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((read["format"].as_str(), read["account"].as_str()), (Some("plenary-export-1"), Some("ada")));
    let starred: Vec<&Value> = read["records"]["starred"].as_array().unwrap().iter().map(|one| &one["talk"]).collect();
    assert_eq!(starred.len(), 60, "more than a piece");
    assert_eq!(starred.iter().collect::<std::collections::HashSet<_>>().len(), 60, "each once");
    let own = &read["records"]["account"][0];
    assert_eq!((own["email"].as_str(), own["fields"]["biography"]["value"].as_str()), (Some("ada@example.org"), Some("canary-biography")));
    assert!(!read["left_out"].as_array().unwrap().is_empty());
    let page = copy(&mut conference, &ada, Form::Page);
    for copy in [&json, &page] {
        assert!(copy.contains("canary-biography") && copy.contains("canary-star-59"));
        assert!(!copy.to_lowercase().contains("bob"), "somebody else");
    }
    assert!(page.contains("Ada &amp; &lt;b&gt;Canary&lt;/b&gt;") && !page.contains("<b>"), "text of people is text");
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
}

#[test]
fn a_long_chapter_is_told_in_few_pieces() {
    let mut conference = two();
    let ada = viewer(&mut conference, "ada", NOW);
    let pieces = |conference: &mut Small| {
        let (mut export, _) = conference.begin_export(&ada, Form::Json, "Event", NOW).unwrap();
        std::iter::from_fn(|| conference.next_piece(&mut export, NOW).unwrap()).collect::<Vec<_>>()
    };
    let before = pieces(&mut conference).len();
    for at in 0..400 {
        conference.set_favourite(&ada, &format!("star-{at}").parse().unwrap(), true).unwrap();
    }
    let told = pieces(&mut conference);
    assert!(told.len() <= before + 2, "{} pieces more", told.len() - before);
    assert_eq!(told.concat().matches("star-").count(), 400, "each once");
}

#[test]
fn a_copy_needs_a_fresh_proof_and_is_counted_exp_01() {
    let mut conference = two();
    let stale = granted(&mut conference, "ada", NOW - 301).viewer;
    assert_eq!(conference.begin_export(&stale, Form::Json, "Event", NOW).unwrap_err(), Refusal::StepUpRequired);
    let fresh = viewer(&mut conference, "ada", NOW);
    for _ in 0..conference.limits().exports_per_delegate.most {
        conference.begin_export(&fresh, Form::Json, "Event", NOW).unwrap();
    }
    assert!(matches!(conference.begin_export(&fresh, Form::Json, "Event", NOW), Err(Refusal::TooMany { .. })));
}

#[test]
fn nothing_is_erased_without_the_address_and_a_fresh_proof() {
    let mut conference = two();
    let stale = granted(&mut conference, "ada", NOW - 301).viewer;
    let mistaken = Refusal::Invalid(vec![FieldProblem { input: Input::Confirmation, fault: Fault::NotTheSame }]);
    for typed in ["", "erase", "bob@example.org", "ada"] {
        assert_eq!(conference.erase(&stale, typed, NOW).unwrap_err(), mistaken, "{typed}");
    }
    assert_eq!(conference.erase(&stale, "ada@example.org", NOW).unwrap_err(), Refusal::StepUpRequired);
    assert!(conference.store().person(&stale.id).unwrap().is_some());
}

#[test]
fn whoever_is_erased_is_gone_and_has_a_receipt_era_02_era_04() {
    let mut conference = two();
    let elsewhere = granted(&mut conference, "ada", NOW);
    let ada = viewer(&mut conference, "ada", NOW);
    let bob = viewer(&mut conference, "bob", NOW);
    let erased = conference.erase(&ada, " ADA@Example.org ", NOW).unwrap();
    assert!(erased.receipt.reference.starts_with("E-") && erased.receipt.at.unix() == NOW);
    assert!(erased.receipt.kept.len() > 2 && erased.receipt.kept.iter().all(|kept| !kept.what.is_empty() && !kept.why.is_empty()));
    assert!(!format!("{:?}", erased.receipt).contains("ada"));
    assert_eq!(erased.email.as_str(), "ada@example.org");
    assert_eq!(conference.viewer(elsewhere.session.expose(), NOW).unwrap_err(), Refusal::SessionRequired, "another device");
    assert_eq!(conference.erase(&ada, "ada@example.org", NOW).unwrap_err(), Refusal::SessionRequired);
    assert!(conference.store().person_by_email("ada@example.org").unwrap().is_none());
    // A copy that was on its way ends there, and others are as they were.
    assert!(conference.begin_export(&ada, Form::Json, "Event", NOW).is_err());
    assert!(conference.profile(&bob).is_ok());
}

/// How often somebody typed this address to sign in, as far as it is still counted.
fn typed(conference: &mut Small, id: &str) -> u32 {
    let key = counting_key("start address", &format!("{id}@example.org"));
    conference.store.count_event(&key, NOW, 0).unwrap() - 1
}

fn begin_address(conference: &mut Small, viewer: &Viewer, id: &str) -> Started {
    conference.start_address(viewer, &Email::parse(&format!("{id}@example.org")).unwrap(), NOW).unwrap()
}

fn take_address(conference: &mut Small, viewer: &Viewer, id: &str) {
    let started = begin_address(conference, viewer, id);
    let code = started.letter.unwrap().code;
    conference.finish_address(viewer, &started.challenge, code.expose(), NOW).unwrap();
}

#[test]
fn what_was_counted_under_an_address_goes_when_it_is_left_t50() {
    let mut conference = two();
    let ada = viewer(&mut conference, "ada", NOW);
    take_address(&mut conference, &ada, "moved");
    assert_eq!(typed(&mut conference, "ada"), 0, "nothing leads there from the account any more");
    viewer(&mut conference, "bob", NOW);
    assert_eq!(typed(&mut conference, "bob"), 1, "others are counted as before");
    start(&mut conference, "moved", NOW);
    let change = conference.changes(&ada, NOW).unwrap().remove(0).id;
    conference.undo(&ada, &change, NOW).unwrap();
    assert_eq!(typed(&mut conference, "moved"), 0, "a step back leaves one, too");
}

#[test]
fn whoever_is_erased_goes_under_each_address_that_they_had_or_waited_for_t50() {
    let mut conference = two();
    let ada = viewer(&mut conference, "ada", NOW);
    take_address(&mut conference, &ada, "moved");
    let change = conference.changes(&ada, NOW).unwrap().remove(0).id;
    conference.undo(&ada, &change, NOW).unwrap();
    begin_address(&mut conference, &ada, "wanted");
    let bob = viewer(&mut conference, "bob", NOW);
    begin_address(&mut conference, &bob, "of-bob");
    for id in ["ada", "moved", "wanted", "of-bob"] {
        start(&mut conference, id, NOW);
    }
    let erased = conference.erase(&ada, "ada@example.org", NOW).unwrap();
    let waiting: Vec<&str> = erased.waiting.iter().map(Email::as_str).collect();
    assert_eq!(waiting, ["wanted@example.org"], "a code on its way there is not sent any more");
    assert_eq!(["ada", "moved", "wanted"].map(|id| typed(&mut conference, id)), [0; 3]);
    assert_eq!(typed(&mut conference, "of-bob"), 1);
}

#[test]
fn a_first_choice_is_a_consent_and_hiding_takes_it_back() {
    let mut conference = two();
    let ada = viewer(&mut conference, "ada", NOW);
    let steps =
        |conference: &Small, viewer: &Viewer| conference.consents(viewer).unwrap().into_iter().map(|one| one.step).collect::<Vec<_>>();
    assert_eq!(steps(&conference, &ada), [], "nobody agreed to anything by signing in");
    conference.set_audiences(&ada, &AudienceUpdate::hide_everything(), NOW).unwrap();
    assert_eq!(steps(&conference, &ada), [], "nor took anything back");
    let show = AudienceUpdate { audiences: vec![(Field::Biography, Audience::Connections)], listed: None };
    conference.set_audiences(&ada, &show, NOW + 1).unwrap();
    assert_eq!(steps(&conference, &ada), [ConsentStep::Given]);
    let more = AudienceUpdate { audiences: vec![(Field::Biography, Audience::Delegates)], listed: None };
    conference.set_audiences(&ada, &more, NOW + 2).unwrap();
    assert_eq!(steps(&conference, &ada), [ConsentStep::Given], "one is enough");
    let taken = conference.withdraw(&ada, NOW + 3).unwrap();
    assert_eq!(
        taken.iter().map(|one| (one.step, one.at)).collect::<Vec<_>>(),
        [(ConsentStep::Withdrawn, NOW + 3), (ConsentStep::Given, NOW + 1)]
    );
    assert_eq!(taken[0].policy, *conference.policy());
    let profile = conference.profile(&ada).unwrap();
    assert!(!profile.listed && profile.fields.iter().all(|(_, own)| own.audience == Audience::OnlyMe));
    conference.withdraw(&ada, NOW + 4).unwrap();
    assert_eq!(steps(&conference, &ada).len(), 2, "twice is once");
}

#[test]
fn taking_back_never_needs_a_proof_and_is_never_refused_for_its_number() {
    let mut conference = two();
    let stale = granted(&mut conference, "ada", NOW - 3000).viewer;
    for _ in 0..100 {
        conference.withdraw(&stale, NOW).unwrap();
    }
}

#[test]
fn only_the_policy_in_force_can_be_agreed_to_and_another_one_is_another_step() {
    let mut conference = two();
    let ada = viewer(&mut conference, "ada", NOW);
    let version = conference.policy().version.clone();
    assert_eq!(conference.agree(&ada, "another", NOW).unwrap_err(), Refusal::NotFound);
    assert_eq!(conference.agree(&ada, &version, NOW).unwrap().len(), 1);
    assert_eq!(conference.agree(&ada, &version, NOW).unwrap().len(), 1);
    conference.set_policy(crate::conference::rights::mark("2", "new words"));
    assert_eq!(conference.agree(&ada, &version, NOW).unwrap_err(), Refusal::NotFound, "nobody can agree to what is past");
    let steps = conference.agree(&ada, "2", NOW).unwrap();
    assert_eq!(steps.iter().map(|one| one.policy.version.as_str()).collect::<Vec<_>>(), ["2", &version]);
    // Going to and fro fills no storage.
    for at in 0..200 {
        conference.note_consent(&ada, ConsentStep::Withdrawn, NOW + at).unwrap();
        conference.note_consent(&ada, ConsentStep::Given, NOW + at).unwrap();
    }
    assert_eq!(conference.store().consents(&ada.id).unwrap().len(), 100);
}

#[test]
fn a_complaint_is_kept_with_a_reference_and_bounded() {
    let mut conference = two();
    let stale = granted(&mut conference, "ada", NOW - 3000).viewer;
    let problem = |fault| Refusal::Invalid(vec![FieldProblem { input: Input::Complaint, fault }]);
    assert_eq!(conference.complain(&stale, " \n", NOW).unwrap_err(), problem(Fault::Empty));
    let filed = conference.complain(&stale, "Somebody has\nmy number", NOW).unwrap();
    assert!(filed.reference.starts_with("C-") && filed.email.as_str() == "ada@example.org");
    for _ in 1..conference.limits().complaints_per_delegate.most {
        conference.complain(&stale, "again", NOW).unwrap();
    }
    assert!(matches!(conference.complain(&stale, "again", NOW), Err(Refusal::TooMany { .. })));
    let fresh = viewer(&mut conference, "ada", NOW);
    assert!(copy(&mut conference, &fresh, Form::Json).contains(&filed.reference));
}

/// Kinds of counts that are no person's, or a person's together with something that nobody knows afterwards.
const OF_NOBODY: [&str; 11] = [
    "start source",
    "start device",
    "start address source",
    "redeem source",
    "start passkey source",
    "provider source",
    "calendar guessed",
    "calendar fetched",
    "cloned passkey",
    "try nobody",
    "k",
];

/// Whoever counts something of a delegate says so in `COUNTED`, so that it goes with them.
#[test]
fn whatever_is_counted_of_a_person_is_forgotten_with_them() {
    fn sources(folder: &Path, found: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let name = entry.file_name().into_string().unwrap();
            if path.is_dir() && name != "tests" {
                sources(&path, found);
            } else if name.ends_with(".rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push_str(text.split("#[cfg(test)]\nmod tests {").next().unwrap());
            }
        }
    }
    let mut code = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/conference"), &mut code);
    let mut kinds: Vec<&str> = code
        .split("self.admit(")
        .skip(1)
        .chain(code.split("self.is_within(").skip(1))
        .filter_map(|call| call.split(';').next()?.split('"').nth(1))
        .chain(code.split("fn tried_subject").nth(1).unwrap().split("\n}\n").next().unwrap().split('"').skip(1).step_by(2))
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert!(kinds.len() > 15, "{kinds:?}");
    let missing: Vec<&&str> = kinds.iter().filter(|kind| !COUNTED.contains(kind) && !OF_NOBODY.contains(kind)).collect();
    assert!(missing.is_empty(), "counted, and not forgotten: {missing:?}");
    let vain: Vec<&&str> = COUNTED.iter().filter(|kind| !kinds.contains(kind)).collect();
    assert!(vain.is_empty(), "forgotten, and never counted: {vain:?}");
}
