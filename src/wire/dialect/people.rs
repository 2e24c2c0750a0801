//! Where a directory of another shape keeps what is known of people, and what can be asked of it. What is not named here is not read. Not: reading (`reading`).

use super::pointer::Pointer;
use crate::domain::delegate::DirectoryQuery;
use crate::domain::privacy::{Field, PerField};

/// The shape of a directory's answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleMap {
    /// The list of people in an answer of the list.
    pub people: Pointer,
    /// The person in an answer about one.
    pub person: Pointer,
    /// What tells a person from others; in a person.
    pub id: Pointer,
    /// The fields that it has; in a person.
    pub fields: PerField<Option<Pointer>>,
    /// What must be `true` for one of them to be seen, where it is said; in a person.
    pub shown: PerField<Option<Pointer>>,
    /// What must be `true` of a person who is to be seen; in a person.
    pub listed: Option<Pointer>,
    /// Where an answer says how the list goes on, if not in its `Link` header.
    pub next: Option<Pointer>,
    /// Members that the organisers know of and that are not told as too much; they are not read either.
    pub known: Vec<Pointer>,
    /// How it is asked.
    pub asked: Asked,
}

/// Names of the parameters of a question; what has none is sought in the answers instead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Of the words that are searched.
    pub search: Option<String>,
    /// Of what a name begins with.
    pub letter: Option<String>,
    /// Of an organisation.
    pub organisation: Option<String>,
    /// Of the cursor, where [`PeopleMap::next`] is a cursor and no address.
    pub cursor: Option<String>,
}

impl PeopleMap {
    /// What of a person is read, as far as it stands in them.
    pub(super) fn used(&self) -> Vec<&Pointer> {
        let fields = Field::ALL.into_iter().flat_map(|field| [self.fields.of(field).as_ref(), self.shown.of(field).as_ref()]);
        fields.flatten().chain([&self.id]).chain(&self.listed).collect()
    }
}

impl Asked {
    /// The parameters of a question, each with its value as it is meant.
    pub fn parameters<'q>(&'q self, query: &'q DirectoryQuery) -> Vec<(&'q str, String)> {
        let letter = query.initial.map(|initial| initial.as_char().to_string());
        let said =
            [(&self.search, Some(query.text.trim().to_owned())), (&self.letter, letter), (&self.organisation, query.organisation.clone())];
        said.into_iter().filter_map(|(name, value)| Some((name.as_deref()?, value.filter(|value| !value.is_empty())?))).collect()
    }

    /// What of a question the backend does not understand.
    pub fn unasked(&self, query: &DirectoryQuery) -> DirectoryQuery {
        DirectoryQuery {
            text: if self.search.is_some() { String::new() } else { query.text.clone() },
            initial: query.initial.filter(|_| self.letter.is_none()),
            organisation: query.organisation.clone().filter(|_| self.organisation.is_none()),
            cursor: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::delegate::Initial;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_cannot_be_asked_is_left_to_be_sought() {
        let query = DirectoryQuery {
            text: " Zoë ".into(),
            initial: Some(Initial::Letter('É')),
            organisation: Some("A&B".into()),
            cursor: Some("50.?page=2".into()),
        };
        let asked = Asked { search: Some("search".into()), letter: Some("begins".into()), ..Asked::default() };
        assert_eq!(asked.parameters(&query), [("search", "Zoë".to_owned()), ("begins", "É".to_owned())]);
        assert_eq!(asked.unasked(&query), DirectoryQuery { organisation: Some("A&B".into()), ..DirectoryQuery::default() });
        assert_eq!(asked.parameters(&DirectoryQuery::default()), []);
        assert_eq!(Asked::default().unasked(&query), DirectoryQuery { cursor: None, ..query });
    }
}
