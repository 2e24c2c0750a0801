//! Where something stands in an answer: a JSON pointer (RFC 6901), and whether what stands there was shown on purpose. Not: what it means.

use crate::domain::privacy::Field;
use crate::wire::flags::{hidden_by, is_about, truth};
use crate::wire::json::Json;
use std::str::FromStr;

/// A checked pointer; the empty one is the whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pointer(Vec<String>);

/// Neither empty nor a path that begins with `/`, or a `~` in it is neither `~0` nor `~1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPointer;

impl FromStr for Pointer {
    type Err = NotAPointer;

    fn from_str(text: &str) -> Result<Self, NotAPointer> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        text.strip_prefix('/').ok_or(NotAPointer)?.split('/').map(unescaped).collect::<Option<_>>().map(Self).ok_or(NotAPointer)
    }
}

/// `~1` is `/`, `~0` is `~`, and nothing else begins with `~`.
fn unescaped(token: &str) -> Option<String> {
    let mut pieces = token.split('~');
    let mut whole = pieces.next()?.to_owned();
    for piece in pieces {
        let rest = piece.strip_prefix('0').map(|rest| ('~', rest)).or_else(|| piece.strip_prefix('1').map(|rest| ('/', rest)));
        let (sign, rest) = rest?;
        whole.push(sign);
        whole.push_str(rest);
    }
    Some(whole)
}

impl Pointer {
    /// The names on the way, the outermost first.
    pub(super) fn names(&self) -> &[String] {
        &self.0
    }

    /// What stands there; `null` is nothing.
    pub(super) fn of<'j, 't>(&self, json: &'j Json<'t>) -> Option<&'j Json<'t>> {
        self.0.iter().try_fold(json, |here, name| child(here, name))
    }

    /// What stands there as this field, unless a flag beside it, or beside anything around it, says that it is hidden: then it is not there at all.
    /// A flag that hides the whole of `json` is not among them.
    pub(super) fn shown<'j, 't>(&self, json: &'j Json<'t>, field: Field) -> Option<&'j Json<'t>> {
        let mut here = json;
        for (depth, name) in self.0.iter().enumerate() {
            let way = self.0.get(depth..).unwrap_or_default();
            let says_so = |stem: String| (stem.is_empty() && depth > 0) || is_about(&stem, field, way);
            if flags(here).any(says_so) {
                return None;
            }
            here = child(here, name)?;
        }
        // A value with a flag of its own: `{"value": …, "visible": false}` read as a whole.
        let is_hidden = !self.0.is_empty() && flags(here).any(|stem| stem.is_empty());
        Some(here).filter(|_| !is_hidden)
    }
}

/// Of what the flags of an object say that it is hidden; the empty name is the object itself.
pub(super) fn flags(json: &Json<'_>) -> impl Iterator<Item = String> {
    json.members().unwrap_or_default().iter().filter_map(|(name, value)| {
        let flag = match value {
            Json::Bool(flag) => *flag,
            Json::Number(word) => truth(word)?,
            Json::Text(word) => truth(word)?,
            Json::Null | Json::List(_) | Json::Members(_) => return None,
        };
        hidden_by(name, flag)
    })
}

fn child<'j, 't>(json: &'j Json<'t>, name: &str) -> Option<&'j Json<'t>> {
    match json {
        Json::Members(_) => json.member(name),
        Json::List(elements) => {
            let is_index = name == "0" || (!name.starts_with('0') && name.bytes().all(|digit| digit.is_ascii_digit()));
            is_index.then(|| name.parse::<usize>().ok()).flatten().and_then(|at| elements.get(at)).filter(|element| **element != Json::Null)
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn pointer(text: &str) -> Pointer {
        text.parse().unwrap()
    }

    #[test]
    fn points_as_the_standard_does() {
        // The document of RFC 6901, section 5.
        let text = r#"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#;
        let json = Json::parse(text).unwrap();
        for (written, number) in [
            ("/", "0"),
            ("/a~1b", "1"),
            ("/c%d", "2"),
            ("/e^f", "3"),
            ("/g|h", "4"),
            ("/i\\j", "5"),
            ("/k\"l", "6"),
            ("/ ", "7"),
            ("/m~0n", "8"),
        ] {
            assert_eq!(pointer(written).of(&json), Some(&Json::Number(number)), "{written}");
        }
        assert_eq!(pointer("").of(&json), Some(&json));
        assert_eq!(pointer("/foo/0").of(&json), Some(&Json::Text("bar".into())));
        for nothing in ["/foo/2", "/foo/-", "/foo/00", "/foo/+1", "/foo/bar", "/nope", "/a/b"] {
            assert_eq!(pointer(nothing).of(&json), None, "{nothing}");
        }
        assert_eq!(pointer("/a~01").names(), ["a~1"], "each escape is read once");
        for bad in ["foo", "#/foo", "/~", "/~2", "/a~"] {
            assert_eq!(bad.parse::<Pointer>(), Err(NotAPointer), "{bad}");
        }
    }

    #[test]
    fn t08_what_a_flag_calls_hidden_is_not_there() {
        let shown = |text: &str, at: &str| pointer(at).shown(&Json::parse(text).unwrap(), Field::Phone).is_some();
        for hidden in [
            r#"{"mobile":"+44 1","mobile_visible":false}"#,
            r#"{"mobileHidden":true,"mobile":"+44 1"}"#,
            r#"{"mobile":"+44 1","is_mobile_public":false}"#,
            r#"{"mobile":"+44 1","isMobilePrivate":true}"#,
            r#"{"mobile":{"value":"+44 1","shared":false}}"#,
            r#"{"mobile":"+44 1","mobile_visible":0}"#,
            r#"{"mobile":"+44 1","hide_mobile":"1"}"#,
            r#"{"mobile":"+44 1","mobile_public":"false"}"#,
        ] {
            assert!(!shown(hidden, "/mobile"), "{hidden}");
        }
        for (hidden, at) in [
            (r#"{"mobile":{"value":"+44 1","visible":false}}"#, "/mobile/value"),
            (r#"{"contact":{"mobile":"+44 1"},"contact_visible":false}"#, "/contact/mobile"),
            (r#"{"contact":{"mobile":"+44 1","hidden":true}}"#, "/contact/mobile"),
            (r#"{"contact":{"mobile":"+44 1","mobile_shared":false}}"#, "/contact/mobile"),
            (r#"{"mobileNumber":"+44 1","mobile_number_public":false}"#, "/mobileNumber"),
            (r#"{"phoneNumber":"+44 1","showPhone":false}"#, "/phoneNumber"),
            (r#"{"tel":"+44 1","phoneIsHidden":true}"#, "/tel"),
            (r#"{"tel":"+44 1","tel_is_public":false}"#, "/tel"),
            (r#"{"contact":{"mobile":"+44 1"},"mobileVisible":false}"#, "/contact/mobile"),
            (r#"{"contact":{"mobile":"+44 1"},"show_phone":"0"}"#, "/contact/mobile"),
            (r#"{"contact":{"mobile":"+44 1"},"contact_mobile_public":false}"#, "/contact/mobile"),
        ] {
            assert!(!shown(hidden, at), "{hidden}");
        }
        assert!(shown(r#"{"mobile":"+44 1","mobile_visible":true,"email_visible":false}"#, "/mobile"));
        assert!(shown(r#"{"mobile":"+44 1","invisible":false}"#, "/mobile"));
        assert!(shown(r#"{"contact":{"mobile":"+44 1","mail":"a@b.cd"},"contact_mail_public":false,"showPhone":true}"#, "/contact/mobile"));
    }
}
