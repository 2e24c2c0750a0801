//! Every check, by what it is about. Each file of this folder lists its own. Not: a proof that a backend is good; only what stands here was asked.

pub mod address;
pub mod blocks;
mod browser;
pub mod cache;
pub mod connections;
pub mod csrf;
pub mod devices;
pub mod door;
pub mod ending;
pub mod enumeration;
pub mod envelope;
pub mod erasure;
mod foreign;
pub mod framing;
pub mod fresh;
pub mod gifts;
pub mod guard;
pub mod guessing;
pub mod incidents;
pub mod issuer;
pub mod leaks;
pub mod lifetime;
pub mod mass;
pub mod moderation;
pub mod organisation;
pub mod origin;
pub mod owner;
pub mod passkeys;
pub mod portraits;
pub mod proof;
pub mod rates;
pub mod record;
pub mod redirect;
pub mod refresh;
pub mod rights;
pub mod rotation;
pub mod secrets;
pub mod sessions;
pub mod sharing;
pub mod stars;
pub mod step;
pub mod stored;
mod tie;
pub mod unlisted;
pub mod uploads;
pub mod versions;
pub mod way_back;
mod with;

use crate::check::Check;
pub use crate::subject::Subject;
use std::collections::BTreeMap;

/// The areas, in the order in which they are run.
const AREAS: &[&[Check]] = &[
    envelope::CHECKS,
    origin::CHECKS,
    door::CHECKS,
    sessions::CHECKS,
    framing::CHECKS,
    redirect::CHECKS,
    csrf::CHECKS,
    cache::CHECKS,
    secrets::CHECKS,
    proof::CHECKS,
    guessing::CHECKS,
    enumeration::CHECKS,
    rotation::CHECKS,
    refresh::CHECKS,
    lifetime::CHECKS,
    devices::CHECKS,
    ending::CHECKS,
    step::CHECKS,
    fresh::CHECKS,
    address::CHECKS,
    organisation::CHECKS,
    way_back::CHECKS,
    issuer::CHECKS,
    passkeys::CHECKS,
    sharing::CHECKS,
    unlisted::CHECKS,
    owner::CHECKS,
    mass::CHECKS,
    portraits::CHECKS,
    uploads::CHECKS,
    stored::CHECKS,
    versions::CHECKS,
    leaks::CHECKS,
    stars::CHECKS,
    guard::CHECKS,
    moderation::CHECKS,
    record::CHECKS,
    incidents::CHECKS,
    connections::CHECKS,
    gifts::CHECKS,
    blocks::CHECKS,
    rights::CHECKS,
    erasure::CHECKS,
    rates::CHECKS,
];

/// Every check, in the order in which it is run: what only reads first, what uses something up last.
pub fn all() -> Vec<&'static Check> {
    let mut all: Vec<&Check> = AREAS.iter().copied().flatten().collect();
    all.sort_by_key(|check| check.profile);
    all
}

/// Where something is demanded, in the order of its numbers, and the checks that answer it.
pub fn by_source() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut all: BTreeMap<Vec<String>, (&str, Vec<&str>)> = BTreeMap::new();
    for (source, check) in AREAS.iter().copied().flatten().flat_map(|check| check.sources.iter().map(move |source| (*source, check.id))) {
        // Numbers are compared as numbers: V2 before V10.
        let padded = source.split([' ', '.', '(', ')']).map(|part| {
            let digits = part.trim_start_matches('V');
            if digits.bytes().all(|byte| byte.is_ascii_digit()) { format!("{digits:0>6}") } else { part.to_owned() }
        });
        all.entry(padded.collect()).or_insert((source, Vec::new())).1.push(check);
    }
    all.into_values().collect()
}

/// The check of this name.
pub fn named(id: &str) -> Option<&'static Check> {
    AREAS.iter().copied().flatten().find(|check| check.id.eq_ignore_ascii_case(id))
}

/// The contract's path with something in the place of each parameter.
pub fn filled(path: &str) -> String {
    path.replace("{talk}", "t1").replace("{id}", "d1").replace("{photo}", "p1").replace("{file}", "x.ics")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// An item of OWASP ASVS 5.0, a section of a standard, or an article of the GDPR.
    fn is_source(source: &str) -> bool {
        let numbers = |text: &str| text.split('.').map(str::parse::<u8>).collect::<Result<Vec<_>, _>>();
        match source.split_once(' ') {
            None if source.starts_with("draft-ietf-") => true,
            None => source.strip_prefix('V').and_then(|item| numbers(item).ok()).is_some_and(|item| item.len() == 3 && item[0] <= 17),
            Some(("GDPR", article)) => article.starts_with("Art. "),
            Some(("RFC", rest)) => rest.split(' ').next().is_some_and(|number| number.parse::<u16>().is_ok()),
            Some((body, _)) => matches!(body, "Unicode" | "WebAuthn"),
        }
    }

    #[test]
    fn what_is_demanded_is_listed_with_every_check_that_answers_it() {
        let listed = by_source();
        let named: usize = listed.iter().map(|(_, checks)| checks.len()).sum();
        assert_eq!(named, all().iter().map(|check| check.sources.len()).sum::<usize>());
        let place = |source: &str| listed.iter().position(|(listed, _)| *listed == source).unwrap();
        assert!(place("V3.4.1") < place("V13.4.6") && listed[place("V6.3.4")].1.contains(&"AUTHN-01"));
        assert!(!is_source("V6.3") && !is_source("V99.1.1") && !is_source("ASVS V6.3.4") && !is_source("GDPR 25"));
    }

    #[test]
    fn every_check_can_be_named_judged_and_traced_to_its_source() {
        let all = all();
        let ids: BTreeSet<&str> = all.iter().map(|check| check.id).collect();
        assert_eq!(ids.len(), all.len(), "an id is used twice");
        for check in all {
            assert!(!check.sources.is_empty(), "{} has no source", check.id);
            assert!(check.sources.iter().all(|source| is_source(source)), "{}: {:?}", check.id, check.sources);
            assert!(check.claim.len() > 15 && check.harm.len() > 15, "{} does not say what it is about", check.id);
            for threat in check.threats {
                assert!(threat.strip_prefix('T').is_some_and(|number| number.len() == 2 && number.parse::<u8>().is_ok()), "{threat}");
            }
            for neighbour in check.neighbours {
                assert!(ids.contains(neighbour) && *neighbour != check.id, "{}: no check {neighbour}", check.id);
            }
        }
    }
}
