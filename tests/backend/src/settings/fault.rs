//! What is wrong with the configuration, as one sentence that says where. Not: what fails later, while serving.

use std::fmt;
use std::path::PathBuf;

/// Where a setting was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the file, on this line (from 1).
    File(PathBuf, usize),
    /// In this variable of the environment.
    Environment(String),
    /// As this flag.
    Flag(String),
}

/// Why the server does not start.
#[derive(Debug)]
pub enum Misconfigured {
    /// A file that was named cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// The file is no TOML.
    Syntax(PathBuf, usize, String),
    /// No setting has this name.
    Unknown(Place, String),
    /// A setting stands in the file's table of limits, which goes on to the file's end.
    Misplaced(Place, String),
    /// A setting's value is not what it must be.
    Value {
        /// Where.
        place: Place,
        /// Which setting.
        key: String,
        /// What it must be.
        expected: &'static str,
    },
    /// The command line is no command line.
    Usage(lexopt::Error),
    /// Settings that do not go together.
    Combination(&'static str),
    /// Variables of the environment that serving needs.
    Awaited(Vec<&'static str>),
    /// The folder of the database is not there.
    NoFolder(PathBuf),
    /// The programme's file cannot be read as a programme; why.
    Programme(PathBuf, String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, line) => write!(f, "{}, line {line}", path.display()),
            Self::Environment(name) => write!(f, "environment, {name}"),
            Self::Flag(name) => write!(f, "command line, --{name}"),
        }
    }
}

impl fmt::Display for Misconfigured {
    // Values are not repeated: one of them is a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, why) => write!(f, "{}: cannot be read: {why}", path.display()),
            Self::Syntax(path, line, why) => write!(f, "{}, line {line}: {why}", path.display()),
            Self::Unknown(place, key) => write!(f, "{place}: there is no setting '{key}'"),
            Self::Misplaced(place, key) => {
                write!(f, "{place}: '{key}' stands under [limits], where only limits are; move it above that line")
            }
            Self::Value { place, key, expected } => write!(f, "{place}: '{key}' must be {expected}"),
            Self::Usage(why) => write!(f, "command line: {why} (try --help)"),
            Self::Combination(why) => f.write_str(why),
            Self::Awaited(names) => write!(
                f,
                "the environment lacks {}, without which nothing is served: with systemd, name the file that holds it as EnvironmentFile",
                names.join(" and ")
            ),
            Self::NoFolder(folder) => {
                let folder = folder.display();
                write!(f, "'database': there is no folder {folder} that this user can see: install -d -o plenary -m 700 {folder}")
            }
            Self::Programme(path, why) => write!(f, "{}: {why}", path.display()),
        }
    }
}

impl std::error::Error for Misconfigured {}

impl From<lexopt::Error> for Misconfigured {
    fn from(why: lexopt::Error) -> Self {
        Self::Usage(why)
    }
}
