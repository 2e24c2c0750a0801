//! A [`Prose`] on its way from the part of the app that reads Markdown to the part that draws: a JSON list of texts, each a mark and what
//! belongs to it, so that a few lines read it back. Not: part of the contract with a backend.
//!
//! `=` or `+` comes first (all of the text, or its beginning). What holds others opens with its mark and closes with `/`: `p` `1` `2` `3`
//! `u` `o4` `*` (item) `q` `T` `R` `D` (table, row, cell) `e` `b` `s` `ahref`. The rest stands alone: `ttext` `ccode` `Cblock` `n` `r`
//! `ihref␊alt`.

use super::Malformed;
use super::json::Json;
use crate::domain::agenda::Link;
use crate::domain::prose::{Block, DEEPEST, Extent, Inline, Level, Prose};

/// The list as JSON.
pub fn to_json(prose: &Prose) -> String {
    let mut marks = vec![match prose.extent {
        Extent::Whole => "=".to_owned(),
        Extent::Beginning => "+".to_owned(),
    }];
    write_blocks(&prose.blocks, &mut marks);
    serde_json::Value::from(marks).to_string()
}

fn write_blocks(blocks: &[Block], marks: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => write_lines("p".into(), inlines, marks),
            Block::Heading(level, inlines) => write_lines(((b'1' + *level as u8) as char).to_string(), inlines, marks),
            Block::List { start, items } => {
                marks.push(start.map_or("u".into(), |start| format!("o{start}")));
                for item in items {
                    marks.push("*".into());
                    write_blocks(item, marks);
                    marks.push("/".into());
                }
                marks.push("/".into());
            }
            Block::Quote(inner) => {
                marks.push("q".into());
                write_blocks(inner, marks);
                marks.push("/".into());
            }
            Block::Code(code) => marks.push(format!("C{code}")),
            Block::Rule => marks.push("r".into()),
            Block::Table(rows) => {
                marks.push("T".into());
                for row in rows {
                    marks.push("R".into());
                    row.iter().for_each(|cell| write_lines("D".into(), cell, marks));
                    marks.push("/".into());
                }
                marks.push("/".into());
            }
        }
    }
}

fn write_lines(mark: String, inlines: &[Inline], marks: &mut Vec<String>) {
    marks.push(mark);
    for inline in inlines {
        match inline {
            Inline::Text(text) => marks.push(format!("t{text}")),
            Inline::Code(code) => marks.push(format!("c{code}")),
            Inline::Emphasis(inner) => write_lines("e".into(), inner, marks),
            Inline::Strong(inner) => write_lines("b".into(), inner, marks),
            Inline::Struck(inner) => write_lines("s".into(), inner, marks),
            Inline::Break => marks.push("n".into()),
            Inline::Link(link, inner) => write_lines(format!("a{}", link.href()), inner, marks),
            Inline::Picture { alt, at } => marks.push(format!("i{}\n{alt}", at.href())),
        }
    }
    marks.push("/".into());
}

/// Reads the list back.
///
/// # Errors
/// A list that no [`to_json`] wrote.
pub fn from_json(json: &str) -> Result<Prose, Malformed> {
    let document = Json::parse(json);
    let marks: Option<Vec<&str>> = document.as_ref().and_then(Json::list).and_then(|all| all.iter().map(Json::text).collect());
    let read = marks.and_then(|marks| read(&mut Reader { marks: marks.iter() }));
    read.ok_or(Malformed("prose"))
}

struct Reader<'m> {
    marks: std::slice::Iter<'m, &'m str>,
}

impl<'m> Reader<'m> {
    /// The next mark, and what belongs to it.
    fn next(&mut self) -> Option<(char, &'m str)> {
        let mark = self.marks.next()?;
        let first = mark.chars().next()?;
        Some((first, &mark[first.len_utf8()..]))
    }
}

fn read(reader: &mut Reader<'_>) -> Option<Prose> {
    let extent = match reader.next()? {
        ('=', _) => Extent::Whole,
        ('+', _) => Extent::Beginning,
        _ => return None,
    };
    let mut blocks = Vec::new();
    while !reader.marks.as_slice().is_empty() {
        let (mark, with) = reader.next()?;
        blocks.push(read_block(reader, mark, with, DEEPEST * 2)?);
    }
    Some(Prose { blocks, extent })
}

