//! Somebody else as JSON, read as a closed shape: what the contract does not name, and what comes with a flag that it is hidden, is dropped while it is
//! read, kept nowhere, and only the names of such members are left, to be reported. Not: lists of people (`people`).

use super::flags::{hidden_by, is_about, truth};
use super::{Malformed, member};
use crate::domain::delegate::Delegate;
use crate::domain::over_share::{OverShare, Place};
use crate::domain::privacy::{Disclosed, Field, PerField};
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Names of members that are remembered of one object; the rest is counted without a name.
const NAMES: usize = 32;

/// `GET /delegates/{id}`, and a row of the directory: id and the shared fields by key. What is not shared is not there.
#[derive(Clone)]
pub struct Person {
    /// Opaque.
    pub id: String,
    texts: PerField<Option<String>>,
    beyond: Beyond,
}

/// Members that the contract does not name. Their values are gone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beyond {
    names: Vec<String>,
    /// The person as a whole came with a flag that they are hidden.
    withheld: bool,
}

impl Beyond {
    fn note(&mut self, name: String) {
        if self.names.len() < NAMES {
            self.names.push(name);
        }
    }

    /// Adds them to a report.
    pub fn report(&self, to: &mut OverShare) {
        for name in &self.names {
            to.count(name, 1);
        }
    }
}

/// The members of an object of which those that it should have were taken already.
impl<'de> Deserialize<'de> for Beyond {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Beyond;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Beyond, A::Error> {
                let mut beyond = Beyond::default();
                while let Some(name) = map.next_key::<String>()? {
                    map.next_value::<IgnoredAny>()?;
                    beyond.note(name);
                }
                Ok(beyond)
            }
        }
        from.deserialize_map(Names)
    }
}

/// What stands at a member, as far as anybody needs to know.
enum Said {
    Text(String),
    /// `true` or `false`, also as a number.
    Flag(bool),
    Nothing,
    /// An object, a list or any other number: no field is one.
    Other,
}

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Said;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("anything")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Said, E> {
                Ok(Said::Text(text.to_owned()))
            }

            fn visit_bool<E: Error>(self, flag: bool) -> Result<Said, E> {
                Ok(Said::Flag(flag))
            }

            fn visit_unit<E: Error>(self) -> Result<Said, E> {
                Ok(Said::Nothing)
            }

            fn visit_i64<E: Error>(self, _: i64) -> Result<Said, E> {
                Ok(Said::Other)
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Said, E> {
                Ok(if number < 2 { Said::Flag(number == 1) } else { Said::Other })
            }

            fn visit_f64<E: Error>(self, _: f64) -> Result<Said, E> {
                Ok(Said::Other)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Said, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Said::Other)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Said, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Said::Other)
            }
        }
        from.deserialize_any(Any)
    }
}

impl<'de> Deserialize<'de> for Person {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Closed;
        impl<'de> Visitor<'de> for Closed {
            type Value = Person;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a person")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Person, A::Error> {
                let (mut id, mut texts, mut beyond, mut hidden) = (None, PerField::from_fn(|_| None), Beyond::default(), Vec::new());
                while let Some(name) = map.next_key::<String>()? {
                    if name == "id" {
                        id = Some(map.next_value::<String>()?);
                        continue;
                    }
                    let (field, said) = (Field::from_key(&name), map.next_value::<Said>()?);
                    let flag = match &said {
                        _ if field.is_some() => None,
                        Said::Flag(flag) => Some(*flag),
                        Said::Text(word) => truth(word),
                        Said::Nothing | Said::Other => None,
                    };
                    hidden.extend(flag.and_then(|flag| hidden_by(&name, flag)));
                    match (field, said) {
                        (Some(field), Said::Text(text)) => *texts.of_mut(field) = Some(text),
                        // Absent would be right, but an empty member tells nothing either.
                        (Some(_), Said::Nothing) => {}
                        (Some(_), Said::Flag(_) | Said::Other) | (None, _) => beyond.note(name),
                    }
                }
                let is_hidden = |field: Field| hidden.iter().any(|stem| is_about(stem, field, &[field.key().to_owned()]));
                for field in Field::ALL {
                    if is_hidden(field) {
                        *texts.of_mut(field) = None;
                    }
                }
                // Whose name is hidden is not there: nobody is listed without one.
                beyond.withheld = hidden.iter().any(String::is_empty) || is_hidden(Field::Name);
                Ok(Person { id: id.ok_or_else(|| A::Error::missing_field("id"))?, texts, beyond })
            }
        }
        from.deserialize_map(Closed)
    }
}

impl Serialize for Person {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        for (field, text) in self.texts.iter() {
            if let Some(text) = text {
                map.serialize_entry(field.key(), text)?;
            }
        }
        map.end()
    }
}

impl Person {
    /// Adds to a report what came beyond the contract.
    pub fn report(&self, to: &mut OverShare) {
        self.beyond.report(to);
    }

    /// What came beyond the contract in this answer.
    pub fn over_share(&self, place: Place) -> OverShare {
        let mut report = OverShare::new(place);
        self.report(&mut report);
        report
    }

    /// Whether the backend itself flagged the person as hidden: then they do not exist.
    pub fn is_withheld(&self) -> bool {
        self.beyond.withheld
    }
}

impl From<&Delegate> for Person {
    fn from(delegate: &Delegate) -> Self {
        let texts = PerField::from_fn(|field| match delegate.fields.of(field) {
            Disclosed::Shared(text) => Some(text.as_str().to_owned()),
            Disclosed::Hidden => None,
        });
        Self { id: delegate.id.to_string(), texts, beyond: Beyond::default() }
    }
}

impl TryFrom<Person> for Delegate {
    type Error = Malformed;

    fn try_from(person: Person) -> Result<Self, Malformed> {
        if person.is_withheld() {
            return Err(Malformed("visible"));
        }
        let mut fields = PerField::from_fn(|_| Disclosed::Hidden);
        for (field, text) in person.texts.iter() {
            if let Some(text) = text
                && let Some(text) = field.parse(text).map_err(|_| Malformed(field.key()))?
            {
                *fields.of_mut(field) = Disclosed::Shared(text);
            }
        }
        let Disclosed::Shared(name) = fields.of(Field::Name).clone() else { return Err(Malformed("name")) };
        Ok(Self { id: member("id", &person.id)?, name, fields })
    }
}

#[cfg(test)]
mod tests;
