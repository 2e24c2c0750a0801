//! Who saw what, and one's own incidents, as JSON. Not: what is noted, nor who is named.

use super::{Malformed, member};
use crate::domain::access::{FieldSeen, Glance, Lines, Looked, Onlooker, Record, Way};
use crate::domain::fields::Fields;
use crate::domain::incident::{Effect, OwnIncident};
use crate::domain::privacy::Field;
use crate::domain::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET /me/access-log`: `people` where a line is asked for each onlooker, `times` where for each time.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct AccessLog {
    /// Field key to who was shown it.
    pub fields: BTreeMap<String, Seen>,
    /// How many people were shown anything.
    pub onlookers: u32,
    /// The latest first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<Vec<PersonLine>>,
    /// The latest first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<Vec<TimeLine>>,
    /// Absent at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Days after which a line is forgotten.
    pub kept_days: u32,
}

/// Who was shown one field.
#[derive(Clone, Serialize, Deserialize)]
pub struct Seen {
    /// How many people.
    pub people: u32,
    /// How often.
    pub times: u32,
    /// Unix seconds.
    pub last: i64,
}

/// Who was shown something: `id` and `name`, or `unnamed`, or nothing where the account is gone.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Who {
    /// Of a delegate who shares their name with the owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tells one who does not from another, in this record only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unnamed: Option<u32>,
}

/// What one onlooker was shown.
#[derive(Clone, Serialize, Deserialize)]
pub struct PersonLine {
    /// Who.
    pub who: Who,
    /// Field keys.
    pub fields: Vec<String>,
    /// How often.
    pub times: u32,
    /// Unix seconds.
    pub first: i64,
    /// Unix seconds.
    pub last: i64,
}

/// One time.
#[derive(Clone, Serialize, Deserialize)]
pub struct TimeLine {
    /// Who.
    pub who: Who,
    /// Field keys.
    pub fields: Vec<String>,
    /// [`Way::key`].
    pub way: String,
    /// Unix seconds.
    pub at: i64,
}

/// `GET /me/incidents`: the newest first.
#[derive(Clone, Serialize, Deserialize)]
pub struct Incidents {
    /// Every incident.
    pub incidents: Vec<Incident>,
}

/// One of [`Incidents`].
#[derive(Clone, Serialize, Deserialize)]
pub struct Incident {
    /// Opaque.
    pub id: String,
    /// Unix seconds at which it was written down.
    pub at: i64,
    /// What happened.
    pub text: String,
    /// Unix seconds.
    pub from: i64,
    /// Unix seconds.
    pub to: i64,
    /// Absent: nothing of the viewer's was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
}

/// What of the viewer's was shown.
#[derive(Clone, Serialize, Deserialize)]
pub struct Shown {
    /// Field keys.
    pub fields: Vec<String>,
    /// Unix seconds.
    pub first: i64,
    /// Unix seconds.
    pub last: i64,
    /// How often.
    pub times: u32,
}

fn keys(fields: Fields) -> Vec<String> {
    fields.iter().map(|field| field.key().to_owned()).collect()
}

/// Keys of fields that this release does not know are left out: a record that cannot be shown whole is better than none.
fn fields(keys: &[String]) -> Fields {
    Fields::of(keys.iter().filter_map(|key| Field::from_key(key)))
}

impl From<Onlooker> for Who {
    fn from(who: Onlooker) -> Self {
        match who {
            Onlooker::Known(id, name) => Self { id: Some(id.to_string()), name: Some(name.as_str().to_owned()), unnamed: None },
            Onlooker::Unnamed(number) => Self { unnamed: Some(number), ..Self::default() },
            Onlooker::Gone => Self::default(),
        }
    }
}

impl TryFrom<Who> for Onlooker {
    type Error = Malformed;

    fn try_from(who: Who) -> Result<Self, Malformed> {
        match (who.id, who.name, who.unnamed) {
            (Some(id), Some(name), _) => {
                let name = Field::Name.parse(&name).ok().flatten().ok_or(Malformed("name"))?;
                Ok(Self::Known(member("id", &id)?, name))
            }
            (Some(_), None, _) | (None, Some(_), _) => Err(Malformed("who")),
            (None, None, Some(number)) => Ok(Self::Unnamed(number)),
            (None, None, None) => Ok(Self::Gone),
        }
    }
}

impl From<Record> for AccessLog {
    fn from(record: Record) -> Self {
        let seen = |seen: &FieldSeen| (seen.field.key().to_owned(), Seen { people: seen.people, times: seen.times, last: seen.last });
        let (people, times) = match record.lines {
            Lines::People(lines) => {
                let line =
                    |Looked { who, fields, times, first, last }| PersonLine { who: who.into(), fields: keys(fields), times, first, last };
                (Some(lines.into_iter().map(line).collect()), None)
            }
            Lines::Times(lines) => {
                let line = |Glance { who, fields, way, at }: Glance| TimeLine {
                    who: who.into(),
                    fields: keys(fields),
                    way: way.key().to_owned(),
                    at,
                };
                (None, Some(lines.into_iter().map(line).collect()))
            }
        };
        let (fields, onlookers) = (record.fields.iter().map(seen).collect(), record.people);
        Self { fields, onlookers, people, times, next: record.next, kept_days: record.kept_days }
    }
}

impl TryFrom<AccessLog> for Record {
    type Error = Malformed;

    fn try_from(log: AccessLog) -> Result<Self, Malformed> {
        let lines = match (log.people, log.times) {
            (Some(lines), _) => {
                let line = |line: PersonLine| {
                    let PersonLine { who, fields: keys, times, first, last } = line;
                    Ok(Looked { who: who.try_into()?, fields: fields(&keys), times, first, last })
                };
                Lines::People(lines.into_iter().map(line).collect::<Result<_, Malformed>>()?)
            }
            (None, Some(lines)) => {
                let line = |line: TimeLine| {
                    let way = Way::from_key(&line.way).ok_or(Malformed("way"))?;
                    Ok(Glance { who: line.who.try_into()?, fields: fields(&line.fields), way, at: line.at })
                };
                Lines::Times(lines.into_iter().map(line).collect::<Result<_, Malformed>>()?)
            }
            (None, None) => return Err(Malformed("people")),
        };
        let seen = |field: Field| {
            log.fields.get(field.key()).map(|seen| FieldSeen { field, people: seen.people, times: seen.times, last: seen.last })
        };
        let fields = Field::ALL.into_iter().filter_map(seen).collect();
        Ok(Self { fields, people: log.onlookers, lines, next: log.next, kept_days: log.kept_days })
    }
}

impl From<OwnIncident> for Incident {
    fn from(incident: OwnIncident) -> Self {
        let OwnIncident { id, at, text, span: (from, to), effect } = incident;
        let shown = match effect {
            Effect::None => None,
            Effect::Shown { fields, first, last, times } => Some(Shown { fields: keys(fields), first, last, times }),
        };
        Self { id: id.to_string(), at, text: text.as_str().to_owned(), from, to, shown }
    }
}

impl TryFrom<Incident> for OwnIncident {
    type Error = Malformed;

    fn try_from(sent: Incident) -> Result<Self, Malformed> {
        let effect = sent.shown.map_or(Effect::None, |Shown { fields: keys, first, last, times }| Effect::Shown {
            fields: fields(&keys),
            first,
            last,
            times,
        });
        let text = Text::parse(&sent.text, 10_000, true).ok().flatten().ok_or(Malformed("text"))?;
        Ok(Self { id: member("id", &sent.id)?, at: sent.at, text, span: (sent.from, sent.to), effect })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_record_survives_the_journey() {
        let known = Onlooker::Known("ada".parse().unwrap(), Field::Name.parse("Ada").unwrap().unwrap());
        let fields = Fields::of([Field::Name, Field::Links]);
        let looked = [known, Onlooker::Unnamed(7), Onlooker::Gone].map(|who| Looked { who, fields, times: 2, first: 1, last: 5 });
        let glance = Glance { who: Onlooker::Gone, fields, way: Way::Card, at: 5 };
        for lines in [Lines::People(looked.to_vec()), Lines::Times(vec![glance]), Lines::Times(Vec::new())] {
            let seen = vec![FieldSeen { field: Field::Links, people: 3, times: 6, last: 5 }];
            let record = Record { fields: seen, people: 3, lines, next: Some("50".into()), kept_days: 120 };
            let json = serde_json::to_string(&AccessLog::from(record.clone())).unwrap();
            assert_eq!(Record::try_from(serde_json::from_str::<AccessLog>(&json).unwrap()), Ok(record));
        }
        assert_eq!(Record::try_from(AccessLog::default()), Err(Malformed("people")));
    }
}
