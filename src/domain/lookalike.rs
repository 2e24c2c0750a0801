//! Names that look like other names: by letters of another alphabet, by digits for letters, by letters that merge. Not: a judgement of who somebody is; of two people of
//! one name both may be here.

use super::agenda::search::fold_plain;
use std::collections::{HashMap, HashSet};

/// An alphabet in which some letters look like Latin ones.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Latin,
    Greek,
    Cyrillic,
}

fn alphabet(c: char) -> Option<Alphabet> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(Alphabet::Latin),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Alphabet::Greek),
        '\u{400}'..='\u{52f}' => Some(Alphabet::Cyrillic),
        _ => None,
    }
}

/// Whether one word is written in two alphabets whose letters look alike (Unicode TS 39, 5.1).
pub fn mixes_alphabets(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        let mut first = None;
        word.chars().filter_map(alphabet).any(|alphabet| *first.get_or_insert(alphabet) != alphabet)
    })
}

/// Names as they look: of those that look alike, all have the same.
fn look(name: &str) -> String {
    let letters = fold_plain(name);
    let looks = letters.chars().filter(|c| c.is_alphanumeric()).map(|c| match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'е' | 'ε' => 'e',
        'н' | 'һ' => 'h',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'о' | 'ο' | '0' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ν' => 'v',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'і' | 'ι' | 'ӏ' | 'i' | 'l' | '1' => 'l',
        'η' => 'n',
        c => c,
    });
    looks.collect::<String>().replace("rn", "m").replace("vv", "w")
}

/// The names of everybody on stage.
#[derive(Debug, Default)]
pub struct Stage {
    looks: HashMap<String, HashSet<String>>,
}

impl Stage {
    /// Of these people.
    pub fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut stage = Self::default();
        for name in names {
            stage.looks.entry(look(name)).or_default().insert(fold_plain(name.trim()));
        }
        stage
    }

    /// Whether a name looks like that of somebody on stage and is spelt otherwise; case and accents are no other spelling.
    pub fn is_imitated_by(&self, name: &str) -> bool {
        self.looks.get(&look(name)).is_some_and(|spelt| !spelt.contains(&fold_plain(name.trim())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_alphabet_and_a_name_may_have_several_name_01() {
        for honest in ["Ada Lindqvist", "Ирина Волкова", "Γιώργος", "Ирина (Irina) Volkova", "王芳 Wang", "Zoë", "Nguyễn", "O’Neil", "R2D2"]
        {
            assert!(!mixes_alphabets(honest), "{honest}");
        }
        for disguised in ["\u{410}da Lindqvist", "Imogen Farr\u{43e}w", "\u{399}mogen"] {
            assert!(mixes_alphabets(disguised), "{disguised}");
        }
    }

    #[test]
    fn a_name_that_only_looks_like_a_speakers_is_told_from_the_speakers_own_t42() {
        let stage = Stage::of(["Ada Lindqvist", "Chioma Eze", "Marion Hoover", "Ява Сорока"]);
        for own in
            ["Ada Lindqvist", "ADA LINDQVIST", "Adá  Lindqvist".trim(), "Chioma Eze", "Ява Сорока", "Béla Novák", "Ada Lindqvist-Berg"]
        {
            let same_words = own.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(!stage.is_imitated_by(&same_words), "{own}");
        }
        for like in [
            "Ada Iindqvist",
            "Ada L1ndqvist",
            "Chi0ma Eze",
            "Marion H0over",
            "Сһіома Еzе",
            "Ada-Lindqvist",
            "\u{410}\u{434}\u{430}",
            "Mar1on Hoover",
        ] {
            let expected = like != "\u{410}\u{434}\u{430}";
            assert_eq!(stage.is_imitated_by(like), expected, "{like}");
        }
    }
}
