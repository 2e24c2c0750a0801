//! `application/x-www-form-urlencoded`, written and read. Not: routes, which have an alphabet of their own.

/// Pairs as a form body or a query.
pub fn form<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        encode(name, &mut text);
        text.push('=');
        encode(value, &mut text);
    }
    text
}

/// The pairs of a query or fragment. A name that stands twice makes all of it unreadable (RFC 6749, 3.1): two readers could take a different
/// one each.
pub(super) fn pairs(text: &str) -> Option<Vec<(String, String)>> {
    let mut found: Vec<(String, String)> = Vec::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (decode(name)?, decode(value)?);
        if found.iter().any(|(known, _)| *known == name) {
            return None;
        }
        found.push((name, value));
    }
    Some(found)
}

fn encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => into.push(char::from(byte)),
            _ => into.push_str(&format!("%{byte:02X}")),
        }
    }
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                (digit()? << 4 | digit()?) as u8
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_is_written_is_read_back_and_a_name_stands_once() {
        let text = form([("a", "x y&=%ü"), ("scope", "openid a:b")]);
        assert_eq!(text, "a=x%20y%26%3D%25%C3%BC&scope=openid%20a%3Ab");
        assert_eq!(pairs(&text), Some(vec![("a".into(), "x y&=%ü".into()), ("scope".into(), "openid a:b".into())]));
        assert_eq!(pairs("code=a+b"), Some(vec![("code".into(), "a b".into())]));
        for bad in ["code=a&code=b", "code=a&%63ode=b", "a=%", "a=%4", "a=%zz", "a=%ff"] {
            assert_eq!(pairs(bad), None, "{bad}");
        }
    }
}
