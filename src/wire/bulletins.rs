//! `GET /incidents`: what the organisers tell everybody, as a signed text; and what somebody has read of it. Written by serde, read by hand, because a
//! visitor waits for it. Not: the signature itself, which a backend makes and a browser checks.

use super::Malformed;
use super::json::Json;
use crate::domain::bulletin::{Bulletin, BulletinKind, BulletinStanding, Feed, MOST, ReadMark};
use crate::domain::id::BulletinId;
use crate::domain::time::Moment;
use serde::{Deserialize, Serialize};

/// Longer than any text of ours, in bytes.
const LONGEST: usize = 16_384;

/// The answer. What is signed is the text as it stands, so that nothing has to be written anew to check it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignedFeed {
    /// A [`FeedDocument`] as JSON.
    pub signed: String,
    /// Ed25519 over the bytes of `signed`, 128 hexadecimal digits.
    pub signature: String,
    /// The public key, 64 hexadecimal digits. Believed only where nothing better is known: `config.json` names it too.
    pub key: String,
}

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedDocument {
    /// Unix seconds of the signature.
    pub issued: i64,
    /// The latest change first.
    pub notices: Vec<BulletinEntry>,
}

/// One of [`FeedDocument::notices`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BulletinEntry {
    /// Its name.
    pub id: String,
    /// [`BulletinKind::key`].
    pub kind: &'static str,
    /// [`BulletinStanding::key`].
    pub standing: &'static str,
    /// One line.
    pub title: String,
    /// Several.
    pub text: String,
    /// Unix seconds.
    pub at: i64,
    /// Unix seconds.
    pub changed: i64,
    /// From 1.
    pub revision: u32,
    /// For `GET /me/incidents`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
}

impl From<&Feed> for FeedDocument {
    fn from(feed: &Feed) -> Self {
        let entry = |bulletin: &Bulletin| BulletinEntry {
            id: bulletin.id.to_string(),
            kind: bulletin.kind.key(),
            standing: bulletin.standing.key(),
            title: bulletin.title.clone(),
            text: bulletin.text.clone(),
            at: bulletin.at.unix(),
            changed: bulletin.changed.unix(),
            revision: bulletin.revision,
            incident: bulletin.incident.as_ref().map(ToString::to_string),
        };
        Self { issued: feed.issued, notices: feed.bulletins.iter().map(entry).collect() }
    }
}

impl SignedFeed {
    /// Reads the answer.
    pub fn from_text(text: &str) -> Result<Self, Malformed> {
        let json = Json::parse(text).ok_or(Malformed("json"))?;
        Ok(Self { signed: self::text(&json, "signed")?, signature: self::text(&json, "signature")?, key: self::text(&json, "key")? })
    }

    /// Reads what was signed. To be asked once the signature was looked at.
    pub fn feed(&self) -> Result<Feed, Malformed> {
        let json = Json::parse(&self.signed).ok_or(Malformed("signed"))?;
        let notices = json.member("notices").and_then(Json::list).ok_or(Malformed("notices"))?;
        let mut bulletins = Vec::new();
        for notice in notices.iter().take(MOST) {
            bulletins.push(bulletin(notice)?);
        }
        Ok(Feed { issued: number(&json, "issued")?, bulletins })
    }
}

fn bulletin(json: &Json<'_>) -> Result<Bulletin, Malformed> {
    let moment = |name| number(json, name).map(|unix| Moment::new(unix, 0));
    Ok(Bulletin {
        id: super::member("id", &text(json, "id")?)?,
        kind: BulletinKind::from_key(&text(json, "kind")?).unwrap_or(BulletinKind::Announcement),
        standing: BulletinStanding::from_key(&text(json, "standing")?).unwrap_or(BulletinStanding::Open),
        title: text(json, "title")?,
        text: text(json, "text")?,
        at: moment("at")?,
        changed: moment("changed")?,
        revision: number(json, "revision")?.try_into().map_err(|_| Malformed("revision"))?,
        incident: json.member("incident").and_then(Json::text).and_then(|id| id.parse().ok()),
    })
}

