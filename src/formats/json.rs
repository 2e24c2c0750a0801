//! A JSON value that keeps the order of its members and borrows its texts. Not: `serde_json::Value`, which sorts members, so that the
//! rooms of a day would lose their order.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// One value. A member that is given twice stands twice.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json<'t> {
    Null,
    Bool(bool),
    Whole(i64),
    Fraction(f64),
    Text(Cow<'t, str>),
    List(Vec<Json<'t>>),
    Members(Vec<(Cow<'t, str>, Json<'t>)>),
}

impl<'t> Json<'t> {
    /// The member of this name; of several the last, as in JavaScript. `null` counts as absent.
    pub(super) fn member(&self, name: &str) -> Option<&Self> {
        let found = self.members().iter().rev().find(|(key, _)| key == name).map(|(_, value)| value);
        found.filter(|value| **value != Self::Null)
    }

    /// Members in the file's order; none where it is no object.
    pub(super) fn members(&self) -> &[(Cow<'t, str>, Self)] {
        match self {
            Self::Members(members) => members,
            Self::Null | Self::Bool(_) | Self::Whole(_) | Self::Fraction(_) | Self::Text(_) | Self::List(_) => &[],
        }
    }

    /// Whether it is an object.
    pub(super) fn is_object(&self) -> bool {
        matches!(self, Self::Members(_))
    }

    /// The elements, where it is a list.
    pub(super) fn list(&self) -> Option<&[Self]> {
        if let Self::List(elements) = self { Some(elements) } else { None }
    }

    /// The elements of a member; none where it is absent or no list.
    pub(super) fn elements(&self, name: &str) -> &[Self] {
        self.member(name).and_then(Self::list).unwrap_or(&[])
    }

    /// The text, where it is one.
    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The trimmed text of a member, where it is a text that is not blank.
    pub(super) fn text_at(&self, name: &str) -> Option<&str> {
        self.member(name).and_then(Self::text).map(str::trim).filter(|text| !text.is_empty())
    }

    /// A text or number in writing: identifiers and version names come as either.
    pub(super) fn scalar(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Self::Whole(number) => Some(number.to_string()),
            Self::Fraction(number) => Some(number.to_string()),
            Self::Null | Self::Bool(_) | Self::List(_) | Self::Members(_) => None,
        }
    }

    /// A member as [`Json::scalar`].
    pub(super) fn scalar_at(&self, name: &str) -> Option<String> {
        self.member(name).and_then(Self::scalar)
    }

    /// What it is called: itself, where it is a text, or the first of these members; in the best language and not blank.
    pub(super) fn called(&self, members: &[&str], languages: &[&str]) -> Option<&str> {
        let named = if self.is_object() { members.iter().find_map(|name| self.member(name))? } else { self };
        named.localised(languages).filter(|name| !name.is_empty())
    }

    /// A text, or the best of `{language: text}`: a preferred language, else English, else the first that is not blank. Trimmed.
    pub(super) fn localised(&self, languages: &[&str]) -> Option<&str> {
        if let Self::Text(text) = self {
            return Some(text.trim());
        }
        let texts =
            || self.members().iter().filter_map(|(tag, value)| Some((tag, value.text()?.trim())).filter(|(_, text)| !text.is_empty()));
        let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
        let speaks = |wanted: &str| {
            let exact = texts().find(|(tag, _)| tag.eq_ignore_ascii_case(wanted));
            exact.or_else(|| texts().find(|(tag, _)| primary(tag) == primary(wanted)))
        };
        let best = languages.iter().copied().chain(["en"]).find_map(speaks).or_else(|| texts().next());
        best.map(|(_, text)| text)
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Whole(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(i64::try_from(value).map_or(Json::Fraction(value as f64), Json::Whole))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json<'de>, E> {
        Ok(Json::Fraction(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Json<'de>, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = from.next_element()? {
            elements.push(element);
        }
        Ok(Json::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Json<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some((key, value)) = from.next_entry::<Json<'de>, Json<'de>>()? {
            let Json::Text(key) = key else { continue };
            members.push((key, value));
        }
        Ok(Json::Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json<'_> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn keeps_the_order_of_members_and_takes_the_last_of_a_repeated_one() {
        let value = json(r#"{"z": 1, "a": null, "b\n": "x", "z": 2.5}"#);
        let names: Vec<_> = value.members().iter().map(|(name, _)| name.as_ref()).collect();
        assert_eq!(names, ["z", "a", "b\n", "z"]);
        assert_eq!(value.member("z"), Some(&Json::Fraction(2.5)));
        assert_eq!(value.member("a"), None);
        assert_eq!(value.scalar_at("z").as_deref(), Some("2.5"));
    }

    #[test]
    fn picks_a_language() {
        let value = json(r#"{"de": "Saal", "en": "Hall", "cy-GB": "Neuadd", "fr": " "}"#);
        assert_eq!(value.localised(&[]), Some("Hall"));
        assert_eq!(value.localised(&["cy"]), Some("Neuadd"));
        assert_eq!(value.localised(&["fr", "de-AT"]), Some("Saal"));
        assert_eq!(json(r#"{"de": 3, "fr": "Salle"}"#).localised(&[]), Some("Salle"));
        assert_eq!(json("7").localised(&[]), None);
        let called = |text| json(text).called(&["public_name", "name"], &[]).map(str::to_owned);
        assert_eq!((called(r#"{"name": "Ada", "guid": "x"}"#).as_deref(), called("\"Ada\"").as_deref()), (Some("Ada"), Some("Ada")));
        assert_eq!(called(r#"{"guid": "2ed6657d-e927-568b-95e1-2665a8aea6a2"}"#), None, "an identifier is no name");
    }

    #[test]
    fn nesting_without_end_is_refused_and_does_not_overflow_the_stack() {
        let deep = "[".repeat(200_000);
        assert!(serde_json::from_str::<Json<'_>>(&deep).is_err());
    }
}
