//! Connections as JSON. Not: who may ask or give, nor blocks and reports (`blocks`).

use super::people::Person;
use super::person::Beyond;
use super::{Malformed, member};
use crate::domain::connection::{self, GiftTerm, Given};
use crate::domain::delegate::Delegate;
use crate::domain::fields::Fields;
use crate::domain::over_share::{OverShare, Place};
use crate::domain::privacy::Field;
use serde::{Deserialize, Serialize};

/// The answer to `POST /connections/code`.
#[derive(Clone, Serialize, Deserialize)]
pub struct ShownCode {
    /// To be typed or scanned by somebody else, once.
    pub code: String,
    /// Seconds until it is worth nothing.
    pub expires_in: u32,
}

/// `POST /connections`: the code of somebody else.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// As typed or scanned.
    pub token: String,
}

/// The answer to it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Made {
    /// Names the connection.
    pub id: String,
}

/// `PUT /connections/{id}/gift`; the name goes with every gift.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Each a [`Field::key`].
    pub fields: Vec<String>,
    /// [`GiftTerm::key`].
    pub term: String,
}

/// What the viewer gives somebody.
#[derive(Clone, Serialize, Deserialize)]
pub struct Gift {
    /// What it was given as.
    #[serde(flatten)]
    pub offer: Offered,
    /// Unix seconds of its end; absent: until it is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<i64>,
}

/// An [`Offer`] in an answer, where unknown members are ignored.
#[derive(Clone, Serialize, Deserialize)]
pub struct Offered {
    /// Each a [`Field::key`].
    pub fields: Vec<String>,
    /// [`GiftTerm::key`].
    pub term: String,
}

/// `GET /connections`.
#[derive(Clone, Serialize, Deserialize)]
pub struct Contacts {
    /// The latest first.
    pub connections: Vec<Contact>,
    /// Who asks the viewer, the latest first.
    pub requests: Vec<Request>,
    /// What the viewer asked, the latest first.
    pub asked: Vec<Asked>,
    /// What came beyond the contract.
    #[serde(flatten, skip_serializing)]
    pub beyond: Beyond,
}

impl Contacts {
    /// What came beyond the contract: in the whole, around each person and in them.
    pub fn over_share(&self) -> OverShare {
        let mut report = OverShare::new(Place::Connections);
        self.beyond.report(&mut report);
        for contact in &self.connections {
            contact.beyond.report(&mut report);
            contact.delegate.iter().for_each(|person| person.report(&mut report));
        }
        for request in &self.requests {
            request.beyond.report(&mut report);
            request.delegate.report(&mut report);
        }
        self.asked.iter().for_each(|asked| asked.beyond.report(&mut report));
        report
    }
}

/// Somebody with whom the viewer exchanged contact details.
#[derive(Clone, Serialize, Deserialize)]
pub struct Contact {
    /// Names the connection.
    pub id: String,
    /// Unix seconds since when.
    pub since: i64,
    /// What they share with the viewer; absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegate: Option<Person>,
    /// Unix seconds until which they give something; absent: until they take it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<i64>,
    /// What the viewer gives; absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Gift>,
    /// What came beyond the contract.
    #[serde(flatten, skip_serializing)]
    pub beyond: Beyond,
}

/// Somebody who asks.
#[derive(Clone, Serialize, Deserialize)]
pub struct Request {
    /// Names the connection that it may become.
    pub id: String,
    /// Unix seconds.
    pub at: i64,
    /// Who.
    pub delegate: Person,
    /// What they offer.
    pub offer: Offered,
    /// What came beyond the contract.
    #[serde(flatten, skip_serializing)]
    pub beyond: Beyond,
}

/// The viewer asked.
#[derive(Clone, Serialize, Deserialize)]
pub struct Asked {
    /// Names the connection that it may become.
    pub id: String,
    /// Unix seconds.
    pub at: i64,
    /// What was offered; absent: nothing yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offered>,
    /// What came beyond the contract.
    #[serde(flatten, skip_serializing)]
    pub beyond: Beyond,
}

fn keys(fields: Fields) -> Vec<String> {
    fields.iter().map(|field| field.key().to_owned()).collect()
}

fn offer_of(fields: &[String], term: &str) -> Result<connection::Offer, Malformed> {
    let fields = fields.iter().map(|key| Field::from_key(key).ok_or(Malformed("fields"))).collect::<Result<Vec<_>, _>>()?;
    Ok(connection::Offer { fields: Fields::of(fields), term: GiftTerm::from_key(term).ok_or(Malformed("term"))? })
}

