//! Addresses of an app that begins in a folder of its site. A program of its own, since where the app begins is said once. Not: how a page learns it.

use plenary::domain::base::{begin_at, is_own_name, own_name};
use plenary::routes::Route;

#[test]
fn every_address_has_the_folder_before_it_and_none_has_it_twice() {
    begin_at("/2027/app/");
    begin_at("/elsewhere/");
    for (route, written) in [
        (Route::home(), "/2027/app/"),
        (Route::Talk("t-1".parse().unwrap()), "/2027/app/talks/t-1"),
        (Route::SignIn(Some(Box::new(Route::Profile))), "/2027/app/sign-in?to=%2Fprofile"),
    ] {
        assert_eq!(route.to_string(), written);
        let (path, query) = written.split_once('?').unwrap_or((written, ""));
        assert_eq!(Route::parse(path, query), Some(route));
    }
    assert_eq!(Route::parse("/2027/app", ""), Some(Route::home()));
    for elsewhere in ["/", "/profile", "/2027/apple/profile", "/2026/app/profile", "/2027/app/2027/app/profile"] {
        assert_eq!(Route::parse(elsewhere, ""), None, "{elsewhere}");
    }
    // A backend, which knows no page, writes them without.
    for way_back in ["/profile", "/2027/app/profile"] {
        assert_eq!(Route::parse_return(way_back), Some(Route::Profile), "{way_back}");
    }
    for trick in ["/2027/app//evil.example", "/2027/app/sign-in", "//2027/app/profile", "/2026/app/profile"] {
        assert_eq!(Route::parse_return(trick), None, "{trick}");
    }

    // Two years on one site keep each its own stars.
    assert_eq!(own_name("plenary.starred"), "plenary.starred/2027/app");
    assert!(is_own_name("plenary.starred/2027/app", "plenary."));
    for other in ["plenary.starred", "plenary.starred/2026/app", "plenary.starred/x/2027/app", "other/2027/app"] {
        assert!(!is_own_name(other, "plenary."), "{other}");
    }
}
