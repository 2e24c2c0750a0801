//! Whether somebody is meant by what is looked for: by what is shared with whoever looks, and nothing else. Not: an order, nor pages.

use super::{Delegate, DirectoryQuery, Initial};
use crate::domain::agenda::search::fold_plain;
use crate::domain::privacy::{Disclosed, Field};

/// What somebody is found by, folded once.
#[derive(Clone)]
pub struct FoundBy {
    words: String,
    organisation: Option<String>,
}

impl FoundBy {
    /// By what somebody sees of this person, and nothing else.
    pub fn of(delegate: &Delegate) -> Self {
        let mut words = String::new();
        for (field, disclosed) in delegate.fields.iter() {
            match (field, disclosed) {
                // A photo's id is no text about anybody.
                (Field::Photo, _) | (_, Disclosed::Hidden) => {}
                (_, Disclosed::Shared(text)) => {
                    words.push_str(&fold_plain(text.as_str()));
                    words.push('\n');
                }
            }
        }
        Self { words, organisation: delegate.shared(Field::Organisation).map(fold_plain) }
    }
}

/// What is looked for, folded once.
pub struct Wanted {
    words: Vec<String>,
    initial: Option<Beginning>,
    organisation: Option<String>,
}

enum Beginning {
    Letter(String),
    Other,
}

impl Wanted {
    /// As somebody asked.
    pub fn of(query: &DirectoryQuery) -> Self {
        let initial = query.initial.map(|initial| match initial {
            Initial::Letter(letter) => Beginning::Letter(fold_plain(letter.encode_utf8(&mut [0; 4]))),
            Initial::Other => Beginning::Other,
        });
        let organisation = query.organisation.as_deref().map(|name| fold_plain(name.trim())).filter(|name| !name.is_empty());
        Self { words: query.text.split_whitespace().map(fold_plain).collect(), initial, organisation }
    }

    /// Whether somebody who is found by this is meant; the name apart.
    pub fn means(&self, found_by: &FoundBy) -> bool {
        self.organisation.as_ref().is_none_or(|wanted| found_by.organisation.as_ref() == Some(wanted))
            && self.words.iter().all(|word| found_by.words.contains(word.as_str()))
    }

    /// Whether a folded name begins as it should.
    pub fn begins(&self, name: &str) -> bool {
        match &self.initial {
            None => true,
            Some(Beginning::Letter(letter)) => name.starts_with(letter.as_str()),
            Some(Beginning::Other) => !name.starts_with(|c: char| c.is_ascii_lowercase()),
        }
    }

    /// The first folded name that can be meant, in the order of names.
    pub fn first_name(&self) -> Option<&str> {
        match &self.initial {
            Some(Beginning::Letter(letter)) => Some(letter),
            Some(Beginning::Other) | None => None,
        }
    }

    /// Whether no name from this one on can be meant, in the order of names.
    pub fn is_behind(&self, name: &str) -> bool {
        match &self.initial {
            Some(Beginning::Letter(letter)) => name > letter.as_str() && !name.starts_with(letter.as_str()),
            Some(Beginning::Other) | None => false,
        }
    }

    /// Whether this person is meant.
    pub fn is(&self, delegate: &Delegate) -> bool {
        self.begins(&fold_plain(delegate.name.as_str())) && self.means(&FoundBy::of(delegate))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::privacy::PerField;
    use crate::domain::text::Text;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn somebody_is_found_by_what_they_share_and_by_nothing_else() {
        let text = |text| Text::parse(text, 99, false).unwrap().unwrap();
        let fields = PerField::from_fn(|field| match field {
            Field::Name => Disclosed::Shared(text("Ève Noor")),
            Field::Organisation => Disclosed::Shared(text("Hill Line")),
            Field::Photo => Disclosed::Shared(text("p7")),
            _ => Disclosed::Hidden,
        });
        let eve = Delegate { id: "e".parse().unwrap(), name: text("Ève Noor"), fields };
        let query = |words: &str, initial: Option<char>, organisation: Option<&str>| DirectoryQuery {
            text: words.into(),
            initial: initial.and_then(Initial::read),
            organisation: organisation.map(str::to_owned),
            cursor: None,
        };
        for (good, meant) in [
            (query("NOOR hill", None, None), true),
            (query("", Some('E'), Some("hill line")), true),
            (query("", None, None), true),
            (query("p7", None, None), false),
            (query("noor", Some('N'), None), false),
            (query("", Some('#'), None), false),
            (query("", None, Some("Hill")), false),
        ] {
            assert_eq!(Wanted::of(&good).is(&eve), meant, "{good:?}");
        }
    }
}
