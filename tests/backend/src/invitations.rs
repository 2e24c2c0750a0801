//! How people come into the database: one line each, `address`, `address;name` or `address;name;subject`, the subject being who that is at the
//! organisation's issuer. Not: mailing them, or anything that shows them to others.

use crate::desk::{SystemEntropy, now};
use crate::store::{Sqlite, StoreFault};
use plenary::conference::history::{History, UNDO_SECONDS};
use plenary::conference::identity::{Identity, Subject};
use plenary::conference::store::Person;
use plenary::conference::{Entropy, Store};
use plenary::domain::privacy::Field;
use plenary::domain::profile::Profile;
use plenary::domain::text::{Email, Text};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Why nobody was added.
#[derive(Debug)]
pub enum NotAdded {
    /// The list cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// A line is no invitation; its number, not its text.
    Line(PathBuf, usize),
    /// A line names a subject, but no issuer is configured whose it could be, or it belongs to another account.
    Subject(PathBuf, usize),
    /// The database.
    Store(StoreFault),
}

impl fmt::Display for NotAdded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, why) => write!(f, "{}: cannot be read: {why}", path.display()),
            Self::Line(path, line) => {
                write!(f, "{}, line {line}: must be 'address', 'address;name' or 'address;name;subject'; nobody was added", path.display())
            }
            Self::Subject(path, line) => write!(
                f,
                "{}, line {line}: the subject cannot be joined: set 'oidc_issuer' or 'bearer_issuer', and name each subject for one account",
                path.display()
            ),
            Self::Store(why) => write!(f, "database: {why}"),
        }
    }
}

impl std::error::Error for NotAdded {}

/// Adds an account for every line whose address has none, nor was left by an account within a day, in which that may go back to it; blank lines and those with `#` are skipped. Returns how many were added.
/// Where a line names a subject at `issuer`, the account with its address is joined with it, also one that was there before.
pub fn add(database: &Path, list: &Path, issuer: Option<&str>) -> Result<usize, NotAdded> {
    let text = std::fs::read_to_string(list).map_err(|why| NotAdded::Unreadable(list.into(), why))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let people = lines.map(|(at, line)| person(line).map(|person| (at + 1, person)).ok_or_else(|| NotAdded::Line(list.into(), at + 1)));
    let mut people = people.collect::<Result<Vec<(usize, (Person, Option<String>))>, _>>()?;
    let mut store = Sqlite::open(database).map_err(NotAdded::Store)?;
    let mut reserved = Vec::new();
    for (at, (person, _)) in &people {
        let key = person.email.key();
        let is_free = store.person_by_email(&key).map_err(NotAdded::Store)?.is_none();
        if is_free && store.is_reserved(&key, None, now() - UNDO_SECONDS).map_err(NotAdded::Store)? {
            reserved.push(*at);
        }
    }
    people.retain(|(at, _)| !reserved.contains(at));
    let joined = people.iter().filter_map(|(at, (person, subject))| Some((*at, person, subject.as_deref()?)));
    let joined: Vec<(usize, &Person, &str)> = joined.collect();
    let subject = |at| NotAdded::Subject(list.into(), at);
    if let (None, Some((at, ..))) = (issuer, joined.first()) {
        return Err(subject(*at));
    }
    let accounts: Vec<Person> = people.iter().map(|(_, (person, _))| person.clone()).collect();
    let added = store.add_people(&accounts).map_err(NotAdded::Store)?;
    for (at, person, name) in joined {
        let who = Subject { issuer: issuer.unwrap_or_default().to_owned(), subject: name.to_owned() };
        if !join(&mut store, person, who).map_err(NotAdded::Store)? {
            return Err(subject(at));
        }
    }
    Ok(added)
}

