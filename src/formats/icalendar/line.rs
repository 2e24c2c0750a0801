//! iCalendar's content lines (RFC 5545 section 3.1), unfolded and sorted into components. Not: what any property means.

/// `NAME;PARAM=value:value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// In capitals.
    pub(super) name: String,
    parameters: Vec<(String, String)>,
    /// As it is written, escapes and all.
    pub(super) value: String,
}

/// What stands between `BEGIN` and `END`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Component {
    /// In capitals.
    pub(super) name: String,
    pub(super) lines: Vec<Line>,
    pub(super) parts: Vec<Component>,
}

/// The calendars of a file.
pub(super) struct Stream {
    pub(super) calendars: Vec<Component>,
    /// Some line is neither a property nor continues one.
    pub(super) has_strays: bool,
}

/// Nothing in a calendar is nested deeper than an alarm in an event.
const DEEPEST: usize = 8;

/// Reads the lines of a file. `Err`: the line, from 1, at which it breaks off or is damaged.
pub(super) fn read(text: &str) -> Result<Stream, usize> {
    let mut stream = Stream { calendars: Vec::new(), has_strays: false };
    let mut open: Vec<Component> = Vec::new();
    let mut last = 0;
    for (number, unfolded) in unfold(text) {
        last = number;
        if unfolded.trim().is_empty() {
            continue;
        }
        let Some(line) = parse(&unfolded) else {
            stream.has_strays = true;
            continue;
        };
        let named = || line.value.trim().to_ascii_uppercase();
        if line.name == "BEGIN" {
            let name = named();
            // An event anywhere else is one that was never ended, and its properties would be taken for another's.
            let misplaced = name == "VEVENT" && open.last().is_none_or(|outer| outer.name != "VCALENDAR");
            if misplaced || open.len() == DEEPEST {
                return Err(number);
            }
            open.push(Component { name, ..Component::default() });
        } else if line.name == "END" {
            let closed = open.pop().filter(|component| component.name == named()).ok_or(number)?;
            match open.last_mut() {
                Some(outer) => outer.parts.push(closed),
                None => stream.calendars.push(closed),
            }
        } else if let Some(component) = open.last_mut() {
            component.lines.push(line);
        } else {
            stream.has_strays = true;
        }
    }
    if open.is_empty() && !stream.calendars.is_empty() { Ok(stream) } else { Err(last.max(1)) }
}

/// Lines with the number of their first physical line. A line that begins with a space or a tab continues the one before.
fn unfold(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (position, physical) in text.split('\n').enumerate() {
        let physical = physical.strip_suffix('\r').unwrap_or(physical);
        match (physical.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, line))) => line.push_str(rest),
            (Some(_), None) | (None, _) => lines.push((position + 1, physical.to_owned())),
        }
    }
    lines
}

/// `None`: there is no property on this line.
fn parse(line: &str) -> Option<Line> {
    let is_name = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let name_ends = line.find([';', ':'])?;
    let name = line.get(..name_ends).filter(|name| is_name(name))?;
    let mut rest = line.get(name_ends..)?;
    let mut parameters = Vec::new();
    while let Some(parameter) = rest.strip_prefix(';') {
        let (key, after) = parameter.split_once('=').filter(|(key, _)| is_name(key))?;
        // A value in quotation marks may hold what would end it.
        let mut quoted = false;
        let ends = after.find(|c: char| {
            quoted ^= c == '"';
            !quoted && matches!(c, ';' | ':')
        })?;
        parameters.push((key.to_ascii_uppercase(), after.get(..ends)?.trim_matches('"').to_owned()));
        rest = after.get(ends..)?;
    }
    Some(Line { name: name.to_ascii_uppercase(), parameters, value: rest.strip_prefix(':')?.to_owned() })
}

impl Line {
    /// The value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The value as text (RFC 5545 section 3.3.11), trimmed.
    pub(super) fn text(&self) -> String {
        self.texts(false).concat().trim().to_owned()
    }

    /// The value as a list of texts with commas between.
    pub(super) fn list(&self) -> Vec<String> {
        self.texts(true)
    }

    fn texts(&self, is_list: bool) -> Vec<String> {
        let mut texts = vec![String::new()];
        let mut characters = self.value.chars();
        while let Some(c) = characters.next() {
            let plain = match c {
                '\\' => match characters.next() {
                    Some('n' | 'N') => '\n',
                    Some(escaped) => escaped,
                    None => continue,
                },
                ',' if is_list => {
                    texts.push(String::new());
                    continue;
                }
                c => c,
            };
            if let Some(text) = texts.last_mut() {
                text.push(plain);
            }
        }
        texts
    }
}

impl Component {
    /// The property of this name; of several the first.
    pub(super) fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// Its text, where it is there and not blank.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.line(name).map(Line::text).filter(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_escaped_and_quoted() {
        let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY;X=\"a:b;c\";LANGUAGE=en:One\\, two\\n th\r\n ree\\\\ \r\n\tfour: é\r\nCATEGORIES:A,B\\,C\r\nrubbish\r\n\r\nEND:vevent\r\nend:VCALENDAR\r\n";
        let stream = read(text).unwrap_or_else(|line| panic!("line {line}"));
        let event = &stream.calendars[0].parts[0];
        let summary = event.line("SUMMARY").unwrap();
        assert_eq!(summary.text(), "One, two\n three\\ four: é");
        assert_eq!((summary.parameter("X"), summary.parameter("LANGUAGE"), summary.parameter("Y")), (Some("a:b;c"), Some("en"), None));
        assert_eq!(event.line("CATEGORIES").unwrap().list(), ["A", "B,C"]);
        assert!(stream.has_strays);
    }

    #[test]
    fn what_breaks_off_is_told_by_its_line() {
        for (text, line) in [
            ("", 1),
            ("BEGIN:VCALENDAR\nVERSION:2.0", 2),
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", 3),
            ("END:VCALENDAR", 1),
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VEVENT", 3),
        ] {
            assert_eq!(read(text).map(|_| ()), Err(line), "{text}");
        }
        assert_eq!(read(&"BEGIN:X\n".repeat(100_000)).map(|_| ()), Err(9), "nothing is nested so deep");
    }
}
