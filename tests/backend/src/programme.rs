//! The programme as bytes, compressed once, with the tags by which a reader knows it: the list, and the long texts apart, because nobody
//! waits for an abstract to find the next room. Not: its contents, nor the routes that send it.

use axum::http::HeaderValue;
use plenary::domain::agenda::{Agenda, LongTexts};
use plenary::wire::agenda::Programme as Wire;
use plenary::wire::texts::TextsDocument;
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

/// One form of a document.
#[derive(Debug, Clone)]
pub struct Encoded {
    /// The form.
    pub encoding: Encoding,
    /// The body.
    pub bytes: axum::body::Bytes,
    /// Strong, so each form has its own (RFC 9110 section 8.8.3.3).
    pub tag: HeaderValue,
}

/// One document in every form.
#[derive(Debug, Clone)]
pub struct Packed {
    forms: [Encoded; 3],
    print: String,
}

/// Where the long texts are, from the list.
const TEXTS: &str = "agenda/texts";

/// One state of the programme, ready to be sent.
#[derive(Debug, Clone)]
pub struct Programme {
    /// As it was read; for what is made of it on demand.
    pub agenda: Agenda,
    /// `GET /agenda`.
    pub list: Packed,
    /// `GET /agenda/texts`.
    pub texts: Packed,
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
    /// Packs a programme. Texts that a file of the contract names elsewhere stay there.
    pub fn pack(agenda: Agenda) -> std::io::Result<Self> {
        let texts = match &agenda.texts {
            LongTexts::Here(texts) => TextsDocument::from(texts),
            LongTexts::At(_) => TextsDocument::default(),
        };
        let texts = Packed::new(&texts)?;
        let mut list = agenda.clone();
        if agenda.texts.here().is_some() {
            // Named by its content, so that a reader's copy is never that of another version.
            list.texts = LongTexts::At(format!("{TEXTS}?of={}", texts.print));
        }
        Ok(Self { agenda, list: Packed::new(&Wire::from(&list))?, texts })
    }
}

impl Packed {
    fn new(document: &impl serde::Serialize) -> std::io::Result<Self> {
        let json = serde_json::to_vec(document)?;
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
        let forms = [form(Encoding::Identity, json)?, gzip, form(Encoding::Brotli, brotli)?];
        Ok(Self { forms, print })
    }

    /// The document in this form.
    pub fn encoded(&self, encoding: Encoding) -> &Encoded {
        let [identity, gzip, brotli] = &self.forms;
        match encoding {
            Encoding::Identity => identity,
            Encoding::Gzip => gzip,
            Encoding::Brotli => brotli,
        }
    }

    /// Whether an entry of `If-None-Match` names the document in any form: whoever has one needs no other. Weak comparison.
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
