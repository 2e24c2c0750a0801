//! A backend's own names for the contract's routes. Not: other shapes of what they answer.

use crate::Fault;
use std::collections::BTreeMap;

/// Contract paths with their paths here; a path that is not named is the contract's.
#[derive(Debug, Clone, Default)]
pub struct Routes(Vec<(Vec<String>, String)>);

impl Routes {
    /// From pairs such as `/delegates/{id}` and `/people/{id}/`. A fault where a parameter is lost or made up.
    pub fn of(named: &BTreeMap<String, String>) -> Result<Self, Fault> {
        let mut all = Vec::new();
        for (contract, here) in named {
            let parameters = |path: &str| {
                let mut found: Vec<String> = path.split('/').filter(|part| is_parameter(part)).map(str::to_owned).collect();
                found.sort_unstable();
                found
            };
            crate::ensure!(contract.starts_with('/') && here.starts_with('/'), "routes: {contract} and {here} must begin with a slash");
            crate::ensure!(parameters(contract) == parameters(here), "routes: {contract} and {here} have different parameters");
            all.push((contract.split('/').map(str::to_owned).collect(), here.clone()));
        }
        Ok(Self(all))
    }

    /// Where a contract path is here. Its query stays; parts below a named path are appended.
    pub fn place(&self, path: &str) -> String {
        let (bare, query) = path.find(['?', '#']).map_or((path, ""), |at| path.split_at(at));
        let parts: Vec<&str> = bare.split('/').collect();
        let fitting = self.0.iter().filter(|(named, _)| parts.len() >= named.len() && fits(named, &parts));
        let Some((named, here)) = fitting.max_by_key(|(named, _)| (named.len(), named.iter().filter(|part| !is_parameter(part)).count()))
        else {
            return path.to_owned();
        };
        let mut placed = here.clone();
        for (name, value) in named.iter().zip(&parts).filter(|(name, _)| is_parameter(name)) {
            placed = placed.replace(name.as_str(), value);
        }
        for further in parts.iter().skip(named.len()) {
            placed = format!("{}/{further}", placed.trim_end_matches('/'));
        }
        placed + query
    }
}

fn fits(named: &[String], parts: &[&str]) -> bool {
    named.iter().zip(parts).all(|(name, part)| (is_parameter(name) && !part.is_empty()) || name == part)
}

fn is_parameter(part: &str) -> bool {
    part.starts_with('{') && part.ends_with('}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_exact_name_is_taken_and_the_query_stays() {
        let named = [("/delegates", "/people/"), ("/delegates/{id}", "/people/{id}/"), ("/me", "/account/self")];
        let routes = Routes::of(&named.map(|(a, b)| (a.to_owned(), b.to_owned())).into()).unwrap();
        for (path, here) in [
            ("/delegates?q=a/b", "/people/?q=a/b"),
            ("/delegates/7", "/people/7/"),
            ("/delegates/7/photo/9", "/people/7/photo/9"),
            ("/me/audiences", "/account/self/audiences"),
            ("/medal", "/medal"),
            ("/config", "/config"),
        ] {
            assert_eq!(routes.place(path), here);
        }
    }
}
