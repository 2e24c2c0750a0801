//! A programme that no conference ever had, the same on every machine: as many talks, rooms and days as asked for, with titles, people and
//! abstracts about as long and as varied as real ones. Not: a model of anybody's conference.

use super::programme::{Minute, Programme, Speaker, Talk, Track};
use super::words::{ADJECTIVES, FAMILY, GIVEN, NOUNS, ROOMS, SYLLABLES, TOPICS, TRACKS, VERBS, Words};
use std::collections::BTreeSet;

/// How large it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    /// Talks.
    pub(crate) talks: usize,
    /// Rooms.
    pub(crate) rooms: usize,
    /// Conference days.
    pub(crate) days: usize,
}

/// Numbers that are the same in every run (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    fn one(&mut self, words: &Words) -> &'static str {
        words.get(self.below(words.len())).copied().unwrap_or_default()
    }

    fn percent(&mut self, likely: usize) -> bool {
        self.below(100) < likely
    }
}

/// The programme of this size.
pub(crate) fn programme(size: Size) -> Programme {
    let mut chance = Chance(size.talks as u64 * 1_000 + size.rooms as u64);
    let rooms = (0..size.rooms).map(room).collect();
    let tracks = TRACKS.iter().map(|(name, colour)| Track { name: (*name).to_owned(), colour: (*colour).to_owned() }).collect();
    let speakers = speakers(&mut chance, size.talks * 3 / 4 + 1);
    let mut taken = BTreeSet::new();
    let mut talks = Vec::with_capacity(size.talks);
    for (day, room, start, minutes) in places(&mut chance, size) {
        let mut title = title(&mut chance);
        while !taken.insert(title.clone()) {
            title = format!("{title}, part {}", 2 + chance.below(900));
        }
        talks.push(Talk {
            id: code(&mut chance),
            title,
            subtitle: if chance.percent(30) { capital(&phrase(&mut chance)) } else { String::new() },
            summary: if chance.percent(85) { text(&mut chance, 2) } else { String::new() },
            description: (0..2 + chance.below(3)).map(|_| text(&mut chance, 3)).collect::<Vec<_>>().join("\n\n"),
            start,
            minutes,
            day,
            room,
            track: chance.below(TRACKS.len()),
            speakers: cast(&mut chance, speakers.len()),
            language: if chance.percent(60) { "en" } else { "de" }.to_owned(),
        });
    }
    talks.sort_by_key(|talk| (talk.start, talk.room));
    Programme { name: format!("Conference of {} talks", size.talks), rooms, tracks, speakers, talks }
}

/// Where and when: every room has about as many talks on every day, one after the other, from ten in the morning.
fn places(chance: &mut Chance, size: Size) -> Vec<(i64, usize, Minute, i64)> {
    let cells = size.rooms * size.days;
    let mut places = Vec::with_capacity(size.talks);
    for cell in 0..cells {
        let (day, room) = (cell / size.rooms, cell % size.rooms);
        let count = (cell + 1) * size.talks / cells - cell * size.talks / cells;
        let day_number = i64::try_from(day).unwrap_or(0);
        let mut at = day_number * 24 * 60 + [600, 600, 630, 660, 690].get(chance.below(5)).copied().unwrap_or(600);
        for _ in 0..count {
            let minutes = [25, 30, 40, 40, 45, 60, 60, 60, 90].get(chance.below(9)).copied().unwrap_or(60);
            places.push((day_number, room, Minute(at), minutes));
            // The next one starts at a quarter of an hour.
            at = (at + minutes + 5 + 14) / 15 * 15;
        }
    }
    places
}

fn room(position: usize) -> String {
    let (name, round) = (ROOMS.get(position % ROOMS.len()).copied().unwrap_or_default(), position / ROOMS.len());
    if round == 0 { name.to_owned() } else { format!("{name} {}", round + 1) }
}

fn speakers(chance: &mut Chance, count: usize) -> Vec<Speaker> {
    let mut names = BTreeSet::new();
    let mut speakers = Vec::with_capacity(count);
    while speakers.len() < count {
        let mut name = format!("{} {}", chance.one(&GIVEN), chance.one(&FAMILY));
        if !names.insert(name.clone()) {
            name = format!("{name}-{}", chance.one(&FAMILY));
        }
        let biography = if chance.percent(70) { format!("{name} {}", text(chance, 2)) } else { String::new() };
        speakers.push(Speaker { id: code(chance), name, biography });
    }
    speakers
}

fn cast(chance: &mut Chance, people: usize) -> Vec<usize> {
    let count = [1, 1, 1, 1, 1, 2, 2, 2, 3, 4].get(chance.below(10)).copied().unwrap_or(1);
    (0..count).map(|_| chance.below(people)).collect::<BTreeSet<_>>().into_iter().collect()
}

fn code(chance: &mut Chance) -> String {
    (0..6).filter_map(|_| b"ABCDEFGHJKLMNPQRSTUVWXYZ3789".get(chance.below(28)).map(|byte| char::from(*byte))).collect()
}

