//! Talks that somebody shares, as the text behind `#` of a link, and how they compare with one's own. Not: the link's origin, nor a name:
//! nothing in it says whose picks they are.
//!
//! The form, version 1: `1`, two characters of check sum, then the ids in order, each as one character that says how many characters it shares
//! with the id before, and the rest of it; `~` between them. Programmes name their talks alike, so that the shared part is most of it. Every
//! character is one that a URL's fragment carries as it is (RFC 3986, unreserved).

use super::overlap;
use crate::domain::agenda::{Agenda, Talk, TalkStanding};
use crate::domain::id::TalkId;
use std::collections::BTreeSet;

/// Most talks in one link.
pub const MOST_PICKS: usize = 300;

/// Longer than any link that [`Picks`] writes: so much is looked at and no more.
const LONGEST: usize = MOST_PICKS * 66 + 3;

const VERSION: char = '1';
const BETWEEN: char = '~';
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// At least one talk and at most [`MOST_PICKS`], in no order that says anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picks(BTreeSet<TalkId>);

/// Why a text holds no picks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PicksFault {
    /// Nothing stands there.
    Empty,
    /// A form that this version of the app does not know.
    Newer,
    /// Cut off or changed on its way.
    Damaged,
    /// More than [`MOST_PICKS`].
    TooMany,
}

/// Somebody's picks beside one's own stars; positions in [`Agenda::talks`], in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Both have it.
    pub both: Vec<usize>,
    /// Only they have it.
    pub theirs: Vec<usize>,
    /// Only I have it.
    pub mine: Vec<usize>,
    /// One of theirs that I do not have, one of mine, and the minutes that they overlap.
    pub clashes: Vec<(usize, usize, i64)>,
    /// Theirs that this programme does not have.
    pub missing: Vec<TalkId>,
}

impl Picks {
    /// The picks of these talks.
    pub fn new(talks: BTreeSet<TalkId>) -> Result<Self, PicksFault> {
        match talks.len() {
            0 => Err(PicksFault::Empty),
            n if n > MOST_PICKS => Err(PicksFault::TooMany),
            _ => Ok(Self(talks)),
        }
    }

    /// The talks.
    pub fn talks(&self) -> &BTreeSet<TalkId> {
        &self.0
    }

    /// What stands behind `#` of a link.
    pub fn to_fragment(&self) -> String {
        let mut listed = String::new();
        let mut before = "";
        for id in self.0.iter().map(TalkId::as_str) {
            let shared = id.bytes().zip(before.bytes()).take_while(|(one, other)| one == other).count().min(DIGITS.len() - 1);
            if !listed.is_empty() {
                listed.push(BETWEEN);
            }
            listed.push(char::from(DIGITS[shared]));
            listed.push_str(&id[shared..]);
            before = id;
        }
        format!("{VERSION}{}{listed}", check(&listed))
    }

    /// Reads what stands behind `#`.
    pub fn from_fragment(text: &str) -> Result<Self, PicksFault> {
        let rest = match text.chars().next() {
            None => return Err(PicksFault::Empty),
            Some(VERSION) => &text[VERSION.len_utf8()..],
            // Later versions count on; whatever else is there was never written by this app.
            Some('2'..='9') => return Err(PicksFault::Newer),
            Some(_) => return Err(PicksFault::Damaged),
        };
        if text.len() > LONGEST || !rest.is_ascii() || rest.len() < 3 {
            return Err(PicksFault::Damaged);
        }
        let (sum, listed) = rest.split_at(2);
        if check(listed) != sum {
            return Err(PicksFault::Damaged);
        }
        let mut talks = BTreeSet::new();
        let mut before = String::new();
        for entry in listed.split(BETWEEN) {
            let id = spelt_out(entry, &before).ok_or(PicksFault::Damaged)?;
            talks.insert(id.parse().map_err(|_| PicksFault::Damaged)?);
            before = id;
        }
        Self::new(talks)
    }

    /// These picks beside `mine`. A cancelled talk clashes with nothing.
    pub fn compare(&self, agenda: &Agenda, mine: &BTreeSet<TalkId>) -> Comparison {
        let among = |wanted: &dyn Fn(&TalkId) -> bool| -> Vec<usize> {
            agenda.talks.iter().enumerate().filter(|(_, talk)| wanted(&talk.id)).map(|(position, _)| position).collect()
        };
        let theirs = among(&|id| self.0.contains(id) && !mine.contains(id));
        let planned = |position: &usize| agenda.talks.get(*position).filter(|talk| talk.standing == TalkStanding::Planned);
        let own: Vec<(usize, &Talk)> =
            among(&|id| mine.contains(id)).into_iter().filter_map(|position| Some((position, planned(&position)?))).collect();
        let mut clashes = Vec::new();
        for (position, talk) in theirs.iter().filter_map(|position| Some((*position, planned(position)?))) {
            clashes.extend(own.iter().filter_map(|(other, of_mine)| Some((position, *other, overlap(talk, of_mine)?))));
        }
        Comparison {
            both: among(&|id| self.0.contains(id) && mine.contains(id)),
            mine: among(&|id| mine.contains(id) && !self.0.contains(id)),
            missing: self.0.iter().filter(|id| agenda.talk(id).is_none()).cloned().collect(),
            theirs,
            clashes,
        }
    }
}

fn spelt_out(entry: &str, before: &str) -> Option<String> {
    let digit = entry.bytes().next()?;
    let shared = DIGITS.iter().position(|known| *known == digit)?;
    Some(format!("{}{}", before.get(..shared)?, &entry[1..]))
}

/// Two characters that a link which was cut off or mistyped hardly ever has: FNV-1a, folded to 12 bits.
pub(super) fn check(listed: &str) -> String {
    let sum = listed.bytes().fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let folded = (sum ^ (sum >> 12) ^ (sum >> 24)) as usize;
    [folded >> 6 & 63, folded & 63].map(|digit| char::from(DIGITS[digit])).iter().collect()
}
