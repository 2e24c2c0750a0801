//! Holds the choice of a language to RFC 9110, and remembers for the tests of the mails which sentences were said.

use super::*;
use std::cell::RefCell;
use std::collections::BTreeSet;

thread_local! {
    static SAID: RefCell<BTreeSet<&'static str>> = RefCell::default();
}

pub(crate) const ALL: [Tongue; 6] = [Tongue::English, Tongue::Arabic, Tongue::Welsh, Tongue::German, Tongue::Spanish, Tongue::French];

pub(super) fn note(tongue: Tongue, english: &'static str) {
    if tongue != Tongue::English {
        SAID.with_borrow_mut(|said| said.insert(english));
    }
}

/// What was said in another language than English since this was asked last.
pub(crate) fn said() -> BTreeSet<&'static str> {
    SAID.take()
}

/// The sentences of a language that is not English, and their English.
pub(crate) fn words_of(tongue: Tongue) -> (&'static str, Words) {
    let (_, tag, file) = OTHERS.iter().find(|(known, _, _)| *known == tongue).unwrap();
    (tag, serde_json::from_str(file).unwrap())
}

#[test]
fn the_language_that_is_wanted_most_of_those_we_speak() {
    use Tongue::*;
    for (header, tongue) in [
        ("de", German),
        ("de-AT,de;q=0.9,en;q=0.5", German),
        ("DE-at", German),
        ("ar-EG", Arabic),
        ("cy-GB", Welsh),
        ("es-419", Spanish),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", French),
        ("en-GB,en;q=0.9,de;q=0.8", English),
        ("de;q=0.5, en;q=0.8", English),
        ("en;q=0.5, de;q=0.501", German),
        ("ja,pt-BR;q=0.9,es;q=0.1", Spanish),
        ("fr,de", French),
        ("fr;q=0.3,de;q=0.30", French),
        ("fr;q=0,de;q=0.001", German),
        ("de;q=0", English),
        ("de ; q=1.000 , fr", German),
        ("fr;Q=0.2,es;q=1", Spanish),
        // Not understood, so left out.
        ("de;q=2,fr;q=0.1", French),
        ("de;q=1.001,fr;q=0.1", French),
        ("de;q=0.9999,fr;q=0.1", French),
        ("de;q=-1,fr;q=0.1", French),
        ("de;q=+1,fr;q=0.1", French),
        ("de;q=0.+1,fr;q=0.1", French),
        ("de;q=NaN,fr;q=0.1", French),
        ("de;x=1,fr;q=0.1", French),
        ("de;q,fr;q=0.1", French),
        ("de;q=0.5;q=0.6,fr;q=0.1", French),
        ("deu,gsw,*", English),
        ("", English),
        (",;,=;q=,;q=0.5", English),
        ("\u{202e}de, ｄｅ, d\u{0}e", English),
    ] {
        assert_eq!(Tongue::asked(header), tongue, "{header:?}");
    }
    assert_eq!(Tongue::asked(&"x,".repeat(100_000)), English);
    assert_eq!(Tongue::asked(&format!("{}de", "ja,".repeat(LOOKED_AT))), English, "only the beginning is read");
}

#[tokio::test]
async fn outside_of_a_request_it_is_english() {
    assert_eq!(Tongue::of_this_request(), Tongue::English);
    assert_eq!(Tongue::Welsh.during(async { Tongue::of_this_request() }).await, Tongue::Welsh);
    let both = tokio::join!(
        Tongue::French.during(async {
            tokio::task::yield_now().await;
            Tongue::of_this_request()
        }),
        Tongue::Arabic.during(async { Tongue::of_this_request() })
    );
    assert_eq!(both, (Tongue::French, Tongue::Arabic), "everybody has their own");
}
