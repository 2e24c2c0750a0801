//! People of another shape, read by the map of it: what the map does not name stays unread, what a flag calls hidden is absent, and names of members beyond
//! the map are told. Not: the map (`people`), nor how a list goes on (`pages`).

use super::pages::{Paging, link_to_next};
use super::people::PeopleMap;
use super::pointer::{Pointer, flags};
use crate::domain::delegate::Delegate;
use crate::domain::id::DelegateId;
use crate::domain::links;
use crate::domain::over_share::{OverShare, Place};
use crate::domain::privacy::{Disclosed, Field, PerField};
use crate::domain::text::Text;
use crate::wire::Malformed;
use crate::wire::json::Json;

/// An answer of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// Who is in it, in its order.
    pub people: Vec<Delegate>,
    /// How it goes on; `None`: it ends here.
    pub next: Option<Paging>,
    /// What came beyond the map.
    pub beyond: OverShare,
}

/// An answer about one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct One {
    /// `None`: hidden, which is as good as not there.
    pub delegate: Option<Delegate>,
    /// What came beyond the map.
    pub beyond: OverShare,
}

impl PeopleMap {
    /// Reads an answer of the list; `link`: its `Link` header, `host`: who was asked.
    pub fn list(&self, text: &str, link: Option<&str>, host: &str) -> Result<Rows, Malformed> {
        let json = Json::parse(text).ok_or(Malformed("json"))?;
        let rows = self.people.of(&json).and_then(Json::list).ok_or(Malformed("people"))?;
        let mut beyond = OverShare::new(Place::Directory);
        self.around(&json, &mut beyond);
        let mut people = Vec::with_capacity(rows.len());
        for row in rows {
            self.note_beyond(row, &mut beyond);
            people.extend(self.delegate(row)?);
        }
        Ok(Rows { people, next: self.next(&json, link, host)?, beyond })
    }

    /// Reads an answer about one person.
    pub fn one(&self, text: &str, place: Place) -> Result<One, Malformed> {
        let json = Json::parse(text).ok_or(Malformed("json"))?;
        let person = self.person.of(&json).ok_or(Malformed("person"))?;
        let mut beyond = OverShare::new(place);
        self.note_beyond(person, &mut beyond);
        Ok(One { delegate: self.delegate(person)?, beyond })
    }

    /// `None`: hidden as a whole, or without a name, without which nobody is listed.
    fn delegate(&self, person: &Json<'_>) -> Result<Option<Delegate>, Malformed> {
        if person.members().is_none() {
            return Err(Malformed("people"));
        }
        // Where it has to be said, only `true` says it.
        let is_said = |pointer: &Option<Pointer>| pointer.as_ref().is_none_or(|pointer| pointer.of(person) == Some(&Json::Bool(true)));
        if !is_said(&self.listed) || flags(person).any(|hidden| hidden.is_empty()) {
            return Ok(None);
        }
        let id = match self.id.of(person) {
            Some(Json::Text(text)) => text.parse::<DelegateId>().ok(),
            Some(Json::Number(number)) if number.bytes().all(|digit| digit.is_ascii_digit()) => number.parse().ok(),
            None | Some(Json::Null | Json::Bool(_) | Json::Number(_) | Json::List(_) | Json::Members(_)) => None,
        };
        let id = id.ok_or(Malformed("id"))?;
        let fields = PerField::from_fn(|field| {
            let mapped = self.fields.of(field).as_ref().filter(|_| is_said(self.shown.of(field)));
            let there = mapped.and_then(|pointer| pointer.shown(person, field)).and_then(|json| text(field, json));
            there.map_or(Disclosed::Hidden, Disclosed::Shared)
        });
        let Disclosed::Shared(name) = fields.of(Field::Name).clone() else { return Ok(None) };
        Ok(Some(Delegate { id, name, fields }))
    }

