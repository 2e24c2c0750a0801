//! Answers of directories that are not of the contract, with their traps. Not: asking for them.

use super::super::people::Asked;
use super::*;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const HOST: &str = "https://api.example.org";

fn at(text: &str) -> Pointer {
    text.parse().unwrap()
}

/// What is common to Django's REST framework: `{next, results}`.
fn drf() -> PeopleMap {
    let fields = PerField::from_fn(|field| match field {
        Field::Name => Some(at("/full_name")),
        Field::JobTitle => Some(at("/work/role")),
        Field::Organisation => Some(at("/work/employer/name")),
        Field::Languages => Some(at("/speaks")),
        Field::Links => Some(at("/pages")),
        Field::Phone => Some(at("/contact/mobile")),
        Field::Biography => Some(at("/about/en")),
        Field::Photo | Field::Pronouns | Field::Email => None,
    });
    PeopleMap {
        people: at("/results"),
        person: at(""),
        id: at("/pk"),
        fields,
        shown: PerField::from_fn(|_| None),
        listed: None,
        next: Some(at("/next")),
        known: vec![at("/url")],
        asked: Asked::default(),
    }
}

fn told(report: &OverShare) -> Vec<&str> {
    report.members().map(|(name, _)| name).collect()
}

#[test]
fn a_list_of_another_shape_becomes_delegates() {
    let text = r#"{"count":2,"next":"http://api.example.org/people/?page=2","previous":null,"results":[
        {"pk":7,"url":"https://api.example.org/people/7/","full_name":" Noor\u202e  Haddad ","work":{"role":"Signaller","employer":{"name":"Hill Line"}},
         "speaks":["Arabic","English",7],"pages":["https://example.org/noor","javascript:alert(1)"],"contact":{"mobile":"+44 7700 900123"},
         "about":{"en":"Runs\r\ntrains.","de":"Fährt Züge."}},
        {"pk":"b-8","full_name":"Ida","work":null,"speaks":[],"pages":"","contact":{},"about":""}]}"#;
    let rows = drf().list(text, None, HOST).unwrap();
    let noor = &rows.people[0];
    assert_eq!((noor.id.as_str(), noor.name.as_str()), ("7", "Noor  Haddad"));
    assert_eq!((noor.shared(Field::JobTitle), noor.shared(Field::Organisation)), (Some("Signaller"), Some("Hill Line")));
    assert_eq!((noor.shared(Field::Languages), noor.shared(Field::Links)), (Some("Arabic, English"), Some("https://example.org/noor")));
    assert_eq!((noor.shared(Field::Phone), noor.shared(Field::Biography)), (Some("+44 7700 900123"), Some("Runs\ntrains.")));
    assert_eq!(noor.shared(Field::Email), None);
    let shared: Vec<_> = Field::ALL.into_iter().filter(|field| rows.people[1].shared(*field).is_some()).collect();
    assert_eq!((rows.people[1].id.as_str(), shared), ("b-8", vec![Field::Name]));
    assert_eq!(rows.next, Some(Paging::Query("page=2".into())));
    assert_eq!(told(&rows.beyond), ["about.de"], "`url` is known, and `count` tells of nobody");
}

#[test]
fn t08_what_the_map_does_not_name_is_not_read_but_its_name_is_told() {
    let text = r#"{"results":[{"pk":1,"full_name":"Ada","password":"s3cret","contact":{"mobile":"+44 1","home":"12 Mill Lane"},"groups":[{"id":1}]}],
        "admins":["ada@example.org"],"facets":{"a":1},"page":1}"#;
    let rows = drf().list(text, None, HOST).unwrap();
    assert_eq!(told(&rows.beyond), ["admins", "contact.home", "facets", "groups", "password"]);
    let everything = format!("{rows:?}");
    for secret in ["s3cret", "Mill Lane", "ada@example.org"] {
        assert!(!everything.contains(secret), "{secret}");
    }
    let one = drf().one(r#"{"pk":1,"full_name":"Ada","password":"x"}"#, Place::Delegate).unwrap();
    assert_eq!((told(&one.beyond), one.beyond.place), (vec!["password"], Place::Delegate));
}

