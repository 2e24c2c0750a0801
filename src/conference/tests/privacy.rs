//! What somebody else gets of a person: planted values must not arrive by any way. Not: how people choose.

use crate::conference::fixture::{NOW, Small, account, conference, listed, named, viewer};
use crate::conference::{Refusal, Standing, Viewer};
use crate::domain::delegate::{Delegate, DirectoryQuery};
use crate::domain::id::{DelegateId, PhotoId};
use crate::domain::privacy::{Audience, Field, Relation};
use crate::domain::profile::{AudienceUpdate, ProfileUpdate};
use Audience::{Connections, Delegates, OnlyMe};

const JPEG: [u8; 5] = [0xff, 0xd8, 0xff, 0xe0, 1];

fn everything(audience: Audience) -> Vec<(Field, &'static str, Audience)> {
    let planted = |field: Field| match field {
        Field::Photo => "canaryphoto",
        Field::JobTitle => "canaryjobtitle",
        Field::Organisation => "canaryorganisation",
        Field::Pronouns => "canarypronouns",
        Field::Languages => "canarylanguages",
        Field::Biography => "canarybiography",
        Field::Links => "https://canary.example/links",
        Field::Email => "canary@example.org",
        Field::Phone => "+44 7700 900555",
        Field::Name => "Canaryname",
    };
    Field::ALL.into_iter().filter(|field| *field != Field::Name).map(|field| (field, planted(field), audience)).collect()
}

fn texts(delegate: &Delegate) -> Vec<String> {
    Field::ALL.into_iter().filter_map(|field| delegate.shared(field)).map(str::to_owned).collect()
}

fn search(conference: &mut Small, viewer: &Viewer, text: &str) -> (usize, Vec<String>) {
    let query = DirectoryQuery { text: text.into(), ..Default::default() };
    let page = conference.directory(viewer, &query, 100, NOW).unwrap();
    (page.found, page.delegates.iter().flat_map(texts).collect())
}

#[test]
fn hidden_fields_are_in_no_row_no_page_and_no_search_t08() {
    for audience in [OnlyMe, Connections] {
        let mut conference = conference([listed("ada", "Ada", &everything(audience)), account("bela")]);
        let bela = viewer(&mut conference, "bela", NOW);
        let ada: DelegateId = "ada".parse().unwrap();
        assert_eq!(texts(&conference.delegate(&bela, &ada, NOW).unwrap()), ["Ada"]);
        assert_eq!(search(&mut conference, &bela, ""), (1, vec!["Ada".into()]));
    }
    for (field, planted, _) in everything(OnlyMe) {
        for audience in [OnlyMe, Connections] {
            let mut conference = conference([listed("ada", "Ada", &[(field, planted, audience)]), account("bela")]);
            let bela = viewer(&mut conference, "bela", NOW);
            let (whole, part) = (search(&mut conference, &bela, planted), search(&mut conference, &bela, &planted[1..planted.len() - 1]));
            assert_eq!((whole.0, part.0), (0, 0), "{field:?}");
        }
    }
}

#[test]
fn shared_fields_are_shown_and_found_each_by_its_own_audience() {
    for (field, planted, _) in everything(Delegates) {
        let mut conference = conference([listed("ada", "Ada", &[(field, planted, Delegates)]), account("bela")]);
        let bela = viewer(&mut conference, "bela", NOW);
        let seen = conference.delegate(&bela, &"ada".parse().unwrap(), NOW).unwrap();
        assert_eq!(texts(&seen).len(), 2);
        assert_eq!(seen.shared(field), Some(planted));
        // A photo's id is not searched; everything else is.
        let expected = usize::from(field != Field::Photo);
        assert_eq!(search(&mut conference, &bela, &planted.to_uppercase()).0, expected, "{field:?}");
    }
}

#[test]
fn who_is_not_listed_disabled_or_unknown_is_the_same_nobody_t06() {
    let mut unlisted = listed("ada", "Ada", &everything(Delegates));
    unlisted.profile.listed = false;
    let mut disabled = listed("dorian", "Dorian", &everything(Delegates));
    disabled.profile.standing = Standing::Removed;
    let mut nameless = named("minister", "Imogen", &everything(Delegates));
    nameless.profile.listed = true;
    let people = [unlisted, disabled, nameless];
    let mut conference = conference(people.into_iter().chain([account("bela")]));
    let bela = viewer(&mut conference, "bela", NOW);
    for id in ["ada", "dorian", "minister", "nobody"] {
        assert_eq!(conference.delegate(&bela, &id.parse().unwrap(), NOW), Err(Refusal::NotFound));
        assert_eq!(conference.photo(&bela, &id.parse().unwrap(), &"canaryphoto".parse().unwrap(), NOW), Err(Refusal::NotFound));
    }
    for text in ["", "Ada", "Dorian", "Imogen", "canary", "example.org"] {
        assert_eq!(search(&mut conference, &bela, text), (0, vec![]), "{text}");
    }
}

