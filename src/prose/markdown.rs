//! A text as CommonMark with tables and strikethrough, told as tokens. Single line breaks stay where the author broke lines on purpose.
//! Not: HTML, which [`super::html`] tells.

use super::address::link;
use super::grow::Grower;
use super::html;
use super::token::{Element, Token};
use crate::domain::prose::Block;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::BTreeSet;

/// Reads a text whose lines end with `\n`.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let text = if is_html(text) { unindented(text) } else { text.to_owned() };
    let breaks = Lines::new(&text);
    let parser = Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let definitions: Vec<(String, String)> =
        parser.reference_definitions().iter().map(|(label, definition)| (label.to_owned(), definition.dest.to_string())).collect();
    let mut used = BTreeSet::new();
    let mut grower = Grower::new();
    // A piece of HTML may be told line by line.
    let mut markup = None;
    for (event, place) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::HtmlBlock) => markup = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => {
                let piece = markup.take().unwrap_or_default();
                html::tokens(&piece).into_iter().for_each(|token| grower.take(token));
            }
            Event::Html(piece) | Event::InlineHtml(piece) => match &mut markup {
                Some(whole) => whole.push_str(&piece),
                None => html::tokens(&piece).into_iter().for_each(|token| grower.take(token)),
            },
            Event::Text(words) => match &mut markup {
                Some(whole) => whole.push_str(&words),
                None => grower.take(Token::Text(words.into_string())),
            },
            Event::SoftBreak if breaks.is_wrapped_at(place.start) => grower.take(Token::Text(" ".into())),
            Event::SoftBreak | Event::HardBreak => grower.take(Token::Break),
            Event::Code(words) => {
                grower.take(Token::Open(Element::Code));
                grower.take(Token::Text(words.into_string()));
                grower.take(Token::Close(Element::Code));
            }
            Event::Rule => grower.take(Token::Rule),
            Event::Start(Tag::Image { dest_url, .. }) => grower.begin_picture(link(&dest_url)),
            Event::Start(tag) => {
                if let Tag::Link { id, .. } = &tag {
                    used.insert(id.to_lowercase());
                }
                if let Some(element) = opened(tag) {
                    grower.take(Token::Open(element));
                }
            }
            Event::End(TagEnd::Image) => grower.end_of_picture(),
            Event::End(tag) => {
                if let Some(element) = closed(tag) {
                    grower.take(Token::Close(element));
                }
            }
            Event::InlineMath(words) | Event::DisplayMath(words) | Event::FootnoteReference(words) => {
                grower.take(Token::Text(words.into_string()));
            }
            Event::TaskListMarker(_) => {}
        }
    }
    // CommonMark does not show where a reference leads; one that nothing refers to was meant to be read.
    for (label, address) in definitions.into_iter().filter(|(label, _)| !used.contains(&label.to_lowercase())) {
        grower.take(Token::Open(Element::Paragraph));
        grower.take(Token::Text(format!("[{label}]: {address}")));
        grower.take(Token::Close(Element::Paragraph));
    }
    grower.finish()
}

fn opened(tag: Tag<'_>) -> Option<Element> {
    Some(match tag {
        Tag::Paragraph => Element::Paragraph,
        Tag::Heading { level, .. } => Element::Heading(level as u8),
        Tag::BlockQuote(_) => Element::Quote,
        Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => Element::Preformatted,
        Tag::List(start) => Element::List(start.map(|start| u32::try_from(start).unwrap_or(1))),
        Tag::Item => Element::Item,
        Tag::Table(_) => Element::Table,
        Tag::TableHead | Tag::TableRow => Element::Row,
        Tag::TableCell => Element::Cell,
        Tag::Emphasis => Element::Emphasis,
        Tag::Strong => Element::Strong,
        Tag::Strikethrough => Element::Struck,
        Tag::Link { link_type: LinkType::Email, dest_url, .. } => Element::Link(link(&format!("mailto:{dest_url}"))),
        Tag::Link { dest_url, .. } => Element::Link(link(&dest_url)),
        // Not switched on, or told apart before.
        _ => return None,
    })
}

fn closed(tag: TagEnd) -> Option<Element> {
    Some(match tag {
        TagEnd::Paragraph => Element::Paragraph,
        TagEnd::Heading(level) => Element::Heading(level as u8),
        TagEnd::BlockQuote(_) => Element::Quote,
        TagEnd::CodeBlock => Element::Preformatted,
        TagEnd::List(_) => Element::List(None),
        TagEnd::Item => Element::Item,
        TagEnd::Table => Element::Table,
        TagEnd::TableHead | TagEnd::TableRow => Element::Row,
        TagEnd::TableCell => Element::Cell,
        TagEnd::Emphasis => Element::Emphasis,
        TagEnd::Strong => Element::Strong,
        TagEnd::Strikethrough => Element::Struck,
        TagEnd::Link => Element::Link(None),
        _ => return None,
    })
}

const _: () = assert!(HeadingLevel::H1 as u8 == 1 && HeadingLevel::H6 as u8 == 6);

/// The character that a reference such as `&eacute;` stands for; the parser knows them all.
pub(super) fn character(reference: &str) -> Option<String> {
    let said: String =
        Parser::new(reference).filter_map(|event| if let Event::Text(text) = event { Some(text.into_string()) } else { None }).collect();
    (said != reference && !said.is_empty()).then_some(said)
}

/// Whether the text was written as HTML, where white space in front of a line means nothing.
fn is_html(text: &str) -> bool {
    ["</p>", "</li>", "</ul>", "</div>", "<br"].iter().any(|tag| text.contains(tag))
}

/// Without white space in front of lines. A `<br>` alone on its line is an empty line: as HTML it would keep Markdown from what follows.
fn unindented(text: &str) -> String {
    let line =
        |line: &'_ str| if matches!(line.trim(), "<br>" | "<br/>" | "<br />") { String::new() } else { line.trim_start().to_owned() };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Which line breaks only kept the author's lines short.
struct Lines {
    /// Begin and end of the paragraphs that were wrapped.
    wrapped: Vec<(usize, usize)>,
}

impl Lines {
    fn new(text: &str) -> Self {
        let (mut wrapped, mut start) = (Vec::new(), 0);
        for paragraph in text.split_inclusive("\n\n") {
            if is_wrapped(paragraph) {
                wrapped.push((start, start + paragraph.len()));
            }
            start += paragraph.len();
        }
        Self { wrapped }
    }

    fn is_wrapped_at(&self, place: usize) -> bool {
        let next = self.wrapped.partition_point(|(_, end)| *end <= place);
        self.wrapped.get(next).is_some_and(|(start, _)| *start <= place)
    }
}

/// Whether the lines are full but for the last, as an editor of fixed width leaves them.
fn is_wrapped(paragraph: &str) -> bool {
    let lengths: Vec<usize> = paragraph.trim().lines().map(|line| line.chars().count()).collect();
    let Some((last, full)) = lengths.split_last() else { return false };
    full.len() >= 2 && full.iter().all(|length| (50..=110).contains(length)) && *last <= 110
}
