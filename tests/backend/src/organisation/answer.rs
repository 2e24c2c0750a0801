//! What a provider sends back by the browser (RFC 6749 §4.1.2, RFC 9207). Not: whether to believe it.

use openidconnect::url::form_urlencoded;

/// The callback's query.
pub struct Answer {
    /// Whose errand it ends.
    pub state: String,
    /// Who says that they answer.
    pub issuer: Option<String>,
    /// What they answer.
    pub outcome: Outcome,
}

/// A yes or a no.
pub enum Outcome {
    /// To be exchanged once.
    Code(String),
    /// The error's code, of a list that providers may lengthen.
    Error(String),
}

impl Answer {
    /// `None` where it is none, or says something twice (RFC 6749 §3.1): two readers could take a different one each.
    pub fn read(query: &str) -> Option<Self> {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
        let one = |name: &str| {
            let mut values = pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.to_string());
            match (values.next(), values.next()) {
                (value, None) => Some(value),
                (_, Some(_)) => None,
            }
        };
        let (state, issuer, code, error) = (one("state")??, one("iss")?, one("code")?, one("error")?);
        let outcome = match (code, error) {
            (Some(code), None) => Outcome::Code(code),
            (None, Some(error)) => Outcome::Error(error),
            (Some(_), Some(_)) | (None, None) => return None,
        };
        Some(Self { state, issuer, outcome })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_code_or_an_error_and_says_nothing_twice_v10_5_3() {
        let answer = Answer::read("code=a%2Bb&state=s&iss=https%3A%2F%2Fx.example&session_state=1").unwrap();
        assert!(matches!(answer.outcome, Outcome::Code(code) if code == "a+b"));
        assert_eq!((answer.state.as_str(), answer.issuer.as_deref()), ("s", Some("https://x.example")));
        assert!(matches!(Answer::read("error=access_denied&state=s").unwrap().outcome, Outcome::Error(_)));
        for bad in [
            "",
            "code=a",
            "state=s",
            "code=a&error=b&state=s",
            "code=a&code=b&state=s",
            "code=a&state=s&state=t",
            "code=a&state=s&iss=x&iss=y",
        ] {
            assert!(Answer::read(bad).is_none(), "{bad}");
        }
    }
}
