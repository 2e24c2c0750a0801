//! Whether whoever runs a backend agrees to be asked. Without that the suite asks nothing: what it sends looks like an attack, because it is one.

use crate::http::Request;
use crate::subject::Subject;
use crate::{Fault, Verdict};

/// Where the backend says so.
pub const PLACE: &str = "/.well-known/plenary-conformance";

/// `flagged`: whoever started the run says so, which is enough for their own machine.
pub fn ask(subject: &Subject, flagged: bool) -> Verdict {
    if flagged && subject.target.is_loopback() {
        return Ok(());
    }
    let refused = |why: &str| Err(Fault::Missing(format!("consent: {why}")));
    let Some(nonce) = subject.description.consent.as_deref().map(str::trim).filter(|nonce| nonce.len() >= 8) else {
        return refused(&format!(
            "`consent` in the description, at least eight characters long and the same text at {PLACE} of the target; or --loopback for a backend on this machine"
        ));
    };
    let answer = subject.target.ask(&Request::page("GET", PLACE))?;
    match answer.status {
        200 if String::from_utf8_lossy(&answer.body).trim() == nonce => Ok(()),
        200 => refused(&format!("{PLACE} of the target answers another text than the description")),
        status => refused(&format!("{PLACE} of the target answers {status}, and should answer the text of the description")),
    }
}
