//! Changing one's own data and who sees it. Not: what others then get, which is `privacy`.

use super::same_work::Watched;
use crate::conference::fixture::{Counting, NETWORK, NOW, Small, account, conference, device, listed, named, viewer};
use crate::conference::memory::Memory;
use crate::conference::{Conference, Limits, Proof, Refusal, Viewer};
use crate::domain::privacy::{Audience, Field};
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::profile::{AudienceUpdate, ProfileUpdate};
use crate::domain::text::{Email, Text};
use Audience::{Connections, Delegates, OnlyMe};

/// Long after the proof: nothing that needs a fresh one passes.
const STALE: i64 = NOW + 3600;

fn change(field: Field, text: &str) -> ProfileUpdate {
    ProfileUpdate::parse([(field, Some(text))]).unwrap()
}

fn audience(field: Field, audience: Audience) -> AudienceUpdate {
    AudienceUpdate { audiences: vec![(field, audience)], listed: None }
}

fn value(conference: &Small, viewer: &Viewer, field: Field) -> Option<String> {
    conference.profile(viewer).unwrap().fields.of(field).value.as_ref().map(|text| text.as_str().to_owned())
}

#[test]
fn a_stale_update_changes_nothing_and_says_what_is_stored() {
    let mut conference = conference([named("ada", "Ada", &[])]);
    let ada = viewer(&mut conference, "ada", NOW);
    let saved = conference.update(&ada, 1, &change(Field::Organisation, "First"), NOW).unwrap().profile;
    assert_eq!(saved.version, 2);
    let refused = conference.update(&ada, 1, &change(Field::Organisation, "Second"), NOW);
    assert_eq!(refused, Err(Refusal::Stale(Box::new(saved.clone()))));
    let refused = conference.update(&ada, 1, &change(Field::Name, "Second"), STALE);
    assert!(matches!(refused, Err(Refusal::Stale(_))), "nobody is asked for a code in vain");
    assert_eq!(conference.profile(&ada), Ok(saved));
}

#[test]
fn what_people_are_recognised_by_needs_a_fresh_proof_and_the_rest_does_not_t10() {
    let mut conference = conference([named("ada", "Ada", &[])]);
    let ada = viewer(&mut conference, "ada", NOW);
    for field in [Field::Name, Field::JobTitle, Field::Phone] {
        assert_eq!(conference.update(&ada, 1, &change(field, "new"), STALE), Err(Refusal::StepUpRequired));
    }
    let both = ProfileUpdate::parse([(Field::Pronouns, Some("they")), (Field::Name, Some("New"))]).unwrap();
    assert_eq!(conference.update(&ada, 1, &both, STALE), Err(Refusal::StepUpRequired));
    assert_eq!(value(&conference, &ada, Field::Pronouns), None, "nothing was half applied");
    for (version, field) in [(1, Field::Organisation), (2, Field::Pronouns), (3, Field::Biography)] {
        assert!(conference.update(&ada, version, &change(field, "new"), STALE).is_ok());
    }
    assert!(conference.update(&ada, 4, &change(Field::Name, "New"), NOW).is_ok());
}

#[test]
fn an_update_changes_texts_alone_and_only_the_viewers_t11() {
    let mut conference = conference([named("ada", "Ada", &[]), named("bela", "Béla", &[])]);
    let ada = viewer(&mut conference, "ada", NOW);
    let bela = viewer(&mut conference, "bela", NOW);
    let before = (conference.profile(&ada).unwrap(), conference.profile(&bela).unwrap());
    assert!(ProfileUpdate::parse([(Field::Email, Some("evil@example.org"))]).is_err());
    assert!(ProfileUpdate::parse([(Field::Photo, Some("x"))]).is_err());
    let after = conference.update(&ada, 1, &change(Field::Phone, "1"), NOW).unwrap().profile;
    assert_eq!((after.listed, &after.id), (false, &before.0.id));
    assert!(after.fields.iter().all(|(field, own)| own.audience == before.0.fields.of(field).audience));
    assert_eq!(conference.profile(&bela), Ok(before.1));
}

