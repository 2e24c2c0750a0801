//! Where the parts of a foreign list are asked for. Not: what comes back, which is beside the stand-in for the network (`api::http`).

use super::*;
use crate::api::http::Credential;
use crate::domain::delegate::Initial;
use crate::domain::privacy::{Field, PerField};
use crate::wire::dialect::{Asked, Dialect, Places};
use std::rc::Rc;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn map(asked: Asked) -> PeopleMap {
    let fields = PerField::from_fn(|field| (field == Field::Name).then(|| "/name".parse().unwrap()));
    let shown = PerField::from_fn(|_| None);
    let at = |text: &str| text.parse().unwrap();
    PeopleMap {
        people: at("/results"),
        person: at(""),
        id: at("/id"),
        fields,
        shown,
        listed: None,
        next: Some(at("/next")),
        known: Vec::new(),
        asked,
    }
}

fn http(list: &str) -> Http {
    let mut places = Places::default();
    places.put("/delegates", Some(list)).unwrap();
    Http::new("https://api.example.org", Rc::new(Dialect { places, people: None }), Credential::Cookie)
}

#[test]
fn each_part_is_asked_for_at_the_lists_own_address() {
    let query = DirectoryQuery { text: " Zoë & co ".into(), initial: Some(Initial::Letter('É')), organisation: None, cursor: None };
    let asked = Asked { search: Some("search".into()), letter: Some("name[0]".into()), cursor: Some("after".into()), ..Asked::default() };
    let at = |list: &str, asked: &Asked, paging: &Paging| address(&http(list), &map(asked.clone()), &query, paging);
    let first = at("/people/?kind=1", &asked, &Paging::First).unwrap();
    assert_eq!(first, "/people/?kind=1&search=Zo%C3%AB%20%26%20co&name%5B0%5D=%C3%89");
    let after = at("/people/", &asked, &Paging::Cursor("a&b=/".into())).unwrap();
    assert!(after.ends_with("&after=a%26b%3D%2F"), "{after}");
    assert_eq!(at("/people/?kind=1", &Asked::default(), &Paging::Query("page=2".into())), Ok("/people/?page=2".to_owned()));
    assert_eq!(at("/people/", &Asked::default(), &Paging::First), Ok("/people/".to_owned()));
    assert!(at("/people/", &asked, &Paging::Elsewhere).is_err());
}

#[test]
fn a_place_in_a_list_is_read_as_it_was_written() {
    let read = |written: &str| Cursor::read(Some(written)).and_then(|cursor| cursor.written());
    for written in ["50.?page=2&q=a.b", "0.~abc", "7.!"] {
        assert_eq!(read(written).as_deref(), Some(written));
    }
    for bad in ["", "50", "50.", "x.?page=2", "-1.?page=2", "50.https://evil.example/", "50.page=2"] {
        assert_eq!(read(bad), None, "{bad}");
    }
}
