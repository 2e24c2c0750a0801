//! What a backend that was not written for the contract does in a way of its own, and rightly: how it refuses, and that it sends a browser on to the
//! proper spelling of an address. Not: an excuse; what is read at the end of a redirect counts.

use super::Subject;
use crate::Fault;
use crate::check::Feature;
use crate::http::{Answer, Request, Target};

/// Redirects that are followed.
const STEPS: usize = 3;

/// Whether somebody without a session is refused: 401, and where the contract's shapes are not promised also 403, as Django does.
pub(super) fn refuses(subject: &Subject, answer: &Answer) -> bool {
    answer.status == 401 || (answer.status == 403 && subject.has(Feature::Shapes).is_err())
}

/// Whether a cache may keep a refusal: the contract says that none may; elsewhere it counts that statuses which caches keep by themselves
/// (RFC 9110, 15.1) are not left to them.
pub(super) fn is_kept(subject: &Subject, refusal: &Answer) -> bool {
    let is_kept_by_itself = matches!(refusal.status, 404 | 405 | 410 | 414) || subject.has(Feature::Shapes).is_ok();
    let cache = refusal.header("cache-control").unwrap_or_default();
    cache.contains("public") || (is_kept_by_itself && !cache.contains("no-store"))
}

/// The answer at which a request ends, with redirects to the backend's own addresses followed as a browser does.
pub(super) fn end(target: &Target, request: &Request, ask: impl Fn(&Request) -> std::io::Result<Answer>) -> Result<Answer, Fault> {
    let (mut request, mut answer) = (request.clone(), ask(request)?);
    for _ in 0..STEPS {
        let location = if (300..400).contains(&answer.status) { answer.header("location") } else { None };
        let Some(path) = location.and_then(|location| own(target, location)) else { break };
        let keeps = matches!(answer.status, 307 | 308) || request.method == "HEAD";
        let method = if keeps { request.method.clone() } else { "GET".into() };
        let body = if keeps { request.body.clone() } else { Vec::new() };
        request = Request { method, path, body, in_api: false, is_route: false, ..request };
        answer = ask(&request)?;
    }
    Ok(answer)
}

/// The path of an address of the backend itself.
fn own(target: &Target, location: &str) -> Option<String> {
    let path = location.strip_prefix(&target.origin()).unwrap_or(location);
    (path.starts_with('/') && !path.starts_with("//")).then(|| path.split('#').next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_redirects_to_the_backend_itself_are_followed() {
        let target = Target::parse("http://localhost:7/api").unwrap();
        let leading = |to: &'static str| {
            move |request: &Request| {
                let first = request.in_api;
                let headers = if first { vec![("location".to_owned(), to.to_owned())] } else { Vec::new() };
                Ok(Answer { status: if first { 301 } else { 200 }, headers, body: request.path.clone().into() })
            }
        };
        let asked = Request::new("POST", "/a");
        for to in ["/b", "http://localhost:7/b"] {
            let answer = end(&target, &asked, leading(to)).unwrap();
            assert_eq!((answer.status, answer.body.as_slice()), (200, &b"/b"[..]), "{to}");
        }
        for to in ["//b", "http://elsewhere.example/b", "http://localhost:70/b", ""] {
            assert_eq!(end(&target, &asked, leading(to)).unwrap().status, 301, "{to}");
        }
    }
}
