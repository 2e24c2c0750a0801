//! Folded words in one flat text, and how a word is found in it. Not: whose words they are.

use super::fold::{Fold, fold_into};

/// Folded texts one behind the other. Each word has a space before it, so that a word's beginning is found by " word".
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    folded: String,
    ends: Vec<usize>,
}

impl Words {
    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// One more text, made of these parts.
    pub(super) fn push<'t>(&mut self, parts: impl IntoIterator<Item = &'t str>, fold: Fold) {
        for part in parts {
            add(&mut self.folded, part, fold);
        }
        self.ends.push(self.folded.len());
    }

    /// The text at this position; empty beyond the last.
    pub(super) fn get(&self, position: usize) -> &str {
        let start = position.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(position).and_then(|end| self.folded.get(start..*end)).unwrap_or("")
    }

    /// Which of the texts hold the word.
    pub(super) fn hits(&self, needle: &Needle) -> Vec<bool> {
        (0..self.len()).map(|position| needle.is_in(self.get(position))).collect()
    }
}

/// Its words, each with a space before it.
pub(super) fn spaced(text: &str, fold: Fold) -> String {
    let mut words = String::new();
    add(&mut words, text, fold);
    words
}

fn add(words: &mut String, text: &str, fold: Fold) {
    let mut inside = false;
    fold_into(text, fold, &mut |c, _| {
        if c.is_alphanumeric() {
            if !inside {
                words.push(' ');
            }
            words.push(c);
        }
        inside = c.is_alphanumeric();
    });
}

/// A word to find.
#[derive(Debug, Clone)]
pub(super) struct Needle {
    word: String,
    /// Its rarest letter and where that stands, so that most of a text is passed over by looking for one byte.
    rare: char,
    rare_at: usize,
}

/// The letters of Latin scripts, the most frequent first.
const FREQUENT: &str = " etaoinsrhldcumfpgwybvkxjqz";

impl Needle {
    /// `word`: folded, without spaces.
    pub(super) fn new(word: &str) -> Self {
        // Scripts without spaces have no word beginnings: there a word is found anywhere.
        let word = if word.chars().any(is_unspaced) { word.to_owned() } else { format!(" {word}") };
        let rarity = |c: char| FREQUENT.find(c).unwrap_or(FREQUENT.len());
        let (rare_at, rare) = word.char_indices().max_by_key(|(_, c)| rarity(*c)).unwrap_or((0, ' '));
        Self { word, rare, rare_at }
    }

    /// The word as it stands in a folded text: with the space before it, where its script has spaces.
    pub(super) fn word(&self) -> &str {
        &self.word
    }

    /// Where a folded text holds it.
    pub(super) fn places<'t>(&'t self, words: &'t str) -> impl Iterator<Item = usize> + 't {
        let rare = words.match_indices(self.rare).filter_map(|(at, _)| at.checked_sub(self.rare_at));
        rare.filter(|start| words.get(*start..).is_some_and(|from| from.starts_with(&self.word)))
    }

    /// Whether a folded text holds it.
    pub(super) fn is_in(&self, words: &str) -> bool {
        self.places(words).next().is_some()
    }
}

/// Thai, Lao, Khmer, Chinese and Japanese are written without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold_plain;
    use super::*;

    #[test]
    fn a_word_is_found_where_a_search_from_the_left_finds_it() {
        let text = spaced("The quick Ärger: quicker, 開放會議 and 開放; the-quick / aquick", fold_plain);
        for word in ["quick", "arger", "the", "a", "開放", "放會", "uick", "zebra", "t"] {
            let needle = Needle::new(word);
            let expected: Vec<usize> = text.match_indices(needle.word()).map(|(at, _)| at).collect();
            assert_eq!(needle.places(&text).collect::<Vec<_>>(), expected, "{word}");
        }
    }

    #[test]
    fn texts_keep_apart() {
        let mut words = Words::default();
        words.push(["One two", "three"], fold_plain);
        words.push([], fold_plain);
        words.push(["Fóur"], fold_plain);
        assert_eq!([0, 1, 2, 3].map(|position| words.get(position)), [" one two three", "", " four", ""]);
        assert_eq!(words.hits(&Needle::new("f")), [false, false, true]);
    }
}
