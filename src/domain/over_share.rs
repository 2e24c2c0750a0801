//! What a backend sent of people beyond the contract, as the app reports it: where, names of members, how often. Never a value, and never of whom.

use super::privacy::Field;
use std::collections::BTreeMap;

/// Most different names in one report.
pub const MEMBERS: usize = 20;
/// Most characters of a name.
const LONGEST: usize = 40;
/// Most digits of a name: with more it could be somebody's number.
const DIGITS: usize = 3;
/// Instead of a name that may be no name.
const OTHER: &str = "other";

/// In which answer it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A page of the directory.
    Directory,
    /// A delegate's page.
    Delegate,
    /// The viewer's connections.
    Connections,
    /// The preview of one's own page: it is not what the settings say.
    Preview,
}

impl Place {
    const ALL: [Self; 4] = [Self::Directory, Self::Delegate, Self::Connections, Self::Preview];

    /// The word in the contract's JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Directory => "directory",
            Self::Delegate => "delegate",
            Self::Connections => "connections",
            Self::Preview => "preview",
        }
    }

    /// The place whose [`Place::key`] is `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.key() == key)
    }
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverShare {
    /// Where.
    pub place: Place,
    /// Names of members, each with how often it was found.
    members: BTreeMap<String, u32>,
}

impl OverShare {
    /// A report of nothing yet.
    pub fn new(place: Place) -> Self {
        Self { place, members: BTreeMap::new() }
    }

    /// A preview that differs from the settings in these fields.
    pub fn mismatch(fields: impl IntoIterator<Item = Field>) -> Self {
        let mut report = Self::new(Place::Preview);
        for field in fields {
            report.count(field.key(), 1);
        }
        report
    }

    /// Adds `times` to a member. What may be no name (long, with digits, with anything but letters, digits, `_`, `-`, `.`) is counted as `other`:
    /// the name of a member can carry somebody's data as well as its value can.
    pub fn count(&mut self, member: &str, times: u32) {
        let is_name = member.len() <= LONGEST
            && member.starts_with(|c: char| c.is_ascii_alphabetic())
            && member.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
            && member.bytes().filter(u8::is_ascii_digit).count() <= DIGITS;
        let name = if is_name && (self.members.len() < MEMBERS - 1 || self.members.contains_key(member)) { member } else { OTHER };
        let counted = self.members.entry(name.to_owned()).or_default();
        *counted = counted.saturating_add(times);
    }

    /// Names with how often each was found; never more than [`MEMBERS`].
    pub fn members(&self) -> impl Iterator<Item = (&str, u32)> {
        self.members.iter().map(|(name, times)| (name.as_str(), *times))
    }

    /// There is nothing to report.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_names_members_and_never_what_could_be_a_value() {
        let mut report = OverShare::new(Place::Delegate);
        for member in ["password_hash", "md5", "password_hash"] {
            report.count(member, 1);
        }
        for value in ["+447700900123", "x447700900123", "ada@example.org", "Ada Lovelace", "", "7", &"a".repeat(41), "é"] {
            report.count(value, 1);
        }
        let told: Vec<_> = report.members().collect();
        assert_eq!(told, [("md5", 1), ("other", 8), ("password_hash", 2)]);
    }

    #[test]
    fn a_report_is_bounded() {
        let mut report = OverShare::new(Place::Directory);
        for n in 0..999_u32 {
            report.count(
                &format!("member-{}", char::from_u32(0x61 + n % 26).into_iter().chain(['x'].repeat(n as usize / 26)).collect::<String>()),
                u32::MAX,
            );
        }
        assert_eq!(report.members().count(), MEMBERS);
        assert!(!report.is_empty() && OverShare::mismatch([]).is_empty());
    }
}
