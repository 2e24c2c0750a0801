//! A tree out of tokens that come in any order: what is open is closed where it must be, what is nested too deep stays at the deepest level,
//! and no word is lost. Not: what the tokens came from.

mod close;
mod line;

use super::token::{Element, Token};
use crate::domain::agenda::Link;
use crate::domain::prose::{Block, Cell, DEEPEST, Inline};

/// From here on marks are left out and only words are added; it is far more than any text needs.
const MOST: usize = 20_000;

/// Something that is open, with what it holds so far.
struct Open {
    element: Element,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    items: Vec<Vec<Block>>,
    rows: Vec<Vec<Cell>>,
    cells: Vec<Cell>,
}

impl Open {
    fn new(element: Element) -> Self {
        let (blocks, inlines, items, rows, cells) = Default::default();
        Self { element, blocks, inlines, items, rows, cells }
    }
}

/// The tree as far as it has grown. The lowest of `open` is the text itself, as a quote that is never closed.
pub(super) struct Grower {
    open: Vec<Open>,
    /// Words that were not yet looked at for addresses.
    said: String,
    /// Where a picture stands whose words are still coming.
    picture: Option<(Option<Link>, String)>,
    /// Marks of the headings above, as their author counted.
    headings: Vec<u8>,
    /// How many marks were left out because they were nested too deep.
    beyond: usize,
    count: usize,
}

impl Grower {
    pub(super) fn new() -> Self {
        let (said, picture, headings) = Default::default();
        Self { open: vec![Open::new(Element::Quote)], said, picture, headings, beyond: 0, count: 0 }
    }

    pub(super) fn take(&mut self, token: Token) {
        if let Some((_, alt)) = &mut self.picture {
            match token {
                Token::Text(text) => alt.push_str(&text),
                Token::Break => alt.push(' '),
                Token::Open(_) | Token::Close(_) | Token::Rule | Token::Boundary | Token::Picture(..) => {}
            }
            return;
        }
        if self.is_inside(&Element::Dropped) {
            let ends = match &token {
                Token::Close(element) => element.is_kind_of(&Element::Dropped) || !element.is_inline(),
                Token::Open(element) => !element.is_inline(),
                Token::Text(_) | Token::Break | Token::Picture(..) => false,
                Token::Rule | Token::Boundary => true,
            };
            if !ends {
                return;
            }
        }
        match token {
            Token::Text(text) => self.said.push_str(&text),
            Token::Break => self.line_break(),
            Token::Open(element) if element.is_inline() => self.open_inline(element),
            Token::Open(element) => self.open_block(element),
            Token::Close(element) => self.close(&element),
            Token::Boundary => self.close_leaf(),
            Token::Rule => self.rule(),
            Token::Picture(alt, at) => self.show(&alt, at),
        }
    }

    /// The words that come now, as far as [`Grower::end_of_picture`], are those of a picture.
    pub(super) fn begin_picture(&mut self, at: Option<Link>) {
        self.picture = Some((at, String::new()));
    }

    /// The words of a picture have come.
    pub(super) fn end_of_picture(&mut self) {
        if let Some((at, alt)) = self.picture.take() {
            self.show(&alt, at);
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close_leaf();
        while self.open.len() > 1 {
            self.pop();
        }
        self.open.pop().map(|text| text.blocks).unwrap_or_default()
    }

    fn top(&self) -> &Element {
        self.open.last().map_or(&Element::Quote, |open| &open.element)
    }

    fn is_inside(&self, element: &Element) -> bool {
        self.open.iter().any(|open| open.element.is_kind_of(element))
    }

    fn holds_blocks(&self) -> bool {
        matches!(self.top(), Element::Quote | Element::Item)
    }

    /// Whether text in lines may come now.
    fn holds_inlines(&self) -> bool {
        let top = self.top();
        top.is_inline() || top.is_leaf() || *top == Element::Cell
    }

    fn push(&mut self, element: Element) {
        self.count += 1;
        self.open.push(Open::new(element));
    }

    fn open_inline(&mut self, element: Element) {
        self.speak();
        if self.is_too_much() {
            self.beyond += 1;
            return;
        }
        if matches!(element, Element::Link(_)) && self.open.iter().any(|open| matches!(open.element, Element::Link(_))) {
            self.close(&Element::Link(None));
        }
        if self.top() != &Element::Preformatted {
            self.begin_line();
            self.push(element);
        }
    }

    fn open_block(&mut self, element: Element) {
        self.close_leaf();
        if self.open.iter().any(|open| open.element == Element::Cell) && !matches!(element, Element::Row | Element::Cell | Element::Table) {
            // Cells hold lines only.
            self.line_break();
            return;
        }
        if self.is_too_much() {
            self.beyond += 1;
            return;
        }
        match &element {
            Element::Item => self.close_down_to(&[Element::List(None)], Some(Element::List(None))),
            Element::Row => self.close_down_to(&[Element::Table], Some(Element::Table)),
            Element::Cell => {
                if !matches!(self.top(), Element::Row) {
                    self.close_down_to(&[Element::Row, Element::Table], Some(Element::Table));
                }
                if matches!(self.top(), Element::Table) {
                    self.push(Element::Row);
                }
            }
            _ => self.hold_blocks(),
        }
        self.push(element);
    }

    /// Closes until one of these is on top; where none is open within this quote or item, opens `otherwise`.
    fn close_down_to(&mut self, wanted: &[Element], otherwise: Option<Element>) {
        let is_wanted = |open: &Open| wanted.iter().any(|element| open.element.is_kind_of(element));
        match self.open.iter().rposition(is_wanted) {
            Some(at) => {
                while self.open.len() > at + 1 {
                    self.pop();
                }
            }
            None => {
                self.hold_blocks();
                if let Some(element) = otherwise {
                    self.push(element);
                }
            }
        }
    }

    /// Makes sure that blocks may come now.
    fn hold_blocks(&mut self) {
        self.close_leaf();
        while matches!(self.top(), Element::Table | Element::Row | Element::Cell) {
            self.pop();
        }
        if matches!(self.top(), Element::List(_)) {
            self.push(Element::Item);
        }
    }

    fn is_too_much(&self) -> bool {
        // Room for a paragraph in an item of a list that opens by itself.
        self.open.len() + 4 > DEEPEST || self.count > MOST
    }

    fn close(&mut self, element: &Element) {
        self.speak();
        if self.beyond > 0 {
            self.beyond -= 1;
            if !element.is_inline() {
                self.close_leaf();
            }
            return;
        }
        // The lowest is the text itself.
        let found = self.open.iter().enumerate().skip(1).rev().find(|(_, open)| open.element.is_kind_of(element)).map(|(at, _)| at);
        let Some(at) = found else {
            // Cells hold lines only: the end of a paragraph there is the end of a line.
            if *self.top() == Element::Cell {
                self.line_break();
            }
            return;
        };
        // An end of something in the line does not end the paragraph around it.
        let crosses = element.is_inline() && self.open.iter().skip(at + 1).any(|open| !open.element.is_inline());
        if !crosses {
            while self.open.len() > at {
                self.pop();
            }
        }
    }

    /// Ends the paragraph, heading or line that is being written.
    fn close_leaf(&mut self) {
        self.speak();
        while self.open.len() > 1 && (self.top().is_inline() || self.top().is_leaf()) {
            self.pop();
        }
    }
}
