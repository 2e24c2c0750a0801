//! A person's answer as it is read: nothing beyond the contract survives (T08, UNIT-dto). Not: how it is reported.

use super::*;
use crate::domain::text::Text;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn read(json: &str) -> (String, Vec<String>) {
    let person: Person = serde_json::from_str(json).unwrap();
    (serde_json::to_string(&person).unwrap(), person.beyond.names)
}

#[test]
fn what_is_hidden_is_not_in_the_json_at_all() {
    let name = Text::parse("Ada", 9, false).unwrap().unwrap();
    let fields = PerField::from_fn(|field| match field {
        Field::Name => Disclosed::Shared(name.clone()),
        _ => Disclosed::Hidden,
    });
    let delegate = Delegate { id: "ada".parse().unwrap(), name: name.clone(), fields };
    let json = serde_json::to_string(&Person::from(&delegate)).unwrap();
    assert_eq!(json, r#"{"id":"ada","name":"Ada"}"#);
    assert_eq!(Delegate::try_from(serde_json::from_str::<Person>(&json).unwrap()), Ok(delegate));
}

#[test]
fn t08_members_beyond_the_contract_are_dropped_and_named() {
    let sent = r#"{"id":"ada","password_hash":"s3cret","name":"Ada","roles":["admin"],"home":{"city":"Ely","name":"x"},"age":7,"score":1.5,"x":null}"#;
    let (kept, beyond) = read(sent);
    assert_eq!(kept, r#"{"id":"ada","name":"Ada"}"#);
    assert_eq!(beyond, ["password_hash", "roles", "home", "age", "score", "x"]);
    let person: Person = serde_json::from_str(sent).unwrap();
    let report = person.over_share(Place::Delegate);
    assert_eq!(report.members().map(|(_, times)| times).sum::<u32>(), 6);
    assert!(!format!("{report:?}").contains("s3cret"));
}

#[test]
fn t08_a_value_beside_its_own_hidden_flag_is_dropped_wherever_the_flag_stands() {
    for flag in [
        r#""phone_visible":false"#,
        r#""phone_hidden":true"#,
        r#""is_phone_shared":false"#,
        r#""phone_private":true"#,
        r#""show_phone":false"#,
        r#""hide_phone":true"#,
        r#""phoneVisible":false"#,
        r#""phone_is_visible":false"#,
        r#""phoneIsHidden":true"#,
        r#""phoneIsPublic":false"#,
        r#""showPhoneNumber":false"#,
        r#""contact_visible":false"#,
        r#""phone_visible":0"#,
        r#""phone_visible":"false""#,
        r#""hide_phone":1"#,
    ] {
        for sent in [
            format!(r#"{{"id":"ada","name":"Ada","phone":"+44 1",{flag}}}"#),
            format!(r#"{{{flag},"id":"ada","name":"Ada","phone":"+44 1"}}"#),
        ] {
            let (kept, beyond) = read(&sent);
            assert_eq!((kept.as_str(), beyond.len()), (r#"{"id":"ada","name":"Ada"}"#, 1), "{sent}");
        }
    }
    let (kept, beyond) = read(r#"{"id":"ada","name":"Ada","phone":"+44 1","phone_visible":true}"#);
    assert_eq!((kept.as_str(), beyond.len()), (r#"{"id":"ada","name":"Ada","phone":"+44 1"}"#, 1));
    let (kept, beyond) = read(r#"{"id":"ada","name":"Ada","phone":{"value":"+44 1","visible":false},"email":["a@b.cd"],"biography":7}"#);
    assert_eq!((kept.as_str(), beyond.len()), (r#"{"id":"ada","name":"Ada"}"#, 3));
}

#[test]
fn t08_a_person_who_is_flagged_as_hidden_does_not_exist() {
    for flag in [
        r#""visible":false"#,
        r#""hidden":true"#,
        r#""is_public":false"#,
        r#""isPublic":0"#,
        r#""profileVisible":false"#,
        r#""name_visible":false"#,
    ] {
        let person: Person = serde_json::from_str(&format!(r#"{{"id":"ada","name":"Ada",{flag}}}"#)).unwrap();
        assert!(person.is_withheld(), "{flag}");
        assert_eq!(Delegate::try_from(person), Err(Malformed("visible")));
    }
    let person: Person = serde_json::from_str(r#"{"id":"ada","name":"Ada","visible":true,"invisible":false}"#).unwrap();
    assert!(Delegate::try_from(person).is_ok());
}

#[test]
fn a_member_that_is_null_is_absent_and_a_person_without_an_id_is_none() {
    assert_eq!(read(r#"{"id":"ada","name":"Ada","phone":null}"#), (r#"{"id":"ada","name":"Ada"}"#.into(), Vec::new()));
    for bad in [r#"{"name":"Ada"}"#, "[]", "null", r#"{"id":7,"name":"Ada"}"#] {
        assert!(serde_json::from_str::<Person>(bad).is_err(), "{bad}");
    }
}

#[test]
fn however_many_members_there_are_few_names_are_kept() {
    let many: Vec<String> = (0..10_000).map(|n| format!(r#""m{}":1"#, "x".repeat(n % 100))).collect();
    let (_, beyond) = read(&format!(r#"{{"id":"ada","name":"Ada",{}}}"#, many.join(",")));
    assert_eq!(beyond.len(), NAMES);
}
