//! Another address for an account, and names that look like others. Not: the step back of other fields (`history`).

use crate::conference::fixture::{Counting, NETWORK, NOW, Small, account, conference, device, granted, listed, start, viewer};
use crate::conference::memory::Memory;
use crate::conference::store::Store;
use crate::conference::{Conference, Happened, Limits, Proof, Refusal, Viewer, seed};
use crate::domain::privacy::{Audience, Field};
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::profile::ProfileUpdate;
use crate::domain::text::Email;

const DAY: i64 = 86_400;

fn email(address: &str) -> Email {
    Email::parse(address).unwrap()
}

/// Begins and finishes a change; what is told, and to whom.
fn move_to(conference: &mut Small, viewer: &Viewer, address: &str, now: i64) -> (Email, Happened) {
    let started = conference.start_address(viewer, &email(address), now).unwrap();
    let letter = started.letter.unwrap();
    assert_eq!(letter.to, email(address), "the code goes to the new address");
    let notice = conference.finish_address(viewer, &started.challenge, letter.code.expose(), now).unwrap().notice.unwrap();
    (notice.to, notice.what)
}

#[test]
fn a_new_address_is_used_once_its_mail_was_read_and_the_old_one_is_told_t24() {
    let mut conference = conference([account("ada")]);
    let ada = viewer(&mut conference, "ada", NOW);
    let waiting = start(&mut conference, "ada", NOW);
    let started = conference.start_address(&ada, &email("Ada@Elsewhere.example"), NOW).unwrap();
    assert_eq!(conference.store().person(&ada.id).unwrap().unwrap().email.as_str(), "ada@example.org", "not before the code");
    assert!(conference.finish_address(&ada, &started.challenge, "WRONGONE", NOW).is_err());
    let code = started.letter.unwrap().code;
    let told = conference.finish_address(&ada, &started.challenge, code.expose(), NOW).unwrap();
    let notice = told.notice.unwrap();
    assert_eq!(notice.to.as_str(), "ada@example.org");
    assert!(matches!(notice.what, Happened::ProfileChanged(_, fields) if *fields.of(Field::Email)));
    let person = conference.store().person(&ada.id).unwrap().unwrap();
    assert_eq!(person.email.as_str(), "Ada@elsewhere.example");
    assert_eq!(person.profile.fields.of(Field::Email).value.as_ref().unwrap().as_str(), "Ada@elsewhere.example");
    let proof = Proof::Code { challenge: waiting.challenge, code: waiting.letter.as_ref().unwrap().code.expose() };
    assert!(conference.redeem(proof, None, device(), NETWORK, NOW).is_err(), "what was mailed to the old address opens nothing any more");
    assert!(start(&mut conference, "ada", NOW).letter.is_none(), "nor does the old address");
    let anew = conference.start_sign_in(&email("ada@elsewhere.example"), &device(), NETWORK, NOW).unwrap();
    assert!(anew.letter.is_some());
    assert!(conference.finish_address(&ada, &started.challenge, code.expose(), NOW).is_err(), "once");
}

#[test]
fn it_needs_a_fresh_proof_and_is_done_by_its_own_account_only() {
    let mut conference = conference([account("ada"), account("bela")]);
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    assert_eq!(conference.start_address(&ada, &email("new@example.org"), NOW + 301).unwrap_err(), Refusal::StepUpRequired);
    let started = conference.start_address(&ada, &email("new@example.org"), NOW).unwrap();
    let code = started.letter.unwrap().code;
    assert!(conference.finish_address(&bela, &started.challenge, code.expose(), NOW).is_err());
    // Nor is it a way in, nor a proof for anything else.
    let proof = Proof::Code { challenge: started.challenge.clone(), code: code.expose() };
    assert!(conference.redeem(proof, None, device(), NETWORK, NOW).is_err());
    assert!(conference.finish_step_up(&ada, started.challenge.clone(), code.expose(), NOW).is_err());
    let same = conference.start_address(&ada, &email("ADA@example.org"), NOW).unwrap_err();
    assert_eq!(same, Refusal::Invalid(vec![FieldProblem { input: Input::Field(Field::Email), fault: Fault::Unchanged }]));
}