impl From<connection::Offer> for Offer {
    fn from(offer: connection::Offer) -> Self {
        Self { fields: keys(offer.fields), term: offer.term.key().into() }
    }
}

impl From<connection::Offer> for Offered {
    fn from(offer: connection::Offer) -> Self {
        Self { fields: keys(offer.fields), term: offer.term.key().into() }
    }
}

impl TryFrom<Offer> for connection::Offer {
    type Error = Malformed;

    fn try_from(offer: Offer) -> Result<Self, Malformed> {
        offer_of(&offer.fields, &offer.term)
    }
}

impl TryFrom<Offered> for connection::Offer {
    type Error = Malformed;

    fn try_from(offer: Offered) -> Result<Self, Malformed> {
        offer_of(&offer.fields, &offer.term)
    }
}

impl From<Given> for Gift {
    fn from(given: Given) -> Self {
        Self { offer: given.offer.into(), until: given.until }
    }
}

impl TryFrom<Gift> for Given {
    type Error = Malformed;

    fn try_from(gift: Gift) -> Result<Self, Malformed> {
        Ok(Self { offer: gift.offer.try_into()?, until: gift.until })
    }
}

impl From<&connection::Contacts> for Contacts {
    fn from(all: &connection::Contacts) -> Self {
        let contact = |contact: &connection::Contact| Contact {
            id: contact.id.to_string(),
            since: contact.since,
            delegate: contact.delegate.as_ref().map(Person::from),
            until: contact.until,
            given: contact.given.map(Gift::from),
            beyond: Beyond::default(),
        };
        let request = |request: &connection::Request| Request {
            id: request.id.to_string(),
            at: request.at,
            delegate: Person::from(&request.from),
            offer: request.offer.into(),
            beyond: Beyond::default(),
        };
        let asked = |asked: &connection::Asked| Asked {
            id: asked.id.to_string(),
            at: asked.at,
            offer: asked.offer.map(Offered::from),
            beyond: Beyond::default(),
        };
        Self {
            connections: all.contacts.iter().map(contact).collect(),
            requests: all.requests.iter().map(request).collect(),
            asked: all.asked.iter().map(asked).collect(),
            beyond: Beyond::default(),
        }
    }
}

impl TryFrom<Contacts> for connection::Contacts {
    type Error = Malformed;

    fn try_from(all: Contacts) -> Result<Self, Malformed> {
        let contact = |contact: Contact| {
            Ok(connection::Contact {
                id: member("id", &contact.id)?,
                since: contact.since,
                delegate: contact.delegate.map(Delegate::try_from).transpose()?,
                until: contact.until,
                given: contact.given.map(Given::try_from).transpose()?,
            })
        };
        let request = |request: Request| {
            let (id, from) = (member("id", &request.id)?, Delegate::try_from(request.delegate)?);
            Ok(connection::Request { id, at: request.at, from, offer: request.offer.try_into()? })
        };
        let asked = |asked: Asked| {
            let offer = asked.offer.map(connection::Offer::try_from).transpose()?;
            Ok(connection::Asked { id: member("id", &asked.id)?, at: asked.at, offer })
        };
        Ok(Self {
            contacts: all.connections.into_iter().map(contact).collect::<Result<_, Malformed>>()?,
            requests: all.requests.into_iter().map(request).collect::<Result<_, Malformed>>()?,
            asked: all.asked.into_iter().map(asked).collect::<Result<_, Malformed>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn t08_members_beyond_the_contract_are_counted_around_people_too() {
        let sent = r#"{"rank":1,"connections":[{"id":"c1","since":1,"score":2,"delegate":{"id":"ada","name":"Ada","hash":"x"}}],
            "requests":[{"id":"c2","at":1,"origin":"x","delegate":{"id":"bob","name":"Bob"},"offer":{"fields":[],"term":"open"}}],
            "asked":[{"id":"c3","at":1,"asked_of":"cleo"}]}"#;
        let contacts: Contacts = serde_json::from_str(sent).unwrap();
        let report = contacts.over_share();
        let names: Vec<&str> = report.members().map(|(name, _)| name).collect();
        assert_eq!(names, ["asked_of", "hash", "origin", "rank", "score"]);
        let kept = serde_json::to_string(&contacts).unwrap();
        assert!(names.iter().all(|name| !kept.contains(&format!("\"{name}\""))) && !kept.contains("cleo"));
        let read = connection::Contacts::try_from(contacts).unwrap();
        assert_eq!((read.contacts.len(), read.requests.len(), read.asked.len()), (1, 1, 1));
        let clean: Contacts = serde_json::from_str(r#"{"connections":[],"requests":[],"asked":[]}"#).unwrap();
        assert!(clean.over_share().is_empty());
    }
}