fn read_block(reader: &mut Reader<'_>, mark: char, with: &str, deeper: usize) -> Option<Block> {
    let deeper = deeper.checked_sub(1)?;
    Some(match mark {
        'p' => Block::Paragraph(read_lines(reader, deeper)?),
        '1' => Block::Heading(Level::Upper, read_lines(reader, deeper)?),
        '2' => Block::Heading(Level::Middle, read_lines(reader, deeper)?),
        '3' => Block::Heading(Level::Lower, read_lines(reader, deeper)?),
        'q' => Block::Quote(read_blocks(reader, deeper)?),
        'C' => Block::Code(with.to_owned()),
        'r' => Block::Rule,
        'u' => Block::List { start: None, items: read_all(reader, '*', |reader| read_blocks(reader, deeper))? },
        'o' => Block::List { start: Some(with.parse().ok()?), items: read_all(reader, '*', |reader| read_blocks(reader, deeper))? },
        'T' => Block::Table(read_all(reader, 'R', |reader| read_all(reader, 'D', |reader| read_lines(reader, deeper)))?),
        _ => return None,
    })
}

/// As far as the `/` that closes what holds them.
fn read_blocks(reader: &mut Reader<'_>, deeper: usize) -> Option<Vec<Block>> {
    let mut blocks = Vec::new();
    loop {
        match reader.next()? {
            ('/', _) => return Some(blocks),
            (mark, with) => blocks.push(read_block(reader, mark, with, deeper)?),
        }
    }
}

/// Parts that all open with `mark`.
fn read_all<T>(reader: &mut Reader<'_>, mark: char, mut part: impl FnMut(&mut Reader<'_>) -> Option<T>) -> Option<Vec<T>> {
    let mut parts = Vec::new();
    loop {
        match reader.next()? {
            ('/', _) => return Some(parts),
            (found, _) if found == mark => parts.push(part(reader)?),
            _ => return None,
        }
    }
}

fn read_lines(reader: &mut Reader<'_>, deeper: usize) -> Option<Vec<Inline>> {
    let deeper = deeper.checked_sub(1)?;
    let mut inlines = Vec::new();
    loop {
        inlines.push(match reader.next()? {
            ('/', _) => return Some(inlines),
            ('t', text) => Inline::Text(text.to_owned()),
            ('c', code) => Inline::Code(code.to_owned()),
            ('n', _) => Inline::Break,
            ('e', _) => Inline::Emphasis(read_lines(reader, deeper)?),
            ('b', _) => Inline::Strong(read_lines(reader, deeper)?),
            ('s', _) => Inline::Struck(read_lines(reader, deeper)?),
            ('a', href) => Inline::Link(Link::new(href, "")?, read_lines(reader, deeper)?),
            ('i', picture) => {
                let (href, alt) = picture.split_once('\n')?;
                Inline::Picture { alt: alt.to_owned(), at: Link::new(href, "")? }
            }
            _ => return None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_mark_reads_back() {
        let text = |text: &str| Inline::Text(text.into());
        let link = || Link::new("https://example.org/", "").unwrap();
        let lines = vec![
            text("/"),
            Inline::Break,
            Inline::Code("\"\n".into()),
            Inline::Emphasis(vec![Inline::Strong(vec![Inline::Struck(vec![text("مرحبا")])])]),
            Inline::Link(link(), vec![text("")]),
            Inline::Picture { alt: "a\nb".into(), at: link() },
        ];
        let blocks = vec![
            Block::Paragraph(lines.clone()),
            Block::Heading(Level::Upper, vec![]),
            Block::Heading(Level::Middle, vec![text("b")]),
            Block::Heading(Level::Lower, vec![text("c")]),
            Block::List { start: None, items: vec![vec![Block::Rule], vec![]] },
            Block::List { start: Some(4), items: vec![vec![Block::Code("x\n  y".into()), Block::Quote(vec![Block::Rule])]] },
            Block::Table(vec![vec![vec![text("a")], vec![]], vec![lines]]),
        ];
        for extent in [Extent::Whole, Extent::Beginning] {
            let prose = Prose { blocks: blocks.clone(), extent };
            assert_eq!(from_json(&to_json(&prose)), Ok(prose));
        }
    }

    #[test]
    fn what_no_part_of_the_app_wrote_is_refused() {
        let deep = format!("[\"=\"{}]", ",\"q\"".repeat(1000));
        for bad in [
            "",
            "{}",
            "[]",
            "[\"?\"]",
            "[\"=\",\"p\"]",
            "[\"=\",\"x\"]",
            "[\"=\",\"p\",\"ajavascript:alert(1)\",\"/\",\"/\"]",
            "[\"=\",\"\"]",
            "[\"=\",\"T\",\"D\"]",
            &deep,
        ] {
            assert!(from_json(bad).is_err(), "{bad}");
        }
    }
}
