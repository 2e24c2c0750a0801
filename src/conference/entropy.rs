//! Where unguessable values come from. Not: a generator; the caller brings the platform's secure one.

use super::secret::{Secret, hex};
use std::str::FromStr;

/// A source of random bytes.
pub trait Entropy {
    /// Fills `bytes` with bytes that nobody can predict.
    fn fill(&mut self, bytes: &mut [u8]);
}

/// Capital letters and digits that nobody confuses when reading aloud or typing: without I, L, O, 0 and 1.
pub(crate) const CODE_ALPHABET: &[u8; 31] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/// Characters of a mailed code: 31⁸ are 39 bits, with at most five tries.
pub(crate) const CODE_LENGTH: usize = 8;

/// So many unguessable bytes.
pub(super) fn bytes<const N: usize>(entropy: &mut impl Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}

/// 256 bits for a cookie or a link.
pub(crate) fn token(entropy: &mut impl Entropy) -> Secret {
    Secret::new(hex(&bytes::<32>(entropy)))
}

/// An identifier of 128 bits. Hexadecimal digits are well-formed for every kind of id, so the loop ends at its first turn.
pub(crate) fn id<T: FromStr>(entropy: &mut impl Entropy) -> T {
    loop {
        if let Ok(id) = hex(&bytes::<16>(entropy)).parse() {
            return id;
        }
    }
}

/// A code to be typed. Bytes from 248 are thrown away: 248 is the last multiple of 31, so every character is equally likely.
pub(crate) fn code(entropy: &mut impl Entropy) -> Secret {
    let mut code = String::with_capacity(CODE_LENGTH);
    while code.len() < CODE_LENGTH {
        let fair = bytes::<16>(entropy).into_iter().filter(|byte| *byte < 248);
        code.extend(fair.map(|byte| char::from(CODE_ALPHABET[usize::from(byte) % 31])).take(CODE_LENGTH - code.len()));
    }
    Secret::new(code)
}

/// The code as it was mailed, from what a person typed: any case, with spaces or hyphens.
pub(crate) fn normalised(typed: &str) -> String {
    let kept = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}'));
    // Nobody types more than this; a longer text is wrong in any case and need not be copied whole.
    kept.take(64).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Counting;
    use super::*;

    #[test]
    fn codes_use_every_unambiguous_character_about_equally_t02() {
        let mut entropy = Counting::default();
        let mut counts = [0_u32; 31];
        for _ in 0..3100 {
            let code = code(&mut entropy);
            assert_eq!(code.expose().len(), CODE_LENGTH);
            for byte in code.expose().bytes() {
                counts[CODE_ALPHABET.iter().position(|c| *c == byte).unwrap()] += 1;
            }
        }
        assert!(counts.iter().all(|count| (600..1000).contains(count)), "{counts:?}");
    }

    #[test]
    fn a_code_may_be_typed_as_people_type() {
        for typed in ["abcd2345", " ABCD-2345 ", "ab cd 23 45", "abcd\u{2011}2345", "abcd\u{a0}2345"] {
            assert_eq!(normalised(typed), "ABCD2345");
        }
    }
}
