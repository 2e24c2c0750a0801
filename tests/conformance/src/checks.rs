//! Every check, by what it is about. Each file of this folder lists its own. Not: a proof that a backend is good; only what stands here was asked.

pub mod door;
pub mod envelope;
pub mod origin;
pub mod sessions;

use crate::check::Check;
pub use crate::subject::Subject;

/// The areas, in the order in which they are run.
const AREAS: [&[Check]; 4] = [envelope::CHECKS, origin::CHECKS, door::CHECKS, sessions::CHECKS];

/// Every check, in the order in which it is run: what only reads first, what uses something up last.
pub fn all() -> Vec<&'static Check> {
    let mut all: Vec<&Check> = AREAS.into_iter().flatten().collect();
    all.sort_by_key(|check| check.profile);
    all
}

/// The check of this name.
pub fn named(id: &str) -> Option<&'static Check> {
    AREAS.into_iter().flatten().find(|check| check.id.eq_ignore_ascii_case(id))
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