#[test]
fn an_address_of_another_account_cannot_be_told_from_a_free_one_t05() {
    let mut conference = conference([account("ada"), account("bela")]);
    let ada = viewer(&mut conference, "ada", NOW);
    let taken = conference.start_address(&ada, &email("bela@example.org"), NOW).unwrap();
    let free = conference.start_address(&ada, &email("free@example.org"), NOW).unwrap();
    assert!(taken.letter.is_none() && free.letter.is_some());
    assert_eq!(taken.expires_in, free.expires_in);
    let mut tries =
        |challenge| (0..7).map(|_| conference.finish_address(&ada, challenge, "WRONGONE", NOW).unwrap_err()).collect::<Vec<_>>();
    assert_eq!(tries(&taken.challenge), tries(&free.challenge));
}

#[test]
fn for_a_day_it_is_taken_back_by_one_press_and_not_changed_again_t24() {
    let mut conference = conference([account("ada")]);
    let ada = viewer(&mut conference, "ada", NOW);
    move_to(&mut conference, &ada, "vandal@example.org", NOW);
    let again = conference.start_address(&ada, &email("third@example.org"), NOW + 60).unwrap_err();
    assert_eq!(again, Refusal::TooMany { retry_after: (DAY - 60) as u32 });
    let change = conference.changes(&ada, NOW + 400).unwrap().remove(0).id;
    let undone = conference.undo(&ada, &change, NOW + 400).unwrap();
    assert_eq!(undone.notice.unwrap().to.as_str(), "vandal@example.org", "who loses the address is told");
    assert_eq!(conference.store().person(&ada.id).unwrap().unwrap().email.as_str(), "ada@example.org");
    assert!(conference.start_sign_in(&email("vandal@example.org"), &device(), NETWORK, NOW + 400).unwrap().letter.is_none());
    let back = granted(&mut conference, "ada", NOW + 400).viewer;
    move_to(&mut conference, &back, "own@example.org", NOW + 400);
    let late = conference.start_sign_in(&email("own@example.org"), &device(), NETWORK, NOW + 400 + DAY).unwrap();
    let proof = Proof::Code { challenge: late.challenge, code: late.letter.as_ref().unwrap().code.expose() };
    let late = conference.redeem(proof, None, device(), NETWORK, NOW + 400 + DAY).unwrap().viewer;
    move_to(&mut conference, &late, "later@example.org", NOW + 400 + DAY);
}

#[test]
fn nobody_takes_a_name_that_only_looks_like_a_speakers_t42() {
    let mut conference = Conference::new(
        Memory::with([listed("ada", "Ada", &[(Field::Phone, "+44 1", Audience::OnlyMe)])]),
        Counting::default(),
        Limits::default(),
    );
    let mut agenda = seed::agenda("2026-11-24".parse().unwrap(), 0, "Europe/London".parse().unwrap());
    let speaker = agenda.speakers.iter().map(|speaker| speaker.name.clone()).find(|name| name.is_ascii() && name.contains('o')).unwrap();
    conference.publish(&mut agenda, NOW).unwrap();
    let ada = viewer(&mut conference, "ada", NOW);
    let mut rename = |name: &str| {
        let version = conference.profile(&ada).unwrap().version;
        let update = ProfileUpdate::parse([(Field::Name, Some(name))]).map_err(|problems| problems[0].fault);
        update.and_then(|update| match conference.update(&ada, version, &update, NOW) {
            Ok(_) => Ok(()),
            Err(Refusal::Invalid(problems)) => Err(problems[0].fault),
            Err(other) => panic!("{other:?}"),
        })
    };
    assert_eq!(rename(&speaker.replace('o', "0")), Err(Fault::LooksLikeSpeaker));
    assert_eq!(rename(&speaker.replacen('o', "\u{43e}", 1)), Err(Fault::MixedScripts));
    assert_eq!(rename(&speaker), Ok(()), "somebody of that name may be here, the speaker above all");
    assert_eq!(rename("Ирина Волкова"), Ok(()));
}
