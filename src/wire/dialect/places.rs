//! A backend's own names for the contract's routes, and which of them it does not have. Not: other shapes of what they answer.

/// Every route of the contract.
const ROUTES: [&str; 61] = [
    "/config",
    "/policy",
    "/agenda",
    "/agenda/texts",
    "/agenda/changes",
    "/incidents",
    "/calendar/{file}",
    "/auth/start",
    "/auth/redeem",
    "/auth/oidc/start",
    "/auth/oidc/callback",
    "/auth/oidc/join",
    "/auth/step-up/start",
    "/auth/step-up/finish",
    "/auth/passkey/login/start",
    "/auth/passkey/login/finish",
    "/auth/passkey/register/start",
    "/auth/passkey/register/finish",
    "/auth/step-up/passkey/start",
    "/auth/step-up/passkey/finish",
    "/auth/logout",
    "/auth/logout-all",
    "/me",
    "/me/export",
    "/me/consents",
    "/complaints",
    "/me/audiences",
    "/me/email",
    "/me/email/confirm",
    "/me/phone",
    "/me/preview",
    "/me/access-log",
    "/me/incidents",
    "/reports/over-share",
    "/me/changes",
    "/me/changes/{id}/undo",
    "/me/photo",
    "/me/session",
    "/me/sessions",
    "/me/sessions/{id}",
    "/me/sessions/{id}/disown",
    "/me/identities",
    "/me/identities/{id}",
    "/me/passkeys",
    "/me/passkeys/{id}",
    "/me/agenda",
    "/me/agenda/{talk}",
    "/me/notices",
    "/me/notices/{id}",
    "/me/calendar",
    "/delegates",
    "/delegates/{id}",
    "/delegates/{id}/photo/{photo}",
    "/delegates/{id}/card",
    "/connections",
    "/connections/code",
    "/connections/{id}",
    "/connections/{id}/gift",
    "/blocks",
    "/blocks/{id}",
    "/reports",
];

/// Routes of the contract with their paths here; what is not named is where the contract has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places(Vec<(&'static str, Option<String>)>);

/// What stands for a route here is no path with the same `{…}` in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPlace;

impl Places {
    /// The route of the contract that is written so.
    pub fn route(written: &str) -> Option<&'static str> {
        ROUTES.into_iter().find(|route| *route == written)
    }

    /// Says where a route is, or that it is not here.
    pub fn put(&mut self, route: &'static str, here: Option<&str>) -> Result<(), NotAPlace> {
        if here.is_some_and(|here| !is_place(here) || parameters(here) != parameters(route)) {
            return Err(NotAPlace);
        }
        self.0.push((route, here.map(str::to_owned)));
        Ok(())
    }

    /// Whether it is said where this route is; `None`: nothing is said of it.
    pub fn says(&self, route: &str) -> Option<bool> {
        self.0.iter().find(|(named, _)| *named == route).map(|(_, here)| here.is_some())
    }

    /// Where a path of the contract is here. Its query stays; parts below a named path are appended. `None`: not here.
    pub fn place(&self, path: &str) -> Option<String> {
        let (bare, query) = path.split_once('?').map_or((path, None), |(bare, query)| (bare, Some(query)));
        let parts: Vec<&str> = bare.split('/').collect();
        let fitting = self.0.iter().filter(|(route, _)| fits(route, &parts));
        let closest =
            fitting.max_by_key(|(route, _)| (route.split('/').count(), route.split('/').filter(|part| !is_parameter(part)).count()));
        let Some((route, here)) = closest else { return Some(path.to_owned()) };
        let (here, own_query) = here.as_deref()?.split_once('?').map_or((here.as_deref()?, None), |(here, own)| (here, Some(own)));
        let mut placed = here.to_owned();
        for (name, value) in route.split('/').zip(&parts).filter(|(name, _)| is_parameter(name)) {
            placed = placed.replace(name, value);
        }
        for further in parts.iter().skip(route.split('/').count()) {
            placed = format!("{}/{further}", placed.trim_end_matches('/'));
        }
        for (mark, query) in ['?', '&'].into_iter().zip([own_query, query].into_iter().flatten()) {
            placed = format!("{placed}{mark}{query}");
        }
        Some(placed)
    }
}

