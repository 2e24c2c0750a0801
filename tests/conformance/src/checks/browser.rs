//! What several checks ask of a browser in the same way: whether it is in, out, or had at the same time as others. Not: any check.

use crate::http::{Answer, Request};
use crate::persona::Persona;
use crate::{Fault, Verdict, ensure, random_letters};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// What only somebody who is signed in may ask, of every kind; the first one decides before any of the others could do something.
fn private() -> Vec<Request> {
    vec![
        Request::new("GET", "/me"),
        Request::new("GET", "/delegates"),
        Request::new("GET", "/me/preview?as=delegate"),
        Request::new("GET", "/me/session"),
        Request::new("GET", "/me/sessions"),
        Request::new("PUT", "/me/agenda/t1"),
        Request::new("PATCH", "/me").with("If-Match", "\"1\"").json(&json!({"pronouns": "x"})),
        Request::new("PUT", "/me/audiences").json(&json!({"listed": false})),
        Request::new("POST", "/auth/step-up/start"),
        Request::new("DELETE", "/me/sessions/any"),
        Request::new("DELETE", "/me/sessions"),
        Request::new("POST", "/auth/logout-all"),
    ]
}

/// Nobody is signed in there, whatever is asked.
pub(super) fn is_out(who: &Persona, when: &str) -> Verdict {
    for request in private() {
        let status = who.ask(&request)?.status;
        // A route that is not there is no way in; the profile always is.
        let is_refused = status == 401 || (request.path != "/me" && matches!(status, 404 | 405));
        ensure!(is_refused, "{when}: {} {} is answered with {status}", request.method, request.path);
    }
    Ok(())
}

/// Somebody is signed in there.
pub(super) fn is_in(who: &Persona, when: &str) -> Verdict {
    let status = who.get("/me")?.status;
    ensure!(status == 200, "{when}: GET /me is answered with {status}");
    Ok(())
}

/// Whether a proof opened something.
pub(super) fn opened(answer: &Answer) -> bool {
    matches!(answer.status, 200 | 204)
}

/// A proof that must not open anything does not.
pub(super) fn opens_nothing(who: &Persona, proof: &Value, what: &str) -> Verdict {
    let answer = who.redeem(proof)?;
    ensure!((400..500).contains(&answer.status), "{what} is answered with {}", answer.status);
    ensure!(who.get("/me")?.status == 401, "{what} opens a session");
    Ok(())
}

/// A code of the same shape that is another one.
pub(super) fn other_code(code: &str) -> String {
    loop {
        let drawn: String = code
            .chars()
            .map(|c| match (c.is_ascii_digit(), c.is_ascii_alphabetic()) {
                (true, _) => crate::random_digits(1),
                (_, true) => random_letters(1).to_uppercase(),
                (false, false) => c.to_string(),
            })
            .collect();
        if !drawn.eq_ignore_ascii_case(code) {
            return drawn;
        }
    }
}

/// Waits until then.
pub(super) fn wait_until(then: Instant) {
    std::thread::sleep(then.saturating_duration_since(Instant::now()));
}

/// Waits until then in a session that must not end for want of use.
pub(super) fn wait_in_use(who: &Persona, then: Instant) -> Verdict {
    while Instant::now() < then {
        wait_until(then.min(Instant::now() + Duration::from_millis(400)));
        if who.get("/me")?.status != 200 {
            return Err(Fault::Missing("a hurried instance whose sessions outlive its fresh proofs".into()));
        }
    }
    Ok(())
}

/// A limit that the description of an instance must name.
pub(super) fn told(limit: Option<u64>, name: &str) -> Result<Duration, Fault> {
    limit.map(Duration::from_secs).ok_or_else(|| Fault::Missing(format!("{name} under [hurried] in the description")))
}

/// Asks several times at once.
pub(super) fn at_once<T: Send>(asks: Vec<impl FnOnce() -> Result<T, Fault> + Send>) -> Result<Vec<T>, Fault> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = asks.into_iter().map(|ask| scope.spawn(ask)).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, Result<T, Fault>>| {
            thread.join().unwrap_or_else(|_| Err(Fault::Missing("a thread that went on to its end".into())))
        };
        threads.into_iter().map(join).collect()
    })
}

/// The profile without how long the session goes on, which each answer tells anew.
pub(super) fn profile(persona: &Persona) -> Result<Value, Fault> {
    let mut profile = persona.get("/me")?.json();
    profile.as_object_mut().map(|members| members.remove("session"));
    ensure!(profile.is_object(), "GET /me is not answered with a profile");
    Ok(profile)
}
