//! An answer as it came, and what is read from it. Not: how it is fetched.

use serde_json::Value;

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

impl Answer {
    /// From everything that was received; `None` where it is cut off.
    pub(super) fn parse(bytes: &[u8], is_head: bool) -> Option<Self> {
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
}
