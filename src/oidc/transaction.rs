//! A sign-in on its way: what was drawn for it, the address at the issuer, and what must be known when the answer comes. Not: where it is kept.

use super::base64url;
use super::client::Client;
use super::form::form;
use super::provider::Provider;
use serde::{Deserialize, Serialize};

/// What the issuer may ask of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Intent {
    /// Whatever it takes to sign in.
    Enter,
    /// Nothing: whoever is not signed in there stays signed out here (`prompt=none`).
    Quiet,
    /// A proof at this moment, whoever is signed in there (`prompt=login`, `max_age=0`).
    Afresh,
}

/// One sign-in, from the question to its answer. It holds secrets, so it cannot be printed or copied.
#[derive(Serialize, Deserialize)]
pub struct Transaction {
    state: String,
    nonce: String,
    verifier: String,
    intent: Intent,
    /// Where the person wanted to be, as the caller wrote it.
    pub return_to: String,
    /// Milliseconds of the device's clock, for an age and nothing else.
    since: f64,
}

/// A person may look for a telephone meanwhile, but not overnight.
const LONGEST_MS: f64 = 600_000.0;

/// Random bytes in each of the three secrets.
const DRAWN: usize = 32;

impl Transaction {
    /// Random bytes that a new one needs.
    pub const RANDOM: usize = 3 * DRAWN;

    /// A new one, of random bytes that nobody can predict.
    pub fn new(random: &[u8; Self::RANDOM], intent: Intent, return_to: String, now_ms: f64) -> Self {
        let drawn = |at: usize| base64url::encode(&random[at * DRAWN..(at + 1) * DRAWN]);
        Self { state: drawn(0), nonce: drawn(1), verifier: drawn(2), intent, return_to, since: now_ms }
    }

    /// What the issuer may ask.
    pub fn intent(&self) -> Intent {
        self.intent
    }

    /// Whether an answer with this `state` belongs to it.
    pub fn is_named(&self, state: &str) -> bool {
        self.state == state
    }

    /// What the ID token must repeat.
    pub fn nonce(&self) -> &str {
        &self.nonce
    }

    /// What proves at the token endpoint that the code was asked for here (RFC 7636).
    pub fn verifier(&self) -> &str {
        &self.verifier
    }

    /// Whether its time is over. A clock that went back meanwhile ends nothing.
    pub fn is_over(&self, now_ms: f64) -> bool {
        now_ms - self.since > LONGEST_MS
    }

    /// Where the page goes; `digest` is the SHA-256 of [`Self::verifier`].
    pub fn address(&self, client: &Client, provider: &Provider, redirect: &str, digest: &[u8]) -> String {
        let challenge = base64url::encode(digest);
        let mut pairs = vec![
            ("response_type", "code"),
            ("client_id", &client.client_id),
            ("redirect_uri", redirect),
            ("scope", &client.scope),
            ("state", &self.state),
            ("nonce", &self.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        if provider.in_fragment {
            pairs.push(("response_mode", "fragment"));
        }
        if let Some(resource) = &client.audience {
            pairs.push(("resource", resource));
        }
        match self.intent {
            Intent::Enter => {}
            Intent::Quiet => pairs.push(("prompt", "none")),
            Intent::Afresh => pairs.extend([("prompt", "login"), ("max_age", "0")]),
        }
        let glue = if provider.authorization.contains('?') { '&' } else { '?' };
        format!("{}{glue}{}", provider.authorization, form(pairs))
    }
}

#[cfg(test)]
pub(super) fn example(intent: Intent) -> Transaction {
    let mut random = [1; Transaction::RANDOM];
    random[DRAWN..2 * DRAWN].fill(2);
    random[2 * DRAWN..].fill(3);
    Transaction::new(&random, intent, "/profile".into(), 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::super::{client, form, provider};
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn asked(intent: Intent) -> Vec<(String, String)> {
        let address = example(intent).address(&client::example(), &provider::example(), "https://app.example.org/sign-in/return", &[9; 32]);
        form::pairs(address.split_once('?').unwrap().1).unwrap()
    }

    fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
        pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn a_question_asks_for_a_code_with_s256_and_never_for_a_token_t37() {
        let pairs = asked(Intent::Enter);
        assert_eq!(value(&pairs, "response_type"), Some("code"));
        assert_eq!(value(&pairs, "code_challenge_method"), Some("S256"));
        assert_eq!(value(&pairs, "code_challenge").map(str::len), Some(43));
        assert_eq!(value(&pairs, "redirect_uri"), Some("https://app.example.org/sign-in/return"));
        assert_eq!(value(&pairs, "resource"), Some("https://api.example.org"));
        assert_eq!(value(&pairs, "response_mode"), Some("fragment"));
        assert_eq!((value(&pairs, "prompt"), value(&pairs, "max_age")), (None, None));
        let transaction = example(Intent::Enter);
        assert!(!pairs.iter().any(|(_, value)| value.contains(transaction.verifier())), "the verifier stays at home");
    }

    #[test]
    fn a_quiet_question_shows_nothing_and_a_fresh_one_asks_for_a_proof_now() {
        assert_eq!(value(&asked(Intent::Quiet), "prompt"), Some("none"));
        let fresh = asked(Intent::Afresh);
        assert_eq!((value(&fresh, "prompt"), value(&fresh, "max_age")), (Some("login"), Some("0")));
    }

    #[test]
    fn secrets_have_256_bits_each_and_none_is_the_other() {
        let it = example(Intent::Enter);
        assert!([&it.state, &it.nonce, &it.verifier].iter().all(|secret| secret.len() == 43));
        assert!(it.state != it.nonce && it.nonce != it.verifier);
    }

    #[test]
    fn ten_minutes_are_enough_and_a_clock_set_back_ends_nothing_t49() {
        let it = example(Intent::Enter);
        assert!(!it.is_over(601_000.0) && it.is_over(601_001.0));
        assert!(!it.is_over(-86_400_000.0));
    }

    /// RFC 7636, appendix B.
    #[cfg(feature = "conference")]
    #[test]
    fn the_challenge_is_that_of_the_standards_example() {
        use sha2::Digest;
        let digest = sha2::Sha256::digest("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(base64url::encode(&digest), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
