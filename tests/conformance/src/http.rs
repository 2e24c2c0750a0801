//! HTTP/1.1 as it is on the wire: what a browser would tidy up (paths, cookies, redirects, repeated headers) is sent and kept as it is.
//! Not: TLS, caching or following anything.

use crate::Fault;
use serde_json::Value;
use std::io::{Error, Read, Result, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sees every exchange with a target.
pub trait Witness: Send + Sync {
    /// Called once the answer is complete.
    fn saw(&self, request: &Request, answer: &Answer);
}

/// A backend that is reached over plain HTTP.
#[derive(Clone)]
pub struct Target {
    /// `host:port`.
    pub authority: String,
    /// Where the API begins, without a slash at the end.
    pub api: String,
    /// Told of every exchange.
    pub witnesses: Vec<Arc<dyn Witness>>,
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
    /// In the order in which they are sent.
    pub headers: Vec<(String, String)>,
    /// Sent as it is.
    pub body: Vec<u8>,
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// Without the frames of a chunked transfer.
    pub body: Vec<u8>,
}

impl Target {
    /// From the address of an API such as `http://127.0.0.1:8080/api`.
    pub fn parse(url: &str) -> std::result::Result<Self, Fault> {
        let rest = url
            .strip_prefix("http://")
            .ok_or_else(|| Fault::Broken(format!("{url}: only http:// is spoken here; ask behind the TLS proxy")))?;
        let (authority, api) = rest.split_once('/').map_or((rest, String::new()), |(host, path)| (host, format!("/{path}")));
        let authority = if authority.contains(':') { authority.to_owned() } else { format!("{authority}:80") };
        Ok(Self { authority, api: api.trim_end_matches('/').to_owned(), witnesses: Vec::new() })
    }

    /// `http://host:port`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.authority)
    }

    /// Sends it and reads the whole answer.
    pub fn ask(&self, request: &Request) -> Result<Answer> {
        let base = if request.in_api { self.api.as_str() } else { "" };
        let mut head = format!("{} {base}{} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", request.method, request.path, self.authority);
        for (name, value) in &request.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !request.body.is_empty() || !matches!(request.method.as_str(), "GET" | "HEAD" | "OPTIONS") {
            head.push_str(&format!("Content-Length: {}\r\n", request.body.len()));
        }
        let mut stream = TcpStream::connect(&self.authority)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(format!("{head}\r\n").as_bytes())?;
        // A body that is too long may be refused before it has arrived; the answer is still there to be read.
        let sent = stream.write_all(&request.body);
        let mut bytes = Vec::new();
        let read = stream.read_to_end(&mut bytes);
        let answer = match Answer::parse(&bytes, request.method == "HEAD") {
            Some(answer) => answer,
            None => return Err(sent.and(read.map(|_| ())).err().unwrap_or_else(|| Error::other("the answer was cut off"))),
        };
        for witness in &self.witnesses {
            witness.saw(request, &answer);
        }
        Ok(answer)
    }

    /// `GET` below the API.
    pub fn get(&self, path: &str) -> Result<Answer> {
        self.ask(&Request::new("GET", path))
    }
}

impl Request {
    /// Below the API.
    pub fn new(method: &str, path: &str) -> Self {
        let headers = if matches!(method, "GET" | "HEAD" | "OPTIONS") { Vec::new() } else { vec![("X-Plenary".into(), "1".into())] };
        Self { method: method.into(), path: path.into(), in_api: true, headers, body: Vec::new() }
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

impl Answer {
    fn parse(bytes: &[u8], is_head: bool) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let (first, rest) = head.split_once("\r\n").unwrap_or((head, ""));
        let status = first.split(' ').nth(1)?.parse().ok()?;
        let header = |line: &str| line.split_once(':').map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
        let mut answer = Self { status, headers: rest.split("\r\n").filter_map(header).collect(), body: bytes[end + 4..].into() };
        if is_head || matches!(status, 204 | 304) {
            return Some(answer);
        }
        if answer.header("transfer-encoding").is_some() {
            answer.body = unchunked(&answer.body)?;
        } else if let Some(length) = answer.header("content-length") {
            let length: usize = length.parse().ok()?;
            answer.body = answer.body.get(..length)?.into();
        }
        Some(answer)
    }

    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// Every header of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The media type without parameters.
    pub fn media_type(&self) -> &str {
        self.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default().trim()
    }

    /// The body, or `null` where it is no JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The last part of a problem's `type`; empty where it is none.
    pub fn problem(&self) -> String {
        let body = if self.media_type() == "application/problem+json" { self.json() } else { Value::Null };
        body["type"].as_str().unwrap_or_default().trim_start_matches("/problems/").to_owned()
    }

    /// Every byte that came, headers and all.
    pub fn bytes(&self) -> Vec<u8> {
        let head: String = self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        [head.as_bytes(), b"\r\n", &self.body].concat()
    }
}

fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = bytes.windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(bytes.get(end + 2..end + 2 + size)?);
        bytes = bytes.get(end + 4 + size..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_whole_or_not_at_all() {
        let plain = Answer::parse(b"HTTP/1.1 200 OK\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 2\r\n\r\nhi", false).unwrap();
        assert_eq!((plain.status, plain.body.as_slice(), plain.all("x-a").count()), (200, &b"hi"[..], 2));
        assert!(Answer::parse(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi", false).is_none());
        let chunked =
            Answer::parse(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n3;x\r\n ho\r\n0\r\n\r\n", false).unwrap();
        assert_eq!(chunked.body, b"hi ho");
        assert!(Answer::parse(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n", false).is_none());
        assert!(Answer::parse(b"HTTP/1.1 204 No Content\r\n\r\n", false).unwrap().body.is_empty());
    }

    #[test]
    fn a_target_is_a_place_and_a_path() {
        let target = Target::parse("http://localhost:1/x/api/").unwrap();
        assert_eq!((target.authority.as_str(), target.api.as_str()), ("localhost:1", "/x/api"));
        assert_eq!(Target::parse("http://localhost").unwrap().authority, "localhost:80");
        assert!(Target::parse("https://localhost").is_err());
    }
}
