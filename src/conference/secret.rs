//! Secrets while they are on their way to a cookie or a mailbox, and the digests that are kept of them. Not: where they come from.

use super::store::Digest;
use crate::domain::id::ChallengeId;
use sha2::{Digest as _, Sha256};
use std::fmt;

/// A value that opens something. It cannot be printed, copied or compared; who needs it must say so by [`Secret::expose`].
pub struct Secret(String);

impl Secret {
    pub(crate) fn new(value: String) -> Self {
        Self(value)
    }

    /// The value itself: for a cookie, a mail or the digest of it, never for a log or a URL query.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

// Each kind of secret is hashed with a label of its own, so that no digest of one kind can ever serve as another. The lengths keep
// ("ab", "c") and ("a", "bc") apart.
fn digest(label: &str, parts: &[&str]) -> Digest {
    let mut hash = Sha256::new();
    for part in std::iter::once(&label).chain(parts) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

/// Of a session cookie.
pub(crate) fn session_digest(secret: &str) -> Digest {
    digest("plenary session", &[secret])
}

/// Of the token in a mailed link.
pub(crate) fn link_digest(token: &str) -> Digest {
    digest("plenary link", &[token])
}

/// Of the verifier cookie of the browser that started a sign-in.
pub(crate) fn browser_digest(verifier: &str) -> Digest {
    digest("plenary browser", &[verifier])
}

/// Of a mailed code, which is worth something for its own challenge only.
pub(crate) fn code_digest(challenge: &ChallengeId, code: &str) -> Digest {
    digest("plenary code", &[challenge.as_str(), code])
}

/// Of the secret by which a device is known again.
pub(crate) fn device_digest(secret: &str) -> Digest {
    digest("plenary device", &[secret])
}

/// Of who somebody is at a provider, to bind a challenge to it. Not a secret's, but long and short names must not meet either.
pub(crate) fn identity_digest(issuer: &str, subject: &str) -> Digest {
    digest("plenary identity", &[issuer, subject])
}

/// Of a sign-in at an issuer, by which the session of its tokens is found. Not a secret's.
pub(crate) fn bearer_digest(issuer: &str, subject: &str, client: &str, authenticated: i64) -> Digest {
    digest("plenary bearer", &[issuer, subject, client, &authenticated.to_string()])
}

/// Of the secret in a calendar's address.
pub(crate) fn calendar_digest(token: &str) -> Digest {
    digest("plenary calendar", &[token])
}

/// Of a code that is shown to be asked for contact details.
pub(crate) fn connection_digest(code: &str) -> Digest {
    digest("plenary connection", &[code])
}

/// Under which something is counted: says nothing about the address or network it stands for.
pub(crate) fn counting_key(kind: &str, subject: &str) -> String {
    hex(&digest("plenary quota", &[kind, subject]))
}

/// Whether two digests are equal, in the same time wherever they differ.
pub(crate) fn same(a: &Digest, b: &Digest) -> bool {
    a.iter().zip(b).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|nibble| char::from_digit(u32::from(nibble), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_print_itself() {
        assert!(!format!("{:?}", Secret::new("canary".into())).contains("canary"));
    }

    #[test]
    fn digests_of_different_kinds_and_challenges_never_meet_t02() {
        let [a, b]: [ChallengeId; 2] = ["a".parse().unwrap(), "b".parse().unwrap()];
        let all = [
            session_digest("x"),
            device_digest("x"),
            calendar_digest("x"),
            connection_digest("x"),
            link_digest("x"),
            browser_digest("x"),
            code_digest(&a, "x"),
            code_digest(&b, "x"),
        ];
        for (i, one) in all.iter().enumerate() {
            assert!(same(one, &all[i]));
            assert!(all[i + 1..].iter().all(|other| !same(one, other)));
        }
        let x = "ax".parse().unwrap();
        assert!(!same(&code_digest(&a, "xy"), &code_digest(&x, "y")));
        assert_eq!(hex(&[0, 15, 160]), "000fa0");
    }
}
