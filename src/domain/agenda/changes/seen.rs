//! A programme as somebody saw it: what must be remembered to say later what became of each talk, and how it is written down in a few
//! characters. Not: the programme itself.

use crate::domain::agenda::{Agenda, Talk, TalkStanding};
use crate::domain::id::TalkId;
use crate::domain::time::Moment;

/// A talk as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// Which.
    pub id: TalkId,
    /// On one line.
    pub title: String,
    /// On the venue's clock.
    pub start: Moment,
    /// On the venue's clock.
    pub end: Moment,
    /// The room's name; empty where it had none.
    pub room: String,
    /// Whether it was to take place.
    pub standing: TalkStanding,
}

/// A programme as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Of the programme.
    pub version: String,
    /// In no particular order.
    pub talks: Vec<Remembered>,
}

/// What begins the text, so that a later version of the app knows what it reads.
const FIRST_LINE: &str = "seen 1";

impl Remembered {
    fn of(agenda: &Agenda, talk: &Talk) -> Self {
        Self {
            id: talk.id.clone(),
            title: talk.title.clone(),
            start: talk.start,
            end: talk.end,
            room: agenda.room_name(talk).to_owned(),
            standing: talk.standing,
        }
    }
}

impl Seen {
    /// The programme as it is now.
    pub fn of(agenda: &Agenda) -> Self {
        Self { version: agenda.version.clone(), talks: agenda.talks.iter().map(|talk| Remembered::of(agenda, talk)).collect() }
    }

    /// One line a talk: 1,500 talks are about 100 KB, which a browser keeps without asking.
    pub fn to_text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n{}", escaped(&self.version));
        for talk in &self.talks {
            let standing = if talk.standing == TalkStanding::Cancelled { "x" } else { "" };
            let (start, minutes) = (talk.start.unix(), talk.start.minutes_until(talk.end));
            let (title, room) = (escaped(&talk.title), escaped(&talk.room));
            text.push_str(&format!("\n{}\t{start}\t{}\t{minutes}\t{standing}\t{room}\t{title}", talk.id, talk.start.offset()));
        }
        text
    }

    /// `None`: not written by [`Seen::to_text`]; then nothing was seen.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        if lines.next()? != FIRST_LINE {
            return None;
        }
        let version = plain(lines.next()?);
        Some(Self { version, talks: lines.map(talk).collect::<Option<_>>()? })
    }
}

fn talk(line: &str) -> Option<Remembered> {
    let mut members = line.split('\t');
    let id = members.next()?.parse().ok()?;
    let start = Moment::new(members.next()?.parse().ok()?, members.next()?.parse().ok()?);
    let end = start.plus_minutes(members.next()?.parse().ok()?);
    let standing = if members.next()? == "x" { TalkStanding::Cancelled } else { TalkStanding::Planned };
    Some(Remembered { id, start, end, standing, room: plain(members.next()?), title: plain(members.next()?) })
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n")
}

fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        plain.push(match c {
            '\\' => match rest.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::super::super::example::agenda;
    use super::*;

    #[test]
    fn what_was_seen_reads_back() {
        let mut agenda = agenda();
        agenda.version = "1\n2".into();
        agenda.talks[0].title = "a\tb\\n\n\\".into();
        agenda.talks[1].standing = TalkStanding::Cancelled;
        let seen = Seen::of(&agenda);
        assert_eq!(Seen::from_text(&seen.to_text()), Some(seen.clone()));
        assert_eq!(Seen::from_text(&seen.to_text()).unwrap().talks[2].start.offset(), 60);
        let empty = Seen { version: String::new(), talks: Vec::new() };
        assert_eq!(Seen::from_text(&empty.to_text()), Some(empty));
    }

    #[test]
    fn a_text_that_is_not_ours_was_not_seen() {
        let good = Seen::of(&agenda()).to_text();
        for bad in ["", "seen 2\n1", "seen 1", "seen 1\n1\nopen\tx", &good[..good.len() - 20], "{}"] {
            assert!(Seen::from_text(bad).is_none_or(|seen| seen != Seen::of(&agenda())), "{bad}");
        }
        assert_eq!(Seen::from_text("seen 2\n1"), None);
    }
}