fn fits(route: &str, parts: &[&str]) -> bool {
    let mut parts = parts.iter();
    route.split('/').all(|name| parts.next().is_some_and(|part| (is_parameter(name) && !part.is_empty()) || name == *part))
}

fn parameters(path: &str) -> Vec<&str> {
    let mut found: Vec<&str> = path.split(['/', '?']).filter(|part| is_parameter(part)).collect();
    found.sort_unstable();
    found
}

fn is_parameter(part: &str) -> bool {
    part.starts_with('{') && part.ends_with('}')
}

/// A path below the backend's address: nothing in it leads to another host or up again.
fn is_place(path: &str) -> bool {
    let plain = !path.contains(['\\', '#', '"', '<', '>']) && !path.contains(|c: char| c.is_whitespace() || c.is_control());
    plain && path.starts_with('/') && !path.starts_with("//") && !path.split(['/', '?']).any(|part| matches!(part, "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const OPENAPI: &str = include_str!("../../../tests/contract/openapi.yaml");

    fn places(named: &[(&str, Option<&str>)]) -> Places {
        let mut places = Places::default();
        for (route, here) in named {
            places.put(Places::route(route).unwrap(), *here).unwrap();
        }
        places
    }

    #[test]
    fn the_routes_are_those_of_the_contract() {
        let written = OPENAPI.lines().filter_map(|line| line.strip_prefix("  /").and_then(|rest| rest.strip_suffix(':')));
        let written: BTreeSet<String> = written.map(|rest| format!("/{rest}")).collect();
        assert_eq!(written, ROUTES.into_iter().map(str::to_owned).collect());
    }

    #[test]
    fn the_closest_name_is_taken_and_the_query_stays() {
        let places = places(&[
            ("/delegates", Some("/people/?expand=answers")),
            ("/delegates/{id}", Some("/people/{id}/")),
            ("/me", Some("/account/self")),
            ("/delegates/{id}/card", None),
        ]);
        for (path, here) in [
            ("/delegates?q=a/b?", "/people/?expand=answers&q=a/b?"),
            ("/delegates", "/people/?expand=answers"),
            ("/delegates/7", "/people/7/"),
            ("/delegates/7/photo/9", "/people/7/photo/9"),
            ("/me/audiences", "/account/self/audiences"),
            ("/me/preview?as=myself", "/account/self/preview?as=myself"),
            ("/meadow", "/meadow"),
            ("/config", "/config"),
        ] {
            assert_eq!(places.place(path).as_deref(), Some(here));
        }
        assert_eq!(places.place("/delegates/7/card"), None, "it is said not to be here");
        assert_eq!(["/me", "/delegates/{id}/card", "/config"].map(|route| places.says(route)), [Some(true), Some(false), None]);
        assert_eq!(Places::default().place("/me?x=1").as_deref(), Some("/me?x=1"));
    }

    #[test]
    fn a_place_stays_below_the_backend_and_keeps_its_parameters() {
        let put = |route: &str, here: &str| Places::default().put(Places::route(route).unwrap(), Some(here));
        for (route, bad) in [
            ("/delegates", "people/"),
            ("/delegates", "//evil.example/people"),
            ("/delegates", "https://evil.example/people"),
            ("/delegates", "/a/../../b"),
            ("/delegates", "/a\\b"),
            ("/delegates", "/a#b"),
            ("/delegates", "/a b"),
            ("/delegates", ""),
            ("/delegates", "/people/{id}"),
            ("/delegates/{id}", "/people/"),
            ("/delegates/{id}", "/people/{code}/"),
        ] {
            assert_eq!(put(route, bad), Err(NotAPlace), "{bad}");
        }
        assert_eq!(put("/delegates/{id}", "/api/v2/people/{id}/?full=1"), Ok(()));
        assert_eq!(put("/delegates/{id}", "/person?by=id&/{id}"), Ok(()));
        assert_eq!(Places::route("/delegats"), None);
    }
}
