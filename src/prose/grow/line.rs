//! Words, breaks and pictures in a line. Not: what is around the line.

use super::super::address::{Piece, pieces};
use super::super::token::Element;
use super::{Grower, MOST};
use crate::domain::agenda::Link;
use crate::domain::prose::{Block, Inline, visible};

impl Grower {
    /// Makes sure that text in lines may come now.
    pub(super) fn begin_line(&mut self) {
        if matches!(self.top(), Element::Table) {
            self.push(Element::Row);
        }
        if matches!(self.top(), Element::Row) {
            self.push(Element::Cell);
        }
        if !self.holds_inlines() {
            self.hold_blocks();
            self.push(Element::Paragraph);
        }
    }

    pub(super) fn line_break(&mut self) {
        self.speak();
        if self.is_inside(&Element::Preformatted) {
            self.inline(Inline::Text("\n".into()));
        } else if self.is_broken() {
            // Two in a row are how people write a new paragraph in HTML.
            self.close_leaf();
        } else if self.holds_inlines() && self.is_begun() {
            self.inline(Inline::Break);
        }
    }

    /// Whether the paragraph has just been broken.
    fn is_broken(&self) -> bool {
        self.open.last().is_some_and(|open| open.element == Element::Paragraph && matches!(open.inlines.last(), Some(Inline::Break)))
    }

    /// Whether the line has words already.
    fn is_begun(&self) -> bool {
        self.open
            .iter()
            .rev()
            .take_while(|open| !matches!(open.element, Element::Quote | Element::Item | Element::Row))
            .any(|open| !open.inlines.is_empty())
    }

    /// A picture: its words, and the way to it.
    pub(super) fn show(&mut self, alt: &str, at: Option<Link>) {
        self.speak();
        let alt = visible(alt.trim());
        let in_link = self.open.iter().any(|open| matches!(open.element, Element::Link(_)));
        match at.filter(|_| !in_link && !self.is_too_much()) {
            Some(at) => {
                self.begin_line();
                self.inline(Inline::Picture { alt, at });
            }
            None => {
                self.said.push_str(&alt);
                self.speak();
            }
        }
    }

    /// Puts the words that were said into the tree.
    pub(super) fn speak(&mut self) {
        let said = visible(&std::mem::take(&mut self.said));
        if said.is_empty() || (!self.holds_inlines() && said.trim().is_empty()) {
            return;
        }
        self.begin_line();
        let is_code = self.is_inside(&Element::Preformatted) || self.is_inside(&Element::Code);
        if is_code {
            self.inline(Inline::Text(said));
            return;
        }
        let words = self.collapsed(&said);
        if self.open.iter().any(|open| matches!(open.element, Element::Link(_))) || self.count > MOST {
            self.inline(Inline::Text(words));
            return;
        }
        for piece in pieces(&words) {
            match piece {
                Piece::Words(words) => self.inline(Inline::Text(words.to_owned())),
                Piece::Address(link) => {
                    let words = vec![Inline::Text(link.title().to_owned())];
                    self.inline(Inline::Link(link, words));
                }
            }
        }
    }

    /// With single spaces, and none at the beginning of a line.
    fn collapsed(&self, said: &str) -> String {
        let before = self.open.iter().rev().take_while(|open| !matches!(open.element, Element::Quote | Element::Item | Element::Row));
        let mut before = before.filter_map(|open| open.inlines.last());
        let mut space = before.next().is_none_or(ends_with_space);
        let mut words = String::with_capacity(said.len());
        for c in said.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\u{c}' | '\u{b}');
            if !(is_space && space) {
                words.push(if is_space { ' ' } else { c });
            }
            space = is_space;
        }
        words
    }

    /// A pause between blocks; there is none in a list or a table.
    pub(super) fn rule(&mut self) {
        self.close_leaf();
        if self.holds_blocks() {
            self.block(Block::Rule);
        }
    }
}

fn ends_with_space(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.ends_with(' '),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) | Inline::Link(_, inner) => {
            inner.last().is_some_and(ends_with_space)
        }
        Inline::Break => true,
        Inline::Code(_) | Inline::Picture { .. } => false,
    }
}
