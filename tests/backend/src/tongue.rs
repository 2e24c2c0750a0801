//! In which language somebody is written to, and its sentences: the languages of the app. A sentence is named by its English; another language is one file,
//! `tests/backend/words/<language>.json`. Not: what is written, which is in `mail`, nor the words of the app, which are in `public/words`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A language of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tongue {
    /// As it stands in the code.
    #[default]
    English,
    /// Written from right to left.
    Arabic,
    /// Cymraeg.
    Welsh,
    /// Deutsch.
    German,
    /// Español.
    Spanish,
    /// Français.
    French,
}

/// Every language but English with its tag and its file.
const OTHERS: [(Tongue, &str, &str); 5] = [
    (Tongue::Arabic, "ar", include_str!("../words/ar.json")),
    (Tongue::Welsh, "cy", include_str!("../words/cy.json")),
    (Tongue::German, "de", include_str!("../words/de.json")),
    (Tongue::Spanish, "es", include_str!("../words/es.json")),
    (Tongue::French, "fr", include_str!("../words/fr.json")),
];

type Words = BTreeMap<String, String>;

// A file that cannot be read says nothing, and everything stays English; a test reads them all.
static WORDS: LazyLock<[(Tongue, Words); 5]> =
    LazyLock::new(|| OTHERS.map(|(tongue, _, file)| (tongue, serde_json::from_str(file).unwrap_or_default())));

/// More languages than anybody speaks; what follows would only cost time.
const LOOKED_AT: usize = 32;

tokio::task_local! {
    static ASKED: Tongue;
}

impl Tongue {
    /// The one that `Accept-Language` wants most of those that we speak (RFC 9110, 12.5.4): `de-AT` is German. What is not understood is left out, and
    /// where nothing is left it is English.
    pub fn asked(accept_language: &str) -> Self {
        let mut best = (0, Self::English);
        for range in accept_language.split(',').take(LOOKED_AT) {
            let (tag, weighed) = range.split_once(';').map_or((range, Some(1000)), |(tag, parameter)| (tag, weight(parameter)));
            if let (Some(tongue), Some(weighed)) = (Self::tagged(tag.trim()), weighed)
                && weighed > best.0
            {
                best = (weighed, tongue);
            }
        }
        best.1
    }

    fn tagged(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default();
        let mut known = OTHERS.iter().map(|(tongue, tag, _)| (*tongue, *tag)).chain([(Self::English, "en")]);
        known.find(|(_, known)| known.eq_ignore_ascii_case(primary)).map(|(tongue, _)| tongue)
    }

    /// Whatever the future tells by mail, it tells in this language.
    pub async fn during<F: Future>(self, future: F) -> F::Output {
        ASKED.scope(self, future).await
    }

    /// The language of the request that is being answered; English where there is none.
    pub fn of_this_request() -> Self {
        ASKED.try_with(|tongue| *tongue).unwrap_or_default()
    }

    /// The sentence in this language. One that is missing stays English, and a test makes that impossible.
    pub fn say(self, english: &'static str) -> &'static str {
        #[cfg(test)]
        tests::note(self, english);
        let words = WORDS.iter().find(|(tongue, _)| *tongue == self).map(|(_, words)| words);
        words.and_then(|words| words.get(english)).map_or(english, String::as_str)
    }
}

/// `q=0.7` in thousandths; `None`: not written as it must be.
fn weight(parameter: &str) -> Option<u16> {
    let (name, value) = parameter.trim().split_once('=')?;
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    if !name.eq_ignore_ascii_case("q") || fraction.len() > 3 || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let thousandths: u16 = format!("{fraction:0<3}").parse().ok()?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod tests;
