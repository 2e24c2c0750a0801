//! The forms in which a text can travel: plain, lower case, digits only, and as URL, JSON, HTML, base64, hexadecimal and digest. Not: the search.

use md5::Md5;
use sha1::{Digest as _, Sha1};
use sha2::{Digest, Sha256};

/// Characters from which on a part counts as the whole.
const PART: usize = 6;

/// A form of a text, and what it is called.
pub struct Needle {
    /// The form.
    pub form: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Every form of a text, and of its first and last six characters where letters are among them: any longer part holds one of these.
pub fn of_text(text: &str) -> Vec<Needle> {
    let characters: Vec<char> = text.chars().collect();
    let length = characters.len();
    let mut found = Vec::new();
    let ends = [&characters[..PART.min(length)], &characters[length.saturating_sub(PART)..]];
    // Six digits stand in some random id of a long page by chance; `of_digits` looks for them where they are a number.
    let told_apart = ends.into_iter().filter(|part| part.iter().any(|c| c.is_alphabetic()));
    for part in told_apart.chain([characters.as_slice()]) {
        forms(&part.iter().collect::<String>(), &mut found);
    }
    digests(text, &mut found);
    found
}

/// Every form of an address and of what stands before its `@`. What stands behind it belongs to everybody of that place.
pub fn of_address(address: &str) -> Vec<Needle> {
    let local: Vec<char> = address.rsplit_once('@').map_or(address, |(local, _)| local).chars().collect();
    let mut found = Vec::new();
    for part in [&local[..PART.min(local.len())], &local[local.len().saturating_sub(PART)..], &local] {
        forms(&part.iter().collect::<String>(), &mut found);
    }
    forms(address, &mut found);
    digests(address, &mut found);
    found
}

/// Digests alone: by one of them whoever knows the text finds out whether it is this one.
pub fn of_digest(text: &str) -> Vec<Needle> {
    let mut found = Vec::new();
    digests(text, &mut found);
    found
}

/// Forms of bytes that are no text.
pub fn of_bytes(bytes: &[u8]) -> Vec<Needle> {
    let mut found = vec![Needle { form: "raw", bytes: bytes.into() }, Needle { form: "hex", bytes: hex(bytes).into_bytes() }];
    base64s(bytes, &mut found);
    found
}

/// The digits of a text, where they are enough to know it by: all, the first and the last six.
pub fn of_digits(text: &str) -> Vec<Needle> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if digits.len() < PART || letters > 0 {
        return Vec::new();
    }
    [&digits[..PART], &digits[digits.len() - PART..]].map(|part| Needle { form: "digits", bytes: part.into() }).into()
}

fn forms(text: &str, found: &mut Vec<Needle>) {
    let mut add = |form, text: String| found.push(Needle { form, bytes: text.into_bytes() });
    add("raw", text.to_owned());
    add("lower case", text.to_lowercase());
    let each = |write: &dyn Fn(char) -> String| text.chars().map(write).collect::<String>();
    add("JSON", serde_json::Value::from(text).to_string().trim_matches('"').to_owned());
    add("JSON", each(&|c| if c.is_ascii() { c.to_string() } else { utf16(c) }));
    add("JSON", each(&utf16));
    add("HTML", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;"));
    add("HTML", each(&|c| format!("&#{};", c as u32)));
    add("HTML", each(&|c| format!("&#x{:x};", c as u32)));
    let url = |keep: fn(u8) -> bool, space: &str| {
        let write = |byte: u8| match byte {
            b' ' => space.to_owned(),
            byte if keep(byte) => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        text.bytes().map(write).collect::<String>()
    };
    add("URL", url(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte), "%20"));
    add("URL", url(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte), "+"));
    add("URL", url(|_| false, "%20"));
    add("hex", hex(text.as_bytes()));
    base64s(text.as_bytes(), found);
}

/// The namespaces of RFC 9562 for names: of hosts, of addresses, of objects and of people.
const NAMESPACES: [u8; 4] = [0x10, 0x11, 0x12, 0x14];

