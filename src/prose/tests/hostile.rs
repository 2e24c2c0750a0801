//! Texts that somebody wrote to harm: whatever they hold, nothing unsafe comes out, no word of an honest text is lost, and reading ends.

use super::super::read;
use crate::domain::prose::{Block, DEEPEST, Extent, Inline, Prose, words};

/// How deep a tree goes, after everything in it was found harmless.
fn examined(prose: &Prose) -> usize {
    fn of_blocks(all: &[Block]) -> usize {
        let depth = |block: &Block| match block {
            Block::Paragraph(inlines) | Block::Heading(_, inlines) => of_inlines(inlines, false),
            Block::List { items, .. } => 1 + items.iter().map(|item| of_blocks(item)).max().unwrap_or(0),
            Block::Quote(inner) => of_blocks(inner),
            Block::Table(rows) => 2 + rows.iter().flatten().map(|cell| of_inlines(cell, false)).max().unwrap_or(0),
            Block::Code(text) => {
                harmless(text);
                0
            }
            Block::Rule => 0,
        };
        1 + all.iter().map(depth).max().unwrap_or(0)
    }
    fn of_inlines(all: &[Inline], in_link: bool) -> usize {
        let depth = |inline: &Inline| match inline {
            Inline::Text(text) | Inline::Code(text) => {
                harmless(text);
                0
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => of_inlines(inner, in_link),
            Inline::Break => 0,
            Inline::Link(link, inner) => {
                assert!(!in_link, "a link in a link");
                followed(link.href());
                of_inlines(inner, true)
            }
            Inline::Picture { alt, at } => {
                assert!(!in_link, "a link in a link");
                harmless(alt);
                followed(at.href());
                0
            }
        };
        1 + all.iter().map(depth).max().unwrap_or(0)
    }
    of_blocks(&prose.blocks)
}

fn followed(href: &str) {
    let lower = href.to_lowercase();
    assert!(["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)), "{href}");
    let authority = lower.split("://").nth(1).unwrap_or_default().split(['/', '?', '#']).next().unwrap_or_default();
    assert!(!authority.contains('@'), "{href} leads elsewhere");
    harmless(href);
    assert!(!href.contains(char::is_whitespace), "{href:?}");
}

fn harmless(text: &str) {
    let bad =
        |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}');
    assert!(!text.contains(bad), "{text:?}");
}

#[test]
fn addresses_that_lead_astray_become_words() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;&#97;vascript:alert(1)",
        "javascript&colon;alert(1)",
        "\u{1}javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "blob:https://x.example/1",
        "file:///etc/passwd",
        "//x.example/",
        "\\\\x.example\\y",
        "/\\x.example",
        "https:x.example",
        "https://bank.example@x.example/",
        "https://bank.example&#64;x.example/",
        "https://x.example/\u{202e}gpj.exe",
        "https://x.exa\u{200b}mple/",
        "../sign-in",
        "#here",
        "?q",
    ] {
        for text in [
            format!("[word]({address})"),
            format!("[word](<{address}>)"),
            format!("[word]\n\n[word]: {address}"),
            format!("<a href=\"{address}\">word</a>"),
            format!("<p>x <a href='{address}'>word</a>"),
            format!("![word]({address})"),
            format!("<img alt=word src=\"{address}\">"),
            format!("<{address}> word"),
        ] {
            let prose = read(&text);
            examined(&prose);
            let Some(Block::Paragraph(inlines)) = prose.blocks.first() else { panic!("{text}: {prose:?}") };
            assert!(words(inlines).contains("word"), "{text}: {prose:?}");
            // Between angle brackets a reference is no character, and the address is another one.
            let is_bare = text.starts_with('<') && address.starts_with("https://bank.example&");
            assert!(is_bare || !format!("{prose:?}").contains("Link {"), "{text}: {prose:?}");
        }
    }
}

#[test]
fn nesting_ends_and_words_stay() {
    let deep = 2_000;
    for (open, close) in [
        ("> ", ""),
        ("- ", ""),
        ("* > ", ""),
        ("**a ", " b**"),
        ("*a **b ", " c** d*"),
        ("[", "](https://x.example/)"),
        ("![", "](https://x.example/)"),
        ("<b>", "</b>"),
        ("<ul><li>", "</li></ul>"),
        ("<blockquote>", ""),
        ("<table><tr><td>", ""),
        ("<a href=https://x.example/>", "</a>"),
        ("<i><p>", ""),
        ("<p><i>", "</p>"),
        ("`", "`"),
        ("<", ">"),
        ("&", ";"),
    ] {
        let text = format!("{}here{}", open.repeat(deep), close.repeat(deep));
        let prose = read(&text);
        let depth = examined(&prose);
        assert!(depth <= DEEPEST + 2, "{open}: {depth}");
        assert!(format!("{prose:?}").contains("here"), "{open}");
    }
}

#[test]
fn a_text_longer_than_a_book_is_cut_and_says_so() {
    let prose = read(&"é* <b>x</b> ".repeat(50_000));
    assert_eq!(prose.extent, Extent::Beginning);
    examined(&prose);
    assert_eq!(read("short").extent, Extent::Whole);
}

#[test]
fn nothing_that_hides_or_reorders_is_drawn() {
    let prose =
        read("a\u{202e}b &#x202e;c `d\u{200b}` <b>e\u{2066}</b> [f\u{2069}](https://x.example/) ![g\u{7}](https://x.example/)\u{feff}");
    examined(&prose);
    assert!(format!("{prose:?}").contains("ab c"));
}

/// Pieces from which a small generator builds texts: every mark of both languages, and what is hard about characters.
const PIECES: &[&str] = &[
    "word ",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "    ",
    "# ",
    "---\n",
    "|a|b|\n|-|-|\n",
    "[",
    "](",
    "]",
    ")",
    "!",
    "https://x.example/",
    "javascript:",
    "//x.example",
    "@",
    "\\",
    "&amp;",
    "&#106;",
    "&#0;",
    "&#x202e;",
    "<",
    ">",
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<pre>",
    "</pre>",
    "<blockquote>",
    "</blockquote>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<img src=",
    "alt='",
    "'",
    "\"",
    "<a href=",
    "onclick=x ",
    "=",
    "/",
    "<br>",
    "<svg onload=x>",
    "\u{202e}",
    "\u{200d}",
    "\0",
    "é",
    "مرحبا",
    "日本",
    "😀",
    "e\u{301}",
    "\t",
    "\r\n",
    "[x]: y\n",
    "<h1>",
    "</h1>",
    "<code>",
    "</code>",
];

#[test]
fn whatever_is_written_no_panic_and_nothing_unsafe_comes_out() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for _ in 0..4_000 {
        let text: String = (0..next(60)).map(|_| PIECES[next(PIECES.len())]).collect();
        let prose = read(&text);
        assert!(examined(&prose) <= DEEPEST + 2, "{text:?}");
    }
}
