//! Who saw what: everything that is shown of somebody is noted before it is shown, for its owner and for nobody else (T51, T52, LOG-01).

use crate::conference::access::{Accesses, Scope};
use crate::conference::fixture::*;
use crate::conference::store::{Session, Store};
use crate::conference::{Photo, Refusal, Viewer};
use crate::domain::access::{By, Glance, Lines, Looked, Onlooker, Record, RecordQuery, Way};
use crate::domain::delegate::DirectoryQuery;
use crate::domain::fields::Fields;
use crate::domain::incident::Effect;
use crate::domain::privacy::{Audience, Field};
use crate::domain::text::Text;

const PHONE: [(Field, &str, Audience); 1] = [(Field::Phone, "+44 20 7946 0100", Audience::Delegates)];

fn record(conference: &mut Small, viewer: &Viewer, by: By) -> Record {
    conference.record(viewer, &RecordQuery { by, ..RecordQuery::default() }, NOW + 500).unwrap()
}

fn people(record: Record) -> Vec<Looked> {
    let Lines::People(people) = record.lines else { panic!("times") };
    people
}

fn times(record: Record) -> Vec<Glance> {
    let Lines::Times(times) = record.lines else { panic!("people") };
    times
}

fn known(id: &str, name: &str) -> Onlooker {
    Onlooker::Known(id.parse().unwrap(), Text::parse(name, 120, false).unwrap().unwrap())
}

#[test]
fn log_01_every_way_of_being_shown_something_is_noted_with_exactly_what_was_shown_t52() {
    let mut conference = conference([listed("ada", "Ada", &PHONE), listed("bo", "Bo", &[])]);
    let (ada, bo) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bo", NOW));
    assert_eq!(record(&mut conference, &ada, By::Person).people, 0, "nobody has looked yet");

    let jpeg = conference.set_photo(&ada, Some(vec![0xff, 0xd8, 0xff]), NOW).unwrap();
    let photo = jpeg.profile.fields.of(Field::Photo).value.clone().unwrap();
    let shares = crate::domain::profile::AudienceUpdate { audiences: vec![(Field::Photo, Audience::Delegates)], listed: None };
    conference.set_audiences(&ada, &shares, NOW).unwrap();
    conference.directory(&bo, &DirectoryQuery::default(), 50, NOW + 1).unwrap();
    conference.delegate(&bo, &"ada".parse().unwrap(), NOW + 2).unwrap();
    conference.photo(&bo, &"ada".parse().unwrap(), &photo.as_str().parse().unwrap(), NOW + 3).unwrap();

    let (all, picture) = (Fields::of([Field::Name, Field::Photo, Field::Phone]), Fields::of([Field::Photo]));
    let bo_saw = |fields, way, at| Glance { who: known("bo", "Bo"), fields, way, at };
    let noted = times(record(&mut conference, &ada, By::Time));
    assert_eq!(noted, [bo_saw(picture, Way::Photo, NOW + 3), bo_saw(all, Way::Page, NOW + 2), bo_saw(all, Way::List, NOW + 1)]);
    let one = Looked { who: known("bo", "Bo"), fields: all, times: 3, first: NOW + 1, last: NOW + 3 };
    let by_person = record(&mut conference, &ada, By::Person);
    let phone = by_person.fields.iter().find(|seen| seen.field == Field::Phone).unwrap();
    assert_eq!((phone.people, phone.times, phone.last), (1, 2, NOW + 2));
    assert_eq!(people(by_person), [one]);
}

#[test]
fn log_01_ones_own_look_a_preview_and_a_refused_question_note_nothing() {
    let mut conference = conference([listed("ada", "Ada", &[]), named("bo", "Bo", &[])]);
    let (ada, bo) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bo", NOW));
    conference.delegate(&ada, &"ada".parse().unwrap(), NOW).unwrap();
    conference.directory(&ada, &DirectoryQuery::default(), 50, NOW).unwrap();
    conference.preview(&ada, crate::domain::privacy::Relation::Delegate).unwrap();
    assert_eq!(conference.delegate(&ada, &"bo".parse().unwrap(), NOW), Err(Refusal::NotFound));
    let letter = DirectoryQuery { initial: crate::domain::delegate::Initial::read('z'), ..DirectoryQuery::default() };
    conference.directory(&bo, &letter, 50, NOW).unwrap();
    assert_eq!((record(&mut conference, &ada, By::Person).people, record(&mut conference, &bo, By::Person).people), (0, 0));
}

