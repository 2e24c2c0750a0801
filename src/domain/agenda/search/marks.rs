//! Which parts of a text as it was written a query matched, and a line of a long text around the first of them. Not: how a mark is drawn.

use super::Query;
use super::fold::fold_into;
use std::ops::Range;

/// A line out of a long text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Without line breaks; `…` stands where something was left out.
    pub line: String,
    /// Byte ranges of `line`, in order, on the boundaries of characters.
    pub marks: Vec<Range<usize>>,
}

/// How much of a long text stands before the first match and after it, in characters.
const BEFORE: usize = 50;
const AFTER: usize = 110;

impl Query {
    /// Byte ranges of `text` that the words matched: in order, apart, on the boundaries of characters; a letter's accents are part of it.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        if self.needles.is_empty() {
            return Vec::new();
        }
        let (words, came_from) = self.traced(text);
        let mut marks: Vec<Range<usize>> = Vec::new();
        for needle in &self.needles {
            for place in needle.places(&words) {
                let (first, behind) = (place + usize::from(needle.word().starts_with(' ')), place + needle.word().len());
                let (Some(start), Some(last)) = (came_from.get(first), came_from.get(behind - 1)) else { continue };
                // Up to the next letter: accents belong to theirs, and a part of what one letter stands for (the first s of ß) is all of it.
                let Some(end) = came_from.iter().skip(behind).find(|from| *from > last) else { continue };
                marks.push(*start..*end);
            }
        }
        joined(marks)
    }

    /// A line around the first match in any of these texts; `None` where none holds a word of the query.
    pub fn snippet<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Option<Snippet> {
        texts.into_iter().find_map(|text| {
            let first = self.marks(text).into_iter().next()?;
            let (before, after) = (text.get(..first.start)?, text.get(first.start..)?);
            let (head, cut_head) = last_words(before, BEFORE);
            let (tail, cut_tail) = first_words(after, AFTER);
            let mut line = String::new();
            line.push_str(if cut_head { "… " } else { "" });
            plain_line(head, &mut line);
            plain_line(tail, &mut line);
            line.push_str(if cut_tail { " …" } else { "" });
            Some(Snippet { marks: self.marks(&line), line })
        })
    }

    /// The folded words of a text, and for each of their bytes (and the end) where in `text` it came from.
    fn traced(&self, text: &str) -> (String, Vec<usize>) {
        let mut words = String::from(" ");
        let mut came_from = vec![0];
        fold_into(text, self.fold, &mut |c, at| {
            let c = if c.is_alphanumeric() { c } else { ' ' };
            if c != ' ' || !words.ends_with(' ') {
                words.push(c);
                came_from.resize(words.len(), at);
            }
        });
        came_from.push(text.len());
        (words, came_from)
    }
}

fn joined(mut marks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match apart.last_mut().filter(|last| mark.start <= last.end) {
            Some(last) => last.end = last.end.max(mark.end),
            None => apart.push(mark),
        }
    }
    apart
}

/// About the last `n` characters, from the beginning of a word where there is one; whether something was left out.
fn last_words(text: &str, n: usize) -> (&str, bool) {
    let Some((cut, _)) = text.char_indices().rev().nth(n) else { return (text, false) };
    let kept = text.get(cut..).unwrap_or("");
    let word = kept.find(char::is_whitespace).map_or(kept, |at| kept.get(at..).unwrap_or("").trim_start());
    (word, true)
}

/// About the first `n` characters, to the end of a word where there is one; whether something was left out.
fn first_words(text: &str, n: usize) -> (&str, bool) {
    let Some((cut, _)) = text.char_indices().nth(n) else { return (text.trim_end(), false) };
    let kept = text.get(..cut).unwrap_or("");
    let word = kept.rfind(char::is_whitespace).map_or(kept, |at| kept.get(..at).unwrap_or("").trim_end());
    (word, true)
}

/// Adds it on one line, without the signs by which Markdown sets headings, lists and emphasis.
fn plain_line(text: &str, line: &mut String) {
    for c in text.chars().filter(|c| !matches!(c, '*' | '#' | '`' | '>' | '|')) {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !(line.is_empty() || line.ends_with(' ')) {
            line.push(c);
        }
    }
}

#[cfg(test)]
mod tests;
