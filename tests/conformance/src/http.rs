//! HTTP/1.1 as it is on the wire: what a browser would tidy up (paths, cookies, redirects, repeated headers) is sent and kept as it is.
//! Not: caching or following anything.

mod answer;
mod budget;
mod line;

pub use answer::Answer;
pub use budget::Budget;

use crate::Fault;
use crate::description::Routes;
use line::Line;
use serde_json::Value;
use std::io::{Error, Read, Result, Write};
use std::sync::Arc;

/// The contract's sign that a change comes from the app.
const SIGN: (&str, &str) = ("X-Plenary", "1");

/// Sees every exchange with a target.
pub trait Witness: Send + Sync {
    /// Called once the answer is complete; `address` is where the request went.
    fn saw(&self, address: &str, request: &Request, answer: &Answer);
}

/// A backend that can be reached.
#[derive(Clone)]
pub struct Target {
    /// `host:port`.
    pub authority: String,
    /// Where the API begins, without a slash at the end.
    pub api: String,
    /// Its own names for the contract's routes.
    pub routes: Arc<Routes>,
    /// The header by which changes are told from forged ones, in place of the contract's.
    pub sign: (String, String),
    /// The header that carries a made token, with `{token}` in its value.
    pub carried: (String, String),
    /// How many requests may still be sent.
    pub budget: Budget,
    /// Told of every exchange.
    pub witnesses: Vec<Arc<dyn Witness>>,
    line: Line,
}

/// A request. Changes carry the sign of the app until it is taken off.
#[derive(Clone)]
pub struct Request {
    /// Any word.
    pub method: String,
    /// With its query.
    pub path: String,
    /// The path begins at the API, not at the origin.
    pub in_api: bool,
    /// The path is the contract's, which may have another name here; otherwise it is sent letter by letter.
    pub is_route: bool,
    /// In the order in which they are sent.
    pub headers: Vec<(String, String)>,
    /// Sent as it is.
    pub body: Vec<u8>,
}

impl Target {
    /// From the address of an API such as `http://127.0.0.1:8080/api`.
    pub fn parse(url: &str) -> std::result::Result<Self, Fault> {
        let (line, rest) = Line::of(url)?;
        let (host, api) = rest.split_once('/').map_or((rest, String::new()), |(host, path)| (host, format!("/{path}")));
        crate::ensure!(!host.is_empty(), "{url} names no host");
        let has_port = host.rsplit_once(':').is_some_and(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
        let authority = if has_port { host.to_owned() } else { format!("{host}:{}", line.port()) };
        Ok(Self {
            authority,
            api: api.trim_end_matches('/').to_owned(),
            routes: Arc::default(),
            sign: (SIGN.0.into(), SIGN.1.into()),
            carried: ("Authorization".into(), "Bearer {token}".into()),
            budget: Budget::default(),
            witnesses: Vec::new(),
            line,
        })
    }

    /// The same program at another address: with the same names, budget and witnesses.
    pub fn moved_to(&self, url: &str) -> std::result::Result<Self, Fault> {
        let Self { authority, api, line, .. } = Self::parse(url)?;
        Ok(Self { authority, api, line, ..self.clone() })
    }

    /// `https://host:port`.
    pub fn origin(&self) -> String {
        format!("{}://{}", self.line.scheme(), self.authority)
    }

    /// Whether it is this machine, where a browser demands no TLS.
    pub fn is_loopback(&self) -> bool {
        let host = self.authority.rsplit_once(':').map_or("", |(host, _)| host);
        host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
    }

    /// Where a path of the contract is here, from the origin on.
    pub fn place(&self, path: &str) -> String {
        format!("{}{}", self.api, self.routes.place(path))
    }

    fn path(&self, request: &Request) -> String {
        match (request.in_api, request.is_route) {
            (true, true) => self.place(&request.path),
            (true, false) => format!("{}{}", self.api, request.path),
            (false, _) => request.path.clone(),
        }
    }

    /// Sends it and reads the whole answer.
    pub fn ask(&self, request: &Request) -> Result<Answer> {
        self.budget.spend()?;
        let path = self.path(request);
        let mut head = format!("{} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", request.method, self.host());
        for (name, value) in &request.headers {
            let (name, value) = if (name.as_str(), value.as_str()) == SIGN { (&self.sign.0, &self.sign.1) } else { (name, value) };
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !request.body.is_empty() || !matches!(request.method.as_str(), "GET" | "HEAD" | "OPTIONS") {
            head.push_str(&format!("Content-Length: {}\r\n", request.body.len()));
        }
        let mut stream = self.line.connect(&self.authority)?;
        stream.write_all(format!("{head}\r\n").as_bytes())?;
        // A body that is too long may be refused before it has arrived; the answer is still there to be read.
        let sent = stream.write_all(&request.body).and_then(|()| stream.flush());
        let mut bytes = Vec::new();
        let read = stream.read_to_end(&mut bytes);
        let answer = match Answer::parse(&bytes, request.method == "HEAD") {
            Some(answer) => answer,
            None => return Err(sent.and(read.map(|_| ())).err().unwrap_or_else(|| Error::other("the answer was cut off"))),
        };
        let address = self.origin() + &path;
        for witness in &self.witnesses {
            witness.saw(&address, request, &answer);
        }
        Ok(answer)
    }

    /// The host as a browser writes it: a port that everybody knows is left out.
    fn host(&self) -> &str {
        let usual = format!(":{}", self.line.port());
        self.authority.strip_suffix(usual.as_str()).unwrap_or(&self.authority)
    }

    /// `GET` below the API.
    pub fn get(&self, path: &str) -> Result<Answer> {
        self.ask(&Request::new("GET", path))
    }
}

impl Request {
    /// Below the API.
    pub fn new(method: &str, path: &str) -> Self {
        let headers = if matches!(method, "GET" | "HEAD" | "OPTIONS") { Vec::new() } else { vec![(SIGN.0.into(), SIGN.1.into())] };
        Self { method: method.into(), path: path.into(), in_api: true, is_route: true, headers, body: Vec::new() }
    }

    /// Below the API, letter by letter: the path is a trick, not a route.
    pub fn letters(method: &str, path: &str) -> Self {
        Self { is_route: false, ..Self::new(method, path) }
    }

    /// Of the origin itself.
    pub fn page(method: &str, path: &str) -> Self {
        Self { in_api: false, ..Self::new(method, path) }
    }

    /// With one more header.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Without a header.
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(found, _)| !found.eq_ignore_ascii_case(name));
        self
    }

    /// With a JSON body.
    pub fn json(self, body: &Value) -> Self {
        self.with("Content-Type", "application/json").body(body.to_string())
    }

    /// With a body that is no particular thing.
    pub fn body(mut self, body: impl AsRef<[u8]>) -> Self {
        self.body = body.as_ref().into();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_place_and_a_path() {
        let target = Target::parse("http://localhost:1/x/api/").unwrap();
        assert_eq!((target.authority.as_str(), target.api.as_str(), target.host()), ("localhost:1", "/x/api", "localhost:1"));
        let target = Target::parse("https://conference.example").unwrap();
        assert_eq!((target.origin().as_str(), target.host()), ("https://conference.example:443", "conference.example"));
        assert!(!target.is_loopback() && Target::parse("http://[::1]:80/api").unwrap().is_loopback());
        for wrong in ["ftp://localhost", "localhost", "http://", "http:///api"] {
            assert!(Target::parse(wrong).is_err(), "{wrong}");
        }
    }
}