/// The answer to a search says that somebody fits it also where the page ends before them.
#[test]
fn log_01_whoever_makes_a_next_page_is_noted_t52() {
    let mut conference =
        conference([listed("ada", "Ada", &PHONE), listed("bo", "Bo", &PHONE), listed("cy", "Cy", &[]), named("di", "Di", &[])]);
    let (bo, cy, di) = (viewer(&mut conference, "bo", NOW), viewer(&mut conference, "cy", NOW), viewer(&mut conference, "di", NOW));
    let query = DirectoryQuery { text: "7946".into(), ..DirectoryQuery::default() };
    let page = conference.directory(&di, &query, 1, NOW).unwrap();
    assert!(page.delegates.len() == 1 && page.next.is_some());
    assert_eq!(record(&mut conference, &bo, By::Person).people, 1);
    assert_eq!(record(&mut conference, &cy, By::Person).people, 0, "nobody whom it does not fit");
}

/// So does where a page begins: a place that this directory never gave must pass nobody unseen.
#[test]
fn log_01_a_made_up_place_passes_nobody_unseen_t52() {
    let mut conference = conference([listed("ada", "Ada", &PHONE), listed("bo", "Bo", &PHONE), named("di", "Di", &[])]);
    let [ada, bo, di] = ["ada", "bo", "di"].map(|id| viewer(&mut conference, id, NOW));
    let query = DirectoryQuery { text: "7946".into(), cursor: Some("2.nobody".into()), ..DirectoryQuery::default() };
    let page = conference.directory(&di, &query, 1, NOW).unwrap();
    assert_eq!((page.delegates.len(), page.next), (1, None), "which tells that two fit");
    for passed in [&ada, &bo] {
        assert_eq!(record(&mut conference, passed, By::Person).people, 1, "{}", passed.id);
    }
}

#[test]
fn log_01_nothing_is_shown_that_cannot_be_noted() {
    let mut conference = conference([listed("ada", "Ada", &[]), named("bo", "Bo", &[])]);
    let bo = viewer(&mut conference, "bo", NOW);
    conference.store_mut().end_session(&bo.digest).unwrap();
    assert_eq!(conference.delegate(&bo, &"ada".parse().unwrap(), NOW), Err(Refusal::SessionRequired));
}

#[test]
fn the_same_look_within_a_minute_is_one_line_and_any_other_is_its_own() {
    let mut conference = conference([listed("ada", "Ada", &PHONE), named("bo", "Bo", &[])]);
    let (ada, bo) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bo", NOW));
    for second in [0, 1, 59, 61] {
        conference.delegate(&bo, &"ada".parse().unwrap(), NOW + second).unwrap();
    }
    conference.directory(&bo, &DirectoryQuery::default(), 50, NOW + 61).unwrap();
    let at: Vec<_> = times(record(&mut conference, &ada, By::Time)).into_iter().map(|glance| (glance.way, glance.at - NOW)).collect();
    assert_eq!(at, [(Way::List, 61), (Way::Page, 61), (Way::Page, 0)]);
    let elsewhere = viewer(&mut conference, "bo", NOW + 62);
    conference.delegate(&elsewhere, &"ada".parse().unwrap(), NOW + 62).unwrap();
    assert_eq!(times(record(&mut conference, &ada, By::Time)).len(), 4, "another session");
}