/// `false`: it belongs to another account.
fn join(store: &mut Sqlite, invited: &Person, subject: Subject) -> Result<bool, StoreFault> {
    let Some(person) = store.person_by_email(&invited.email.key())? else { return Ok(false) };
    let delegate = person.profile.id;
    if let Some(before) = store.identity(&subject)? {
        return Ok(before.delegate == delegate);
    }
    let Some(id) = fresh_id() else { return Ok(false) };
    store.add_identity(&Identity { id, subject, delegate, since: now(), session: None })
}

fn person(line: &str) -> Option<(Person, Option<String>)> {
    let mut columns = line.splitn(3, ';').map(str::trim);
    let (address, name, subject) = (columns.next()?, columns.next().unwrap_or_default(), columns.next());
    let email = Email::parse(address).ok()?;
    let mut profile = Profile::new(fresh_id()?);
    profile.fields.of_mut(Field::Name).value = Text::parse(name, Field::Name.limit(), false).ok()?;
    profile.fields.of_mut(Field::Email).value = Text::parse(email.as_str(), Field::Email.limit(), false).ok()?;
    let subject = subject.filter(|subject| !subject.is_empty()).map(str::to_owned);
    Some((Person { email, profile }, subject))
}

fn fresh_id<T: FromStr>() -> Option<T> {
    let mut bytes = [0; 16];
    SystemEntropy.fill(&mut bytes);
    format!("{:032x}", u128::from_be_bytes(bytes)).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use plenary::conference::Standing;
    use plenary::conference::history::{Change, Difference, NewPhoto, Saving};
    use plenary::domain::privacy::Audience;

    #[test]
    fn an_invited_person_shares_nothing() {
        let (person, subject) = person("Ada@Example.org;Ada Lovelace").unwrap();
        assert_eq!(subject, None);
        assert_eq!((person.email.as_str(), person.profile.name()), ("Ada@example.org", Some("Ada Lovelace")));
        assert!(!person.profile.listed && person.profile.standing == Standing::Active);
        assert!(person.profile.fields.iter().all(|(_, own)| own.audience == Audience::OnlyMe));
        assert_eq!(super::person("ada@example.org;Ada;org-1;x").unwrap().1.as_deref(), Some("org-1;x"));
        assert_eq!(super::person("ada@example.org;;").unwrap().1, None);
        assert!(super::person("no address").is_none());
        assert!(super::person("a@b.cd;\u{202e}x").is_none());
    }

    /// Or its step back would lead nowhere.
    #[test]
    fn an_address_that_an_account_left_is_invited_anew_only_after_a_day_t10() {
        let folder = std::env::temp_dir().join(format!("plenary-invited-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (database, list) = (folder.join("conference.sqlite"), folder.join("invited"));
        std::fs::write(&list, "Ada@example.org;Ada\n").unwrap();
        assert_eq!(add(&database, &list, None).unwrap(), 1);
        let moved_at = |at: i64| {
            let mut store = Sqlite::open(&database).unwrap();
            let mut ada = store.person_by_email("ada@example.org").unwrap().unwrap();
            let what = Difference::Text { field: Field::Email, before: Field::Email.parse("Ada@example.org").unwrap(), after: None };
            let (id, delegate) = (fresh_id().unwrap(), ada.profile.id.clone());
            let change =
                Change { id, delegate, at, label: Default::default(), undone: false, is_undo: false, audience: Audience::OnlyMe, what };
            let expected = ada.profile.version;
            (ada.email, ada.profile.version) = (Email::parse(&format!("other{at}@example.org")).unwrap(), expected + 1);
            let changes = [change];
            let saving = Saving { person: &ada, expected, photo: NewPhoto::AsItIs, changes: &changes, undone: None, now: at };
            assert!(store.save(saving).unwrap());
            let own = Some(&ada.profile.id);
            let reserved = |own| store.is_reserved("ada@example.org", own, now() - UNDO_SECONDS).unwrap();
            assert!(!reserved(own), "for its own account it is free");
            (reserved(None), add(&database, &list, None).unwrap())
        };
        assert_eq!(moved_at(now() - UNDO_SECONDS - 10), (false, 1));
        assert_eq!(moved_at(now()), (true, 0));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
