//! What the organisers tell everybody, wherever it is published: the backend's `/incidents`, or an address that `config.json` names; and whether it was
//! signed by them. Not: what was read of it, nor when it is asked for (`state::bulletins`).

use super::http::fetch_file;
use super::{Answer, ApiError, Backend};
use crate::browser::is_signed;
use crate::domain::bulletin::{Feed, Trust};
use crate::wire::bulletins::SignedFeed;
use std::rc::Rc;

/// What came, as it came. It says nothing until it is [opened](Sealed::open).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sealed {
    /// Signed by somebody; as a text, so that it can be kept.
    Signed(String),
    /// From this page itself, where nobody could have changed it.
    Own(Feed),
}

/// A feed that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What is told.
    pub feed: Feed,
    /// How far it is to be believed.
    pub trust: Trust,
    /// The public key by which it was signed, in hexadecimal digits; empty for one of this page itself.
    pub key: String,
}

/// Why a feed is not to be believed at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsealed {
    /// It is no feed.
    Malformed,
    /// The organisers did not sign it.
    Forged,
}

impl Sealed {
    /// Opens it with what is known of the organisers' key: what the configuration names, else what this device saw first, else what the feed itself says.
    pub async fn open(&self, configured: Option<&str>, known: Option<&str>) -> Result<Opened, Unsealed> {
        let text = match self {
            Self::Signed(text) => text,
            Self::Own(feed) => return Ok(Opened { feed: feed.clone(), trust: Trust::Signed, key: String::new() }),
        };
        let sent = SignedFeed::from_text(text).map_err(|_| Unsealed::Malformed)?;
        let key = configured.unwrap_or(&sent.key).to_ascii_lowercase();
        let (Some(public), Some(signature)) = (unhex(&key), unhex(&sent.signature)) else { return Err(Unsealed::Forged) };
        let trust = match is_signed(&public, &signature, &sent.signed).await {
            Some(false) => return Err(Unsealed::Forged),
            None => Trust::Unchecked,
            Some(true) if known.is_some_and(|known| known != key) => Trust::OtherKey,
            Some(true) => Trust::Signed,
        };
        Ok(Opened { feed: sent.feed().map_err(|_| Unsealed::Malformed)?, trust, key })
    }
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    (text.len() == N * 2 && text.is_ascii()).then_some(())?;
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// Where it is published.
#[derive(Clone)]
pub struct BulletinSource {
    /// Who answers.
    pub backend: Rc<dyn Backend>,
    /// An address beside it, which may still stand when the backend does not.
    pub url: Option<String>,
}

impl BulletinSource {
    /// Asks for it, past every copy that the browser keeps.
    pub fn read(&self) -> Answer<Sealed> {
        match self.url.clone() {
            None => self.backend.bulletins(),
            Some(url) => Box::pin(async move { Ok::<_, ApiError>(Sealed::Signed(fetch_file(&url).await?)) }),
        }
    }
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const GOLDEN: &str = include_str!("../../tests/contract/golden/incidents.json");
    const KEY: &str = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8";

    #[wasm_bindgen_test]
    async fn what_the_organisers_signed_is_believed_and_nothing_else_t51() {
        let golden = Sealed::Signed(GOLDEN.into());
        let opened = golden.open(Some(KEY), Some(KEY)).await.unwrap();
        assert_eq!((opened.trust, opened.key.as_str(), opened.feed.bulletins.len()), (Trust::Signed, KEY, 2));
        assert_eq!(golden.open(None, None).await.unwrap().trust, Trust::Signed, "seen for the first time");
        assert_eq!(golden.open(Some(KEY), Some("00")).await.unwrap().trust, Trust::OtherKey);
        let other = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        assert_eq!(golden.open(Some(other), None).await, Err(Unsealed::Forged), "the key that came with it does not count");
        for (from, to) in [("nothing now", "give your code"), ("c833d8d0", "c833d8d1"), ("1790000060", "1890000060")] {
            assert!(GOLDEN.contains(from));
            let bent = Sealed::Signed(GOLDEN.replacen(from, to, 1));
            assert_eq!(bent.open(Some(KEY), None).await, Err(Unsealed::Forged), "{to}");
        }
        assert_eq!(Sealed::Signed("<html>".into()).open(None, None).await, Err(Unsealed::Malformed));
    }
}