/// A word that stands in no dictionary, like the name of somebody's project.
fn invented(chance: &mut Chance) -> String {
    capital(&(0..2 + chance.below(2)).map(|_| chance.one(&SYLLABLES)).collect::<String>())
}

fn phrase(chance: &mut Chance) -> String {
    match chance.below(4) {
        0 => format!("{} {}", chance.one(&ADJECTIVES), chance.one(&NOUNS)),
        1 => format!("{} for {}", chance.one(&NOUNS), chance.one(&TOPICS)),
        2 => format!("{} and {}", chance.one(&NOUNS), chance.one(&NOUNS)),
        _ => format!("{} {} in {}", chance.one(&ADJECTIVES), chance.one(&NOUNS), chance.one(&TOPICS)),
    }
}

fn title(chance: &mut Chance) -> String {
    let title = match chance.below(8) {
        0 => format!("{}: {}", invented(chance), phrase(chance)),
        1 => format!("how to {} {}", chance.one(&VERBS), phrase(chance)),
        2 => format!("why nobody should {} {}", chance.one(&VERBS), chance.one(&NOUNS)),
        3 => format!("{} years of {}", 2 + chance.below(60), phrase(chance)),
        4 => format!("{}, or: {}", phrase(chance), phrase(chance)),
        5 => format!("{} with {}", phrase(chance), invented(chance)),
        6 => format!("{} your {}", chance.one(&VERBS), phrase(chance)),
        _ => phrase(chance),
    };
    capital(&title)
}

/// So many sentences.
fn text(chance: &mut Chance, sentences: usize) -> String {
    let mut sentence = || match chance.below(6) {
        0 => format!("We {} {} and ask who may {} them.", chance.one(&VERBS), phrase(chance), chance.one(&VERBS)),
        1 => format!("In {} we began to {} {} with {}.", 1960 + chance.below(67), chance.one(&VERBS), phrase(chance), invented(chance)),
        2 => format!("Everybody can {} {}, yet few {} {}.", chance.one(&VERBS), phrase(chance), chance.one(&VERBS), chance.one(&NOUNS)),
        3 => format!("{} was written to {} {}.", invented(chance), chance.one(&VERBS), phrase(chance)),
        4 => format!("No {} knowledge of {} is needed.", chance.one(&ADJECTIVES), chance.one(&TOPICS)),
        _ => format!("This is about {}, {} and what {} have to do with it.", phrase(chance), phrase(chance), chance.one(&NOUNS)),
    };
    (0..sentences).map(|_| sentence()).collect::<Vec<_>>().join(" ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { talks: 900, rooms: 58, days: 4 };

    #[test]
    fn it_is_as_large_as_asked_and_the_same_every_time() {
        let first = programme(SIZE);
        assert_eq!((first.talks.len(), first.rooms.len(), first.days().len()), (900, 58, 4));
        assert_eq!(first, programme(SIZE));
        assert_ne!(first.talks[0].title, programme(Size { talks: 250, ..SIZE }).talks[0].title);
    }

    #[test]
    fn titles_rooms_and_ids_are_unique() {
        let made = programme(Size { talks: 1_500, rooms: 45, days: 4 });
        let unique = |words: Vec<&str>| words.iter().collect::<BTreeSet<_>>().len() == words.len();
        assert!(unique(made.talks.iter().map(|talk| talk.title.as_str()).collect()));
        assert!(unique(made.talks.iter().map(|talk| talk.id.as_str()).collect()));
        assert!(unique(made.rooms.iter().map(String::as_str).collect()));
        assert!(unique(made.speakers.iter().map(|speaker| speaker.id.as_str()).collect()));
    }

    #[test]
    fn no_room_holds_two_talks_at_once_and_a_day_ends_by_four() {
        for size in [SIZE, Size { talks: 1_500, rooms: 45, days: 4 }, Size { talks: 250, rooms: 8, days: 4 }] {
            let made = programme(size);
            for (position, talk) in made.talks.iter().enumerate() {
                assert!(Programme::end(talk).0 <= talk.day * 24 * 60 + 28 * 60, "{talk:?}");
                let clash = made.talks[position + 1..].iter().find(|other| other.room == talk.room && other.start < Programme::end(talk));
                assert_eq!(clash, None, "{talk:?}");
            }
        }
    }

    #[test]
    fn texts_are_about_as_long_as_real_ones() {
        let made = programme(SIZE);
        let mean = |length: fn(&Talk) -> usize| made.talks.iter().map(length).sum::<usize>() / made.talks.len();
        // Of the 1,351 talks of the 36C3: 36, 134 and 677 characters.
        assert!((25..=50).contains(&mean(|talk| talk.title.len())), "{}", mean(|talk| talk.title.len()));
        assert!((90..=180).contains(&mean(|talk| talk.summary.len())), "{}", mean(|talk| talk.summary.len()));
        assert!((500..=850).contains(&mean(|talk| talk.description.len())), "{}", mean(|talk| talk.description.len()));
    }
}
