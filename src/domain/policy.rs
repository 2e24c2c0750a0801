//! The privacy policy of a conference: which text it is, and how it reads. Not: the words of any policy, which are the organiser's.

/// Tells one version of the policy from every other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyMark {
    /// What the organisers call it.
    pub version: String,
    /// SHA-256 of the text, in lower-case hexadecimal, so that nobody can say later that it read otherwise.
    pub hash: String,
}

/// A policy with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Which one.
    pub mark: PolicyMark,
    /// Its words; [`blocks`] reads them.
    pub text: String,
    /// Who is responsible for the data; `None`: the organisers have not said it here.
    pub controller: Option<String>,
    /// Where they are reached by mail.
    pub contact: Option<String>,
}

/// A piece of a policy's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A line that began with `#`.
    Heading(String),
    /// Lines up to a blank one.
    Paragraph(String),
    /// Lines that began with `*`.
    Items(Vec<String>),
}

/// A text as it is drawn: a line that begins with `# ` is a heading, one with `* ` an item, everything else a paragraph that ends at a blank line.
/// Nothing in it can become markup.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut is_open = false;
    for line in text.lines().map(str::trim) {
        let item = line.strip_prefix("* ").or_else(|| line.strip_prefix("- "));
        match (line.strip_prefix('#'), item, found.last_mut()) {
            _ if line.is_empty() => is_open = false,
            (Some(heading), ..) => {
                found.push(Block::Heading(heading.trim_start_matches('#').trim().to_owned()));
                is_open = false;
            }
            (None, Some(item), Some(Block::Items(items))) if is_open => items.push(item.trim().to_owned()),
            (None, Some(item), _) => {
                found.push(Block::Items(vec![item.trim().to_owned()]));
                is_open = true;
            }
            (None, None, Some(Block::Paragraph(words))) if is_open => {
                words.push(' ');
                words.push_str(line);
            }
            // An item goes on over the end of its line.
            (None, None, Some(Block::Items(items))) if is_open && !items.is_empty() => {
                if let Some(last) = items.last_mut() {
                    last.push(' ');
                    last.push_str(line);
                }
            }
            (None, None, _) => {
                found.push(Block::Paragraph(line.to_owned()));
                is_open = true;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_headings_paragraphs_and_items() {
        let text = "# Who we are\n\nThe organisers\nof a conference.\n\n* first\n* second,\n  over two lines\n\nEnd.\n## More\n- third";
        assert_eq!(
            blocks(text),
            [
                Block::Heading("Who we are".into()),
                Block::Paragraph("The organisers of a conference.".into()),
                Block::Items(vec!["first".into(), "second, over two lines".into()]),
                Block::Paragraph("End.".into()),
                Block::Heading("More".into()),
                Block::Items(vec!["third".into()]),
            ]
        );
        assert_eq!(blocks(" \n\n"), []);
        assert_eq!(blocks("<script>*x*"), [Block::Paragraph("<script>*x*".into())]);
    }
}
