//! A text with structure, as a tree from which nodes are drawn: what it cannot hold (a script, a picture of a stranger, an address that may
//! not be followed) cannot be drawn. Not: Markdown or HTML, which [`crate::prose`] reads, nor how it is drawn.

use super::agenda::Link;

/// A text of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// In reading order.
    pub blocks: Vec<Block>,
    /// Whether all of the text is here.
    pub extent: Extent,
}

/// How much of the text is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// Its beginning; it was longer than anybody reads.
    Beginning,
}

/// What stands below one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading within the text.
    Heading(Level, Vec<Inline>),
    /// Items; `start` is the number of the first, `None` where they are not numbered.
    List {
        /// Number of the first item.
        start: Option<u32>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// Words of somebody else.
    Quote(Vec<Block>),
    /// Text whose spaces and lines count.
    Code(String),
    /// A pause.
    Rule,
    /// Rows of cells. The first row says what the columns are.
    Table(Vec<Vec<Cell>>),
}

/// What stands in one place of a table.
pub type Cell = Vec<Inline>;

/// How deep a heading is: below the page's own headings, and never more than one below the heading before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A part of the text.
    Upper,
    /// A part of that.
    Middle,
    /// Everything below.
    Lower,
}

/// What stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain text without characters that hide or reorder others.
    Text(String),
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// Important.
    Strong(Vec<Inline>),
    /// No longer true.
    Struck(Vec<Inline>),
    /// As a machine reads it.
    Code(String),
    /// A new line.
    Break,
    /// A link; what is in it holds no other link.
    Link(Link, Vec<Inline>),
    /// A picture elsewhere: it is not loaded, but may be looked at there.
    Picture {
        /// What is to be seen; may be empty.
        alt: String,
        /// Where it is.
        at: Link,
    },
}

/// More levels of blocks and inlines than anybody writes; what is nested deeper stands at this depth.
pub const DEEPEST: usize = 16;

impl Prose {
    /// The text as paragraphs, with whatever marks it holds: how it is shown until it has been read.
    pub fn plain(text: &str) -> Self {
        let lines = text.replace("\r\n", "\n");
        let paragraph = |text: &str| {
            let mut inlines = Vec::new();
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                if !inlines.is_empty() {
                    inlines.push(Inline::Break);
                }
                inlines.push(Inline::Text(visible(line)));
            }
            (!inlines.is_empty()).then_some(Block::Paragraph(inlines))
        };
        Self { blocks: lines.split("\n\n").filter_map(paragraph).collect(), extent: Extent::Whole }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// Whether a text says all it has to say as [`Prose::plain`], so that nobody has to read it more closely.
pub fn is_plain(text: &str) -> bool {
    let is_item = |line: &str| line.starts_with(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '+' | '='));
    let wraps = text.replace("\r\n", "\n").replace("\n\n", "\0").contains('\n');
    !wraps
        && !text.contains(['*', '_', '`', '#', '<', '&', '[', '>', '|', '~', '\\'])
        && !text.contains("://")
        && !text.lines().any(is_item)
}

/// The text without characters that hide or reorder others. Joiners and marks of direction stay: Persian, Arabic and emoji need them.
pub fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_hidden(*c) || matches!(c, '\n' | '\t')).collect()
}

/// Control, bidi-override, tag and invisible characters (Unicode TR 36).
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}')
}

/// What `inlines` say, without marks; a new line is a space.
pub fn words(inlines: &[Inline]) -> String {
    let mut said = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => said.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) | Inline::Link(_, inner) => {
                said.push_str(&words(inner))
            }
            Inline::Break => said.push(' '),
            Inline::Picture { alt, .. } => said.push_str(alt),
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_paragraphs_keep_their_lines_and_lose_what_hides() {
        let text = |text: &str| Inline::Text(text.into());
        let prose = Prose::plain("One\r\ntwo\n\n\n  \n*three* \u{202e}four\u{200d}\n");
        let expected =
            [Block::Paragraph(vec![text("One"), Inline::Break, text("two")]), Block::Paragraph(vec![text("*three* four\u{200d}")])];
        assert_eq!(prose.blocks, expected);
        assert!(Prose::plain(" \n\n ").is_empty());
    }

    #[test]
    fn only_a_text_with_marks_has_to_be_read() {
        for plain in ["", "One sentence. And (another) – “quoted”!", "One.\n\nTwo.\r\n\r\nThree."] {
            assert!(is_plain(plain), "{plain:?}");
        }
        for marked in [
            "a *b*",
            "a_b_",
            "- a",
            "1. a",
            "# a",
            "a\nb",
            "see https://x.example",
            "<p>a",
            "&amp;",
            "a\n\n    b",
            "`a`",
            "[a](b)",
            "a\n\n---",
        ] {
            assert!(!is_plain(marked), "{marked:?}");
        }
    }

    #[test]
    fn words_are_what_is_said() {
        let inner = vec![Inline::Text("b".into()), Inline::Break, Inline::Code("c".into())];
        let link = Link::new("https://example.org/", "").unwrap();
        let all = [Inline::Text("a ".into()), Inline::Strong(inner), Inline::Link(link, vec![Inline::Text("d".into())])];
        assert_eq!(words(&all), "a b cd");
    }
}
