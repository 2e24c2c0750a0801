//! The marks of a text in order, as Markdown and HTML both say them. Not: checked to fit together; that is what [`super::grow`] does.

use crate::domain::agenda::Link;

/// What opens or closes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Element {
    /// Running text.
    Paragraph,
    /// 1 to 6, as the author counts.
    Heading(u8),
    /// With the number of the first item.
    List(Option<u32>),
    /// Of a list.
    Item,
    /// Words of somebody else.
    Quote,
    /// Text whose spaces and lines count.
    Preformatted,
    /// Rows.
    Table,
    /// Of a table.
    Row,
    /// Of a row.
    Cell,
    /// Stressed.
    Emphasis,
    /// Important.
    Strong,
    /// No longer true.
    Struck,
    /// As a machine reads it.
    Code,
    /// `None`: an address that may not be followed; its words stay.
    Link(Option<Link>),
    /// What is in it is no text: a script, a style sheet.
    Dropped,
}

/// A step through a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Begins.
    Open(Element),
    /// Ends; only the kind counts.
    Close(Element),
    /// Words.
    Text(String),
    /// A new line.
    Break,
    /// A pause.
    Rule,
    /// A new block begins here, of no kind that a tree knows.
    Boundary,
    /// A picture, and where it is.
    Picture(String, Option<Link>),
}

impl Element {
    /// Whether it stands in a line of text.
    pub(super) fn is_inline(&self) -> bool {
        match self {
            Self::Emphasis | Self::Strong | Self::Struck | Self::Code | Self::Link(_) | Self::Dropped => true,
            Self::Paragraph
            | Self::Heading(_)
            | Self::List(_)
            | Self::Item
            | Self::Quote
            | Self::Preformatted
            | Self::Table
            | Self::Row
            | Self::Cell => false,
        }
    }

    /// Whether it holds text itself, and no other blocks.
    pub(super) fn is_leaf(&self) -> bool {
        matches!(self, Self::Paragraph | Self::Heading(_) | Self::Preformatted)
    }

    /// Whether a `Close` of `other` may end it.
    pub(super) fn is_kind_of(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}