fn text(json: &Json<'_>, name: &'static str) -> Result<String, Malformed> {
    let found = json.member(name).and_then(Json::text);
    // The whole of a feed is one text.
    let longest = if name == "signed" { LONGEST * MOST } else { LONGEST };
    found.filter(|text| text.len() <= longest).map(str::to_owned).ok_or(Malformed(name))
}

fn number(json: &Json<'_>, name: &'static str) -> Result<i64, Malformed> {
    match json.member(name) {
        Some(Json::Number(number)) => number.parse().map_err(|_| Malformed(name)),
        Some(Json::Null | Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Members(_)) | None => Err(Malformed(name)),
    }
}

/// `GET /me/notices`: what the viewer has read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadNotices {
    /// In any order.
    pub notices: Vec<ReadNotice>,
}

/// One of [`ReadNotices`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadNotice {
    /// Which.
    pub id: String,
    /// In which revision.
    pub revision: u32,
}

/// `PUT /me/notices/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// The revision that was read.
    pub revision: u32,
}

impl From<&ReadMark> for ReadNotice {
    fn from(mark: &ReadMark) -> Self {
        Self { id: mark.id.to_string(), revision: mark.revision }
    }
}

/// Reads `GET /me/notices`.
pub fn read_marks(text: &str) -> Result<Vec<ReadMark>, Malformed> {
    let json = Json::parse(text).ok_or(Malformed("json"))?;
    let notices = json.member("notices").and_then(Json::list).ok_or(Malformed("notices"))?;
    let mark = |json: &Json<'_>| {
        let id: BulletinId = super::member("id", &self::text(json, "id")?)?;
        Ok(ReadMark { id, revision: number(json, "revision")?.try_into().map_err(|_| Malformed("revision"))? })
    };
    notices.iter().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const GOLDEN: &str = include_str!("../../tests/contract/golden/incidents.json");

    #[test]
    fn a_feed_is_written_as_it_is_read() {
        let sent = SignedFeed::from_text(GOLDEN).unwrap();
        let feed = sent.feed().unwrap();
        assert_eq!(feed.issued, 1_790_000_060);
        let kinds: Vec<_> = feed.bulletins.iter().map(|bulletin| (bulletin.kind, bulletin.standing, bulletin.revision)).collect();
        let open = (BulletinKind::Incident, BulletinStanding::Open, 1);
        assert_eq!(kinds, [open, (BulletinKind::Announcement, BulletinStanding::Withdrawn, 2)]);
        assert_eq!(feed.bulletins[0].incident.as_ref().map(ToString::to_string).as_deref(), Some("i1"));
        assert!(feed.bulletins[0].text.contains('\n'));
        assert_eq!(serde_json::to_string(&FeedDocument::from(&feed)).unwrap(), sent.signed);
    }

    #[test]
    fn what_is_no_feed_is_refused_and_what_is_newer_is_still_told() {
        let with = |signed: &str| SignedFeed { signed: signed.into(), signature: String::new(), key: String::new() };
        for bad in ["", "[]", "{}", r#"{"issued":1}"#, r#"{"issued":"1","notices":[]}"#, r#"{"issued":1,"notices":[{"id":"a"}]}"#] {
            assert!(with(bad).feed().is_err(), "{bad}");
        }
        let later = r#"{"issued":1,"notices":[{"id":"a","kind":"storm","standing":"fading","title":"t","text":"x","at":1,"changed":1,"revision":1}]}"#;
        let feed = with(later).feed().unwrap();
        assert_eq!((feed.bulletins[0].kind, feed.bulletins[0].standing), (BulletinKind::Announcement, BulletinStanding::Open));
        assert!(with(&later.replace("\"revision\":1", "\"revision\":-1")).feed().is_err());
        assert!(with(&later.replace("\"t\"", &format!("\"{}\"", "x".repeat(LONGEST + 1)))).feed().is_err());
        assert!(SignedFeed::from_text("<html>").is_err());
    }

    #[test]
    fn what_was_read_is_read_back() {
        let mark = ReadMark { id: "a".parse().unwrap(), revision: 3 };
        let text = serde_json::to_string(&ReadNotices { notices: vec![ReadNotice::from(&mark)] }).unwrap();
        assert_eq!(read_marks(&text), Ok(vec![mark]));
        assert!(read_marks(r#"{"notices":[{"id":"../a","revision":1}]}"#).is_err());
    }
}
