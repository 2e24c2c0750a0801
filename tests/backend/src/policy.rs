//! The privacy policy that is in force: the organisers' own file, or the built-in text. Not: what it promises.

use crate::desk::now;
use crate::settings::{Misconfigured, Settings};
use crate::store::{Sqlite, StoreFault};
use plenary::conference::rights::{BUILT_IN, BUILT_IN_VERSION, mark};
use plenary::domain::policy::{PolicyMark, blocks};

/// Bytes of a policy; far more than anybody reads.
const LONGEST: usize = 200_000;

/// Why there is no policy.
#[derive(Debug)]
pub enum NoPolicy {
    /// The file.
    Misconfigured(Misconfigured),
    /// The database.
    Store(StoreFault),
}

/// Reads the text and notes that it is in force. Another text under a version that people may have agreed to is refused.
pub fn put_in_force(settings: &Settings, store: &mut Sqlite) -> Result<PolicyMark, NoPolicy> {
    let (version, text) = match (&settings.policy_file, &settings.policy_version) {
        (Some(path), Some(version)) => {
            let text =
                std::fs::read_to_string(path).map_err(|why| NoPolicy::Misconfigured(Misconfigured::Unreadable(path.clone(), why)))?;
            (version.as_str(), text)
        }
        (Some(_), None) | (None, _) => (BUILT_IN_VERSION, BUILT_IN.to_owned()),
    };
    let unfit = |why| Err(NoPolicy::Misconfigured(Misconfigured::Combination(why)));
    if text.len() > LONGEST || blocks(&text).is_empty() {
        return unfit("'policy_file' must hold the words of the privacy policy, at most 200,000 bytes of them");
    }
    let mark = mark(version, &text);
    match store.put_policy(&mark, &text, now()).map_err(NoPolicy::Store)? {
        true => Ok(mark),
        false if settings.policy_file.is_none() => {
            // A release whose built-in words changed: people agreed to the others, and are asked anew.
            let fresh = PolicyMark { version: format!("{version}.{}", &mark.hash[..8]), ..mark };
            store.put_policy(&fresh, &text, now()).map_err(NoPolicy::Store)?;
            Ok(fresh)
        }
        false => unfit("the text of 'policy_file' was changed: give it another 'policy_version', because people agreed to the one before"),
    }
}
