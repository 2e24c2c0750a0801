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

    #[test]
    fn every_check_can_be_named_judged_and_traced_to_its_source() {
        let all = all();
        let ids: BTreeSet<&str> = all.iter().map(|check| check.id).collect();
        assert_eq!(ids.len(), all.len(), "an id is used twice");
        for check in all {
            assert!(!check.sources.is_empty(), "{} has no source", check.id);
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
