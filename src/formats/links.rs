//! Links of a talk, as far as they may be followed. Not: checked to exist.

use super::json::Json;
use crate::domain::agenda::Link;

/// Adds one link unless it stands there already. `false`: it is no address that may be followed.
pub(super) fn add(links: &mut Vec<Link>, href: &str, title: Option<&str>) -> bool {
    let Some(link) = Link::new(href, title.unwrap_or_default()) else { return false };
    if !links.iter().any(|known| known.href() == link.href()) {
        links.push(link);
    }
    true
}

/// Adds the links of a list: addresses, or `{url, title}`. `false`: at least one was dropped.
pub(super) fn add_all(links: &mut Vec<Link>, list: &Json<'_>, languages: &[&str]) -> bool {
    let Some(entries) = list.list() else { return *list == Json::Null };
    entries.iter().fold(true, |all, entry| {
        let href = entry.text().map(str::trim).or_else(|| entry.text_at("url")).or_else(|| entry.text_at("href"));
        let title = entry.member("title").and_then(|title| title.localised(languages)).filter(|title| !title.is_empty());
        href.is_some_and(|href| add(links, href, title)) && all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_may_be_followed_become_links() {
        let list = serde_json::from_str(
            r#"["https://a.example/x", {"url": "HTTP://b.example", "title": "B"}, {"url": "mailto:c@d.example"},
                {"url": "javascript:alert(1)", "title": "no"}, "data:text/html,x", "www.e.example", "//f.example", "https://", "",
                "java\nscript:alert(1)", "https://g.example/ h", {"title": "no address"}, 7, "https://a.example/x"]"#,
        );
        let mut links = Vec::new();
        assert!(!add_all(&mut links, &list.unwrap(), &[]));
        let kept: Vec<_> = links.iter().map(|link| (link.title(), link.href())).collect();
        assert_eq!(
            kept,
            [("https://a.example/x", "https://a.example/x"), ("B", "HTTP://b.example"), ("mailto:c@d.example", "mailto:c@d.example")]
        );
        assert!(add_all(&mut Vec::new(), &serde_json::from_str("[]").unwrap(), &[]));
        assert!(!add_all(&mut Vec::new(), &serde_json::from_str("{}").unwrap(), &[]));
    }
}
