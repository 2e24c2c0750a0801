//! Request bodies: capped, timed, and JSON without a member twice. Not: what the members mean.

use super::Failure;
use axum::body::Body;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use plenary::conference::flaws;
use plenary::wire::problem::InputProblem;
use serde::de::{DeserializeOwned, DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;
use std::time::Duration;

/// More than any JSON of the contract needs.
const JSON_BYTES: usize = 64 * 1024;
const DEADLINE: Duration = Duration::from_secs(30);
/// Bytes beyond the cap that are read and thrown away.
const PATIENCE: usize = 16 * 1024 * 1024;

/// The whole body, at most `cap` bytes. What is too long is still taken in for a while, and thrown away: a client that is cut off while
/// it sends sees a broken connection instead of the answer.
pub async fn bytes(mut body: Body, cap: usize) -> Result<Vec<u8>, Failure> {
    let arrival = async {
        let (mut kept, mut total) = (Vec::new(), 0);
        while let Some(frame) = body.frame().await {
            let Ok(chunk) = frame.map_err(|_| Failure::Malformed)?.into_data() else { continue };
            total += chunk.len();
            if total <= cap {
                kept.extend_from_slice(&chunk);
            } else if total > cap + PATIENCE {
                break;
            }
        }
        if total > cap { Err(Failure::TooLarge) } else { Ok(kept) }
    };
    tokio::time::timeout(DEADLINE, arrival).await.map_err(|_| Failure::TimedOut)?
}

/// A JSON body as a value in which no object has a member twice: two readers could take a different one each (RFC 8259 section 4).
pub async fn value(headers: &HeaderMap, body: Body) -> Result<Value, Failure> {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Err(Failure::MediaType);
    }
    parse(&bytes(body, JSON_BYTES).await?)
}

/// A JSON body of a known shape; another shape is 422.
pub async fn json<T: DeserializeOwned>(headers: &HeaderMap, body: Body) -> Result<T, Failure> {
    let value = value(headers, body).await?;
    // serde would take an array as an object without names.
    if !value.is_object() {
        return Err(Failure::Invalid(Vec::new()));
    }
    serde_json::from_value(value).map_err(|_| Failure::Invalid(Vec::new()))
}

/// A problem at a member that the domain has no word for.
pub fn misplaced(member: &str, code: &str) -> InputProblem {
    // RFC 6901 escapes; cut, so that an answer never grows with what was sent.
    let name: String = member.chars().take(40).collect();
    InputProblem { pointer: format!("/{}", name.replace('~', "~0").replace('/', "~1")), code: code.into(), limit: None }
}

fn parse(bytes: &[u8]) -> Result<Value, Failure> {
    if flaws::on("MASS-03") {
        return serde_json::from_slice(bytes).map_err(|_| Failure::Malformed);
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Strict.deserialize(&mut reader).map_err(|_| Failure::Malformed)?;
    reader.end().map_err(|_| Failure::Malformed)?;
    Ok(value)
}

/// Builds a [`Value`] and stops at a repeated member.
struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON without repeated members")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Strict)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = serde_json::Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(Strict)?;
            if object.insert(name, value).is_some() {
                return Err(A::Error::custom("a member stands twice"));
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_once_and_whole() {
        assert_eq!(parse(br#"{"a": [1, -2, 2.5, null, true, "x"]}"#).unwrap(), serde_json::json!({"a": [1, -2, 2.5, null, true, "x"]}));
        for bad in [r#"{"a":1,"a":2}"#, r#"{"a":{"b":1,"b":1}}"#, "{} {}", "", "{", "\u{feff}{}", &"[".repeat(10_000)] {
            assert!(parse(bad.as_bytes()).is_err(), "{}", bad.get(..20).unwrap_or(bad));
        }
    }

    #[test]
    fn a_pointer_is_escaped_and_short() {
        assert_eq!(misplaced("a/b~c", "not_editable").pointer, "/a~1b~0c");
        assert_eq!(misplaced(&"x".repeat(500), "not_editable").pointer.len(), 41);
    }
}
