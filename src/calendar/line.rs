//! Content lines: escaped, folded, ended by CRLF (RFC 5545 sections 3.1 and 3.3.11; contact cards have the same, RFC 6350 section 3). Not: which lines
//! there are.

/// Octets of a line without its end.
const LONGEST: usize = 75;

/// The lines of a file. Whatever a text holds, it stays inside its own line.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    text: String,
}

impl Lines {
    /// A property whose value is ours: no text of other people.
    pub(crate) fn plain(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", one_line(value)));
    }

    /// A property of type TEXT.
    pub(crate) fn text(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", escaped(value)));
    }

    /// A property with a list of TEXT values.
    pub(super) fn texts(&mut self, name: &str, values: &[String]) {
        let values: Vec<String> = values.iter().map(|value| escaped(value)).collect();
        self.fold(&format!("{name}:{}", values.join(",")));
    }

    /// The file.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    fn fold(&mut self, line: &str) {
        let (mut rest, mut room) = (line, LONGEST);
        while rest.len() > room {
            let mut end = room;
            while !rest.is_char_boundary(end) {
                end -= 1;
            }
            self.text.push_str(&rest[..end]);
            self.text.push_str("\r\n ");
            (rest, room) = (&rest[end..], LONGEST - 1);
        }
        self.text.push_str(rest);
        self.text.push_str("\r\n");
    }
}

/// Everything that some reader takes for the end of a line.
fn breaks(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn one_line(value: &str) -> String {
    value.chars().filter(|c| !c.is_control() && !breaks(*c)).collect()
}

/// As a TEXT value: line ends are `\n`, other control characters but the tab are left out, because the grammar has no way to write them.
pub(super) fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    let mut rest = value.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            c if breaks(c) => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            c if c.is_control() && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}
