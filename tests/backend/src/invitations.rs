//! How people come into the database: one line each, `address` or `address;name`. Not: mailing them, or anything that shows them to others.

use crate::desk::SystemEntropy;
use crate::store::{Sqlite, StoreFault};
use plenary::conference::Entropy;
use plenary::conference::store::Person;
use plenary::domain::id::DelegateId;
use plenary::domain::privacy::Field;
use plenary::domain::profile::Profile;
use plenary::domain::text::{Email, Text};
use std::fmt;
use std::path::{Path, PathBuf};

/// Why nobody was added.
#[derive(Debug)]
pub enum NotAdded {
    /// The list cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// A line is no invitation; its number, not its text.
    Line(PathBuf, usize),
    /// The database.
    Store(StoreFault),
}

impl fmt::Display for NotAdded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, why) => write!(f, "{}: cannot be read: {why}", path.display()),
            Self::Line(path, line) => write!(f, "{}, line {line}: must be 'address' or 'address;name'; nobody was added", path.display()),
            Self::Store(why) => write!(f, "database: {why}"),
        }
    }
}

impl std::error::Error for NotAdded {}

/// Adds an account for every line whose address has none; blank lines and those with `#` are skipped. Returns how many were added.
pub fn add(database: &Path, list: &Path) -> Result<usize, NotAdded> {
    let text = std::fs::read_to_string(list).map_err(|why| NotAdded::Unreadable(list.into(), why))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let people = lines.map(|(at, line)| person(line).ok_or_else(|| NotAdded::Line(list.into(), at + 1)));
    let people = people.collect::<Result<Vec<_>, _>>()?;
    Sqlite::open(database).and_then(|mut store| store.add_people(&people)).map_err(NotAdded::Store)
}

fn person(line: &str) -> Option<Person> {
    let (address, name) = line.split_once(';').unwrap_or((line, ""));
    let email = Email::parse(address).ok()?;
    let mut profile = Profile::new(fresh_id()?);
    profile.fields.of_mut(Field::Name).value = Text::parse(name, Field::Name.limit(), false).ok()?;
    profile.fields.of_mut(Field::Email).value = Text::parse(email.as_str(), Field::Email.limit(), false).ok()?;
    Some(Person { email, disabled: false, profile })
}

fn fresh_id() -> Option<DelegateId> {
    let mut bytes = [0; 16];
    SystemEntropy.fill(&mut bytes);
    format!("{:032x}", u128::from_be_bytes(bytes)).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use plenary::domain::privacy::Audience;

    #[test]
    fn an_invited_person_shares_nothing() {
        let person = person("Ada@Example.org;Ada Lovelace").unwrap();
        assert_eq!((person.email.as_str(), person.profile.name()), ("Ada@example.org", Some("Ada Lovelace")));
        assert!(!person.profile.listed && !person.disabled);
        assert!(person.profile.fields.iter().all(|(_, own)| own.audience == Audience::OnlyMe));
        assert!(super::person("no address").is_none());
        assert!(super::person("a@b.cd;\u{202e}x").is_none());
    }
}
