//! Full-text search over a programme: every word of the query begins a word of the talk, whatever its case and accents. Not: an engine
//! with stems and typing errors; on a phone a few letters and a look at the list are faster.

use super::{Agenda, Talk};

/// Takes case and accents away. [`fold_plain`] knows Latin letters; a browser decomposes first (`normalize("NFKD")`) and so folds every script.
pub type Fold = fn(&str) -> String;

/// Where in a talk a query was found, best first. Of several words the weakest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Title or subtitle.
    Title,
    /// Names of the people on stage.
    People,
    /// Room, track or kind.
    Place,
    /// Summary or description.
    Text,
}

/// The folded words of every talk; built once for an agenda.
#[derive(Debug, Clone)]
pub struct Index {
    fold: Fold,
    /// By talk, then by [`Rank`]: words, each with a space before it.
    talks: Vec<[String; 4]>,
}

/// The words that somebody looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    needles: Vec<String>,
}

impl Query {
    /// Whether it holds no word, so that it finds everything.
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }
}

impl Index {
    /// Folds the whole programme.
    pub fn new(agenda: &Agenda, fold: Fold) -> Self {
        let words = |parts: &[&str]| {
            let mut found = String::new();
            for word in folded_words(&fold(&parts.join(" "))) {
                found.push(' ');
                found.push_str(word);
            }
            found
        };
        let talk = |talk: &Talk| {
            let track = talk.track.and_then(|track| agenda.tracks.get(track)).map_or("", |track| track.name.as_str());
            [
                words(&[&talk.title, &talk.subtitle]),
                words(&[&agenda.speaker_names(talk)]),
                words(&[agenda.room_name(talk), track, &talk.kind]),
                words(&[&talk.summary, &talk.description]),
            ]
        };
        Self { fold, talks: agenda.talks.iter().map(talk).collect() }
    }

    /// Folds what somebody typed.
    pub fn query(&self, typed: &str) -> Query {
        let folded = (self.fold)(typed);
        // Scripts without spaces have no word beginnings: there a query is found anywhere.
        let needle = |word: &str| if word.chars().any(is_unspaced) { word.to_owned() } else { format!(" {word}") };
        Query { needles: folded_words(&folded).map(needle).collect() }
    }

    /// Where the talk at this position of [`Agenda::talks`] holds every word of the query; `None`: it lacks one.
    pub fn rank(&self, talk: usize, query: &Query) -> Option<Rank> {
        let fields = self.talks.get(talk)?;
        let ranks = [Rank::Title, Rank::People, Rank::Place, Rank::Text];
        let best = |needle: &String| ranks.into_iter().zip(fields).find(|(_, field)| field.contains(needle.as_str())).map(|(rank, _)| rank);
        query.needles.iter().map(best).try_fold(Rank::Title, |worst, rank| rank.map(|rank| worst.max(rank)))
    }

    /// These talks, best first; equally good ones stay in their order.
    pub fn ranked(&self, talks: &[usize], query: &Query) -> Vec<usize> {
        let mut found: Vec<(Rank, usize)> = talks.iter().filter_map(|talk| Some((self.rank(*talk, query)?, *talk))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, talk)| talk).collect()
    }
}

fn folded_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Thai, Lao, Khmer, Chinese and Japanese are written without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

/// U+00C0 to U+017F without accents.
const LATIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
/// U+1E00 to U+1EFF without accents.
const LATIN_ADDITIONAL: &[u8; 256] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas  s aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy      ";

/// Lower case, without accents: Latin letters to their base letter (`ß` to `ss`, `æ` to `ae`), combining marks of Latin, Greek, Cyrillic,
/// Hebrew and Arabic away, other letters in lower case.
pub fn fold_plain(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\0'..='\u{7f}' => folded.push(c),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'æ' | 'ǽ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ĳ' => folded.push_str("ij"),
            '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => {}
            '\u{c0}'..='\u{17f}' => folded.extend(LATIN.get(c as usize - 0xc0).map(|b| *b as char)),
            '\u{1e00}'..='\u{1eff}' => folded.extend(LATIN_ADDITIONAL.get(c as usize - 0x1e00).map(|b| *b as char)),
            _ => folded.push(c),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::super::example::agenda;
    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        for (text, expected) in [
            ("Régine DÉBATTY", "regine debatty"),
            ("Straße Ærø Łódź Œuvre", "strasse aero lodz oeuvre"),
            ("Ysgol Tŷ Gŵyr", "ysgol ty gwyr"),
            ("Vi\u{1ec7}t e\u{301}t\u{e9}", "viet ete"),
            ("ΑΘΉΝΑ İstanbul ıd", "αθήνα istanbul id"),
            ("١ مُحَمَّد", "١ محمد"),
        ] {
            assert_eq!(fold_plain(text), expected);
        }
    }

    #[test]
    fn every_word_begins_a_word_somewhere_in_the_talk() {
        let index = Index::new(&agenda(), fold_plain);
        let found = |typed: &str| (0..4).filter(|talk| index.rank(*talk, &index.query(typed)).is_some()).collect::<Vec<_>>();
        assert_eq!(found("ESPER"), [1], "accents in the title");
        assert_eq!(found("peranto"), Vec::<usize>::new(), "not in the middle of a word");
        assert_eq!(found("ada espér"), [1], "speaker and title together");
        assert_eq!(found("ada rust"), Vec::<usize>::new());
        assert_eq!(found("  "), [0, 1, 2, 3]);
        assert_eq!(found("gray"), [1, 3], "room");
        assert_eq!(found("議"), [2], "no word beginnings in Chinese");
    }

    #[test]
    fn a_title_ranks_above_an_abstract() {
        let index = Index::new(&agenda(), fold_plain);
        let query = index.query("opening");
        assert_eq!((index.rank(0, &query), index.rank(3, &query)), (Some(Rank::Title), Some(Rank::Text)));
        assert_eq!(index.ranked(&[3, 2, 1, 0], &query), [0, 3]);
    }
}