#[test]
fn whoever_looks_is_named_only_while_they_share_their_name_and_the_owner_is_noted_for_it() {
    let mut conference = conference([listed("ada", "Ada", &[]), listed("bo", "Bo", &[]), named("cy", "Cy", &[]), named("di", "Di", &[])]);
    let ada = viewer(&mut conference, "ada", NOW);
    for (second, id) in ["cy", "bo", "di", "cy"].into_iter().enumerate() {
        let looks = viewer(&mut conference, id, NOW);
        conference.delegate(&looks, &"ada".parse().unwrap(), NOW + second as i64).unwrap();
    }
    let who = |all: &[Looked]| all.iter().map(|looked| looked.who.clone()).collect::<Vec<_>>();
    let seen = people(record(&mut conference, &ada, By::Person));
    assert_eq!(who(&seen), [Onlooker::Unnamed(1), Onlooker::Unnamed(3), known("bo", "Bo")]);
    assert_eq!(seen[0].times, 2);

    let bo = viewer(&mut conference, "bo", NOW);
    let told = times(record(&mut conference, &bo, By::Time));
    assert_eq!(told.iter().map(|glance| (glance.who.clone(), glance.way)).collect::<Vec<_>>(), [(known("ada", "Ada"), Way::Log)]);
    let hidden = crate::domain::profile::AudienceUpdate { audiences: vec![], listed: Some(false) };
    conference.set_audiences(&bo, &hidden, NOW).unwrap();
    // Bo's own record told Bo of Ada, which is a look at Ada as well, and the latest.
    assert_eq!(who(&people(record(&mut conference, &ada, By::Person)))[0], Onlooker::Unnamed(2));
    conference.store_mut().erase_accesses(&"bo".parse().unwrap()).unwrap();
    assert_eq!(who(&people(record(&mut conference, &ada, By::Person)))[0], Onlooker::Gone);
    assert_eq!(record(&mut conference, &bo, By::Person).people, 0);
}

#[test]
fn pages_hold_every_line_once_and_a_field_finds_its_own() {
    let all = (0..120).map(|n| named(&format!("p{n}"), "P", &[]));
    let mut conference = conference([listed("ada", "Ada", &PHONE)].into_iter().chain(all));
    let ada = viewer(&mut conference, "ada", NOW);
    for n in 0..120 {
        // From one network no more may sign in within the hour.
        let looks = viewer(&mut conference, &format!("p{n}"), NOW - (3 - n / 50) * 3600);
        let fields = if n % 40 == 0 { Fields::of([Field::Name, Field::Phone]) } else { Fields::of([Field::Name]) };
        conference.note_fields(&looks, &"ada".parse().unwrap(), fields, Way::Page, NOW + n / 2).unwrap();
    }
    for by in [By::Person, By::Time] {
        for (field, expected) in [(None, 120), (Some(Field::Phone), 3), (Some(Field::Email), 0)] {
            let (mut cursor, mut numbers) = (None, Vec::new());
            loop {
                let page = conference.record(&ada, &RecordQuery { by, field, cursor }, NOW + 500).unwrap();
                assert_eq!((page.people, page.fields.len()), (120, 2));
                numbers.extend(match page.lines {
                    Lines::People(people) => people.into_iter().map(|looked| looked.who).collect::<Vec<_>>(),
                    Lines::Times(times) => times.into_iter().map(|glance| glance.who).collect(),
                });
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
            }
            let numbers: Vec<u32> = numbers.iter().map(|who| if let Onlooker::Unnamed(number) = who { *number } else { 0 }).collect();
            assert_eq!(numbers.len(), expected, "{by:?} {field:?}");
            assert!(numbers.is_sorted_by(|a, b| a > b), "the latest first, nobody twice");
        }
        for bad in ["x", "1.x", "-1"] {
            let query = RecordQuery { by, cursor: Some(bad.into()), field: None };
            assert_eq!(conference.record(&ada, &query, NOW + 500), Err(Refusal::NotFound), "{bad}");
        }
    }
}

#[test]
fn the_record_leaves_the_app_only_after_a_fresh_proof_and_asking_has_a_quota() {
    let mut conference = conference([listed("ada", "Ada", &[])]);
    let ada = viewer(&mut conference, "ada", NOW);
    let age = i64::from(conference.limits().step_up_age);
    assert!(conference.record_csv(&ada, NOW + age).is_ok());
    assert_eq!(conference.record_csv(&ada, NOW + age + 1), Err(Refusal::StepUpRequired));
    let asked = (0..999).map(|_| conference.record(&ada, &RecordQuery::default(), NOW + 600)).find(Result::is_err);
    assert!(matches!(asked, Some(Err(Refusal::TooMany { .. }))));
}

#[test]
fn what_is_old_enough_is_forgotten() {
    let mut conference = conference([listed("ada", "Ada", &[]), named("bo", "Bo", &[])]);
    let (ada, bo) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bo", NOW));
    conference.delegate(&bo, &"ada".parse().unwrap(), NOW).unwrap();
    let kept = i64::from(conference.limits().access_kept_days) * 86_400;
    conference.forget_accesses(NOW + kept).unwrap();
    assert_eq!(record(&mut conference, &ada, By::Person).people, 1);
    conference.forget_accesses(NOW + kept + 1).unwrap();
    assert_eq!(record(&mut conference, &ada, By::Person).people, 0);
}