#[test]
fn a_new_account_is_seen_by_nobody() {
    let mut conference = conference([named("ada", "Ada", &everything(OnlyMe)), account("bela")]);
    let bela = viewer(&mut conference, "bela", NOW);
    assert_eq!(search(&mut conference, &bela, "").0, 0);
    let ada = viewer(&mut conference, "ada", NOW);
    assert_eq!(conference.delegate(&ada, &ada.id, NOW), Err(Refusal::NotFound), "not even by themselves, as others would see them");
    assert_eq!(conference.preview(&ada, Relation::Delegate), Ok(None));
}

#[test]
fn narrowing_is_seen_by_the_next_question_t13() {
    let mut conference = conference([listed("ada", "Ada", &[(Field::Phone, "+44 1", Delegates)]), account("bela")]);
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    assert_eq!(conference.delegate(&bela, &ada.id, NOW).unwrap().shared(Field::Phone), Some("+44 1"));
    let narrower = AudienceUpdate { audiences: vec![(Field::Phone, OnlyMe)], listed: None };
    conference.set_audiences(&ada, &narrower, NOW).unwrap();
    assert_eq!(conference.delegate(&bela, &ada.id, NOW).unwrap().shared(Field::Phone), None);
    conference.set_audiences(&ada, &AudienceUpdate::hide_everything(), NOW).unwrap();
    assert_eq!(conference.delegate(&bela, &ada.id, NOW), Err(Refusal::NotFound));
}

#[test]
fn the_preview_is_what_delegates_really_get() {
    let fields = [(Field::Phone, "+44 1", Connections), (Field::Organisation, "Harbour", Delegates), (Field::Biography, "x", OnlyMe)];
    let mut conference = conference([listed("ada", "Ada", &fields), account("bela")]);
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    let real = conference.delegate(&bela, &ada.id, NOW).unwrap();
    assert_eq!(conference.preview(&ada, Relation::Delegate), Ok(Some(real.clone())));
    assert_eq!(conference.delegate(&ada, &ada.id, NOW), Ok(real));
    let connection = conference.preview(&ada, Relation::Connection).unwrap().unwrap();
    assert_eq!((connection.shared(Field::Phone), connection.shared(Field::Biography)), (Some("+44 1"), None));
}

#[test]
fn a_photo_is_seen_by_its_owner_and_by_those_it_is_shared_with_under_its_present_id_t10() {
    let mut conference = conference([listed("ada", "Ada", &[]), account("bela")]);
    let (ada, bela) = (viewer(&mut conference, "ada", NOW), viewer(&mut conference, "bela", NOW));
    let photo_id = |conference: &Small| -> PhotoId {
        let profile = conference.profile(&ada).unwrap();
        profile.fields.of(Field::Photo).value.as_ref().unwrap().as_str().parse().unwrap()
    };
    conference.set_photo(&ada, Some(JPEG.into()), NOW).unwrap();
    let first = photo_id(&conference);
    assert_eq!(conference.photo(&ada, &ada.id, &first, NOW).unwrap().bytes, JPEG);
    assert_eq!(conference.photo(&bela, &ada.id, &first, NOW), Err(Refusal::NotFound), "not shared yet");
    let shared = AudienceUpdate { audiences: vec![(Field::Photo, Delegates)], listed: None };
    conference.set_audiences(&ada, &shared, NOW).unwrap();
    assert!(conference.photo(&bela, &ada.id, &first, NOW).is_ok());

    conference.set_photo(&ada, Some(JPEG.into()), NOW).unwrap();
    let second = photo_id(&conference);
    assert_ne!(first, second);
    for viewer in [&ada, &bela] {
        assert_eq!(conference.photo(viewer, &ada.id, &first, NOW), Err(Refusal::NotFound), "the old address is dead");
        assert!(conference.photo(viewer, &ada.id, &second, NOW).is_ok());
    }
    conference.set_audiences(&ada, &AudienceUpdate { listed: Some(false), ..Default::default() }, NOW).unwrap();
    assert_eq!(conference.photo(&bela, &ada.id, &second, NOW), Err(Refusal::NotFound), "who is not listed has no photo either");
    conference.set_photo(&ada, None, NOW).unwrap();
    assert_eq!(conference.photo(&ada, &ada.id, &second, NOW), Err(Refusal::NotFound));
}

#[test]
fn a_photo_needs_a_fresh_proof_and_must_be_a_jpeg_t40() {
    let mut conference = conference([listed("ada", "Ada", &[])]);
    let ada = viewer(&mut conference, "ada", NOW);
    assert_eq!(conference.set_photo(&ada, Some(JPEG.into()), NOW + 301), Err(Refusal::StepUpRequired));
    for bad in [&b"<svg/>"[..], b"", &vec![0xff; 3 * 1024 * 1024]] {
        assert!(matches!(conference.set_photo(&ada, Some(bad.into()), NOW), Err(Refusal::Invalid(_))));
    }
    let mut large = vec![0; 3 * 1024 * 1024];
    large[..3].copy_from_slice(&JPEG[..3]);
    assert!(matches!(conference.set_photo(&ada, Some(large), NOW), Err(Refusal::Invalid(_))));
    assert_eq!(conference.profile(&ada).unwrap().version, 1);
    let update = ProfileUpdate::parse([(Field::Organisation, Some("x"))]).unwrap();
    assert!(conference.update(&ada, 1, &update, NOW).is_ok());
}