#[test]
fn widening_needs_a_fresh_proof_and_narrowing_never_does_t12() {
    let mut conference = conference([listed("ada", "Ada", &[(Field::Phone, "+44 1", Connections)])]);
    let ada = viewer(&mut conference, "ada", NOW);
    for wider in [audience(Field::Phone, Delegates), audience(Field::Email, Connections)] {
        assert_eq!(conference.set_audiences(&ada, &wider, STALE), Err(Refusal::StepUpRequired));
    }
    let mixed = AudienceUpdate { audiences: vec![(Field::Phone, OnlyMe), (Field::Email, Delegates)], listed: None };
    assert_eq!(conference.set_audiences(&ada, &mixed, STALE), Err(Refusal::StepUpRequired));
    assert_eq!(conference.profile(&ada).unwrap().version, 1, "nothing was half applied");
    assert!(conference.set_audiences(&ada, &audience(Field::Phone, OnlyMe), STALE).is_ok());
    assert_eq!(
        conference
            .set_audiences(&ada, &AudienceUpdate { listed: Some(false), ..Default::default() }, STALE)
            .map(|saved| saved.profile.listed),
        Ok(false)
    );
    assert_eq!(
        conference.set_audiences(&ada, &AudienceUpdate { listed: Some(true), ..Default::default() }, STALE),
        Err(Refusal::StepUpRequired)
    );
    assert!(conference.set_audiences(&ada, &audience(Field::Phone, Delegates), NOW).is_ok());
}

#[test]
fn every_narrowing_from_every_state_passes_with_an_old_proof_t12() {
    let texts = Field::ALL.map(|field| (field, "x", Delegates));
    for field in Field::ALL {
        for (from, to) in [(Delegates, Connections), (Delegates, OnlyMe), (Connections, OnlyMe), (OnlyMe, OnlyMe)] {
            for wish in [None, Some(true), Some(false)] {
                let mut person = listed("ada", "Ada", &texts);
                person.profile.fields.of_mut(field).audience = from;
                person.profile.listed = field != Field::Name || from == Delegates;
                // Saying again that one wants to be listed is no narrowing where one is not.
                let listed_wish = wish.filter(|wish| !wish || person.profile.listed);
                let mut conference = conference([person]);
                let ada = viewer(&mut conference, "ada", NOW);
                let update = AudienceUpdate { audiences: vec![(field, to)], listed: listed_wish };
                let profile = conference.set_audiences(&ada, &update, STALE).unwrap().profile;
                assert_eq!(profile.fields.of(field).audience, to);
            }
        }
    }
}

#[test]
fn hiding_the_name_leaves_the_directory_and_emptying_it_too() {
    let mut conference = conference([listed("ada", "Ada", &[]), listed("bela", "Béla", &[])]);
    let ada = viewer(&mut conference, "ada", NOW);
    assert!(!conference.set_audiences(&ada, &audience(Field::Name, Connections), STALE).unwrap().profile.listed);
    assert!(!conference.set_audiences(&ada, &audience(Field::Name, Delegates), NOW).unwrap().profile.listed, "nobody comes back unasked");
    let bela = viewer(&mut conference, "bela", NOW);
    assert!(!conference.update(&bela, 1, &change(Field::Name, " "), NOW).unwrap().profile.listed);
    assert!(!conference.update(&bela, 2, &change(Field::Name, "Béla"), NOW).unwrap().profile.listed);
}

