//! What the organisers tell everybody: incidents and announcements, which people read as "notices". Not: the mails about one's own account, nor
//! what a programme file left unclear (`agenda::notice`).

use super::id::{BulletinId, IncidentId};
use super::text::{Text, TextFault};
use super::time::Moment;

/// Longest headline, in characters.
pub const TITLE: usize = 120;
/// Longest text, in characters.
pub const TEXT: usize = 2_000;
/// Most of them in a feed, the latest.
pub const MOST: usize = 50;
/// Seconds after which a feed is old. Whoever signs it does so anew every few minutes, whether or not there is anything new.
pub const FRESH: i64 = 15 * 60;

/// How grave it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulletinKind {
    /// Something happened to people's data.
    Incident,
    /// Everything else that everybody should know at once.
    Announcement,
}

impl BulletinKind {
    const ALL: [Self; 2] = [Self::Incident, Self::Announcement];

    /// As it stands in the contract's JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Announcement => "announcement",
        }
    }

    /// Reads [`BulletinKind::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Whether it still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulletinStanding {
    /// It does.
    Open,
    /// The organisers took it back; its text says why.
    Withdrawn,
}

impl BulletinStanding {
    const ALL: [Self; 2] = [Self::Open, Self::Withdrawn];

    /// As it stands in the contract's JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads [`BulletinStanding::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.key() == key)
    }
}

/// One of them, as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulletin {
    /// Its name; the same through all its revisions.
    pub id: BulletinId,
    /// How grave it is.
    pub kind: BulletinKind,
    /// Whether it still holds.
    pub standing: BulletinStanding,
    /// One line.
    pub title: String,
    /// What happened and what to do; its lines are kept.
    pub text: String,
    /// When it was first told; in UTC.
    pub at: Moment,
    /// When it was last changed; in UTC.
    pub changed: Moment,
    /// From 1; each change counts, and has to be read again.
    pub revision: u32,
    /// The incident whose extent is known, so that everybody can ask whether they were affected.
    pub incident: Option<IncidentId>,
}

impl Bulletin {
    /// Whether somebody still has to read it, who has read its revision `read` and was shown its revision `shown`. What was taken back is told
    /// to those alone who may remember it.
    pub fn waits(&self, read: Option<u32>, shown: Option<u32>) -> bool {
        let is_unread = read.is_none_or(|read| read < self.revision);
        match self.standing {
            BulletinStanding::Open => is_unread,
            BulletinStanding::Withdrawn => is_unread && read.or(shown).is_some(),
        }
    }
}

/// Everything that the organisers have told, the latest change first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feed {
    /// Unix seconds at which it was signed.
    pub issued: i64,
    /// The latest [`MOST`].
    pub bulletins: Vec<Bulletin>,
}

/// How a feed that came stands to the one that is known of the same signer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// It is as new, or newer.
    Newer,
    /// It is a little older, as two copies of one feed may be.
    Late,
    /// It is older than any copy that anybody keeps: somebody plays it back.
    PlayedBack,
}

impl Feed {
    /// How it stands to the one that was signed at `known`. The clock of no reader plays a part.
    pub fn beside(&self, known: i64) -> Arrival {
        match known.saturating_sub(self.issued) {
            ..=0 => Arrival::Newer,
            1..=FRESH => Arrival::Late,
            _ => Arrival::PlayedBack,
        }
    }

    /// Whether it was signed so long ago that it should have been signed anew, by the reader's clock.
    pub fn is_old(&self, now: i64) -> bool {
        now.saturating_sub(self.issued) > FRESH
    }
}

/// How far a feed is known to come from the organisers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Signed by the key that this device knows.
    Signed,
    /// Rightly signed, but by another key than this device knew before.
    OtherKey,
    /// This browser cannot check signatures.
    Unchecked,
}

/// Somebody has read a bulletin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadMark {
    /// Which.
    pub id: BulletinId,
    /// In which revision.
    pub revision: u32,
}

/// A headline and a text that may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// One line.
    pub title: String,
    /// Several.
    pub text: String,
}

/// Why a headline or a text may not be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsFault {
    /// The headline is empty.
    NoTitle,
    /// The text is empty.
    NoText,
    /// The headline is too long, or holds what disguises a text.
    Title(TextFault),
    /// The same of the text.
    Text(TextFault),
}

impl Words {
    /// As they were typed.
    pub fn parse(title: &str, text: &str) -> Result<Self, WordsFault> {
        let title = Text::parse(title, TITLE, false).map_err(WordsFault::Title)?.ok_or(WordsFault::NoTitle)?;
        let text = Text::parse(text, TEXT, true).map_err(WordsFault::Text)?.ok_or(WordsFault::NoText)?;
        Ok(Self { title: title.as_str().to_owned(), text: text.as_str().to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn bulletin(standing: BulletinStanding, revision: u32) -> Bulletin {
        let at = Moment::new(0, 0);
        let (title, text) = (String::new(), String::new());
        Bulletin {
            id: "b1".parse().unwrap(),
            kind: BulletinKind::Incident,
            standing,
            title,
            text,
            at,
            changed: at,
            revision,
            incident: None,
        }
    }

    #[test]
    fn it_waits_until_its_present_words_were_read_t51() {
        let open = bulletin(BulletinStanding::Open, 2);
        for (read, waits) in [(None, true), (Some(1), true), (Some(2), false), (Some(3), false)] {
            assert_eq!(open.waits(read, None), waits, "{read:?}");
        }
        assert!(open.waits(None, Some(2)), "shown is not read");
    }

    #[test]
    fn what_was_taken_back_is_told_to_those_who_may_remember_it() {
        let gone = bulletin(BulletinStanding::Withdrawn, 2);
        assert!(!gone.waits(None, None));
        assert!(gone.waits(None, Some(1)) && gone.waits(Some(1), None));
        assert!(!gone.waits(Some(2), Some(1)));
    }

    #[test]
    fn a_feed_is_old_by_the_clock_and_played_back_by_what_is_known_t51() {
        let feed = |issued| Feed { issued, bulletins: Vec::new() };
        for (issued, arrival) in [
            (1000 + FRESH, Arrival::Newer),
            (1000, Arrival::Newer),
            (999, Arrival::Late),
            (1000 - FRESH, Arrival::Late),
            (999 - FRESH, Arrival::PlayedBack),
            (i64::MIN, Arrival::PlayedBack),
        ] {
            assert_eq!(feed(issued).beside(1000), arrival, "{issued}");
        }
        for (now, is_old) in [(0, false), (1000, false), (1000 + FRESH, false), (1001 + FRESH, true)] {
            assert_eq!(feed(1000).is_old(now), is_old, "{now}");
        }
    }

    #[test]
    fn words_are_neither_empty_nor_disguised() {
        assert!(Words::parse("Doors", "Gate B is open.\nCome in.").is_ok());
        assert_eq!(Words::parse(" ", "x"), Err(WordsFault::NoTitle));
        assert_eq!(Words::parse("x", "\n"), Err(WordsFault::NoText));
        assert_eq!(Words::parse("a\nb", "x"), Err(WordsFault::Title(TextFault::HiddenCharacters)));
        assert_eq!(Words::parse("x", &"x".repeat(TEXT + 1)), Err(WordsFault::Text(TextFault::TooLong(TEXT))));
    }
}
