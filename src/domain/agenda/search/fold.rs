//! Texts made equal for search: case and accents put aside, letter by letter, so that a match can be shown in the text as it was written.
//! Not: collation.

/// What puts equal the characters that [`fold_plain`] does not know: a browser decomposes them (`normalize("NFKD")`).
pub type Fold = fn(&str) -> String;

/// U+00C0 to U+017F without accents.
const LATIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
/// U+1E00 to U+1EFF without accents.
const LATIN_ADDITIONAL: &[u8; 256] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas  s aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy      ";
/// Greek, Cyrillic and Arabic letters with a mark that people leave out, each followed by the letter without it.
const MARKED: &str = "άαέεήηίιόούυώωϊιϋυΐιΰυςσйиёеїіўуѓгќкѐеѝиآاأاإاٱاؤوئي";

/// Hands each folded character to `emit`, with the byte at which the character that it stands for begins.
pub(super) fn fold_into(text: &str, fold: Fold, emit: &mut impl FnMut(char, usize)) {
    for (at, c) in text.char_indices() {
        if c.is_ascii() {
            emit(c.to_ascii_lowercase(), at);
        } else {
            for c in c.to_lowercase() {
                fold_letter(c, fold, &mut |c| emit(c, at));
            }
        }
    }
}

fn fold_letter(c: char, fold: Fold, emit: &mut impl FnMut(char)) {
    let mut spelt = |letters: &str| letters.chars().for_each(&mut *emit);
    match c {
        '\0'..='\u{7f}' => emit(c),
        'ß' | 'ẞ' => spelt("ss"),
        'æ' | 'ǽ' => spelt("ae"),
        'œ' => spelt("oe"),
        'þ' => spelt("th"),
        'ĳ' => spelt("ij"),
        // Marks of Latin, Greek, Cyrillic, Hebrew and Arabic, and the hyphen that is seen only at the end of a line.
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' => {}
        '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{ad}' => {}
        '\u{c0}'..='\u{17f}' => LATIN.get(c as usize - 0xc0).iter().for_each(|b| emit(**b as char)),
        '\u{1e00}'..='\u{1eff}' => LATIN_ADDITIONAL.get(c as usize - 0x1e00).iter().for_each(|b| emit(**b as char)),
        '\u{370}'..='\u{6ff}' => emit(unmarked(c)),
        // Scripts whose letters stand as they are.
        '\u{80}'..='\u{bf}' | '\u{900}'..='\u{10ff}' | '\u{2000}'..='\u{206f}' | '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' => {
            emit(c)
        }
        '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{323af}' => emit(c),
        _ => fold(c.encode_utf8(&mut [0; 4])).chars().for_each(emit),
    }
}

fn unmarked(c: char) -> char {
    let mut letters = MARKED.chars();
    while let (Some(marked), Some(plain)) = (letters.next(), letters.next()) {
        if marked == c {
            return plain;
        }
    }
    c
}

/// Lower case, without accents: Latin letters to their base letter (`ß` to `ss`, `æ` to `ae`), combining marks of Latin, Greek, Cyrillic,
/// Hebrew and Arabic away, other letters in lower case.
pub fn fold_plain(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, str::to_owned, &mut |c, _| folded.push(c));
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        for (text, expected) in [
            ("Régine DÉBATTY", "regine debatty"),
            ("Straße Ærø Łódź Œuvre", "strasse aero lodz oeuvre"),
            ("Ysgol Tŷ Gŵyr", "ysgol ty gwyr"),
            ("Vi\u{1ec7}t e\u{301}t\u{e9}", "viet ete"),
            ("ΑΘΉΝΑ Ἀθήνα İstanbul ıd", "αθηνα ἀθηνα istanbul id"),
            ("ЙОГА Ёлка Київ", "иога елка київ".replace('ї', "і").as_str()),
            ("١ مُحَمَّد أحمد", "١ محمد احمد"),
            ("開放會議 한국 हिन्दी", "開放會議 한국 हिन्दी"),
            ("co\u{ad}operate", "cooperate"),
        ] {
            assert_eq!(fold_plain(text), expected);
        }
    }

    #[test]
    fn each_folded_letter_knows_where_it_came_from() {
        let mut seen = Vec::new();
        fold_into("aße\u{301}ﬁ", |_| "fi".into(), &mut |c, at| seen.push((c, at)));
        assert_eq!(seen, [('a', 0), ('s', 1), ('s', 1), ('e', 3), ('f', 6), ('i', 6)]);
    }
}
