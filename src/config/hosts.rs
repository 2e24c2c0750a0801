//! The member `hosts`: whose pages may show the programme inside them. Not: what keeps other pages out, which is the header `frame-ancestors`.

use super::{ConfigFault, MemberFault};
use serde_json::Value;

/// Pages around the app, by origin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Hosts {
    /// Nobody said, so anybody's: what they see is public, and nothing personal is shown inside another page.
    #[default]
    Any,
    /// Those alone.
    Only(Vec<String>),
}

impl Hosts {
    /// Whether wishes of a page of this origin are heard.
    pub fn admit(&self, origin: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Only(origins) => origins.iter().any(|known| known == origin),
        }
    }
}

/// Reads the member.
pub(super) fn hosts(found: Option<&Value>) -> Result<Hosts, ConfigFault> {
    let fault = ConfigFault::Member { name: "hosts", reason: MemberFault::NotHosts };
    match found {
        None | Some(Value::Null) => Ok(Hosts::Any),
        Some(Value::Array(origins)) => origins.iter().map(origin).collect::<Option<_>>().map(Hosts::Only).ok_or(fault),
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_)) => Err(fault),
    }
}

/// As browsers write it: scheme and host in small letters, no path, no port that goes without saying.
fn origin(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim().trim_end_matches('/').to_ascii_lowercase();
    let (host, usual) =
        text.strip_prefix("https://").map(|host| (host, ":443")).or(text.strip_prefix("http://").map(|host| (host, ":80")))?;
    let plain = host.starts_with(|c: char| c.is_alphanumeric() || c == '[') && !host.contains(['/', '?', '#', '@', '\\', '*', ' ', '"']);
    plain.then(|| text.strip_suffix(usual).unwrap_or(&text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::{Config, parse};
    use super::*;
    use serde_json::json;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn read(hosts: Value) -> Result<Config, ConfigFault> {
        parse(&json!({ "name": "x", "hosts": hosts }).to_string())
    }

    #[test]
    fn only_the_origins_that_are_named_are_heard() {
        assert!(read(Value::Null).unwrap().hosts.admit("https://anybody.example"));
        let hosts = read(json!(["https://WWW.example.org/", "http://localhost:8080", "https://a.example:443"])).unwrap().hosts;
        for origin in ["https://www.example.org", "http://localhost:8080", "https://a.example"] {
            assert!(hosts.admit(origin), "{origin}");
        }
        for origin in ["https://www.example.org.evil.example", "http://www.example.org", "https://example.org", "null", ""] {
            assert!(!hosts.admit(origin), "{origin}");
        }
        assert!(!read(json!([])).unwrap().hosts.admit("https://www.example.org"));
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for bad in [
            json!("https://a.example"),
            json!(["*"]),
            json!(["https://*.example.org"]),
            json!(["https://a.example/path"]),
            json!([7]),
            json!(["a.example"]),
        ] {
            assert!(matches!(read(bad.clone()), Err(ConfigFault::Member { name: "hosts", reason: MemberFault::NotHosts })), "{bad}");
        }
    }
}