/// T51, T52, INC-01, INC-02: the organisers' question and the delegate's.
#[test]
fn the_extent_of_an_incident_is_whom_it_touched_and_everybody_is_told_their_part_t51_t52() {
    let mut conference =
        conference([listed("ada", "Ada", &PHONE), listed("bo", "Bo", &[]), named("mallory", "M", &[]), named("cy", "C", &[])]);
    let mallory = viewer(&mut conference, "mallory", NOW);
    let (cy, session) = (viewer(&mut conference, "cy", NOW), session(&conference, &mallory));
    conference.directory(&mallory, &DirectoryQuery::default(), 50, NOW + 10).unwrap();
    conference.delegate(&mallory, &"ada".parse().unwrap(), NOW + 100).unwrap();
    conference.delegate(&cy, &"ada".parse().unwrap(), NOW + 200).unwrap();
    conference.delegate(&mallory, &"ada".parse().unwrap(), NOW + 900).unwrap();
    let all = Scope { from: NOW, to: NOW + 899, viewer: None, session: None };
    let touched = |scope: &Scope| {
        let extent = conference.extent(scope).unwrap();
        extent.touched.iter().map(|one| (one.owner.to_string(), one.first - NOW, one.last - NOW, one.times)).collect::<Vec<_>>()
    };
    let (ada, bo) = ("ada".to_owned(), "bo".to_owned());
    assert_eq!(touched(&all), [(ada.clone(), 10, 200, 3), (bo.clone(), 10, 10, 1)]);
    let of_mallory = Scope { viewer: Some("mallory".parse().unwrap()), ..all.clone() };
    assert_eq!(touched(&of_mallory), [(ada.clone(), 10, 100, 2), (bo.clone(), 10, 10, 1)]);
    assert_eq!(touched(&Scope { session: Some(session.id), ..all.clone() }), touched(&of_mallory));
    assert_eq!(touched(&Scope { session: Some("other".parse().unwrap()), ..all.clone() }), []);
    assert_eq!(touched(&Scope { from: NOW + 201, ..all.clone() }), []);
    let extent = conference.extent(&all).unwrap();
    assert_eq!(extent.fields().collect::<Vec<_>>(), [(Field::Name, 2), (Field::Phone, 1)]);
    assert_eq!(extent.span(), (NOW + 10, NOW + 200));

    let text = Text::parse("A laptop was stolen.", 100, false).unwrap().unwrap();
    let (id, _) = conference.record_incident(&of_mallory, text.clone(), NOW + 1000).unwrap();
    // What it was taken from may go; the incident stays.
    conference.forget_accesses(NOW + 1_000_000_000).unwrap();
    let effect = |conference: &mut Small, who: &str| {
        let viewer = viewer(conference, who, NOW + 1000);
        let told = conference.own_incidents(&viewer).unwrap();
        assert_eq!((told.len(), &told[0].id, &told[0].text), (1, &id, &text));
        told[0].effect.clone()
    };
    let fields = Fields::of([Field::Name, Field::Phone]);
    assert_eq!(effect(&mut conference, "ada"), Effect::Shown { fields, first: NOW + 10, last: NOW + 100, times: 2 });
    assert_eq!(effect(&mut conference, "cy"), Effect::None);
}

fn session(conference: &Small, viewer: &Viewer) -> Session {
    conference.store().session(&viewer.digest).unwrap().unwrap()
}

#[test]
fn a_photo_of_ones_own_is_nobodys_look() {
    let mut conference = conference([listed("ada", "Ada", &[])]);
    let ada = viewer(&mut conference, "ada", NOW);
    let saved = conference.set_photo(&ada, Some(vec![0xff, 0xd8, 0xff]), NOW).unwrap();
    let id = saved.profile.fields.of(Field::Photo).value.clone().unwrap();
    let Photo { .. } = conference.photo(&ada, &"ada".parse().unwrap(), &id.as_str().parse().unwrap(), NOW).unwrap();
    assert_eq!(record(&mut conference, &ada, By::Time).people, 0);
}
