//! The pages that a person names about themselves: one `https:` address a line. Not: the links of a talk, which have names (`agenda`).

use super::agenda::Link;
use super::text::{Text, TextFault};

/// Most addresses that one person names.
pub const MOST: usize = 8;

/// The text, if every line of it is an address that may be followed.
pub(super) fn checked(text: Text) -> Result<Text, TextFault> {
    let lines = lines(&text);
    if lines.len() > MOST {
        return Err(TextFault::TooManyLinks(MOST));
    }
    if lines.iter().any(|line| followed(line).is_none()) { Err(TextFault::NotALink) } else { Ok(text) }
}

/// The addresses of a text, in order. A line that is no address is left out: what a foreign backend lets through is not followed.
pub fn addresses(text: &str) -> Vec<Link> {
    text.lines().filter_map(followed).take(MOST).collect()
}

fn lines(text: &Text) -> Vec<&str> {
    text.as_str().lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

// Each goes by its own address, never by a name: whoever follows it sees where it leads.
fn followed(line: &str) -> Option<Link> {
    let is_https = line.trim().get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"));
    Link::new(line, "").filter(|_| is_https)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::privacy::Field;

    #[test]
    fn every_line_is_an_address_that_may_be_followed_t27() {
        let two = Field::Links.parse(" https://example.org/ada\n\nHTTPS://social.example/@ada ").unwrap().unwrap();
        let addresses: Vec<String> = addresses(two.as_str()).iter().map(|link| link.href().to_owned()).collect();
        assert_eq!(addresses, ["https://example.org/ada", "HTTPS://social.example/@ada"]);
        for bad in [
            "javascript:alert(1)",
            "https://example.org\njavascript:alert(1)",
            "http://example.org",
            "mailto:ada@example.org",
            "example.org",
            "https://",
            "https://bank.example@elsewhere.example",
            "https:///evil.example",
            "https://exa mple.org",
            "data:text/html,x",
            "my page: https://example.org",
        ] {
            assert_eq!(Field::Links.parse(bad), Err(TextFault::NotALink), "{bad}");
            assert!(super::addresses(bad).iter().all(|link| link.href() == "https://example.org"), "{bad}");
        }
        assert_eq!(Field::Links.parse(&"https://a.example\n".repeat(MOST + 1)), Err(TextFault::TooManyLinks(MOST)));
        assert_eq!(Field::Links.parse(" \n "), Ok(None));
    }
}
