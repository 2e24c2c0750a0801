//! The member `routes`: other names of the contract's routes at this backend. Not: people of another shape, which is the member `directory`.

use super::{ConfigFault, MemberFault};
use crate::wire::dialect::Places;
use serde_json::Value;

/// Reads the member: of a route of the contract its path here, or `false` where it is not here.
pub fn routes(found: Option<&Value>) -> Result<Places, ConfigFault> {
    let fault = |name, reason| Err(ConfigFault::Member { name, reason });
    let mut places = Places::default();
    let members = match found {
        None | Some(Value::Null) => return Ok(places),
        Some(Value::Object(members)) => members,
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => return fault("routes", MemberFault::NotRoutes),
    };
    for (written, value) in members {
        // A misspelt route would be asked where the contract has it.
        let route = Places::route(written).ok_or_else(|| ConfigFault::Unknown { within: "routes", name: written.clone() })?;
        let here = match value {
            Value::Null => continue,
            Value::Bool(false) => None,
            Value::String(path) => Some(path.trim()),
            Value::Bool(true) | Value::Number(_) | Value::Array(_) | Value::Object(_) => return fault(route, MemberFault::NotAPlace),
        };
        if places.put(route, here).is_err() {
            return fault(route, MemberFault::NotAPlace);
        }
    }
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::super::{Config, parse};
    use super::*;
    use serde_json::json;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn read(routes: Value) -> Result<Config, ConfigFault> {
        parse(&json!({ "name": "x", "routes": routes }).to_string())
    }

    #[test]
    fn routes_have_other_names_or_are_not_here() {
        let routes = json!({ "/delegates": "/talks/api/people/?expand=1", "/delegates/{id}": " /talks/api/people/{id}/ ", "/blocks": false,
            "/me": null });
        let config = read(routes).unwrap();
        let place = |path: &str| config.dialect.places.place(path);
        assert_eq!(place("/delegates?search=a").as_deref(), Some("/talks/api/people/?expand=1&search=a"));
        assert_eq!(place("/delegates/7").as_deref(), Some("/talks/api/people/7/"));
        assert_eq!((place("/blocks/7"), place("/me").as_deref()), (None, Some("/me")));
        let misspelt = ConfigFault::Unknown { within: "routes", name: "/delegats".into() };
        assert_eq!(read(json!({ "/delegats": "/x" })).err(), Some(misspelt));
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        for (bad, name, reason) in [
            (json!("/api"), "routes", MemberFault::NotRoutes),
            (json!(["/me"]), "routes", MemberFault::NotRoutes),
            (json!({ "/me": true }), "/me", MemberFault::NotAPlace),
            (json!({ "/me": 7 }), "/me", MemberFault::NotAPlace),
            (json!({ "/me": "" }), "/me", MemberFault::NotAPlace),
            (json!({ "/me": "https://elsewhere.example/me" }), "/me", MemberFault::NotAPlace),
            (json!({ "/me": "//elsewhere.example/me" }), "/me", MemberFault::NotAPlace),
            (json!({ "/delegates/{id}": "/people/" }), "/delegates/{id}", MemberFault::NotAPlace),
        ] {
            assert_eq!(read(bad.clone()).err(), Some(ConfigFault::Member { name, reason }), "{bad}");
        }
    }
}
