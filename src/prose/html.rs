//! HTML in a text, told as the tokens that Markdown has for the same. Tags without such a meaning are left out and their text stays; what is
//! no HTML at all (`a < b`, `<your name>`) is text. Not: a browser's parser; nothing of it is ever parsed as HTML again.

use super::address::link;
use super::token::{Element, Token};

/// The tokens of a piece of HTML.
pub(super) fn tokens(html: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = html;
    let mut raw = String::new();
    let say = |found: &mut Vec<Token>, raw: &mut String| {
        if !raw.is_empty() {
            found.push(Token::Text(decoded(raw)));
            raw.clear();
        }
    };
    while let Some(at) = rest.find('<') {
        raw.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((tag, behind)) = tag(rest) else {
            raw.push('<');
            rest = &rest[1..];
            continue;
        };
        rest = behind;
        match tag {
            Tag::Ignored => {}
            Tag::Named(tag) => {
                say(&mut found, &mut raw);
                if tag.opens && matches!(tag.name.as_str(), "script" | "style") {
                    let end = format!("</{}", tag.name);
                    let close = rest.to_ascii_lowercase().find(&end);
                    // A piece that is only the tag: its text comes from elsewhere, and is dropped there.
                    if rest.is_empty() {
                        found.push(Token::Open(Element::Dropped));
                    }
                    rest = close.map_or("", |close| &rest[close..]);
                } else {
                    found.extend(meaning(&tag));
                }
            }
        }
    }
    raw.push_str(rest);
    say(&mut found, &mut raw);
    found
}

struct NamedTag {
    name: String,
    opens: bool,
    attributes: Vec<(String, String)>,
}

impl NamedTag {
    fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

enum Tag {
    /// A comment or a declaration.
    Ignored,
    Named(NamedTag),
}

/// The tag at the beginning, and what is behind it; `None`: it is none.
fn tag(html: &str) -> Option<(Tag, &str)> {
    if let Some(comment) = html.strip_prefix("<!--") {
        return Some((Tag::Ignored, comment.split_once("-->").map_or("", |(_, behind)| behind)));
    }
    if html.starts_with("<!") || html.starts_with("<?") {
        return html.split_once('>').map(|(_, behind)| (Tag::Ignored, behind));
    }
    let (opens, rest) = match html.strip_prefix("</") {
        Some(rest) => (false, rest),
        None => (true, html.strip_prefix('<')?),
    };
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
    let name = rest[..end].to_ascii_lowercase();
    if !ELEMENTS.split(' ').any(|known| known == name) {
        return None;
    }
    let (attributes, behind) = attributes(&rest[end..])?;
    Some((Tag::Named(NamedTag { name, opens, attributes }), behind))
}

/// The attributes of a tag, and what is behind its `>`; `None`: it has no end.
fn attributes(text: &str) -> Option<(Vec<(String, String)>, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(behind) = rest.strip_prefix('>') {
            return Some((found, behind));
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))?;
        // A stray `=` is no name, but must not hold up the reading.
        let end = if end == 0 { 1 } else { end };
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(given) = rest.strip_prefix('=') {
            let given = given.trim_start();
            (value, rest) = match given.chars().next()? {
                quote @ ('"' | '\'') => given[1..].split_once(quote)?,
                _ => given.split_at(given.find(|c: char| c.is_whitespace() || c == '>')?),
            };
        }
        found.push((name, decoded(value)));
    }
}

/// What a tag says in the marks of a tree.
fn meaning(tag: &NamedTag) -> Vec<Token> {
    let element = match tag.name.as_str() {
        "p" => Element::Paragraph,
        "b" | "strong" => Element::Strong,
        "i" | "em" | "cite" | "dfn" | "var" => Element::Emphasis,
        "s" | "strike" | "del" => Element::Struck,
        "code" | "kbd" | "samp" | "tt" => Element::Code,
        "a" => Element::Link(link(tag.attribute("href"))),
        "ul" | "menu" => Element::List(None),
        "ol" => Element::List(Some(tag.attribute("start").parse().unwrap_or(1))),
        "li" => Element::Item,
        "blockquote" => Element::Quote,
        "pre" => Element::Preformatted,
        "table" => Element::Table,
        "tr" => Element::Row,
        "td" | "th" => Element::Cell,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Element::Heading(tag.name.as_bytes()[1] - b'0'),
        "script" | "style" => Element::Dropped,
        "br" => return vec![Token::Break],
        "hr" => return vec![Token::Rule],
        "img" if tag.opens => return vec![Token::Picture(tag.attribute("alt").to_owned(), link(tag.attribute("src")))],
        name if BLOCKS.split(' ').any(|block| block == name) => return vec![Token::Boundary],
        _ => return Vec::new(),
    };
    vec![if tag.opens { Token::Open(element) } else { Token::Close(element) }]
}

