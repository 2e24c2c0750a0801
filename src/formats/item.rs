//! One item of a file: its members, with a notice for each that is there but cannot be read. Not: its time or place.

use super::ids;
use super::json::Json;
use crate::domain::agenda::{Notice, Subject, TalkStanding};

/// An item with the words by which people find it in their file.
pub(super) struct Item<'i, 't> {
    json: &'i Json<'t>,
    languages: &'i [&'i str],
    /// What notices call it.
    pub(super) subject: Subject,
    /// About members of this item.
    pub(super) notices: Vec<Notice>,
}

impl<'i, 't> Item<'i, 't> {
    /// `identifiers`: the members that may name it, best first. `place`: what to call it where it has neither title nor identifier.
    pub(super) fn new(json: &'i Json<'t>, languages: &'i [&'i str], identifiers: &[&str], place: impl FnOnce() -> String) -> Self {
        let title = json.member("title").and_then(|title| title.localised(languages)).filter(|title| !title.is_empty()).map(str::to_owned);
        let id = || identifiers.iter().find_map(|name| json.scalar_at(name));
        Self { json, languages, subject: Subject { title: title.or_else(id).unwrap_or_else(place) }, notices: Vec::new() }
    }

    /// The title; without one the item goes by its identifier, if it has any.
    pub(super) fn title(&mut self, identifiers: &[&str]) -> Option<String> {
        let title = self.json.member("title").and_then(|title| title.localised(self.languages)).filter(|title| !title.is_empty());
        if title.is_none() {
            identifiers.iter().find_map(|name| self.json.scalar_at(name))?;
            self.drop("title");
        }
        Some(self.subject.title.clone())
    }

    /// A well-formed identifier from the first of these members that has one, else one derived from the title.
    pub(super) fn id(&self, identifiers: &[&str]) -> String {
        let wellformed = identifiers.iter().find_map(|name| self.json.scalar_at(name).filter(|id| ids::is_wellformed(id)));
        wellformed.unwrap_or_else(|| ids::slug(&self.subject.title, "talk"))
    }

    /// A text in the preferred language; empty where it is absent.
    pub(super) fn text(&mut self, name: &'static str) -> String {
        let Some(value) = self.json.member(name) else { return String::new() };
        let text = value.localised(self.languages);
        let blank = value.is_object() && value.members().iter().all(|(_, text)| *text == Json::Null || text.text().is_some());
        if text.is_none() && !blank {
            self.drop(name);
        }
        text.unwrap_or("").to_owned()
    }

    /// Yes or no; no where it is absent.
    pub(super) fn flag(&mut self, name: &'static str) -> bool {
        match self.json.member(name) {
            None => false,
            Some(Json::Bool(value)) => *value,
            Some(_) => {
                self.drop(name);
                false
            }
        }
    }

    /// A BCP 47 tag.
    pub(super) fn language(&mut self, name: &'static str) -> Option<String> {
        let tag = self.text(name).replace('_', "-");
        let wellformed = tag.split('-').enumerate().all(|(i, part)| {
            let length = if i == 0 { 2..=3 } else { 1..=8 };
            length.contains(&part.len()) && part.bytes().all(|b| if i == 0 { b.is_ascii_alphabetic() } else { b.is_ascii_alphanumeric() })
        });
        if !tag.is_empty() && !wellformed {
            self.drop(name);
        }
        wellformed.then_some(tag)
    }

    /// Minutes from a member `[H]H:MM` (frab), or whole minutes (pretalx).
    pub(super) fn minutes(&self, name: &str) -> Option<i64> {
        match self.json.member(name)? {
            Json::Whole(minutes) => Some(*minutes).filter(|minutes| (0..=LONGEST).contains(minutes)),
            Json::Text(text) => minutes(text),
            Json::Null | Json::Bool(_) | Json::Fraction(_) | Json::List(_) | Json::Members(_) => None,
        }
    }

    /// Whether it takes place; `Err`: it has no place in a programme, because it was withdrawn or never accepted. Any other word is a step on
    /// the way to a published programme.
    pub(super) fn standing(&self, name: &'static str) -> Result<TalkStanding, &'static str> {
        match self.json.text_at(name).unwrap_or("").to_ascii_lowercase().replace([' ', '_'], "").as_str() {
            "canceled" | "cancelled" => Ok(TalkStanding::Cancelled),
            "withdrawn" | "rejected" | "deleted" | "declined" | "declinequeue" => Err(name),
            _ => Ok(TalkStanding::Planned),
        }
    }

    /// Key words from a list of texts or of `{name}`.
    pub(super) fn tags(&mut self, name: &'static str) -> Vec<String> {
        let Some(value) = self.json.member(name) else { return Vec::new() };
        let mut tags = Vec::new();
        for entry in value.list().unwrap_or(&[]) {
            add_tag(&mut tags, entry.called(&["name"], self.languages).unwrap_or(""));
        }
        if value.list().is_none_or(|list| !list.is_empty() && tags.is_empty()) {
            self.drop(name);
        }
        tags
    }

    /// Whether the file says anything there.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.json.member(name).is_some()
    }

    /// Names a member that could not be read.
    pub(super) fn drop(&mut self, member: &'static str) {
        self.notices.push(Notice::MemberDropped { talk: self.subject.clone(), member: member.into() });
    }
}

/// Adds a key word unless it is empty or there already.
pub(super) fn add_tag(tags: &mut Vec<String>, tag: &str) {
    let tag = tag.trim();
    if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
        tags.push(tag.to_owned());
    }
}

/// Nothing on a stage lasts longer than a month.
pub(super) const LONGEST: i64 = 31 * 24 * 60;

/// Minutes from `HH:MM`, `H:MM` or more than a day's hours.
pub(super) fn minutes(text: &str) -> Option<i64> {
    let (hours, rest) = text.trim().split_once(':')?;
    let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(hours, 3) || !digits(rest, 2) || rest.len() != 2 {
        return None;
    }
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, rest.parse().ok()?);
    Some(hours * 60 + minutes).filter(|total| minutes < 60 && *total <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_producers_write_them() {
        for (text, expected) in [("00:30", 30), ("1:00", 60), ("26:00", 1560), ("0:05", 5), ("00:00", 0)] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        for bad in ["", "30", ":30", "1:5", "1:60", "-1:00", "1:00:00", "999:00", "१:00", "0x:10"] {
            assert_eq!(minutes(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let json = serde_json::from_str(
            r#"{"title": "T", "subtitle": 7, "language": "English", "do_not_record": "yes", "type": {}, "a": {"de": null}}"#,
        );
        let json: Json<'_> = json.unwrap();
        let mut item = Item::new(&json, &[], &["id"], String::new);
        assert_eq!((item.text("subtitle"), item.language("language"), item.flag("do_not_record")), (String::new(), None, false));
        assert_eq!((item.text("type"), item.text("a"), item.text("absent")), (String::new(), String::new(), String::new()));
        let members: Vec<_> =
            item.notices.iter().map(|n| if let Notice::MemberDropped { member, .. } = n { &**member } else { "" }).collect();
        assert_eq!(members, ["subtitle", "language", "do_not_record"]);
    }
}