#[test]
fn being_listed_needs_a_name_that_delegates_may_see() {
    let refused = Err(Refusal::Invalid(vec![FieldProblem { input: Input::Listed, fault: Fault::NameNotShared }]));
    let mut conference = conference([named("ada", "Ada", &[]), account("bela")]);
    let wish = AudienceUpdate { listed: Some(true), audiences: Vec::new() };
    let with_name = |audience| AudienceUpdate { listed: Some(true), audiences: vec![(Field::Name, audience)] };
    let ada = viewer(&mut conference, "ada", NOW);
    assert_eq!(conference.set_audiences(&ada, &wish, NOW), refused);
    assert_eq!(conference.set_audiences(&ada, &with_name(Connections), NOW), refused);
    assert!(conference.set_audiences(&ada, &with_name(Delegates), NOW).unwrap().profile.listed);
    let bela = viewer(&mut conference, "bela", NOW);
    assert_eq!(conference.set_audiences(&bela, &with_name(Delegates), NOW), refused, "no name is filled in");
}

#[test]
fn hiding_everything_is_one_step_and_doing_it_twice_is_doing_it_once() {
    let mut conference = conference([listed("ada", "Ada", &[(Field::Phone, "+44 1", Delegates)])]);
    let ada = viewer(&mut conference, "ada", NOW);
    let hidden = conference.set_audiences(&ada, &AudienceUpdate::hide_everything(), STALE).unwrap();
    let saved = hidden.profile.clone();
    assert!(!saved.listed && saved.fields.iter().all(|(_, own)| own.audience == OnlyMe));
    assert_eq!(saved.fields.of(Field::Phone).value.as_ref().map(Text::as_str), Some("+44 1"), "values stay");
    assert_eq!(conference.set_audiences(&ada, &AudienceUpdate::hide_everything(), STALE), Ok(hidden));
}

#[test]
fn narrowing_passes_while_other_devices_save_and_an_edit_does_not_t13() {
    let inner = Memory::with([listed("ada", "Ada", &[(Field::Phone, "+44 1", Delegates)])]);
    let mut conference = Conference::new(Watched { inner, ..Watched::default() }, Counting::default(), Limits::default());
    let started = conference.start_sign_in(&Email::parse("ada@example.org").unwrap(), &device(), NETWORK, NOW).unwrap();
    let code = started.letter.unwrap().code;
    let ada =
        conference.redeem(Proof::Code { challenge: started.challenge, code: code.expose() }, None, device(), NETWORK, NOW).unwrap().viewer;
    conference.store_mut().overtaken = 3;
    let profile = conference.set_audiences(&ada, &audience(Field::Phone, OnlyMe), STALE).unwrap().profile;
    assert_eq!((profile.fields.of(Field::Phone).audience, profile.version), (OnlyMe, 5));
    conference.store_mut().overtaken = 1;
    let refused = conference.update(&ada, 5, &change(Field::Pronouns, "she"), NOW);
    assert!(matches!(refused, Err(Refusal::Stale(profile)) if profile.version == 6));
}

#[test]
fn stars_are_private_to_their_owner_and_bounded() {
    let mut conference = conference([account("ada"), account("bela")]);
    let ada = viewer(&mut conference, "ada", NOW);
    let bela = viewer(&mut conference, "bela", NOW);
    let talk = "h26-1".parse().unwrap();
    for _ in 0..2 {
        conference.set_favourite(&ada, &talk, true).unwrap();
    }
    assert_eq!(conference.favourites(&ada), Ok(vec![talk.clone()]));
    assert_eq!(conference.favourites(&bela), Ok(vec![]));
    for _ in 0..2 {
        conference.set_favourite(&ada, &talk, false).unwrap();
    }
    assert_eq!(conference.favourites(&ada), Ok(vec![]));
    let few = Limits { favourites: 1, ..Limits::default() };
    let mut conference = Conference::new(Memory::with([account("ada")]), Counting::default(), few);
    let ada = viewer(&mut conference, "ada", NOW);
    conference.set_favourite(&ada, &talk, true).unwrap();
    assert_eq!(conference.set_favourite(&ada, &talk, true), Ok(()));
    assert!(conference.set_favourite(&ada, &"other".parse().unwrap(), true).is_err());
}
