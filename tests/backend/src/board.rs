//! What everybody is told, signed and held in memory, so that it is answered also while nobody can sign in and the database is busy. It is looked at
//! every second, because the command that writes it is another process. Not: the writing (`errands::announce`), nor the mails (`mail::rounds`).

use crate::apart::Apart;
use crate::desk::{SystemEntropy, now};
use crate::log;
use crate::store::{Sqlite, StoreFault};
use axum::http::HeaderValue;
use ed25519_dalek::{Signer as _, SigningKey};
use plenary::conference::Entropy;
use plenary::conference::bulletins::Bulletins;
use plenary::domain::bulletin::{Bulletin, Feed, MOST};
use plenary::wire::bulletins::{FeedDocument, SignedFeed};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

/// How often it is looked at.
const EVERY: Duration = Duration::from_secs(1);
/// Seconds after which it is signed anew, so that an old one that somebody plays back can be told by its time.
const SIGNED_EVERY: i64 = 60;

/// The feed as it is sent at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// [`SignedFeed`] as JSON.
    pub bytes: Vec<u8>,
    /// Tells it from the next.
    pub tag: HeaderValue,
    /// The public key in hexadecimal digits.
    pub key: Arc<str>,
    feed: Feed,
}

/// Holds the key.
pub struct Signer {
    key: SigningKey,
    public: Arc<str>,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Signer {
    /// With the key of this database, which is made when it is first wanted.
    pub fn of(store: &Sqlite) -> Result<Self, StoreFault> {
        let mut fresh = [0; 32];
        SystemEntropy.fill(&mut fresh);
        let key = SigningKey::from_bytes(&store.bulletin_seed(fresh)?);
        let public = hex(key.verifying_key().as_bytes()).into();
        Ok(Self { key, public })
    }

    /// Signs what there is to tell.
    pub fn sign(&self, bulletins: Vec<Bulletin>, now: i64) -> Board {
        let feed = Feed { issued: now, bulletins };
        // Our own types have string keys and no failing serializer: neither of these can fail.
        let signed = serde_json::to_string(&FeedDocument::from(&feed)).unwrap_or_default();
        let signature = hex(&self.key.sign(signed.as_bytes()).to_bytes());
        let bytes = serde_json::to_vec(&SignedFeed { signed, signature, key: self.public.to_string() }).unwrap_or_default();
        let print: String = Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let tag = HeaderValue::from_str(&format!("\"{print}\"")).unwrap_or(HeaderValue::from_static("\"\""));
        Board { bytes, tag, key: self.public.clone(), feed }
    }
}

/// Follows what is told. What cannot be read is reported once and changes nothing: what was told before stays.
pub async fn follow(store: Apart, signer: Signer, publisher: watch::Sender<Arc<Board>>) {
    let mut turns = tokio::time::interval(EVERY);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut is_told = false;
    loop {
        turns.tick().await;
        let bulletins = match store.ask(|store| store.bulletins(MOST)).await {
            Some(Ok(bulletins)) => bulletins,
            Some(Err(why)) => {
                if !std::mem::replace(&mut is_told, true) {
                    log::line("notices_kept", &[("because", &why)]);
                }
                continue;
            }
            None => continue,
        };
        is_told = false;
        let (is_same, is_fresh) = {
            let shown = publisher.borrow();
            (shown.feed.bulletins == bulletins, now() - shown.feed.issued < SIGNED_EVERY)
        };
        if !is_same {
            log::line("notices_changed", &[("notices", &bulletins.len())]);
        }
        if !(is_same && is_fresh) {
            publisher.send_replace(Arc::new(signer.sign(bulletins, now())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signature, Verifier, VerifyingKey};

    fn unhex<const N: usize>(text: &str) -> [u8; N] {
        std::array::from_fn(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).unwrap())
    }

    #[test]
    fn what_is_sent_is_signed_by_the_key_that_is_named_t51() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let signer = Signer { public: hex(key.verifying_key().as_bytes()).into(), key };
        let (first, later) = (signer.sign(Vec::new(), 1), signer.sign(Vec::new(), 2));
        assert_ne!(first.tag, later.tag, "its time is part of it");
        let sent = SignedFeed::from_text(std::str::from_utf8(&first.bytes).unwrap()).unwrap();
        let public = VerifyingKey::from_bytes(&unhex(&sent.key)).unwrap();
        let signature = Signature::from_bytes(&unhex(&sent.signature));
        assert!(public.verify(sent.signed.as_bytes(), &signature).is_ok());
        assert!(public.verify(sent.signed.replace('1', "2").as_bytes(), &signature).is_err());
        assert_eq!(sent.key, &*first.key);
    }

    /// Made by another library, so that both do not err alike.
    #[test]
    fn the_golden_signature_is_ours_to_make() {
        let golden = SignedFeed::from_text(include_str!("../../contract/golden/incidents.json")).unwrap();
        let key = SigningKey::from_bytes(&std::array::from_fn(|at| at as u8));
        let signer = Signer { public: hex(key.verifying_key().as_bytes()).into(), key };
        let feed = golden.feed().unwrap();
        let made = signer.sign(feed.bulletins, feed.issued);
        assert_eq!(SignedFeed::from_text(std::str::from_utf8(&made.bytes).unwrap()).unwrap(), golden);
    }
}
