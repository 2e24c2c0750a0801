//! Text that people typed about themselves, checked once. Not: the sentences of the app (`crate::text`), nor programme texts.

use std::fmt;

/// Why a text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFault {
    /// Longer than the field allows; the limit in characters.
    TooLong(usize),
    /// Holds control, bidi-override, zero-width or tag characters, with which a name can pretend to be another (Unicode TR 36).
    HiddenCharacters,
    /// Holds more than three combining marks in a row.
    Stacked,
    /// Not an address a mail can be sent to.
    NotAnAddress,
    /// A line is no `https:` address that may be followed.
    NotALink,
    /// More lines with addresses than the field takes; how many it takes.
    TooManyLinks(usize),
}

/// Non-empty text without characters that hide or reorder other characters; white space at the ends removed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(String);

impl Text {
    /// `Ok(None)` where nothing but white space was typed. Line breaks count as hidden characters unless `multiline`.
    pub fn parse(typed: &str, limit: usize, multiline: bool) -> Result<Option<Self>, TextFault> {
        let text = typed.replace("\r\n", "\n");
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if text.chars().count() > limit {
            return Err(TextFault::TooLong(limit));
        }
        if text.chars().any(|c| is_hidden(c) && !(multiline && c == '\n')) {
            return Err(TextFault::HiddenCharacters);
        }
        // A joiner or variation selector means something only between the characters that it joins.
        let joins = |c: char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
        if text.starts_with(joins) || text.ends_with(['\u{200c}', '\u{200d}']) || text.contains("\u{200d}\u{200d}") {
            return Err(TextFault::HiddenCharacters);
        }
        let mut stacked = 0;
        for c in text.chars() {
            stacked = if is_combining(c) { stacked + 1 } else { 0 };
            if stacked > 3 {
                return Err(TextFault::Stacked);
            }
        }
        Ok(Some(Self(text.into())))
    }

    /// As much of a text of another system as may be shown: what hides is left out, what is too long is cut, breaks become spaces unless
    /// `multiline`. `None` where nothing is left.
    pub fn salvaged(foreign: &str, limit: usize, multiline: bool) -> Option<Self> {
        let breaks = |c: char| if c == '\n' && multiline { c } else { ' ' };
        let spaced: String = foreign.replace("\r\n", "\n").chars().map(|c| if c.is_whitespace() { breaks(c) } else { c }).collect();
        let seen: String = spaced.chars().filter(|c| !is_hidden(*c) || *c == '\n').collect();
        let whole = seen.trim();
        let cut = match whole.char_indices().nth(limit) {
            None => whole.to_owned(),
            Some(_) => whole.chars().take(limit.saturating_sub(1)).chain(['…']).collect(),
        };
        Self::parse(&cut, limit, multiline).ok().flatten()
    }

    /// The text itself. Show it with `dir="auto"`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

// What people wrote about themselves does not belong into logs, so `Debug` says only that it is there.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} characters)", self.0.chars().count())
    }
}

fn is_hidden(c: char) -> bool {
    // U+200C and U+200D join letters in Persian and Indic scripts and emoji: they stay.
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// An address to which a mail can be sent: trimmed, domain in lower case. It names a mailbox and proves nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// One `@`, something before it, a domain with a dot or `localhost` behind it, no white space or control character, at most 254 bytes
    /// (RFC 5321 4.5.3.1.3).
    pub fn parse(typed: &str) -> Result<Self, TextFault> {
        let text = typed.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(TextFault::NotAnAddress)?;
        let domain = domain.to_lowercase();
        let wellformed = (1..=64).contains(&local.len())
            && text.len() <= 254
            && !local.contains(['@', '"', '<', '>', ',', ';', ':', '\\', '(', ')', '[', ']'])
            && !text.chars().any(|c| c.is_whitespace() || is_hidden(c))
            && domain.split('.').all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
            && (domain.contains('.') || domain == "localhost");
        if wellformed { Ok(Self(format!("{local}@{domain}"))) } else { Err(TextFault::NotAnAddress) }
    }

    /// The address as it is shown and mailed to.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which two spellings of one mailbox are found equal: all lower case.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_the_scripts_of_the_world_and_refuses_disguises() {
        for good in ["Ada Lovelace", "Zoë Brontë", "محمد", "नरेन्द्र", "می‌خواهم", "👩‍👩‍👧", "Nguyễn"]
        {
            assert_eq!(Text::parse(good, 80, false).unwrap().unwrap().as_str(), good);
        }
        for bad in [
            "Prime\u{202e}retsiniM",
            "Ada\u{200b}",
            "A\u{e0041}da",
            "a\nb",
            "x\u{7}",
            "\u{2066}x",
            "\u{3164}",
            "\u{2800}",
            "\u{200d}",
            "Ada\u{200d}",
            "\u{fe0f}",
            "A\u{34f}da",
        ] {
            assert_eq!(Text::parse(bad, 80, false), Err(TextFault::HiddenCharacters), "{bad:?}");
        }
        assert_eq!(Text::parse(&format!("Z{}", "\u{301}".repeat(9)), 80, false), Err(TextFault::Stacked));
        assert_eq!(Text::parse("abcdef", 5, false), Err(TextFault::TooLong(5)));
        assert_eq!(Text::parse("  \n ", 5, true), Ok(None));
        assert!(Text::parse("one\r\ntwo", 80, true).is_ok());
    }

    #[test]
    fn of_a_foreign_text_what_may_be_shown_is_kept() {
        let salvaged = |text: &str, limit, multiline| Text::salvaged(text, limit, multiline).map(|text| text.as_str().to_owned());
        assert_eq!(salvaged(" Prime\u{202e}retsiniM\u{200b}\t Minister\r\n", 80, false).as_deref(), Some("PrimeretsiniM  Minister"));
        assert_eq!(salvaged("one\r\ntwo", 80, true).as_deref(), Some("one\ntwo"));
        assert_eq!(salvaged("one\ntwo", 80, false).as_deref(), Some("one two"));
        assert_eq!(salvaged("Zoë Brontë", 5, false).as_deref(), Some("Zoë …"));
        assert_eq!(salvaged("Zoë B", 5, false).as_deref(), Some("Zoë B"), "what fits is not cut");
        for nothing in ["", " \n ", "\u{202e}", "\u{200d}"] {
            assert_eq!(salvaged(nothing, 80, true), None, "{nothing:?}");
        }
        assert_eq!(salvaged(&format!("Z{}", "\u{301}".repeat(9)), 80, false), None);
    }

    #[test]
    fn email_takes_mailboxes_and_nothing_else() {
        assert_eq!(Email::parse(" Ada@Example.ORG ").unwrap().as_str(), "Ada@example.org");
        for bad in ["", "ada", "ada@", "@example.org", "a@b", "a b@c.de", "a@b@c.de", "a@c..de", "a@c.de\r\nBcc: x@y.z", "a,b@c.de"] {
            assert_eq!(Email::parse(bad), Err(TextFault::NotAnAddress), "{bad:?}");
        }
    }
}
