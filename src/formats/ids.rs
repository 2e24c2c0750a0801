//! Identifiers from what a file offers, made well-formed and unique, and stable as long as the file's own words are. Not: ever anything
//! that may have been made from a person's address.

use crate::domain::agenda::search::fold_plain;
use crate::domain::id::MalformedId;
use std::collections::BTreeSet;
use std::str::FromStr;

/// Whether this text could be an identifier as it stands.
pub(super) fn is_wellformed(text: &str) -> bool {
    text.parse::<crate::domain::id::TalkId>().is_ok()
}

/// Whether a person's identifier may be a digest of their address: a UUID of version 3 or 5 (RFC 9562), or an MD5, SHA-1 or SHA-256 in hex.
pub(super) fn may_be_a_digest(text: &str) -> bool {
    let hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    let uuid = text.len() == 36 && digits.len() == 32 && hex(&digits) && matches!(digits.as_bytes()[12], b'3' | b'5');
    uuid || (matches!(text.len(), 32 | 40 | 64) && hex(text))
}

/// A readable identifier from a name: `gray-room`. A name without a Latin letter or digit becomes `kind` with a digest of the name.
pub(super) fn slug(name: &str, kind: &str) -> String {
    let mut slug = String::new();
    for c in fold_plain(name).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 48 {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() { format!("{kind}-{:08x}", fnv(name)) } else { slug.to_owned() }
}

/// A [`slug`] with a digest of the whole text, so that two that differ in other characters only are told apart.
pub(super) fn digested(text: &str, kind: &str) -> String {
    format!("{}-{:08x}", slug(text, kind), fnv(text))
}

/// A short digest by which two texts are told apart, the same on every platform.
pub(super) fn print(text: &str) -> String {
    format!("{:08x}", fnv(text))
}

// FNV-1a: the same on every platform and in every version, which the standard library's hasher does not promise.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Hands out each identifier once: the second `x` becomes `x-2`.
#[derive(Default)]
pub(super) struct Unique {
    taken: BTreeSet<String>,
    wanted: BTreeSet<String>,
}

impl Unique {
    /// With identifiers that somebody wants as they are, so that no `x-2` takes one of them.
    pub(super) fn reserving<'w>(wanted: impl Iterator<Item = &'w str>) -> Self {
        Self { taken: BTreeSet::new(), wanted: wanted.map(str::to_owned).collect() }
    }

    /// An identifier like `wanted`, which must be well-formed.
    pub(super) fn claim<T: FromStr<Err = MalformedId>>(&mut self, wanted: &str) -> Result<T, MalformedId> {
        // Six characters are left for the number.
        let stem = wanted.get(..wanted.len().min(58)).unwrap_or(wanted);
        let mut id = wanted.to_owned();
        let mut number = 2;
        while self.taken.contains(&id) || (number > 2 && self.wanted.contains(&id)) {
            id = format!("{stem}-{number}");
            number += 1;
        }
        let parsed = id.parse()?;
        self.taken.insert(id);
        Ok(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::TalkId;

    #[test]
    fn slugs_are_wellformed_and_tell_names_apart() {
        for (name, expected) in
            [("Gray Room", "gray-room"), ("1Komona  dezentrale*", "1komona-dezentrale"), ("Mänu Ærø", "manu-aero"), ("Ada", "ada")]
        {
            assert_eq!(slug(name, "room"), expected);
        }
        let (arabic, other) = (slug("مسرح", "room"), slug("قاعة", "room"));
        assert!(arabic.starts_with("room-") && arabic != other);
        for name in ["مسرح", "", "***", &"x ".repeat(90)] {
            assert!(is_wellformed(&slug(name, "room")), "{name}");
        }
    }

    #[test]
    fn digests_of_addresses_are_suspected() {
        for suspect in ["2ed6657d-e927-568b-95e1-2665a8aea6a2", "0bc83cb571cd1c50ba6f3e8a78ef1346", "9e4a1f5e-0000-3000-8000-000000000000"]
        {
            assert!(may_be_a_digest(suspect), "{suspect}");
        }
        for fine in ["6a32cb72-a69d-423c-91b5-60d88eb8e6c7", "NQTF8Y", "9891", "", "ä"] {
            assert!(!may_be_a_digest(fine), "{fine}");
        }
    }

    #[test]
    fn repeated_identifiers_are_numbered_and_take_nobody_elses() {
        let mut unique = Unique::reserving(["x", "x", "x-2"].into_iter());
        let claimed: Vec<TalkId> = ["x", "x", "x-2", "x"].iter().map(|id| unique.claim(id).unwrap()).collect();
        assert_eq!(claimed.iter().map(TalkId::as_str).collect::<Vec<_>>(), ["x", "x-3", "x-2", "x-4"]);
        let long = "y".repeat(64);
        let mut unique = Unique::default();
        assert_eq!(unique.claim::<TalkId>(&long).unwrap().as_str(), long);
        assert_eq!(unique.claim::<TalkId>(&long).unwrap().as_str().len(), 60);
    }
}
