//! A backend's own names for the contract's routes. Not: other shapes of what they answer.

use crate::Fault;
use crate::contract::Contract;
use std::collections::BTreeMap;

/// Contract paths with their paths here; a path that is not named is the contract's.
#[derive(Debug, Clone, Default)]
pub struct Routes(Vec<(Vec<String>, String)>);

impl Routes {
    /// From pairs such as `/delegates/{id}` and `/people/{id}/`. A fault where a parameter is lost or made up, or where the contract has no such path: a name
    /// that nothing asks for would be a wish that nobody hears.
    pub fn of(named: &BTreeMap<String, String>) -> Result<Self, Fault> {
        let mut all = Vec::new();
        if named.is_empty() {
            return Ok(Self(all));
        }
        let contract = Contract::ours()?;
        let paths: Vec<&str> = contract.operations().iter().map(|operation| operation.path.as_str()).collect();
        for (contract, here) in named {
            let parameters = |path: &str| {
                let mut found: Vec<String> = path.split('/').filter(|part| is_parameter(part)).map(str::to_owned).collect();
                found.sort_unstable();
                found
            };
            crate::ensure!(contract.starts_with('/') && here.starts_with('/'), "routes: {contract} and {here} must begin with a slash");
            crate::ensure!(parameters(contract) == parameters(here), "routes: {contract} and {here} have different parameters");
            crate::ensure!(
                paths.iter().any(|path| leads_to(contract, path)),
                "routes: the contract has no path {contract}; the one most like it is {}",
                paths.iter().min_by_key(|path| unlikeness(contract, path)).unwrap_or(&"")
            );
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

/// Whether it is this path of the contract, or whole parts at its beginning: `/auth` names all that is below.
fn leads_to(named: &str, path: &str) -> bool {
    path.strip_prefix(named).is_some_and(|rest| rest.is_empty() || (named.len() > 1 && rest.starts_with('/')))
}

/// How many characters have to be put in, taken out or changed to make one of the other.
fn unlikeness(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (line, mine) in one.chars().enumerate() {
        let mut before = line;
        row[0] = line + 1;
        for (column, theirs) in other.chars().enumerate() {
            let changed = before + usize::from(mine != theirs);
            before = row[column + 1];
            row[column + 1] = changed.min(before + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
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
    #[test]
    fn a_name_that_the_contract_does_not_have_is_refused_with_the_one_most_like_it() {
        let of = |named: &str, here: &str| Routes::of(&[(named.to_owned(), here.to_owned())].into()).map(|_| ());
        for (named, here, meant) in [
            ("/nope", "/x", "/"),
            ("/delegate", "/people", "/delegates"),
            ("/delegates/{name}", "/people/{name}", "/delegates/{id}"),
            ("/me/", "/account", "/me"),
            ("/meal", "/account", "/me"),
            ("/", "/x", "/me"),
        ] {
            let Err(Fault::Broken(why)) = of(named, here) else { panic!("{named} is taken") };
            assert!(why.starts_with(&format!("routes: the contract has no path {named}; the one most like it is {meant}")), "{why}");
        }
        for (named, here) in [("/me", "/account"), ("/auth", "/sign-in"), ("/me/agenda/{talk}", "/stars/{talk}/")] {
            assert_eq!(of(named, here), Ok(()), "{named}");
        }
    }
}
