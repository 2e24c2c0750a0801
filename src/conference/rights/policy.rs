//! The policy that is in force where the organisers have not written their own: what this software does with data, in plain words. Not: legal advice; the
//! organisers are asked to say who they are and to check it.

use crate::conference::secret::hex;
use crate::domain::policy::PolicyMark;
use sha2::{Digest, Sha256};

/// What the built-in text calls itself.
pub const BUILT_IN_VERSION: &str = "plenary-1";

/// Which policy a text is.
pub fn mark(version: &str, text: &str) -> PolicyMark {
    PolicyMark { version: version.to_owned(), hash: hex(&Sha256::digest(text.as_bytes())) }
}

/// The text; `domain::policy::blocks` reads it.
pub const BUILT_IN: &str = "\
# In short

Nobody sees anything about you until you choose it, field by field. You can hide everything again with one press, take a copy of everything, and have everything erased, \
here in the app, without asking anybody.

# What is kept

* Your address, to sign you in by a code. It proves nothing by itself and opens nothing.
* What you write about yourself, your photo, and who may see each of it. Nothing of it is shared at first.
* The talks that you star. Nobody else sees them.
* Where you are signed in: the kind of browser and system, and when. No network address, and nothing that tells your device from another of its kind.
* What you changed of what people recognise or reach you by: for a day with what was there before, so that you can take it back.
* Whom you connected with, and what you gave each other; whom you blocked.

# Looking is noted

Whenever a delegate is shown something that you share, it is noted for you: which fields, and when. You see the name of whoever looked if they share it with you. \
In the same way it is noted for others when you look at what they share. If data is ever seen by somebody who should not have seen it, the organisers can tell from \
these notes whose it was, and tell each of them.

# Who gets it

Other delegates, as far as you choose. The organisers, who run the server and can read what is on it. Nobody else: no advertising, no statistics of third parties, \
no address in anybody’s list.

# Why we may

For the programme and your own agenda: because you take part in the conference. For everything that others see of you: because you agree, by choosing it. You can \
take that back at any time under “My data”, by one press, and nothing of you is shown from that moment on. What others have seen by then they may remember.

# How long

Your account and what is in it: until you erase it, or until the organisers delete the conference. Notes of who looked: 120 days. Sign-ins: seven days at most.

# What you can do

* See and change what is kept, and who sees it: “Profile and privacy”.
* See who looked, and at what.
* Take a copy of everything, as a page and for other programs: “My data”.
* Take back your agreement: “My data”.
* Have everything erased, with a receipt: “My data”.
* Complain to the organisers: “My data”. You may also complain to the supervisory authority of your country; in the United Kingdom that is the Information \
Commissioner’s Office.
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::{Block, blocks};

    #[test]
    fn the_built_in_text_says_beforehand_that_looking_is_noted() {
        let blocks = blocks(BUILT_IN);
        assert!(blocks.contains(&Block::Heading("Looking is noted".into())));
        assert!(blocks.len() > 12);
        // What it says of time is what is done.
        let limits = crate::conference::Limits::default();
        assert!(BUILT_IN.contains(&format!("Notes of who looked: {} days.", limits.access_kept_days)));
        assert_eq!(limits.session_absolute, 7 * 86_400, "seven days at most");
    }

    #[test]
    fn a_changed_word_is_another_policy() {
        let [one, other] = [mark("1", "a"), mark("1", "b")];
        assert_ne!(one, other);
        assert_eq!(one.hash.len(), 64);
        assert_eq!(one.hash, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
    }
}
