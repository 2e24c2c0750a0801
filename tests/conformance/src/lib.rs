//! What a backend keeps of the contract, found out from outside over HTTP: requests, answers, personas, a mailbox, the contract's file and
//! a search for what must not be there. Not: knowledge of any one backend, which is in the tests.

pub mod canary;
pub mod check;
pub mod checks;
pub mod consent;
pub mod contract;
pub mod description;
pub mod erased;
pub mod harvest;
pub mod http;
pub mod mailbox;
pub mod needles;
pub mod offered;
pub mod persona;
pub mod picture;
pub mod planted;
pub mod recorder;
pub mod report;
pub mod run;
pub mod statistics;
pub mod subject;
pub mod walk;

use std::fmt;

/// Why a check did not pass, in words for the organiser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It does not hold.
    Broken(String),
    /// It could not be asked: this is missing. Not passed.
    Missing(String),
    /// There is nothing to ask: the backend does not have it, and says why.
    Absent(String),
}

/// What a check says.
pub type Verdict = Result<(), Fault>;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(why) | Self::Absent(why) => f.write_str(why),
            Self::Missing(what) => write!(f, "needs {what}"),
        }
    }
}

impl std::error::Error for Fault {}

impl From<std::io::Error> for Fault {
    /// Without an answer nothing is known: that is neither a pass nor a flaw.
    fn from(why: std::io::Error) -> Self {
        Self::Missing(format!("an answer: {why}"))
    }
}

/// Ends a check with a fault unless something holds.
#[macro_export]
macro_rules! ensure {
    ($holds:expr, $($words:tt)+) => {
        if !$holds {
            return Err($crate::Fault::Broken(format!($($words)+)));
        }
    };
}

/// Letters and digits that nobody can guess, so that a hit of them is no accident.
pub fn random_letters(count: usize) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    random(count).iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// Digits that nobody can guess.
pub fn random_digits(count: usize) -> String {
    random(count).iter().map(|byte| char::from(b'0' + byte % 10)).collect()
}

fn random(count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    // Without entropy everything is the letter `a`, which is found at once as a false hit: the run fails rather than passes.
    let _ = getrandom::fill(&mut bytes);
    bytes
}
