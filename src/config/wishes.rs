//! What the page around the app wishes for, as attributes and custom properties of its `<plenary-app>`: read strictly, for anybody may have written that page.
//! Not: who that page is, nor what comes of it.

use crate::browser::{Theme, name_zone};
use crate::domain::agenda::limits::Limits;
use crate::domain::look::Look;
use crate::domain::time::Clock;
use serde_json::{Map, Value};
use std::str::FromStr;

/// What was not said, or could not be read, is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wishes {
    /// The conference that the page means, by an address.
    pub event: Option<String>,
    /// Light or dark.
    pub theme: Option<Theme>,
    /// By whose clock, or that of a zone.
    pub clock: Option<Clock>,
    /// How much of the programme.
    pub limits: Limits,
    /// Colours, a font, corners.
    pub look: Look,
    /// Names of attributes and properties that say nothing this app understands.
    pub unread: Vec<&'static str>,
}

/// The longest list that is heard.
const MOST: usize = 100;

impl Wishes {
    /// Reads what `embed.js` sends. Nothing at all where it is no JSON object.
    pub fn read(text: &str) -> Self {
        let Ok(Value::Object(said)) = serde_json::from_str(text) else { return Self::default() };
        let mut wishes = Self { event: word(&said, "event"), ..Self::default() };
        wishes.theme = wishes.understood(&said, "theme", "theme", |word| match word {
            "light" => Some(Theme::Light),
            "dark" => Some(Theme::Dark),
            "auto" | "system" => Some(Theme::System),
            _ => None,
        });
        wishes.clock = wishes.understood(&said, "timezone", "timezone", |word| match word {
            "venue" => Some(Clock::Venue),
            "viewer" | "local" => Some(Clock::Viewer),
            zone => zone.parse().ok().and_then(name_zone).map(Clock::Named),
        });
        let days = words(&said, "days");
        wishes.limits.days = days.iter().filter_map(|day| day.parse().ok()).collect();
        if wishes.limits.days.len() < days.len() {
            wishes.unread.push("date-filter");
        }
        wishes.limits.rooms = words(&said, "rooms");
        wishes.limits.tracks = words(&said, "tracks");
        if let Some(Value::Object(look)) = said.get("look") {
            wishes.look = Look {
                accent: wishes.parsed(look, "accent", "--plenary-accent"),
                surface: wishes.parsed(look, "surface", "--plenary-surface"),
                font: wishes.parsed(look, "font", "--plenary-font"),
                radius: wishes.parsed(look, "radius", "--plenary-radius"),
            };
        }
        wishes
    }

    fn parsed<T: FromStr>(&mut self, said: &Map<String, Value>, member: &str, name: &'static str) -> Option<T> {
        self.understood(said, member, name, |word| word.parse().ok())
    }

    fn understood<T>(
        &mut self,
        said: &Map<String, Value>,
        member: &str,
        name: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let word = word(said, member)?;
        let read = read(&word);
        if read.is_none() {
            self.unread.push(name);
        }
        read
    }
}

fn word(said: &Map<String, Value>, member: &str) -> Option<String> {
    let text = said.get(member)?.as_str()?.trim();
    (!text.is_empty() && text.len() <= 500).then(|| text.to_owned())
}

fn words(said: &Map<String, Value>, member: &str) -> Vec<String> {
    let all = said.get(member).and_then(Value::as_array).into_iter().flatten();
    all.filter_map(Value::as_str)
        .take(MOST)
        .map(|text| text.trim().chars().take(200).collect())
        .filter(|text: &String| !text.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_a_page_says_is_read_and_what_it_says_badly_is_named() {
        let said = json!({
            "event": "https://talks.example/2027/", "theme": "dark", "timezone": "viewer", "days": ["2027-03-01"], "rooms": [" Hall 1 "], "tracks": [],
            "look": { "accent": "#00875a", "surface": "", "font": "Georgia, serif", "radius": "4px" },
        });
        let wishes = Wishes::read(&said.to_string());
        assert_eq!((wishes.theme, wishes.clock), (Some(Theme::Dark), Some(Clock::Viewer)));
        assert_eq!((wishes.limits.days.len(), wishes.limits.rooms.as_slice()), (1, &["Hall 1".to_owned()][..]));
        assert_eq!(wishes.look.accent, "#00875a".parse().ok());
        assert_eq!((wishes.look.surface, wishes.unread.len()), (None, 0), "nothing said is nothing misread");
        let zone = |name: &str| Wishes::read(&json!({ "timezone": name }).to_string()).clock;
        let (york, kolkata) = (zone("America/New_York"), zone("Asia/Kolkata"));
        assert!(
            matches!((york, kolkata), (Some(Clock::Named(_)), Some(Clock::Named(_))))
                && york != kolkata
                && york == zone("America/New_York")
        );
        let bad = json!({ "theme": "blue", "timezone": "Mars", "days": ["soon"], "look": { "accent": "red;}", "font": "url(x)", "radius": "9em" } });
        let wishes = Wishes::read(&bad.to_string());
        assert_eq!(wishes.unread, ["theme", "timezone", "date-filter", "--plenary-accent", "--plenary-font", "--plenary-radius"]);
        assert_eq!(wishes, Wishes { unread: wishes.unread.clone(), ..Wishes::default() });
    }

    #[test]
    fn what_no_widget_sends_is_nothing() {
        for text in ["", "7", "[]", "{", "{\"days\":7,\"rooms\":{},\"look\":[],\"theme\":[\"dark\"],\"event\":{}}"] {
            assert_eq!(Wishes::read(text), Wishes::default(), "{text}");
        }
        let many: Vec<String> = (0..1000).map(|room| room.to_string()).collect();
        assert_eq!(Wishes::read(&json!({ "rooms": many }).to_string()).limits.rooms.len(), MOST);
    }
}
