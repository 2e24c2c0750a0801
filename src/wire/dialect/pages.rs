//! How a list goes on: a `Link` header (RFC 8288), an address in the answer, or a cursor. Of an address only its query is ever taken, and only where it
//! names the host that was asked: what goes out goes to the list's own address. Not: asking.

/// Where the next page of a list begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paging {
    /// At the beginning.
    First,
    /// The list's own address with this query.
    Query(String),
    /// What a parameter is told.
    Cursor(String),
    /// An address that names another host than the one that was asked.
    Elsewhere,
}

/// What stands before a cursor in what the app carries of it.
const CURSOR: char = '~';

impl Paging {
    /// As an answer of `host` gives it: an address, whole or relative.
    pub fn at(address: &str, host: &str) -> Self {
        let address = address.trim();
        let is_scheme =
            |start: &str| !start.is_empty() && start.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
        let names_host =
            address.strip_prefix("//").or_else(|| address.split_once("://").filter(|(start, _)| is_scheme(start)).map(|(_, rest)| rest));
        let is_plain = !address.contains('\\') && !address.contains(|c: char| c.is_whitespace() || c.is_control());
        let is_here = names_host.is_none_or(|rest| authority(rest) == authority(host.split_once("://").map_or(host, |(_, rest)| rest)));
        match address.split('#').next().and_then(|address| address.split_once('?')) {
            Some((_, query)) if is_plain && is_here && !query.is_empty() => Self::Query(query.to_owned()),
            _ => Self::Elsewhere,
        }
    }

    /// As the app carries it from one question to the next, after what it gave to [`Paging::written`].
    pub fn read(written: &str) -> Option<Self> {
        match written.strip_prefix('?') {
            Some(query) if !query.contains('#') => Some(Self::Query(query.to_owned())),
            Some(_) => None,
            None => match written.strip_prefix(CURSOR) {
                Some(cursor) => Some(Self::Cursor(cursor.to_owned())),
                None => (written == "!").then_some(Self::Elsewhere),
            },
        }
    }

    /// Without parameters whose names are not `known`; with none left, it is the beginning. Names are compared as they are written: whoever writes
    /// `%69nclude` gets no further than with `include`.
    #[must_use]
    pub fn of_known(self, is_known: impl Fn(&str) -> bool) -> Self {
        let Self::Query(query) = &self else { return self };
        let kept: Vec<&str> = parameters(query).filter(|(name, _)| is_known(name)).map(|(_, whole)| whole).collect();
        if kept.is_empty() { Self::First } else { Self::Query(kept.join("&")) }
    }

    /// The names of its parameters as they are written.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let query = if let Self::Query(query) = self { query } else { "" };
        parameters(query).map(|(name, _)| name)
    }

    /// For [`Paging::read`]; `None`: there is nothing to carry.
    pub fn written(&self) -> Option<String> {
        match self {
            Self::First => None,
            Self::Query(query) => Some(format!("?{query}")),
            Self::Cursor(cursor) => Some(format!("{CURSOR}{cursor}")),
            Self::Elsewhere => Some("!".to_owned()),
        }
    }
}

/// Each parameter's name, and the whole of it. Old servers take a semicolon for an ampersand.
fn parameters(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let pieces = query.split(['&', ';']).filter(|piece| !piece.is_empty());
    pieces.map(|piece| (piece.split('=').next().unwrap_or(piece), piece))
}

/// Host and port in small letters; what goes without saying is not said. Who puts TLS in front of a backend has it say `http:` of itself, so the
/// scheme is not told apart: it is not taken either.
fn authority(behind_scheme: &str) -> String {
    let host = behind_scheme.split(['/', '?', '#']).next().unwrap_or("").to_ascii_lowercase();
    let bare = host.strip_suffix(":443").or(host.strip_suffix(":80")).map(str::to_owned);
    bare.unwrap_or(host)
}

/// The address of the next page in a `Link` header: `<…?page=2>; rel="next"`, among others and in any order.
pub(super) fn link_to_next(header: &str) -> Option<&str> {
    let mut rest = header;
    loop {
        let (_, after) = rest.split_once('<')?;
        let (target, after) = after.split_once('>')?;
        let (parameters, others) = until_comma(after);
        // The first `rel` counts, and it may be several words (RFC 8288, 3.3).
        let rel = parameters.iter().find_map(|(name, value)| name.eq_ignore_ascii_case("rel").then_some(*value));
        if rel.is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("next"))) {
            return Some(target);
        }
        rest = others;
    }
}