/// With its character references made characters, white space and all else as it is.
fn decoded(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        said.push_str(&rest[..at]);
        rest = &rest[at..];
        let end =
            rest.find(';').filter(|end| (2..34).contains(end) && rest[1..*end].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#'));
        match end.and_then(|end| Some((super::markdown::character(&rest[..=end])?, end))) {
            Some((character, end)) => {
                said.push_str(&character);
                rest = &rest[end + 1..];
            }
            None => {
                said.push('&');
                rest = &rest[1..];
            }
        }
    }
    said.push_str(rest);
    said
}

/// Those that begin a new line.
const BLOCKS: &str = "address article aside body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form header \
                      hgroup html main nav section summary tbody tfoot thead";
/// HTML's elements; anything else in angle brackets is what the author wants to be read.
const ELEMENTS: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button \
                        canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset \
                        figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins \
                        kbd label legend li link main map mark marquee math menu meta meter nav nobr noframes noscript object ol optgroup \
                        option output p param picture pre progress q rp rt ruby s samp script search section select slot small source span \
                        strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul \
                        var video wbr";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_what_only_looks_like_one() {
        let text = |text: &str| Token::Text(text.into());
        let bold = || Element::Strong;
        for (html, expected) in [
            ("a < b <your name> <3", vec![text("a < b <your name> <3")]),
            ("<B CLASS=x>a</b >", vec![Token::Open(bold()), text("a"), Token::Close(bold())]),
            ("<b title='>'>a", vec![Token::Open(bold()), text("a")]),
            ("<b a", vec![text("<b a")]),
            ("a<!-- <b> -->b<!doctype x><?php ?>c", vec![text("abc")]),
            ("x<script>a<b>c</p></ScRiPt>y", vec![text("x"), Token::Close(Element::Dropped), text("y")]),
            ("x<style>never closed", vec![text("x")]),
            ("<script>", vec![Token::Open(Element::Dropped)]),
            ("&lt;b&gt; &auml;&#x41;&#66; &nope; &", vec![text("<b> äAB &nope; &")]),
            ("a<br/>b<div>c", vec![text("a"), Token::Break, text("b"), Token::Boundary, text("c")]),
            ("<span style=\"x\" onclick=alert(1)>a</span>", vec![text("a")]),
            ("<iframe src=https://x.example>a</iframe>", vec![text("a")]),
            ("<p =x>", vec![Token::Open(Element::Paragraph)]),
        ] {
            let mut found: Vec<Token> = Vec::new();
            for token in tokens(html) {
                match (found.last_mut(), token) {
                    (Some(Token::Text(before)), Token::Text(after)) => before.push_str(&after),
                    (_, token) => found.push(token),
                }
            }
            assert_eq!(found, expected, "{html}");
        }
    }

    #[test]
    fn a_link_is_followed_only_where_it_may_be() {
        let href = |html: &str| match tokens(html).into_iter().next() {
            Some(Token::Open(Element::Link(link))) => link.map(|link| link.href().to_owned()),
            other => panic!("{other:?}"),
        };
        assert_eq!(href("<a target=_top href='https://a.example/?x=1&amp;y=2'>").as_deref(), Some("https://a.example/?x=1&y=2"));
        for bad in [
            "<a href=javascript:alert(1)>",
            "<a href='&#106;avascript:alert(1)'>",
            "<a href='java&Tab;script:alert(1)'>",
            "<a href=//a.example>",
            "<a href=/own>",
            "<a href='https://bank.example@a.example'>",
            "<a href='data:text/html,x'>",
            "<a href='javascript:a.example/%0aalert(1)'>",
            "<a name=x>",
        ] {
            assert_eq!(href(bad), None, "{bad}");
        }
    }
}
