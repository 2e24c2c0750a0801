//! What an organiser has the program do beside serving: one word on the command line, with flags of its own. It works on the database of a
//! running server as well. Not: settings, which are the same as for serving (`settings`).

mod announce;
mod complaints;
mod extent;
mod hold;
mod incident;
mod over_shares;
mod recipe;
mod reports;
mod span;

use crate::desk::{Rules, SystemEntropy};
use crate::settings::Settings;
use crate::store::{Sqlite, StoreFault};
use plenary::conference::{Conference, Refusal};
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

/// One kind of errand.
pub struct Kind {
    /// The word.
    pub name: &'static str,
    /// Its flags, each with a value.
    pub flags: &'static [&'static str],
    /// Does it, and says what there is to say.
    pub run: fn(&Settings, &Errand) -> Result<String, NotDone>,
}

const KINDS: [&Kind; 10] = [
    &announce::KIND,
    &complaints::KIND,
    &extent::KIND,
    &incident::KIND,
    &over_shares::KIND,
    &recipe::KIND,
    &reports::KIND,
    &hold::HOLD,
    &hold::RELEASE,
    &hold::SIGN_OUT,
];

/// An errand as it was asked for.
pub struct Errand {
    kind: &'static Kind,
    given: BTreeMap<&'static str, String>,
}

/// Why an errand was not done. Nothing was changed then.
#[derive(Debug)]
pub enum NotDone {
    /// A flag must be something else; which, and what.
    Flag(&'static str, &'static str),
    /// There is no such file, and a mistyped name must not become an empty conference.
    NoDatabase(PathBuf),
    /// The rules say no.
    Refused(&'static str),
    /// The database.
    Store(StoreFault),
}

impl fmt::Display for NotDone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag, expected) => write!(f, "--{flag} must be {expected}"),
            Self::NoDatabase(path) => write!(f, "there is no database {}: check 'database'", path.display()),
            Self::Refused(why) => f.write_str(why),
            Self::Store(why) => write!(f, "database: {why}"),
        }
    }
}

impl std::error::Error for NotDone {}

impl From<Refusal<StoreFault>> for NotDone {
    fn from(refusal: Refusal<StoreFault>) -> Self {
        match refusal {
            Refusal::Store(fault) => Self::Store(fault),
            Refusal::NotFound => Self::Refused("there is nobody and nothing of that name"),
            _ => Self::Refused("the conference's rules do not allow that"),
        }
    }
}

impl From<StoreFault> for NotDone {
    fn from(fault: StoreFault) -> Self {
        Self::Store(fault)
    }
}

impl Errand {
    /// The errand of this name.
    pub fn named(name: &str) -> Option<Self> {
        let kind = KINDS.into_iter().find(|kind| kind.name == name)?;
        Some(Self { kind, given: BTreeMap::new() })
    }

    /// Its flag of this name, with `-` or `_` between the words.
    pub fn takes(&self, key: &str) -> Option<&'static str> {
        self.kind.flags.iter().find(|flag| flag.replace('-', "_") == key).copied()
    }

    /// Notes the value of one of its flags.
    pub fn give(&mut self, flag: &'static str, value: String) {
        self.given.insert(flag, value);
    }

    /// The value of a flag.
    pub fn get(&self, flag: &'static str) -> Option<&str> {
        self.given.get(flag).map(String::as_str)
    }

    /// The value of a flag that must be there.
    pub fn need(&self, flag: &'static str, expected: &'static str) -> Result<&str, NotDone> {
        self.get(flag).ok_or(NotDone::Flag(flag, expected))
    }

    /// The value of a flag, where it was given, as what it must be.
    pub fn parsed<T: std::str::FromStr>(&self, flag: &'static str, expected: &'static str) -> Result<Option<T>, NotDone> {
        self.get(flag).map(|value| value.parse().map_err(|_| NotDone::Flag(flag, expected))).transpose()
    }

    /// Does it, and says what there is to say.
    pub fn run(&self, settings: &Settings) -> Result<String, NotDone> {
        (self.kind.run)(settings, self)
    }
}

/// The database of the settings, which must be there already.
pub fn open(settings: &Settings) -> Result<Sqlite, NotDone> {
    if !settings.database.is_file() {
        return Err(NotDone::NoDatabase(settings.database.clone()));
    }
    Ok(Sqlite::open(&settings.database)?)
}

/// The rules over it.
pub fn rules(settings: &Settings) -> Result<Rules, NotDone> {
    Ok(Conference::new(open(settings)?, SystemEntropy, settings.limits.clone()))
}
