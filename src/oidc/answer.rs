//! What comes back to `/sign-in/return`, and whether it answers what was asked. Not: the tokens, which the code is exchanged for.

use super::fault::SignInFault;
use super::form::pairs;
use super::provider::Provider;
use super::transaction::{Intent, Transaction};

/// A code. Worth nothing without the verifier that stayed here; still it is not printed or copied.
pub struct Code(String);

impl Code {
    /// For the token endpoint alone.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// An issuer's answer as it stands in the address, before anybody believed it.
pub struct Answered {
    state: String,
    issuer: Option<String>,
    outcome: Result<Code, String>,
}

impl Answered {
    /// Reads what stands behind `?` or `#`; `None`: nothing there is an answer.
    pub fn read(text: &str) -> Option<Self> {
        let mut found = pairs(text)?;
        let mut take = |name: &str| found.iter().position(|(known, _)| known == name).map(|at| found.swap_remove(at).1);
        let (state, issuer, code, error) = (take("state")?, take("iss"), take("code"), take("error"));
        let outcome = match (code, error) {
            (Some(code), None) => Ok(Code(code)),
            (None, Some(error)) => Err(error),
            (Some(_), Some(_)) | (None, None) => return None,
        };
        Some(Self { state, issuer, outcome })
    }

    /// Which transaction it claims to answer.
    pub fn state(&self) -> &str {
        &self.state
    }

    /// The code, if this answers `transaction` and comes from the issuer that was asked. Errors are held to the same.
    pub fn check(self, transaction: &Transaction, provider: &Provider, issuer: &str, now_ms: f64) -> Result<Code, SignInFault> {
        if !transaction.is_named(&self.state) || transaction.is_over(now_ms) {
            return Err(SignInFault::Unasked);
        }
        match self.issuer {
            Some(named) if named != issuer => return Err(SignInFault::OtherIssuer),
            None if provider.names_itself => return Err(SignInFault::OtherIssuer),
            Some(_) | None => {}
        }
        self.outcome.map_err(|error| match (error.as_str(), transaction.intent()) {
            ("login_required" | "interaction_required" | "consent_required" | "account_selection_required", Intent::Quiet) => {
                SignInFault::LoginRequired
            }
            ("access_denied", _) => SignInFault::Declined,
            _ => SignInFault::Issuer,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{provider, transaction};
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const ISSUER: &str = "https://id.example.org";
    const NOW: f64 = 2_000.0;

    /// The outcome of an answer; `STATE` stands for the right one.
    fn outcome(text: &str, intent: Intent) -> Result<String, SignInFault> {
        let asked = transaction::example(intent);
        let state = asked_state(&asked);
        let answered = Answered::read(&text.replace("STATE", &state)).ok_or(SignInFault::Malformed)?;
        answered.check(&asked, &provider::example(), ISSUER, NOW).map(|code| code.expose().to_owned())
    }

    fn asked_state(asked: &Transaction) -> String {
        serde_json::to_value(asked).unwrap()["state"].as_str().unwrap().to_owned()
    }

    #[test]
    fn a_code_counts_for_the_sign_in_and_the_issuer_that_were_asked_t37() {
        let good = "code=abc&state=STATE&iss=https%3A%2F%2Fid.example.org";
        assert_eq!(outcome(good, Intent::Enter).as_deref(), Ok("abc"));
        for (text, fault) in [
            ("code=abc&state=other&iss=https%3A%2F%2Fid.example.org", SignInFault::Unasked),
            ("code=abc&state=&iss=https%3A%2F%2Fid.example.org", SignInFault::Unasked),
            ("code=abc&state=STATE&iss=https%3A%2F%2Fevil.example", SignInFault::OtherIssuer),
            ("code=abc&state=STATE&iss=https%3A%2F%2Fid.example.org%2F", SignInFault::OtherIssuer),
            ("code=abc&state=STATE", SignInFault::OtherIssuer),
            ("error=access_denied&state=STATE&iss=https%3A%2F%2Fevil.example", SignInFault::OtherIssuer),
            ("code=abc", SignInFault::Malformed),
            ("code=abc&code=def&state=STATE", SignInFault::Malformed),
            ("code=abc&error=x&state=STATE", SignInFault::Malformed),
            ("state=STATE", SignInFault::Malformed),
            ("access_token=abc&state=STATE", SignInFault::Malformed),
        ] {
            assert_eq!(outcome(text, Intent::Enter), Err(fault), "{text}");
        }
    }

    #[test]
    fn errors_are_told_apart_by_what_to_do() {
        let answer = |error: &str, intent| outcome(&format!("error={error}&state=STATE&iss=https%3A%2F%2Fid.example.org"), intent);
        assert_eq!(answer("login_required", Intent::Quiet), Err(SignInFault::LoginRequired));
        assert_eq!(answer("consent_required", Intent::Quiet), Err(SignInFault::LoginRequired));
        assert_eq!(answer("login_required", Intent::Enter), Err(SignInFault::Issuer), "nobody asked it to stay quiet");
        assert_eq!(answer("access_denied", Intent::Enter), Err(SignInFault::Declined));
        assert_eq!(answer("server_error", Intent::Quiet), Err(SignInFault::Issuer));
    }

    #[test]
    fn an_answer_after_ten_minutes_is_nobodys() {
        let asked = transaction::example(Intent::Enter);
        let text = format!("code=a&state={}&iss=https%3A%2F%2Fid.example.org", asked_state(&asked));
        let late = Answered::read(&text).unwrap().check(&asked, &provider::example(), ISSUER, 700_000.0);
        assert_eq!(late.err(), Some(SignInFault::Unasked));
    }

    #[test]
    fn an_issuer_that_does_not_name_itself_is_believed_by_its_state() {
        let asked = transaction::example(Intent::Enter);
        let quiet = Provider { names_itself: false, ..provider::example() };
        let text = format!("code=a&state={}", asked_state(&asked));
        assert!(Answered::read(&text).unwrap().check(&asked, &quiet, ISSUER, NOW).is_ok());
    }
}
