//! Texts of a programme read into a tree of nodes: Markdown with the HTML that people put into it. Nothing of a text ever becomes HTML again.
//! Not: how the tree is drawn, nor which marks it may hold, which `domain::prose` says.
//!
//! A text becomes [`token`]s: [`markdown`] reads it as CommonMark and hands every piece of HTML to [`html`], which answers in the same
//! tokens. [`grow`] makes a tree of them that is sound whatever order they come in.

mod address;
mod grow;
mod html;
mod markdown;
#[cfg(test)]
mod tests;
mod token;

use crate::domain::prose::{Extent, Prose};

/// More than anybody reads on a phone; the longest abstract of a real programme has 8,000 characters.
const LONGEST: usize = 100_000;

/// Reads a text.
pub fn read(text: &str) -> Prose {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    let mut prose = Prose { blocks: markdown::blocks(&text[..end]), extent: Extent::Whole };
    if end < text.len() {
        prose.extent = Extent::Beginning;
    }
    prose
}
