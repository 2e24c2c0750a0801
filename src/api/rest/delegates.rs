//! `GET /delegates`, `GET /delegates/{id}`, and what others get of the viewer: `GET /me/preview`.

use super::{ApiError, Http, alarm, foreign, malformed};
use crate::domain::delegate::{Delegate, DirectoryPage, DirectoryQuery};
use crate::domain::id::DelegateId;
use crate::domain::over_share::Place;
use crate::domain::privacy::Relation;
use crate::wire::people::{Directory, Person, Preview};
use std::rc::Rc;

pub(super) async fn list(http: Http, query: DirectoryQuery) -> Result<DirectoryPage, ApiError> {
    let dialect = Rc::clone(http.dialect());
    if let Some(map) = &dialect.people {
        return foreign::list(http, map, query).await;
    }
    let directory: Directory = http.get(&path(&query)).answer().await?;
    alarm::hear(&http, &directory.over_share());
    DirectoryPage::try_from(directory).map_err(malformed)
}

pub(super) async fn one(http: Http, id: DelegateId) -> Result<Delegate, ApiError> {
    known(&http, &http, &id, Place::Delegate).await
}

/// Somebody, as whoever `asks` is shown them; what came beyond that is told to `told`.
pub(super) async fn known(asks: &Http, told: &Http, id: &DelegateId, place: Place) -> Result<Delegate, ApiError> {
    if let Some(map) = &asks.dialect().people {
        return foreign::one(asks, told, map, id, place).await;
    }
    let person: Person = asks.get(&format!("/delegates/{id}")).answer().await?;
    alarm::hear(told, &person.over_share(place));
    Delegate::try_from(person).map_err(malformed)
}

pub(super) async fn preview(http: Http, relation: Relation) -> Result<Option<Delegate>, ApiError> {
    let relation = match relation {
        Relation::Myself => "myself",
        Relation::Connection => "connection",
        Relation::Delegate => "delegate",
    };
    let preview: Preview = http.get(&format!("/me/preview?as={relation}")).answer().await?;
    alarm::hear(&http, &preview.over_share());
    preview.delegate.map(Delegate::try_from).transpose().map_err(malformed)
}

fn path(query: &DirectoryQuery) -> String {
    let letter = query.initial.map(|initial| initial.as_char().to_string());
    let parts = [
        ("q", Some(query.text.trim())),
        ("letter", letter.as_deref()),
        ("organisation", query.organisation.as_deref()),
        ("cursor", query.cursor.as_deref()),
    ];
    let mut path = String::from("/delegates");
    for (name, value) in parts {
        let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
        path.push(if path.contains('?') { '&' } else { '?' });
        path.push_str(name);
        path.push('=');
        encode(value, &mut path);
    }
    path
}

/// Percent-encodes all but the unreserved characters (RFC 3986, 2.3).
pub(super) fn encode(value: &str, into: &mut String) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => into.push(char::from(byte)),
            _ => into.push_str(&format!("%{byte:02X}")),
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
    fn a_query_cannot_break_out_of_its_place() {
        assert_eq!(path(&DirectoryQuery::default()), "/delegates");
        let query = DirectoryQuery {
            text: " Zoë & co/#?".into(),
            initial: Some(Initial::Letter('É')),
            organisation: Some("A&B".into()),
            cursor: Some("a+b=".into()),
        };
        assert_eq!(path(&query), "/delegates?q=Zo%C3%AB%20%26%20co%2F%23%3F&letter=%C3%89&organisation=A%26B&cursor=a%2Bb%3D");
    }
}
