//! The demo as a whole: from an address to a profile, by the mailed code alone.

use super::*;
use crate::api::ApiError;
use crate::domain::delegate::DirectoryQuery;
use crate::domain::privacy::{Audience, Field};
use crate::domain::problem::{Fault, FieldProblem, Input};
use crate::domain::profile::{AudienceUpdate, ProfileDraft};
use crate::domain::time::Moment;
use wasm_bindgen_test::wasm_bindgen_test;

async fn sign_in(demo: &Demo, email: &str) -> SignedIn {
    let challenge = demo.begin_sign_in(Email::parse(email).unwrap()).await.unwrap();
    let code = demo.demo_letter().expect("a letter to somebody known").code;
    demo.redeem(Proof::Code { challenge, code }).await.unwrap_or_else(|fault| panic!("the mailed code opens nothing: {fault:?}"))
}

#[wasm_bindgen_test]
async fn an_address_alone_opens_nothing() {
    let demo = Demo::new();
    assert!(matches!(demo.restore().await, Ok(None)));
    let refused = Err(ApiError::Invalid(vec![FieldProblem { input: Input::Proof, fault: Fault::ProofRefused }]));
    for email in [demo_people()[0].email, "nobody@example.org"] {
        let challenge = demo.begin_sign_in(Email::parse(email).unwrap()).await.unwrap();
        let guess = demo.redeem(Proof::Code { challenge, code: "AAAAAAAA".into() }).await;
        assert_eq!(guess.map(|viewer| viewer.profile), refused, "{email}");
    }
    assert!(demo.demo_letter().is_none(), "nobody mails strangers");
    assert!(matches!(demo.restore().await, Ok(None)));
}

#[wasm_bindgen_test]
async fn the_code_opens_everything_until_sign_out() {
    let demo = Demo::new();
    let viewer = sign_in(&demo, demo_people()[0].email).await;
    assert_eq!(demo.restore().await.map(|restored| restored.map(|viewer| viewer.profile)), Ok(Some(viewer.profile.clone())));

    let page = viewer.account.directory(DirectoryQuery::default()).await.unwrap();
    assert!(page.found == page.delegates.len() && page.next.is_some(), "thousands, in pages, and no more is counted than is shown");
    let first = &page.delegates[0];
    assert_eq!(viewer.account.delegate(first.id.clone()).await.as_ref(), Ok(first));

    let mut draft = ProfileDraft::of(&viewer.profile);
    *draft.0.of_mut(Field::Organisation) = "Analytical Engines".into();
    let update = draft.parse(&viewer.profile).unwrap();
    let saved = viewer.account.save(viewer.profile.version, update.clone()).await.unwrap();
    assert_ne!(saved.version, viewer.profile.version);
    let stale = viewer.account.save(viewer.profile.version, update).await;
    assert_eq!(stale, Err(ApiError::Conflict(Some(Box::new(saved)))));

    let challenge = viewer.account.begin_step_up().await.unwrap();
    let code = demo.demo_letter().unwrap().code;
    viewer.account.finish_step_up(challenge, code).await.unwrap();
    let widened = AudienceUpdate { audiences: vec![(Field::Phone, Audience::Delegates)], listed: None };
    let profile = viewer.account.set_audiences(widened).await.unwrap();
    assert_eq!(profile.fields.of(Field::Phone).audience, Audience::Delegates);

    viewer.account.sign_out(false).await.unwrap();
    assert_eq!(viewer.account.profile().await, Err(ApiError::SessionExpired));
    assert!(matches!(demo.restore().await, Ok(None)));
    assert!(demo.demo_letter().is_none());
}

#[wasm_bindgen_test]
async fn a_photo_lives_in_the_page_until_sign_out() {
    let demo = Demo::new();
    let viewer = sign_in(&demo, demo_people()[0].email).await;
    let profile = viewer.account.set_photo(Some(vec![0xff, 0xd8, 0xff, 0xd9])).await.unwrap();
    let photo = profile.fields.of(Field::Photo).value.as_ref().unwrap().as_str().parse().unwrap();
    let url = viewer.account.photo_url(&profile.id, &photo);
    assert!(url.starts_with("blob:"), "{url}");
    assert_eq!(viewer.account.photo_url(&profile.id, &photo), url, "one address for one photo");
    assert_eq!(viewer.account.photo_url(&profile.id, &"other".parse().unwrap()), "");
    viewer.account.sign_out(true).await.unwrap();
    assert_eq!(viewer.account.photo_url(&profile.id, &photo), "");
}

#[wasm_bindgen_test]
async fn the_programme_begins_today_and_stars_stay() {
    let demo = Demo::new();
    let agenda = demo.agenda(None).await.unwrap().unwrap().agenda;
    let now = crate::browser::now_unix();
    let today = Moment::new(now, crate::browser::viewer_offset_at(now)).date();
    assert_eq!(agenda.days.first().map(|day| day.date), Some(today));
    let viewer = sign_in(&demo, demo_people()[0].email).await;
    let talk = agenda.talks[0].id.clone();
    viewer.account.set_favourite(talk.clone(), true).await.unwrap();
    assert!(viewer.account.favourites().await.unwrap().contains(&talk));
    viewer.account.set_favourite(talk.clone(), false).await.unwrap();
    assert!(!viewer.account.favourites().await.unwrap().contains(&talk));
}