/// The parameters of one link, and what follows the comma behind it. Commas, semicolons and escapes inside quotes belong to the value.
fn until_comma(text: &str) -> (Vec<(&str, &str)>, &str) {
    let (mut parameters, mut from, mut is_quoted, mut is_escaped) = (Vec::new(), 0, false, false);
    let mut end = text.len();
    let part = |from: usize, to: usize| text.get(from..to).and_then(|part| part.split_once('='));
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            ';' | ',' if !is_quoted => {
                parameters.extend(part(from, at));
                from = at + 1;
                if c == ',' {
                    end = at;
                    break;
                }
            }
            _ => {}
        }
    }
    if end == text.len() {
        parameters.extend(part(from, end));
    }
    let plain = parameters.into_iter().map(|(name, value)| (name.trim(), value.trim().trim_matches('"')));
    (plain.collect(), text.get(end..).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const HOST: &str = "https://api.example.org";

    #[test]
    fn of_an_address_the_query_is_taken_and_nothing_else() {
        let query = |text: &str| Paging::Query(text.to_owned());
        for (address, taken) in [
            ("https://api.example.org/people/?page=2", "page=2"),
            ("http://API.example.org:80/inside/the/proxy?page=2&q=a%20b#x", "page=2&q=a%20b"),
            ("/people/?cursor=cD0y", "cursor=cD0y"),
            ("?page=3", "page=3"),
            ("people?page=4", "page=4"),
            ("?back=https://elsewhere.example/&page=6", "back=https://elsewhere.example/&page=6"),
            ("//api.example.org/people?page=5", "page=5"),
        ] {
            assert_eq!(Paging::at(address, HOST), query(taken), "{address}");
        }
        assert_eq!(Paging::at("http://127.0.0.1:8000/?page=2", "http://127.0.0.1:8000"), query("page=2"));
    }

    #[test]
    fn t38_an_address_at_another_host_is_not_followed() {
        for address in [
            "https://evil.example/people/?page=2",
            "https://api.example.org.evil.example/?page=2",
            "https://api.example.org@evil.example/?page=2",
            "https://evil.example:443/?x=https://api.example.org/",
            "https://api.example.org:8443/people/?page=2",
            "//evil.example/?page=2",
            "/\\evil.example/?page=2",
            "https:\\\\evil.example?page=2",
            "ht\ntps://api.example.org/?page=2",
            "javascript://evil.example/?page=2",
            "/people/page/2/",
            "https://api.example.org/people/",
            "",
            "?",
        ] {
            assert_eq!(Paging::at(address, HOST), Paging::Elsewhere, "{address}");
        }
        assert_eq!(Paging::at("http://127.0.0.1:8001/?page=2", "http://127.0.0.1:8000"), Paging::Elsewhere);
    }

    #[test]
    fn what_is_carried_is_read_again() {
        for paging in [Paging::Query("page=2&q=~".into()), Paging::Cursor("?/+=".into()), Paging::Elsewhere] {
            assert_eq!(Paging::read(&paging.written().unwrap()), Some(paging));
        }
        assert_eq!(Paging::First.written(), None);
        for bad in ["", "page=2", "https://evil.example/?page=2", "?a#b", "!x"] {
            assert_eq!(Paging::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn t38_of_a_query_only_known_names_are_kept() {
        let known = |name: &str| matches!(name, "page" | "q");
        let of = |query: &str| Paging::Query(query.into()).of_known(known);
        for (query, kept) in [
            ("page=2&q=a%20b=c", "page=2&q=a%20b=c"),
            ("include=all&page=2", "page=2"),
            ("page=2;include=all&%70age=3&PAGE=4&&page[]=5&include", "page=2"),
        ] {
            assert_eq!(of(query), Paging::Query(kept.into()), "{query}");
        }
        assert_eq!(of("include=all"), Paging::First);
        assert_eq!(Paging::Cursor("include=all".into()).of_known(known), Paging::Cursor("include=all".into()));
        let written = Paging::Query("page=2&x;y=3".into());
        assert_eq!((written.names().collect::<Vec<_>>(), Paging::First.names().count()), (vec!["page", "x", "y"], 0));
    }

    #[test]
    fn a_link_header_is_read_as_the_standard_writes_it() {
        for (header, next) in [
            ("</p?page=2>; rel=\"next\"", Some("/p?page=2")),
            ("</p?page=9>; rel=last, </p?page=2>;REL=Next", Some("/p?page=2")),
            ("</p?a=1,2>; title=\"a, b; rel=next <x>\"; rel=prev, </p?page=2>; rel=\"last next\"", Some("/p?page=2")),
            ("</a?x=1>; title=\"say \\\"no, rel=next\\\"\"; rel=up, <?page=2> ; rel=\"next\"", Some("?page=2")),
            ("</p?page=2>; rel=\"prev\"; rel=\"next\"", None),
            ("</p?page=2>; rel=\"nextish\"", None),
            ("</p?page=2>", None),
            ("", None),
            ("rel=next", None),
            ("<", None),
        ] {
            assert_eq!(link_to_next(header), next, "{header}");
        }
    }
}
