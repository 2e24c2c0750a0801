//! The member `auth`: whether people are signed in by the backend's cookie, or this app goes to an issuer itself. Not: what an issuer answers.

use super::{BackendChoice, ConfigFault, MemberFault, check, member};
use crate::oidc::{Client, is_protected};
use serde_json::{Map, Value};

/// Where the proof of a sign-in is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Auth {
    /// In a cookie of the backend that no script sees. The safe one.
    Cookie,
    /// In this page's memory: for a static host whose backend is elsewhere and takes an issuer's tokens.
    PublicClient(Client),
}

const MEMBERS: [(&str, &str); 6] = [
    ("mode", "auth.mode"),
    ("issuer", "auth.issuer"),
    ("client_id", "auth.client_id"),
    ("scope", "auth.scope"),
    ("audience", "auth.audience"),
    ("organisation", "auth.organisation"),
];

/// Reads the member; `backend` is where tokens would go.
pub(super) fn auth(found: Option<&Value>, backend: &BackendChoice) -> Result<Auth, ConfigFault> {
    let fault = |name, reason| Err(ConfigFault::Member { name, reason });
    let members = match found {
        None | Some(Value::Null) => return Ok(Auth::Cookie),
        Some(Value::Object(members)) => members,
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => return fault("auth", MemberFault::NotAuth),
    };
    match text(members, "mode")?.as_deref() {
        Some("cookie") => return Ok(Auth::Cookie),
        Some("oidc") => {}
        Some(_) | None => return fault("auth.mode", MemberFault::NotAMode),
    }
    match backend {
        BackendChoice::Demo => return fault("auth", MemberFault::NotInTheDemo),
        BackendChoice::Rest(base) if !base.starts_with('/') && !is_protected(base) => return fault("backend", MemberFault::NotProtected),
        BackendChoice::Rest(_) => {}
    }
    let issuer = needed(members, "issuer")?;
    if !is_protected(&issuer) || issuer.contains('?') {
        return fault("auth.issuer", MemberFault::NotProtected);
    }
    let scope = needed(members, "scope")?;
    if !scope.split(' ').any(|word| word == "openid") {
        return fault("auth.scope", MemberFault::NotOpenid);
    }
    Ok(Auth::PublicClient(Client {
        issuer,
        client_id: needed(members, "client_id")?,
        scope,
        audience: text(members, "audience")?,
        organisation: text(members, "organisation")?,
    }))
}

/// Members that mean nothing to this version.
pub(super) fn unknown(found: Option<&Value>) -> impl Iterator<Item = String> {
    let members = found.and_then(Value::as_object).into_iter().flat_map(Map::keys);
    members.filter(|key| !MEMBERS.iter().any(|(known, _)| known == key)).map(|key| format!("auth.{key}"))
}

fn whole_name(name: &'static str) -> &'static str {
    MEMBERS.iter().find(|(short, _)| *short == name).map_or(name, |(_, whole)| whole)
}

fn text(members: &Map<String, Value>, name: &'static str) -> Result<Option<String>, ConfigFault> {
    member(members, name, check::filled).map_err(|fault| match fault {
        ConfigFault::Member { reason, .. } => ConfigFault::Member { name: whole_name(name), reason },
        other @ (ConfigFault::NotFound
        | ConfigFault::Unreachable
        | ConfigFault::NotJson { .. }
        | ConfigFault::Unknown { .. }
        | ConfigFault::DemoNotBuilt) => other,
    })
}

fn needed(members: &Map<String, Value>, name: &'static str) -> Result<String, ConfigFault> {
    text(members, name)?.ok_or(ConfigFault::Member { name: whole_name(name), reason: MemberFault::Missing })
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use serde_json::json;

    fn read(auth: Value) -> Result<Auth, (&'static str, MemberFault)> {
        match parse(&json!({ "name": "x", "backend": "https://api.example.org", "auth": auth }).to_string()) {
            Ok(config) => Ok(config.auth),
            Err(ConfigFault::Member { name, reason }) => Err((name, reason)),
            Err(other) => panic!("{other:?}"),
        }
    }

    fn oidc(change: Value) -> Value {
        let mut auth = json!({ "mode": "oidc", "issuer": "https://id.example.org", "client_id": "plenary", "scope": "openid profile" });
        for (name, value) in change.as_object().unwrap() {
            auth[name] = value.clone();
        }
        auth
    }

    #[test]
    fn without_a_word_the_backends_cookie_signs_people_in() {
        for cookie in [json!(null), json!({ "mode": "cookie" })] {
            assert_eq!(read(cookie), Ok(Auth::Cookie));
        }
        assert_eq!(parse(r#"{"name":"x"}"#).unwrap().auth, Auth::Cookie);
    }

    #[test]
    fn an_issuer_is_read_whole() {
        let Ok(Auth::PublicClient(client)) = read(oidc(json!({ "audience": "https://api.example.org", "organisation": "Rails" }))) else {
            panic!("not read")
        };
        assert_eq!(
            (client.issuer.as_str(), client.client_id.as_str(), client.scope.as_str()),
            ("https://id.example.org", "plenary", "openid profile")
        );
        assert_eq!((client.audience.as_deref(), client.shown_name()), (Some("https://api.example.org"), "Rails"));
        assert!(read(oidc(json!({ "issuer": "http://127.0.0.1:3000" }))).is_ok(), "this machine needs no TLS");
    }

    #[test]
    fn each_wrong_member_is_named() {
        for (auth, name, reason) in [
            (json!("oidc"), "auth", MemberFault::NotAuth),
            (json!({}), "auth.mode", MemberFault::NotAMode),
            (oidc(json!({ "mode": "password" })), "auth.mode", MemberFault::NotAMode),
            (oidc(json!({ "mode": 7 })), "auth.mode", MemberFault::WrongKind),
            (oidc(json!({ "issuer": null })), "auth.issuer", MemberFault::Missing),
            (oidc(json!({ "issuer": "http://id.example.org" })), "auth.issuer", MemberFault::NotProtected),
            (oidc(json!({ "issuer": "id.example.org" })), "auth.issuer", MemberFault::NotProtected),
            (oidc(json!({ "client_id": "" })), "auth.client_id", MemberFault::Empty),
            (oidc(json!({ "client_id": ["a"] })), "auth.client_id", MemberFault::WrongKind),
            (oidc(json!({ "scope": "profile" })), "auth.scope", MemberFault::NotOpenid),
            (oidc(json!({ "scope": null })), "auth.scope", MemberFault::Missing),
            (oidc(json!({ "audience": 1 })), "auth.audience", MemberFault::WrongKind),
        ] {
            assert_eq!(read(auth.clone()), Err((name, reason)), "{auth}");
        }
    }

    #[test]
    fn a_token_is_not_sent_in_plain_text_t38() {
        let text = json!({ "name": "x", "backend": "http://api.example.org", "auth": oidc(json!({})) }).to_string();
        assert_eq!(parse(&text), Err(ConfigFault::Member { name: "backend", reason: MemberFault::NotProtected }));
        assert!(parse(&json!({ "name": "x", "backend": "/api", "auth": oidc(json!({})) }).to_string()).is_ok());
    }

    #[test]
    fn a_misspelling_is_told() {
        let text = json!({ "name": "x", "backend": "/api", "auth": oidc(json!({ "audiance": "y" })) }).to_string();
        assert_eq!(parse(&text).unwrap().unknown, ["auth.audiance"]);
    }
}
