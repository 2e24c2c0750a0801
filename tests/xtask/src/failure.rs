//! Why a command stopped, in words a developer can act on. Not a catalogue of every I/O error.

use std::fmt;
use std::path::PathBuf;

/// What went wrong.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Ctrl-C, or a request from outside to end.
    Interrupted,
    /// The arguments make no sense.
    Usage(String),
    /// Something has to be installed that this program cannot install.
    Missing {
        /// What it is.
        what: String,
        /// What to do about it.
        advice: String,
    },
    /// A program ended with an error.
    Program {
        /// What it was doing.
        doing: String,
        /// The last lines that it wrote.
        tail: String,
        /// Where all of them are.
        log: PathBuf,
    },
    /// A file, a socket or a process could not be had.
    System {
        /// What was being done.
        doing: String,
        /// The system's answer.
        source: std::io::Error,
    },
    /// A file does not hold what it has to.
    Unexpected(String),
}

impl Failure {
    /// For `map_err`: names what was being done when the system refused.
    pub(crate) fn system(doing: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::System { doing, source }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interrupted => write!(f, "interrupted"),
            Self::Usage(words) | Self::Unexpected(words) => write!(f, "{words}"),
            Self::Missing { what, advice } => write!(f, "{what} is missing. {advice}"),
            Self::Program { doing, tail, log } => write!(f, "failed: {doing}\n{tail}\n(all of it: {})", log.display()),
            Self::System { doing, source } => write!(f, "cannot {doing}: {source}"),
        }
    }
}
