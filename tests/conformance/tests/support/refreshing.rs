//! The real provider of refresh tokens (`tests/e2e/harness/refreshing.mjs`), running for one test program. Not: the provider through which a backend
//! signs people in (`provider`).

use plenary_conformance::description::{Minted, Refresh};
use plenary_conformance::http::Target;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// It ends with its standard input, so also when the test is killed.
pub struct Refreshing {
    url: String,
    child: Child,
}

impl Refreshing {
    pub fn start() -> Self {
        let mut node = Command::new("node");
        node.arg(script()).arg("serve").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = node.spawn().expect("Node, as for the mail server");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.starts_with("http"), "the provider did not start: run `npm ci` in tests/e2e");
        Self { url: line.trim().to_owned(), child }
    }

    /// Where this client refreshes. Its first word is what is wrong with the provider for it.
    pub fn described(&self, client: &str, grace: u64) -> Refresh {
        Refresh { token_endpoint: format!("{}/token", self.url), client_id: client.to_owned(), grace }
    }

    /// What signs somebody in there, for this client.
    pub fn minted(&self, client: &str) -> Minted {
        let script = script().display().to_string();
        Minted::Command(["node", &script, "mint", &self.url, client].map(str::to_owned).into())
    }

    /// Whether this client's tokens were refreshed.
    pub fn was_asked(&self, client: &str) -> bool {
        let answer = Target::parse(&self.url).unwrap().get(&format!("/for-tests/asked?client={client}")).unwrap();
        answer.body != b"0"
    }
}

impl Drop for Refreshing {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn script() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "e2e", "harness", "refreshing.mjs"].iter().collect()
}
