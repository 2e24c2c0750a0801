//! Routes that have other names at a backend, or are not there: what is asked, and what is not. Not: how a name is found (`wire::dialect`).

use super::*;
use crate::wire::dialect::Places;

fn dialect(named: &[(&str, Option<&str>)]) -> Dialect {
    let mut places = Places::default();
    for (route, here) in named {
        places.put(Places::route(route).unwrap(), *here).unwrap();
    }
    Dialect { places, people: None }
}

#[wasm_bindgen_test]
async fn a_route_is_asked_for_where_it_is() {
    network();
    let renamed =
        dialect(&[("/me", Some("/viewer/account")), ("/auth/redeem", Some("/done/enter/")), ("/auth/oidc/start", Some("/oidc?kind=1"))]);
    let backend = Rest::new("/stub", renamed);
    let viewer = backend.restore().await.unwrap().unwrap();
    assert_eq!(times_asked("/stub/viewer/account"), 1.0);
    // A part below it follows.
    viewer.account.set_favourite("t1".parse().unwrap(), true).await.unwrap();
    assert_eq!(times_asked("/stub/viewer/account/agenda/t1"), 1.0);
    assert_eq!(backend.organisation_door("/mine").as_deref(), Some("/stub/oidc?kind=1&return_to=%2Fmine"));
    let challenge = crate::api::Challenge { id: "c1".parse().unwrap(), expires_in: 600 };
    assert!(backend.redeem(Proof::Code { challenge, code: "ABCD2345".into() }).await.is_ok());
    assert_eq!(times_asked("/stub/done/enter/"), 1.0);
}

#[wasm_bindgen_test]
async fn the_long_texts_are_beside_the_programme_wherever_that_is() {
    network();
    let backend = Rest::new("/stub", dialect(&[("/agenda", Some("/me/programme/list.json"))]));
    assert!(backend.agenda_texts("texts.json?v=1".into()).await.is_ok());
    assert_eq!(times_asked("/stub/me/programme/texts.json?v=1"), 1.0);
}

#[wasm_bindgen_test]
async fn what_is_said_not_to_be_there_is_not_asked_for() {
    network();
    let backend =
        Rest::new("/stub/viewer", dialect(&[("/me/calendar", None), ("/delegates/{id}/photo/{photo}", None), ("/blocks/{id}", None)]));
    let viewer = backend.restore().await.unwrap().unwrap();
    assert_eq!(viewer.account.subscription().await, Err(ApiError::NotFound));
    assert_eq!(viewer.account.photo_url(&viewer.profile.id, &"p1".parse().unwrap()), "");
    let offered = viewer.account.connections().offered();
    assert!(!offered.block && offered.card && offered.report);
    assert_eq!(times_asked("/stub/viewer/me/calendar"), 0.0);
}
