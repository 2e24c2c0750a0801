//! What was said last, for whoever wants to see a flaw with their own eyes: a `curl` line in which no secret and no address stands. Not: a log.

use crate::http::{Answer, Request, Witness};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// Exchanges that are kept.
const KEPT: usize = 3;
/// Characters of a body that are shown.
const SHOWN: usize = 400;

/// Remembers the latest exchanges of one check, whoever had them.
#[derive(Default)]
pub struct Recorder {
    latest: Mutex<VecDeque<(String, Request, u16)>>,
    secrets: Mutex<Vec<(String, String)>>,
}

impl Witness for Recorder {
    fn saw(&self, address: &str, request: &Request, answer: &Answer) {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        latest.push_back((address.to_owned(), request.clone(), answer.status));
        if latest.len() > KEPT {
            latest.pop_front();
        }
    }
}

impl Recorder {
    /// Begins with the next check.
    pub fn forget(&self) {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// From now on `name` stands in the place of this text.
    pub fn keep_secret(&self, text: &str, name: &str) {
        if text.len() >= 4 {
            let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
            secrets.push((text.to_owned(), name.to_owned()));
            // A secret that holds another one goes first.
            secrets.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
            secrets.dedup();
        }
    }

    /// A text without secrets.
    pub fn redacted(&self, text: &str) -> String {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.iter().fold(text.to_owned(), |text, (secret, name)| text.replace(secret, name))
    }

    /// The latest exchanges as commands, the one that showed the flaw last.
    pub fn reproduction(&self) -> Vec<String> {
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        latest.iter().map(|(address, request, status)| format!("{}  # -> {status}", self.curl(address, request))).collect()
    }

    /// The request as somebody would send it by hand. Letters of a path stay as they are (`--path-as-is`).
    fn curl(&self, address: &str, request: &Request) -> String {
        let mut line = format!("curl -i --path-as-is -X {} {}", request.method, quoted(address));
        for (name, value) in &request.headers {
            let value = match name.to_ascii_lowercase().as_str() {
                "cookie" => value.split("; ").map(without_value).collect::<Vec<_>>().join("; "),
                "authorization" => format!("{} $TOKEN", value.split(' ').next().unwrap_or_default()),
                _ => value.clone(),
            };
            line.push_str(&format!(" -H {}", quoted(&format!("{name}: {value}"))));
        }
        if !request.body.is_empty() {
            // A secret that is cut in two is not known for one, so the body is cut last.
            let body = self.redacted(&String::from_utf8_lossy(&request.body));
            let shown: String = body.chars().take(SHOWN).collect();
            let rest = if shown.len() < body.len() { format!("… ({} bytes)", request.body.len()) } else { String::new() };
            line.push_str(&format!(" --data-binary {}", quoted(&(shown + &rest))));
        }
        self.redacted(&line)
    }
}

fn without_value(cookie: &str) -> String {
    format!("{}=$COOKIE", cookie.split('=').next().unwrap_or_default())
}

fn quoted(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect();
    format!("'{}'", visible.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_line_can_be_sent_and_holds_no_secret() {
        let recorder = Recorder::default();
        recorder.keep_secret("ada@example.org", "<address of ordinary>");
        recorder.keep_secret("ABCD2345", "<code>");
        let request = Request::new("POST", "/auth/redeem").with("Cookie", "plenary=s3cr3t; b=t0ps").with("Authorization", "Bearer x1y2");
        let (place, request) =
            ("http://localhost:1/api/auth/redeem", request.json(&json!({"email": "ada@example.org", "code": "ABCD2345", "it's": 1})));
        recorder.saw(place, &request, &Answer::default());
        let lines = recorder.reproduction();
        assert_eq!(
            lines,
            [concat!(
                "curl -i --path-as-is -X POST 'http://localhost:1/api/auth/redeem' -H 'X-Plenary: 1' -H 'Cookie: plenary=$COOKIE; b=$COOKIE' ",
                "-H 'Authorization: Bearer $TOKEN' -H 'Content-Type: application/json' --data-binary ",
                "'{\"code\":\"<code>\",\"email\":\"<address of ordinary>\",\"it'\\''s\":1}'  # -> 0"
            )]
        );
        let long = "x".repeat(SHOWN - 3) + "ABCD2345";
        recorder.saw(place, &Request::new("POST", "/auth/redeem").body(long), &Answer::default());
        assert!(recorder.reproduction().iter().all(|line| !line.contains("ABC")), "half a secret is told");
        recorder.forget();
        assert!(recorder.reproduction().is_empty());
    }
}
