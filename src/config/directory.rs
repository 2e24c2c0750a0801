//! The member `directory`: where a directory that is not of the contract keeps what is known of people. Not: reading it, which is `wire::dialect`.

use super::{ConfigFault, MemberFault};
use crate::domain::privacy::{Field, PerField};
use crate::wire::dialect::{Asked, PeopleMap, Pointer};
use serde_json::{Map, Value};

const MEMBERS: [(&str, &str); 11] = [
    ("people", "directory.people"),
    ("person", "directory.person"),
    ("fields", "directory.fields"),
    ("shown", "directory.shown"),
    ("listed", "directory.listed"),
    ("next", "directory.next"),
    ("known", "directory.known"),
    ("search", "directory.search"),
    ("letter", "directory.letter"),
    ("organisation", "directory.organisation"),
    ("cursor", "directory.cursor"),
];

const ID: (&str, &str) = ("id", "directory.fields.id");

type Members = Map<String, Value>;

/// Reads the member.
pub fn directory(found: Option<&Value>) -> Result<Option<PeopleMap>, ConfigFault> {
    let members = match found {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Object(members)) => members,
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => {
            return Err(fault("directory", MemberFault::NotADirectory));
        }
    };
    let fields = members.get("fields").and_then(Value::as_object).ok_or(fault(whole_name("fields"), MemberFault::NotFields))?;
    none_is_strange(members, "directory", |name| MEMBERS.iter().any(|(known, _)| *known == name))?;
    none_is_strange(fields, whole_name("fields"), |name| name == ID.0 || Field::from_key(name).is_some())?;
    let id = pointer(fields, ID)?.ok_or(fault(ID.1, MemberFault::Missing))?;
    if !fields.contains_key(Field::Name.key()) {
        return Err(fault(field_name(Field::Name), MemberFault::Missing));
    }
    let places = by_field(fields, field_name)?;
    let shown = match members.get("shown") {
        None | Some(Value::Null) => PerField::from_fn(|_| None),
        Some(Value::Object(shown)) => {
            none_is_strange(shown, whole_name("shown"), |name| Field::from_key(name).is_some())?;
            by_field(shown, |_| whole_name("shown"))?
        }
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => {
            return Err(fault(whole_name("shown"), MemberFault::NotFields));
        }
    };
    let at = |name| pointer(members, (name, whole_name(name)));
    Ok(Some(PeopleMap {
        people: at("people")?.unwrap_or_default(),
        person: at("person")?.unwrap_or_default(),
        id,
        fields: places,
        shown,
        listed: at("listed")?,
        next: at("next")?,
        known: known(members)?,
        asked: Asked {
            search: parameter(members, "search")?,
            letter: parameter(members, "letter")?,
            organisation: parameter(members, "organisation")?,
            cursor: parameter(members, "cursor")?,
        },
    }))
}

/// A misspelt member would leave something out in silence.
fn none_is_strange(members: &Members, within: &'static str, is_known: impl Fn(&str) -> bool) -> Result<(), ConfigFault> {
    match members.keys().find(|name| !is_known(name)) {
        Some(name) => Err(ConfigFault::Unknown { within, name: name.clone() }),
        None => Ok(()),
    }
}

fn fault(name: &'static str, reason: MemberFault) -> ConfigFault {
    ConfigFault::Member { name, reason }
}

fn whole_name(name: &str) -> &'static str {
    MEMBERS.iter().find(|(short, _)| *short == name).map_or("directory", |(_, whole)| whole)
}

fn field_name(field: Field) -> &'static str {
    match field {
        Field::Name => "directory.fields.name",
        Field::Photo => "directory.fields.photo",
        Field::JobTitle => "directory.fields.job_title",
        Field::Organisation => "directory.fields.organisation",
        Field::Pronouns => "directory.fields.pronouns",
        Field::Languages => "directory.fields.languages",
        Field::Biography => "directory.fields.biography",
        Field::Links => "directory.fields.links",
        Field::Email => "directory.fields.email",
        Field::Phone => "directory.fields.phone",
    }
}

fn by_field(members: &Members, name: impl Fn(Field) -> &'static str) -> Result<PerField<Option<Pointer>>, ConfigFault> {
    let mut pointers = PerField::from_fn(|_| None);
    for field in Field::ALL {
        *pointers.of_mut(field) = pointer(members, (field.key(), name(field)))?;
    }
    Ok(pointers)
}

fn pointer(members: &Members, (name, whole): (&str, &'static str)) -> Result<Option<Pointer>, ConfigFault> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => read_pointer(value).map(Some).ok_or(fault(whole, MemberFault::NotAPointer)),
    }
}

fn read_pointer(value: &Value) -> Option<Pointer> {
    value.as_str()?.parse().ok()
}

