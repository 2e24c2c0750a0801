//! The programme as bytes, compressed once, with the tags by which a reader knows it. Not: its contents, nor the route that sends it.

use axum::http::HeaderValue;
use plenary::domain::agenda::Agenda;
use plenary::wire::agenda::Programme as Wire;
use sha2::{Digest, Sha256};
use std::io::Write;

/// How bytes are packed for the journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// As they are.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

/// One form of the programme.
#[derive(Debug, Clone)]
pub struct Encoded {
    /// The form.
    pub encoding: Encoding,
    /// The body.
    pub bytes: axum::body::Bytes,
    /// Strong, so each form has its own (RFC 9110 section 8.8.3.3).
    pub tag: HeaderValue,
}

/// Every form of the programme.
#[derive(Debug, Clone)]
pub struct Programme {
    forms: [Encoded; 3],
}

impl Encoding {
    /// The `Content-Encoding`.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// The smallest form that an `Accept-Encoding` takes.
    pub fn preferred(accept: &str) -> Self {
        let takes = |name: &str| {
            accept.split(',').any(|item| {
                let mut parts = item.split(';').map(str::trim);
                let is_named = parts.next().is_some_and(|found| found.eq_ignore_ascii_case(name));
                is_named && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
            })
        };
        [Self::Brotli, Self::Gzip].into_iter().find(|encoding| encoding.name().is_some_and(takes)).unwrap_or(Self::Identity)
    }
}

impl Programme {
    /// Packs a programme.
    pub fn pack(agenda: &Agenda) -> std::io::Result<Self> {
        let json = serde_json::to_vec(&Wire::from(agenda))?;
        let print: String = Sha256::digest(&json).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(&json)?;
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut json.as_slice(), &mut brotli, &brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() })?;
        let form = |encoding: Encoding, bytes: Vec<u8>| {
            let suffix = encoding.name().map_or(String::new(), |name| format!("-{name}"));
            let tag = HeaderValue::from_str(&format!("\"{print}{suffix}\"")).map_err(std::io::Error::other)?;
            Ok::<_, std::io::Error>(Encoded { encoding, bytes: bytes.into(), tag })
        };
        let gzip = form(Encoding::Gzip, gzip.finish()?)?;
        Ok(Self { forms: [form(Encoding::Identity, json)?, gzip, form(Encoding::Brotli, brotli)?] })
    }

    /// The programme in this form.
    pub fn encoded(&self, encoding: Encoding) -> &Encoded {
        let [identity, gzip, brotli] = &self.forms;
        match encoding {
            Encoding::Identity => identity,
            Encoding::Gzip => gzip,
            Encoding::Brotli => brotli,
        }
    }

    /// Whether an entry of `If-None-Match` names the programme in any form: whoever has one needs no other. Weak comparison.
    pub fn is_current(&self, tag: &str) -> bool {
        let tag = tag.strip_prefix("W/").unwrap_or(tag);
        tag == "*" || self.forms.iter().any(|form| form.tag == tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_smallest_form_that_is_accepted() {
        for (accept, expected) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip;q=1.0, br;q=0", Encoding::Gzip),
            ("GZIP", Encoding::Gzip),
            ("deflate", Encoding::Identity),
            ("", Encoding::Identity),
        ] {
            assert_eq!(Encoding::preferred(accept), expected, "{accept}");
        }
    }
}