#[test]
fn t08_hidden_is_absent_by_the_flags_of_any_shape() {
    let phone = |contact: &str| {
        let one = drf().one(&format!(r#"{{"pk":1,"full_name":"Ada",{contact}}}"#), Place::Delegate).unwrap();
        one.delegate.unwrap().shared(Field::Phone).map(str::to_owned)
    };
    assert_eq!(phone(r#""contact":{"mobile":"+44 1","mobile_visible":true}"#).as_deref(), Some("+44 1"));
    for hidden in [
        r#""contact":{"mobile":"+44 1","mobile_visible":false}"#,
        r#""contact":{"showMobile":false,"mobile":"+44 1"}"#,
        r#""contact":{"mobile":"+44 1","private":true}"#,
        r#""contact":{"mobile":"+44 1"},"contact_shared":false"#,
        r#""contact":{"mobile":"+44 1"},"showPhone":false"#,
        r#""contact":{"mobile":"+44 1","phoneIsHidden":1}"#,
        r#""contact":{"mobile":"+44 1"},"mobile_is_public":"no""#,
        r#""contact":{"mobile":null}"#,
        r#""contact":{"mobile":["+44 1"]}"#,
    ] {
        assert_eq!(phone(hidden), None, "{hidden}");
    }
    for nobody in [
        r#"{"pk":1,"full_name":"Ada","is_public":false}"#,
        r#"{"hidden":true,"pk":1,"full_name":"Ada"}"#,
        r#"{"pk":1,"full_name":"Ada","full_name_visible":false}"#,
        r#"{"pk":1,"full_name":"Ada","nameIsPublic":false}"#,
        r#"{"pk":1,"full_name":"Ada","showInDirectory":0}"#,
        r#"{"pk":1,"full_name":" "}"#,
    ] {
        assert_eq!(drf().one(nobody, Place::Delegate).unwrap().delegate, None, "{nobody}");
        assert_eq!(drf().list(&format!(r#"{{"results":[{nobody}]}}"#), None, HOST).unwrap().people, []);
    }
}

#[test]
fn whoever_must_have_agreed_has_agreed_by_true_and_nothing_else() {
    let map = PeopleMap { listed: Some(at("/consent/directory")), ..drf() };
    let seen = |consent: &str| map.one(&format!(r#"{{"pk":1,"full_name":"Ada",{consent}}}"#), Place::Delegate).unwrap().delegate.is_some();
    assert!(seen(r#""consent":{"directory":true}"#));
    for no in [
        r#""consent":{"directory":false}"#,
        r#""consent":{"directory":"true"}"#,
        r#""consent":{"directory":1}"#,
        r#""consent":{}"#,
        r#""x":0"#,
    ] {
        assert!(!seen(no), "{no}");
    }
}

#[test]
fn a_field_that_somebody_must_have_opened_is_open_by_true_and_nothing_else() {
    let shown = PerField::from_fn(|field| (field == Field::Phone).then(|| at("/privacy/mobile")));
    let map = PeopleMap { shown, ..drf() };
    let phone = |privacy: &str| {
        let text = format!(r#"{{"pk":1,"full_name":"Ada","contact":{{"mobile":"+44 1"}}{privacy}}}"#);
        let one = map.one(&text, Place::Delegate).unwrap();
        assert_eq!(told(&one.beyond), [""; 0]);
        one.delegate.unwrap().shared(Field::Phone).map(str::to_owned)
    };
    assert_eq!(phone(r#","privacy":{"mobile":true}"#).as_deref(), Some("+44 1"));
    for closed in [r#","privacy":{"mobile":false}"#, r#","privacy":{"mobile":"all"}"#, r#","privacy":{}"#, ""] {
        assert_eq!(phone(closed), None, "{closed}");
    }
}

#[test]
fn the_list_goes_on_as_its_link_its_answer_or_its_cursor_says() {
    let next =
        |map: &PeopleMap, next: &str, link| map.list(&format!(r#"{{"results":[],"next":{next}}}"#), link, HOST).map(|rows| rows.next);
    let link = Some("<https://api.example.org/people/?page=3>; rel=\"next\"");
    assert_eq!(next(&drf(), "null", link), Ok(Some(Paging::Query("page=3".into()))));
    assert_eq!(next(&drf(), r#""/people/?page=2""#, None), Ok(Some(Paging::Query("page=2".into()))));
    for end in ["null", "\"\"", "false"] {
        assert_eq!(next(&drf(), end, Some("</a?page=1>; rel=prev")), Ok(None));
    }
    assert_eq!(next(&drf(), r#""https://evil.example/?page=2""#, None), Ok(Some(Paging::Elsewhere)));
    assert_eq!(next(&drf(), "7", None), Err(Malformed("next")));
    let cursor = PeopleMap { asked: Asked { cursor: Some("after".into()), ..Asked::default() }, ..drf() };
    assert_eq!(next(&cursor, r#""/b64+=""#, None), Ok(Some(Paging::Cursor("/b64+=".into()))));
    assert_eq!(next(&cursor, "120", None), Ok(Some(Paging::Cursor("120".into()))));
    assert_eq!(next(&cursor, "{}", None), Err(Malformed("next")));
}

#[test]
fn what_is_no_list_of_people_is_named() {
    for (bad, member) in [
        ("<html>", "json"),
        ("[]", "people"),
        (r#"{"results":{}}"#, "people"),
        (r#"{"results":["Ada"]}"#, "people"),
        (r#"{"results":[{"full_name":"Ada"}]}"#, "id"),
        (r#"{"results":[{"pk":"../x","full_name":"Ada"}]}"#, "id"),
        (r#"{"results":[{"pk":1.5e3,"full_name":"Ada"}]}"#, "id"),
    ] {
        assert_eq!(drf().list(bad, None, HOST).map(|rows| rows.people.len()), Err(Malformed(member)), "{bad}");
    }
    let bare = PeopleMap { people: at(""), ..drf() };
    assert_eq!(bare.list(r#"[{"pk":1,"full_name":"Ada"}]"#, None, HOST).unwrap().people.len(), 1);
    let wrapped = PeopleMap { person: at("/data/0"), ..drf() };
    assert!(wrapped.one(r#"{"data":[{"pk":1,"full_name":"Ada"}]}"#, Place::Delegate).unwrap().delegate.is_some());
    assert_eq!(wrapped.one("{}", Place::Delegate), Err(Malformed("person")));
}

#[test]
fn a_long_text_is_cut_and_half_an_address_is_none() {
    let long = "x".repeat(5000);
    let map = PeopleMap { fields: PerField::from_fn(|field| Some(at(&format!("/{}", field.key())))), ..drf() };
    let text = format!(
        r#"{{"pk":1,"name":"{long}","biography":"{long}","phone":"{long}","email":"a@b.example\n","photo":"https://x.example/1.png"}}"#
    );
    let person = map.one(&text, Place::Delegate).unwrap().delegate.unwrap();
    assert_eq!(person.name.as_str().chars().count(), Field::Name.limit());
    assert!(person.shared(Field::Biography).unwrap().ends_with('…'));
    assert_eq!((person.shared(Field::Phone), person.shared(Field::Email)), (None, Some("a@b.example")));
}