/// Digests by which an address or a number could be confirmed, of the text as it is and in lower case.
fn digests(text: &str, found: &mut Vec<Needle>) {
    for text in [text.trim().to_owned(), text.trim().to_lowercase()] {
        let mut add = |form, digest: &[u8]| {
            found.push(Needle { form, bytes: hex(digest).into_bytes() });
            base64s(digest, found);
        };
        add("MD5", &Md5::digest(text.as_bytes()));
        add("SHA-1", &Sha1::digest(text.as_bytes()));
        add("SHA-256", &Sha256::digest(text.as_bytes()));
        for namespace in NAMESPACES {
            found.push(Needle { form: "UUID of a name", bytes: uuid5(namespace, &text).into_bytes() });
        }
    }
}

/// RFC 9562, version 5.
fn uuid5(namespace: u8, name: &str) -> String {
    let space = [0x6b, 0xa7, 0xb8, namespace, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];
    let mut bytes = Sha1::digest([&space[..], name.as_bytes()].concat());
    bytes[6] = bytes[6] & 0x0f | 0x50;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = hex(&bytes[..16]);
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn utf16(c: char) -> String {
    c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes may begin at any of three places in a group, so characters that hold bits of their neighbours are left off.
fn base64s(bytes: &[u8], found: &mut Vec<Needle>) {
    for (form, last) in [("base64", b"+/"), ("base64url", b"-_")] {
        for (before, skip) in [(0, 0), (1, 2), (2, 3)] {
            let padded = [&vec![0; before][..], bytes].concat();
            let whole = padded.len() * 8 / 6;
            found.push(Needle { form, bytes: base64(&padded, last)[skip..whole].into() });
        }
    }
}

fn base64(bytes: &[u8], last: &[u8; 2]) -> Vec<u8> {
    let mut alphabet: Vec<u8> = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').collect();
    alphabet.extend(last);
    let write = |group: &[u8]| {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        (0..=group.len()).map(|at| alphabet[(bits >> (18 - 6 * at) & 63) as usize]).collect::<Vec<u8>>()
    };
    bytes.chunks(3).flat_map(write).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_as_in_rfc_4648() {
        for (plain, coded) in [("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes(), b"+/"), coded.as_bytes());
        }
        assert_eq!(base64(&[0xfb, 0xff], b"-_"), b"-_8");
    }

    /// The value of Python's `uuid.uuid5(uuid.NAMESPACE_DNS, "python.org")`.
    #[test]
    fn names_have_the_uuid_that_every_library_makes() {
        assert_eq!(uuid5(0x10, "python.org"), "886313e1-3b8a-5372-9b90-0c9aee199e5d");
    }

    #[test]
    fn of_an_address_its_place_alone_is_nothing() {
        let found = of_address("q8rt5n.x@canary.example.org");
        assert!(found.iter().any(|needle| needle.bytes == b"q8rt5n") && found.iter().any(|needle| needle.bytes == b"rt5n.x"));
        assert!(!found.iter().any(|needle| needle.bytes == b"le.org"));
    }

    #[test]
    fn base64_is_found_wherever_it_begins() {
        for before in 0..3 {
            let coded = base64(format!("{}canary and more", "x".repeat(before)).as_bytes(), b"+/");
            let is_in = |needle: &Needle| coded.windows(needle.bytes.len()).any(|window| window == needle.bytes);
            assert!(of_bytes(b"canary").iter().filter(|needle| needle.form == "base64").any(is_in), "{before}");
        }
    }

    #[test]
    fn only_numbers_are_looked_for_by_their_digits() {
        assert_eq!(of_digits("+44 20 7946 0958").iter().map(|needle| needle.bytes.clone()).collect::<Vec<_>>(), [b"442079", b"460958"]);
        assert!(of_digits("a1234567").is_empty() && of_digits("+44 1").is_empty());
    }
}
