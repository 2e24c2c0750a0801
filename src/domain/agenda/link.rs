//! A link that may be followed. Not: checked to exist.

use crate::domain::prose::is_hidden;

/// The address of a page or a mailbox, with the words to follow it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    title: String,
    href: String,
}

impl Link {
    /// `None`: not an address that may be followed. A link without a name goes by its address.
    pub fn new(href: &str, title: &str) -> Option<Self> {
        let (href, title) = (href.trim(), title.trim());
        is_followed(href).then(|| Self { title: if title.is_empty() { href } else { title }.to_owned(), href: href.to_owned() })
    }

    /// What it is called; the address itself where it has no name.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// `https:`, `http:` or `mailto:`.
    pub fn href(&self) -> &str {
        &self.href
    }
}

/// `https:`, `http:` or `mailto:`, without anything that a browser would read past.
fn is_followed(href: &str) -> bool {
    let scheme = ["https://", "http://", "mailto:"]
        .into_iter()
        .find(|scheme| href.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)));
    // `https://bank.example@elsewhere.example` leads elsewhere.
    let authority = href.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or(""));
    // A browser reads past further slashes, so what follows them would not be the host that is checked here.
    let misleads = authority.contains(['@', '\\']) || (authority.is_empty() && href.contains("://"));
    !misleads && scheme.is_some_and(|scheme| href.len() > scheme.len()) && !href.chars().any(|c| c.is_whitespace() || is_hidden(c))
}

#[cfg(test)]
mod tests {
    use super::Link;

    #[test]
    fn a_host_that_a_browser_would_find_elsewhere_is_no_link() {
        for bad in [
            "https:///bank.example@evil.example/x",
            "https:///evil.example",
            "https://\\\\evil.example",
            "https://a@evil.example",
            "http://",
        ] {
            assert_eq!(Link::new(bad, ""), None, "{bad}");
        }
        for good in ["https://a.example/@b", "http://a.example", "mailto:a@b.example"] {
            assert!(Link::new(good, "").is_some(), "{good}");
        }
    }
}