    fn next(&self, json: &Json<'_>, link: Option<&str>, host: &str) -> Result<Option<Paging>, Malformed> {
        if let Some(address) = link.and_then(link_to_next) {
            return Ok(Some(Paging::at(address, host)));
        }
        let Some(said) = self.next.as_ref().and_then(|next| next.of(json)) else { return Ok(None) };
        match (said, &self.asked.cursor) {
            (Json::Text(nothing), _) if nothing.is_empty() => Ok(None),
            (Json::Bool(false), _) => Ok(None),
            (Json::Text(cursor), Some(_)) => Ok(Some(Paging::Cursor(cursor.clone().into_owned()))),
            (Json::Number(cursor), Some(_)) => Ok(Some(Paging::Cursor((*cursor).to_owned()))),
            (Json::Text(address), None) => Ok(Some(Paging::at(address, host))),
            (Json::Null | Json::Bool(_) | Json::Number(_) | Json::List(_) | Json::Members(_), _) => Err(Malformed("next")),
        }
    }

    /// Adds what stands in a person beyond the map.
    fn note_beyond(&self, person: &Json<'_>, report: &mut OverShare) {
        self.note_below(person, &mut Vec::new(), &self.used(), report);
    }

    fn note_below<'j>(&self, json: &'j Json<'_>, way: &mut Vec<&'j str>, used: &[&Pointer], report: &mut OverShare) {
        for (name, value) in json.members().unwrap_or_default() {
            way.push(name);
            let begins = |pointer: &Pointer| pointer.names().len() > way.len() && pointer.names().iter().zip(&*way).all(|(a, b)| a == b);
            let is_it = |pointer: &Pointer| pointer.names().iter().map(String::as_str).eq(way.iter().copied());
            if used.iter().any(|pointer| begins(pointer)) && !used.iter().any(|pointer| is_it(pointer)) {
                self.note_below(value, way, used, report);
            } else if !used.iter().any(|pointer| is_it(pointer)) && !self.known.iter().any(is_it) {
                report.count(&way.join("."), 1);
            }
            way.pop();
        }
    }

    /// Adds what stands beside the list: texts, lists and objects could be about people, numbers count them.
    fn around(&self, json: &Json<'_>, report: &mut OverShare) {
        for (name, value) in json.members().unwrap_or_default() {
            let named = [Some(&self.people), self.next.as_ref()].into_iter().flatten().chain(&self.known);
            let is_expected =
                name == "previous" || named.into_iter().any(|pointer| pointer.names().first().is_some_and(|first| first == name));
            let could_tell = matches!(value, Json::Text(_) | Json::List(_) | Json::Members(_));
            if could_tell && !is_expected {
                report.count(name, 1);
            }
        }
    }
}

/// What stands there as a text of this field. Several languages or pages are lists in many systems.
fn text(field: Field, json: &Json<'_>) -> Option<Text> {
    let between = if field == Field::Languages { ", " } else { "\n" };
    let whole = match (json, field) {
        (Json::Text(text), _) => text.clone().into_owned(),
        (Json::List(several), Field::Links | Field::Languages) => several.iter().filter_map(Json::text).collect::<Vec<_>>().join(between),
        (Json::Null | Json::Bool(_) | Json::Number(_) | Json::List(_) | Json::Members(_), _) => return None,
    };
    match field {
        Field::Links => {
            let followed: Vec<String> = links::addresses(&whole).iter().map(|link| link.href().to_owned()).collect();
            field.parse(&followed.join("\n")).ok().flatten()
        }
        // Half an address leads to somebody else, half a picture's name to nothing.
        Field::Email | Field::Phone | Field::Photo => field.parse(&whole).ok().flatten(),
        Field::Name | Field::JobTitle | Field::Organisation | Field::Pronouns | Field::Languages | Field::Biography => {
            Text::salvaged(&whole, field.limit(), field.is_multiline())
        }
    }
}

#[cfg(test)]
mod tests;
