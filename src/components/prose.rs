//! A text with structure as nodes of the page. Not: the reading of Markdown, nor waiting for it.

use crate::domain::agenda::Link;
use crate::domain::prose::{Block, Cell, Extent, Inline, Level, Prose};
use leptos::prelude::*;

/// Draws a text. Each block finds its own direction; headings stand below an `h2`.
pub fn prose(prose: &Prose) -> impl IntoView + use<> {
    let is_cut = prose.extent == Extent::Beginning;
    view! {
        {blocks(&prose.blocks, true)}
        {is_cut.then(|| view! { <p class="hint">{t!("The text goes on; this is its beginning.")}</p> })}
    }
}

/// Only the outermost blocks ask for a direction: what is inside follows them.
fn blocks(all: &[Block], outermost: bool) -> AnyView {
    let dir = outermost.then_some("auto");
    let drawn: Vec<AnyView> = all.iter().map(|one| block(one, dir)).collect();
    drawn.into_any()
}

fn block(block: &Block, dir: Option<&'static str>) -> AnyView {
    match block {
        Block::Paragraph(inner) => view! { <p dir=dir>{inlines(inner)}</p> }.into_any(),
        Block::Heading(Level::Upper, inner) => view! { <h3 dir=dir>{inlines(inner)}</h3> }.into_any(),
        Block::Heading(Level::Middle, inner) => view! { <h4 dir=dir>{inlines(inner)}</h4> }.into_any(),
        Block::Heading(Level::Lower, inner) => view! { <h5 dir=dir>{inlines(inner)}</h5> }.into_any(),
        Block::List { start: None, items } => view! { <ul dir=dir>{list(items)}</ul> }.into_any(),
        Block::List { start: Some(start), items } => view! { <ol dir=dir start=start.to_string()>{list(items)}</ol> }.into_any(),
        Block::Quote(inner) => view! { <blockquote dir=dir>{blocks(inner, false)}</blockquote> }.into_any(),
        // Code is written from the left in every language.
        Block::Code(code) => view! { <pre dir="ltr"><code>{code.clone()}</code></pre> }.into_any(),
        Block::Rule => view! { <hr/> }.into_any(),
        Block::Table(rows) => table(rows, dir),
    }
}

fn list(items: &[Vec<Block>]) -> Vec<AnyView> {
    let item = |item: &Vec<Block>| match item.as_slice() {
        [Block::Paragraph(inner)] => view! { <li>{inlines(inner)}</li> }.into_any(),
        inner => view! { <li>{blocks(inner, false)}</li> }.into_any(),
    };
    items.iter().map(item).collect()
}

/// Wider than a phone, it scrolls by itself; the keyboard can reach it to do so.
fn table(rows: &[Vec<Cell>], dir: Option<&'static str>) -> AnyView {
    let (head, body) = rows.split_at(rows.len().min(1));
    let names: Vec<AnyView> = head.iter().flatten().map(|cell| view! { <th scope="col">{inlines(cell)}</th> }.into_any()).collect();
    let row = |row: &Vec<Cell>| {
        let cells: Vec<AnyView> = row.iter().map(|cell| view! { <td>{inlines(cell)}</td> }.into_any()).collect();
        view! { <tr>{cells}</tr> }.into_any()
    };
    let lines: Vec<AnyView> = body.iter().map(row).collect();
    view! {
        <div class="table" role="group" aria-label=t!("Table") tabindex="0">
            <table dir=dir><thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table>
        </div>
    }
    .into_any()
}

fn inlines(all: &[Inline]) -> Vec<AnyView> {
    let one = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Emphasis(inner) => view! { <em>{inlines(inner)}</em> }.into_any(),
        Inline::Strong(inner) => view! { <strong>{inlines(inner)}</strong> }.into_any(),
        Inline::Struck(inner) => view! { <s>{inlines(inner)}</s> }.into_any(),
        Inline::Code(code) => view! { <code dir="ltr">{code.clone()}</code> }.into_any(),
        Inline::Break => view! { <br/> }.into_any(),
        Inline::Link(link, inner) => followed(link, inlines(inner).into_any()),
        Inline::Picture { alt, at } => followed(at, picture(alt).into_any()),
    };
    all.iter().map(one).collect()
}

/// A picture is never fetched for the reader: its place could tell a stranger who reads what.
fn picture(alt: &str) -> String {
    if alt.is_empty() { t!("Picture").to_owned() } else { t!("Picture: {alt}", alt) }
}

/// A link that leads out of the app, which is seen and heard.
pub fn followed(link: &Link, words: AnyView) -> AnyView {
    let href = link.href().to_owned();
    if href.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:")) {
        return view! { <a href=href rel="noopener noreferrer nofollow">{words}</a> }.into_any();
    }
    view! {
        <a class="outward" href=href rel="noopener noreferrer nofollow" target="_blank">
            <bdi>{words}</bdi><span class="visually-hidden">" "{t!("(another site, in a new tab)")}</span>
        </a>
    }
    .into_any()
}