fn known(members: &Members) -> Result<Vec<Pointer>, ConfigFault> {
    match members.get("known") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(value) => {
            let several = value.as_array().and_then(|several| several.iter().map(read_pointer).collect());
            several.ok_or(fault(whole_name("known"), MemberFault::NotPointers))
        }
    }
}

/// Nothing in a name can end it and begin another.
fn parameter(members: &Members, name: &str) -> Result<Option<String>, ConfigFault> {
    let is_name = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.[]".contains(&b));
    match members.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_str().filter(is_name) {
            Some(text) => Ok(Some(text.to_owned())),
            None => Err(fault(whole_name(name), MemberFault::NotAParameter)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Config, parse};
    use super::*;
    use serde_json::json;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn read(directory: Value) -> Result<Config, ConfigFault> {
        parse(&json!({ "name": "x", "directory": directory }).to_string())
    }

    fn pretalx(change: Value) -> Value {
        let mut directory = json!({ "people": "/results", "next": "/next", "search": "q", "known": ["/submissions"],
            "fields": { "id": "/code", "name": "/name", "biography": "/biography" } });
        for (name, value) in change.as_object().unwrap() {
            directory[name] = value.clone();
        }
        directory
    }

    #[test]
    fn a_map_of_another_shape_is_read_whole() {
        assert_eq!(read(Value::Null).unwrap().dialect.people, None);
        let map = read(pretalx(json!({ "cursor": "page[after]", "listed": "/is_public", "shown": { "phone": "/privacy/phone" } })))
            .unwrap()
            .dialect
            .people
            .unwrap();
        assert_eq!((map.people, map.person), ("/results".parse().unwrap(), Pointer::default()));
        assert_eq!((map.id, map.fields.of(Field::Biography).clone()), ("/code".parse().unwrap(), "/biography".parse().ok()));
        assert_eq!((map.fields.of(Field::Phone).clone(), map.listed), (None, "/is_public".parse().ok()));
        assert_eq!((map.asked.search.as_deref(), map.asked.cursor.as_deref(), map.asked.letter), (Some("q"), Some("page[after]"), None));
        assert_eq!((map.shown.of(Field::Phone).clone(), map.shown.of(Field::Name).clone()), ("/privacy/phone".parse().ok(), None));
        assert_eq!(map.known, ["/submissions".parse().unwrap()]);
    }

    #[test]
    fn each_wrong_member_is_named() {
        for (directory, name, reason) in [
            (json!("pretalx"), "directory", MemberFault::NotADirectory),
            (json!({}), "directory.fields", MemberFault::NotFields),
            (pretalx(json!({ "fields": ["name"] })), "directory.fields", MemberFault::NotFields),
            (pretalx(json!({ "fields": { "name": "/name" } })), "directory.fields.id", MemberFault::Missing),
            (pretalx(json!({ "fields": { "id": "/id" } })), "directory.fields.name", MemberFault::Missing),
            (pretalx(json!({ "fields": { "id": "/id", "name": "full name" } })), "directory.fields.name", MemberFault::NotAPointer),
            (pretalx(json!({ "fields": { "id": "/id", "name": "/n", "phone": 7 } })), "directory.fields.phone", MemberFault::NotAPointer),
            (pretalx(json!({ "people": "results" })), "directory.people", MemberFault::NotAPointer),
            (pretalx(json!({ "next": "/a~2" })), "directory.next", MemberFault::NotAPointer),
            (pretalx(json!({ "shown": "/is_public" })), "directory.shown", MemberFault::NotFields),
            (pretalx(json!({ "shown": { "phone": true } })), "directory.shown", MemberFault::NotAPointer),
            (pretalx(json!({ "known": "/url" })), "directory.known", MemberFault::NotPointers),
            (pretalx(json!({ "known": ["url"] })), "directory.known", MemberFault::NotPointers),
            (pretalx(json!({ "search": "q&admin" })), "directory.search", MemberFault::NotAParameter),
            (pretalx(json!({ "cursor": "" })), "directory.cursor", MemberFault::NotAParameter),
        ] {
            assert_eq!(read(directory.clone()).err(), Some(ConfigFault::Member { name, reason }), "{directory}");
        }
    }

    #[test]
    fn a_misspelling_is_told() {
        let strange = |within, name: &str| Some(ConfigFault::Unknown { within, name: name.into() });
        assert_eq!(read(pretalx(json!({ "serach": "q" }))).err(), strange("directory", "serach"));
        assert_eq!(read(pretalx(json!({ "shown": { "fax": "/x" } }))).err(), strange("directory.shown", "fax"));
        let fax = pretalx(json!({ "fields": { "id": "/code", "name": "/name", "fax": "/fax" } }));
        assert_eq!(read(fax).err(), strange("directory.fields", "fax"));
    }
}
