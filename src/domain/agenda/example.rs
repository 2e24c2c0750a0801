//! A small programme for the tests of this module: two days, the first of which runs past midnight. Not: part of the app.

use super::{Agenda, Day, LongTexts, Room, Speaker, Talk, TalkStanding, TalkText, Texts, Track};

pub(super) fn agenda() -> Agenda {
    let talk = |id: &str, title: &str, start: &str, end: &str, day, room, track, speakers: &[usize]| Talk {
        id: id.parse().unwrap(),
        title: title.into(),
        subtitle: String::new(),
        start: start.parse().unwrap(),
        end: end.parse().unwrap(),
        day,
        room,
        track,
        speakers: speakers.into(),
        language: None,
        kind: String::new(),
        tags: Vec::new(),
        do_not_record: false,
        standing: TalkStanding::Planned,
        revision: 0,
    };
    let mut texts = Texts::default();
    texts.tell(&"party".parse().unwrap(), TalkText { description: "After the Opening".into(), ..TalkText::default() });
    Agenda {
        version: "1".into(),
        name: "Example".into(),
        zone: None,
        days: ["2026-03-27", "2026-03-28"].map(|date| Day { date: date.parse().unwrap() }).into(),
        rooms: [("ada", "Ada"), ("gray", "Gray Room")].map(|(id, name)| Room { id: id.parse().unwrap(), name: name.into() }).into(),
        tracks: [("art", "Art"), ("rest", "Rest")]
            .map(|(id, name)| Track { id: id.parse().unwrap(), name: name.into(), colour: None })
            .into(),
        speakers: vec![Speaker { id: "1".parse().unwrap(), name: "Ada L.".into() }],
        talks: with_labels([
            talk("open", "Opening", "2026-03-27T10:00:00+01:00", "2026-03-27T11:00:00+01:00", 0, Some(0), None, &[]),
            talk("esp", "L'Espéranto", "2026-03-27T10:00:00+01:00", "2026-03-27T12:00:00+01:00", 0, Some(1), Some(0), &[0]),
            talk("zh", "開放會議", "2026-03-27T23:00:00+01:00", "2026-03-28T01:00:00+01:00", 0, None, Some(0), &[]),
            talk("party", "Party", "2026-03-28T02:00:00+01:00", "2026-03-28T05:00:00+01:00", 0, Some(1), Some(1), &[]),
            talk("close", "Closing", "2026-03-28T11:00:00+01:00", "2026-03-28T12:00:00+01:00", 1, Some(0), None, &[]),
        ]),
        texts: LongTexts::Here(texts),
        notices: Vec::new(),
    }
}

/// With languages, kinds and key words on some of them.
fn with_labels(mut talks: [Talk; 5]) -> Vec<Talk> {
    let [open, _, zh, party, _] = &mut talks;
    (zh.language, zh.kind) = (Some("zh".into()), "Workshop".into());
    open.tags = vec!["beginners".into()];
    party.tags = vec!["beginners".into()];
    talks.into()
}

/// Numbers that look thrown, the same at every run.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Below `sides`.
    pub(super) fn below(&mut self, sides: usize) -> usize {
        // Knuth's MMIX generator; the high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}
