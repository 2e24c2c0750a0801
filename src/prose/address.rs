//! Bare addresses in running text, and links whose words name another host than they lead to. Not: which address may be followed.

use crate::domain::agenda::Link;

/// A piece of running text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Words.
    Words(&'t str),
    /// An address that may be followed.
    Address(Link),
}

/// The link that an author's address stands for, who may have left `https://` out of `www.example.org` or `example.org/talk`.
pub(super) fn link(address: &str) -> Option<Link> {
    let address = address.trim();
    Link::new(address, "").or_else(|| {
        let (host, path) = address.find('/').map_or((address, None), |at| (&address[..at], Some(&address[at..])));
        let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
        let ending = host.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| ending.chars().all(char::is_alphabetic))?;
        let is_host = ending.chars().count() >= 2 && host.split('.').all(is_label) && (path.is_some() || host.starts_with("www."));
        is_host.then(|| Link::new(&format!("https://{address}"), "")).flatten()
    })
}

/// Takes bare `http://` and `https://` addresses out of a text; a dot or a bracket behind one belongs to the sentence.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut said, mut at) = (0, 0);
    while let Some(start) = next(text, at) {
        let rest = &text[start..];
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '„' | '“' | '”' | '«' | '»' | '`'))
            .unwrap_or(rest.len());
        let address = without_sentence(&rest[..end]);
        at = start + address.len().max(1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        if let Some(link) = Link::new(address, "").filter(|_| host(address).is_some_and(|host| !host.is_empty())) {
            if said < start {
                found.push(Piece::Words(&text[said..start]));
            }
            found.push(Piece::Address(link));
            said = at;
        }
    }
    if said < text.len() {
        found.push(Piece::Words(&text[said..]));
    }
    found
}

/// Where the next address begins, which is where a word begins.
fn next(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let start = at + text[at..].find("://")?;
        let scheme = ["https", "http"].into_iter().find_map(|scheme| {
            let begin = start.checked_sub(scheme.len())?;
            text.get(begin..start).is_some_and(|s| s.eq_ignore_ascii_case(scheme)).then_some(begin)
        });
        match scheme.filter(|begin| *begin >= from && !text[..*begin].ends_with(char::is_alphanumeric)) {
            Some(begin) => return Some(begin),
            None => at = start + 3,
        }
    }
}

fn without_sentence(address: &str) -> &str {
    let mut address = address;
    loop {
        let closes = |open: char, close: char| address.ends_with(close) && address.matches(close).count() > address.matches(open).count();
        let ends = address.ends_with(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '…', '’', '、', '。']);
        if !(ends || closes('(', ')') || closes('[', ']') || closes('{', '}')) {
            return address;
        }
        let Some((last, _)) = address.char_indices().next_back() else { return address };
        address = &address[..last];
    }
}

/// The host that the words of a link name, where it is not the one that the link leads to: `https://bank.example` that leads elsewhere.
/// Answers where it really leads.
pub(super) fn disguised<'l>(words: &str, link: &'l Link) -> Option<&'l str> {
    let words = words.trim();
    let named =
        host(words).or_else(|| (!words.contains(char::is_whitespace)).then(|| words.split(['/', '?', '#']).next().unwrap_or_default()))?;
    let ending = named.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_host = ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic) && !named.contains('@');
    let real = host(link.href())?;
    let bare = |host: &str| host.trim_start_matches("www.").to_lowercase();
    (is_host && bare(named) != bare(real)).then_some(real)
}

/// The host of an address, with its port.
fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let plain = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    plain.then(|| rest.split(['/', '?', '#', '\\']).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<String> {
        let pieces = pieces(text);
        let words: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => (*words).to_owned(),
                Piece::Address(link) => link.href().to_owned(),
            })
            .collect();
        assert_eq!(words, text, "nothing is lost");
        pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Words(_) => None,
                Piece::Address(link) => Some(link.href().to_owned()),
            })
            .collect()
    }

    #[test]
    fn bare_addresses_end_where_the_sentence_goes_on() {
        for (text, found) in [
            ("See https://example.org/a, and (http://example.org/b_(c)).", vec!["https://example.org/a", "http://example.org/b_(c)"]),
            ("HTTPS://EXAMPLE.org/x?y=1&z=2#top!", vec!["HTTPS://EXAMPLE.org/x?y=1&z=2#top"]),
            ("„https://example.org/ü“ https://example.org…", vec!["https://example.org/ü", "https://example.org"]),
            ("xhttps://a.example ftp://b.example http:// https://", vec![]),
            ("https://bank.example@elsewhere.example/", vec![]),
            ("://https://a.example", vec!["https://a.example"]),
            ("日本https://a.example https://é", vec!["https://é"]),
        ] {
            assert_eq!(addresses(text), found, "{text}");
        }
    }

    #[test]
    fn a_host_without_its_scheme_is_meant_as_a_page() {
        let href = |address: &str| link(address).map(|link| link.href().to_owned());
        assert_eq!(href("social.example/@ada").as_deref(), Some("https://social.example/@ada"));
        assert_eq!(href(" www.example.org ").as_deref(), Some("https://www.example.org"));
        for bad in
            ["/own", "slides.pdf", "../a.b/c", "//a.example/b", "a..b/c", "javascript:a.b/c", "a@b.example/c", "1.2/3", "a.b:80/c", "", "/"]
        {
            assert_eq!(href(bad), None, "{bad}");
        }
    }

    #[test]
    fn words_that_name_another_host_are_found_out() {
        let link = Link::new("https://www.elsewhere.example/login", "").unwrap();
        for (words, real) in [
            ("https://bank.example/login", Some("www.elsewhere.example")),
            ("bank.example", Some("www.elsewhere.example")),
            ("elsewhere.example", None),
            ("HTTP://ELSEWHERE.example/other", None),
            ("our slides", None),
            ("v1.2", None),
        ] {
            assert_eq!(disguised(words, &link), real, "{words}");
        }
    }
}
