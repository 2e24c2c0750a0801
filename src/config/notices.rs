//! The member `notices`: whose signature what everybody is told must have, and where it is published if not at the backend. Not: what is told.

use super::{ConfigFault, MemberFault, check, member};
use serde_json::{Map, Value};

/// Each may be absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notices {
    /// The organisers' public key: 64 hexadecimal digits.
    pub key: Option<String>,
    /// Where the feed is, if not at the backend.
    pub url: Option<String>,
}

const MEMBERS: [&str; 2] = ["key", "url"];

/// Reads the member.
pub(super) fn notices(found: Option<&Value>) -> Result<Notices, ConfigFault> {
    let members = match found {
        None | Some(Value::Null) => return Ok(Notices::default()),
        Some(Value::Object(members)) => members,
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => {
            return Err(ConfigFault::Member { name: "notices", reason: MemberFault::NotNotices });
        }
    };
    let named = |name: &'static str, fault| match fault {
        ConfigFault::Member { reason, .. } => ConfigFault::Member { name, reason },
        other @ (ConfigFault::NotFound
        | ConfigFault::Unreachable
        | ConfigFault::NotJson { .. }
        | ConfigFault::Unknown { .. }
        | ConfigFault::DemoNotBuilt) => other,
    };
    Ok(Notices {
        key: member(members, "key", key).map_err(|fault| named("notices.key", fault))?,
        url: member(members, "url", check::address).map_err(|fault| named("notices.url", fault))?,
    })
}

fn key(text: &str) -> Result<String, MemberFault> {
    let is_key = text.len() == 64 && text.bytes().all(|digit| digit.is_ascii_hexdigit());
    if is_key { Ok(text.to_ascii_lowercase()) } else { Err(MemberFault::NotAKey) }
}

/// Members that mean nothing to this version.
pub(super) fn unknown(found: Option<&Value>) -> impl Iterator<Item = String> {
    let members = found.and_then(Value::as_object).into_iter().flat_map(Map::keys);
    members.filter(|key| !MEMBERS.contains(&key.as_str())).map(|key| format!("notices.{key}"))
}

#[cfg(test)]
mod tests {
    use super::super::{Config, parse};
    use super::*;
    use serde_json::json;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn read(notices: Value) -> Result<Config, ConfigFault> {
        parse(&json!({ "name": "x", "notices": notices }).to_string())
    }

    #[test]
    fn a_key_is_a_key_and_an_address_an_address() {
        assert_eq!(read(Value::Null).unwrap().notices, Notices::default());
        let key = "AB".repeat(32);
        let good = read(json!({ "key": key, "url": "https://status.example.org/incidents", "colour": 1 })).unwrap();
        assert_eq!(good.notices.key, Some(key.to_lowercase()));
        assert_eq!(
            (good.notices.url.as_deref(), good.unknown.as_slice()),
            (Some("https://status.example.org/incidents"), &["notices.colour".to_owned()][..])
        );
        for (bad, name) in
            [(json!("x"), "notices"), (json!({ "key": "ab" }), "notices.key"), (json!({ "url": "javascript:1" }), "notices.url")]
        {
            assert!(matches!(read(bad), Err(ConfigFault::Member { name: found, .. }) if found == name));
        }
    }
}
