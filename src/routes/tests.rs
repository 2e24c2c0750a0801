//! That every address reads back, and that nothing else is one. Not: what is drawn there.

use super::query::encode;
use super::*;

fn parse(address: &str) -> Option<Route> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    Route::parse(path, query)
}

fn zed() -> Route {
    let query = DirectoryQuery {
        text: "Zoë & co".into(),
        initial: Initial::read('Z'),
        organisation: Some("Łódź & Søn?".into()),
        cursor: Some("50.d-1".into()),
    };
    Route::Delegates { query, row: 12 }
}

#[test]
fn every_route_reads_back() {
    let places = [
        Route::home(),
        Route::Grid(Filter { text: "ada".into(), ..Filter::default() }),
        Route::Mine,
        Route::Picks,
        Route::Changes,
        Route::Notices,
        Route::Speakers { text: "zoë b".into() },
        Route::Speaker("s-1".parse().unwrap()),
        Route::Talk("MJA8QY".parse().unwrap()),
        Route::SignIn(None),
        Route::SignIn(Some(Box::new(zed()))),
        Route::SignInLink,
        Route::SignInProblem { problem: SignInProblem::NotKnown, to: None },
        Route::SignInProblem { problem: SignInProblem::Expired, to: Some(Box::new(Route::Profile)) },
        Route::SignInJoin(Some(Box::new(Route::Mine))),
        Route::SignInDone(None),
        Route::directory(),
        Route::directory_of(DirectoryQuery { initial: Initial::read('#'), ..DirectoryQuery::default() }),
        Route::Delegate("d-1".parse().unwrap()),
        Route::Connections,
        Route::Profile,
        Route::MyData,
        Route::Policy,
        Route::Devices,
        Route::WhoSaw,
    ];
    for route in places {
        assert_eq!(parse(&route.to_string()), Some(route.clone()), "{route}");
    }
}

#[test]
fn malformed_ids_and_unknown_paths_are_nowhere() {
    for nowhere in
        ["/talks/a%2Fb", "/talks/", "/talks/..", "/admin", "/delegates/x/y", "talks/x", "/profile/edit", "/grid/x", "/speakers/a/b"]
    {
        assert_eq!(parse(nowhere), None, "{nowhere}");
    }
}

/// Every trick that the e2e tests and the backend's try too.
const TRICKS: &str = include_str!("../../tests/contract/open-redirects.json");

/// ASVS 5.0 V3.7.2: a redirect target is on an allow-list, not filtered.
#[test]
fn a_sign_in_returns_into_this_app_only_t36() {
    let tricks: Vec<String> = serde_json::from_str(TRICKS).unwrap();
    assert!(tricks.len() >= 40);
    for trick in tricks {
        assert_eq!(Route::parse_return(&trick), None, "{trick:?}");
        for door in ["/sign-in", "/sign-in/join", "/sign-in/done", "/sign-in?problem=expired"] {
            let address = format!("{door}{}to={}", if door.contains('?') { '&' } else { '?' }, encode(&trick));
            let read = parse(&address).unwrap();
            assert!(!read.to_string().contains("to="), "{trick:?}");
        }
    }
    assert_eq!(parse("/sign-in?to=%2Fprofile"), Some(Route::SignIn(Some(Box::new(Route::Profile)))));
}

#[test]
fn an_address_cannot_put_words_on_the_sign_in_page() {
    for other in ["/sign-in?problem=", "/sign-in?problem=Your+account+is+locked", "/sign-in?problem=%3Cb%3E"] {
        assert_eq!(parse(other), Some(Route::SignIn(None)), "{other}");
    }
}
