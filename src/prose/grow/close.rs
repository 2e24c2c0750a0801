//! What becomes of something open when it ends. Not: when that is.

use super::super::address::disguised;
use super::super::token::Element;
use super::{Grower, Open};
use crate::domain::agenda::Link;
use crate::domain::prose::{Block, Inline, Level, visible, words};

/// A heading with more characters is a paragraph above a line of dashes.
const LONGEST_HEADING: usize = 160;

impl Grower {
    pub(super) fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let Open { element, blocks, mut inlines, items, rows, cells } = open;
        match element {
            Element::Paragraph => {
                trim(&mut inlines);
                self.block_of(inlines, Block::Paragraph);
            }
            Element::Heading(level) => {
                trim(&mut inlines);
                if words(&inlines).chars().count() > LONGEST_HEADING {
                    self.block_of(inlines, Block::Paragraph);
                } else if !inlines.is_empty() {
                    let level = self.level(level);
                    self.block(Block::Heading(level, inlines));
                }
            }
            Element::Preformatted => {
                let code = words(&inlines);
                if !code.trim().is_empty() {
                    self.block(Block::Code(code.trim_end().trim_start_matches('\n').to_owned()));
                }
            }
            Element::Quote => {
                if !blocks.is_empty() {
                    self.block(Block::Quote(blocks));
                }
            }
            Element::List(start) => {
                if !items.is_empty() {
                    self.block(Block::List { start, items });
                }
            }
            Element::Item => {
                if let Some(list) = self.open.last_mut().filter(|_| !blocks.is_empty()) {
                    list.items.push(blocks);
                }
            }
            Element::Table => {
                if !rows.is_empty() {
                    self.block(Block::Table(rows));
                }
            }
            Element::Row => {
                if let Some(table) = self.open.last_mut().filter(|_| cells.iter().any(|cell| !cell.is_empty())) {
                    table.rows.push(cells);
                }
            }
            Element::Cell => {
                trim(&mut inlines);
                if let Some(row) = self.open.last_mut() {
                    row.cells.push(inlines);
                }
            }
            Element::Emphasis => self.inline_of(inlines, Inline::Emphasis),
            Element::Strong => self.inline_of(inlines, Inline::Strong),
            Element::Struck => self.inline_of(inlines, Inline::Struck),
            Element::Code => {
                let code = words(&inlines);
                if !code.is_empty() {
                    self.inline(Inline::Code(code));
                }
            }
            Element::Link(link) => self.end_link(link, inlines),
            Element::Dropped => {}
        }
    }

    /// How deep a heading stands that its author counted as `level`.
    fn level(&mut self, level: u8) -> Level {
        while self.headings.pop_if(|above| *above >= level).is_some() {}
        self.headings.push(level);
        match self.headings.len() {
            0 | 1 => Level::Upper,
            2 => Level::Middle,
            _ => Level::Lower,
        }
    }

    fn end_link(&mut self, link: Option<Link>, inlines: Vec<Inline>) {
        let Some(link) = link else {
            inlines.into_iter().for_each(|inline| self.inline(inline));
            return;
        };
        let said = words(&inlines);
        let real = disguised(&said, &link).map(|host| format!(" ({host})"));
        if said.trim().is_empty() {
            let words = vec![Inline::Text(visible(link.title()))];
            self.inline(Inline::Link(link, words));
        } else {
            self.inline(Inline::Link(link, inlines));
        }
        if let Some(real) = real {
            self.inline(Inline::Text(real));
        }
    }

    pub(super) fn block(&mut self, block: Block) {
        self.count += 1;
        if let Some(open) = self.open.last_mut() {
            open.blocks.push(block);
        }
    }

    fn block_of(&mut self, inlines: Vec<Inline>, make: fn(Vec<Inline>) -> Block) {
        if !words(&inlines).trim().is_empty() || inlines.iter().any(|inline| matches!(inline, Inline::Picture { .. })) {
            self.block(make(inlines));
        }
    }

    pub(super) fn inline(&mut self, inline: Inline) {
        self.count += 1;
        let Some(open) = self.open.last_mut() else { return };
        match (open.inlines.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(after)) => before.push_str(&after),
            (_, inline) => open.inlines.push(inline),
        }
    }

    fn inline_of(&mut self, inlines: Vec<Inline>, make: fn(Vec<Inline>) -> Inline) {
        if !inlines.is_empty() {
            self.inline(make(inlines));
        }
    }
}

/// Takes white space and breaks away from both ends.
fn trim(inlines: &mut Vec<Inline>) {
    while let Some(last) = inlines.last_mut() {
        if let Inline::Text(text) = last {
            text.truncate(text.trim_end().len());
        }
        match last {
            Inline::Text(text) if text.is_empty() => drop(inlines.pop()),
            Inline::Break => drop(inlines.pop()),
            _ => break,
        }
    }
}
