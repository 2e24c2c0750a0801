//! What somebody shares with the viewer, as a vCard 4.0 file (RFC 6350, RFC 9554) for an address book. Not: what is shared, which is the same as on
//! their page; nor the photo, which an address book would keep long after it was hidden.

use super::{Conference, Entropy, Refusal, Ruling, Store, Viewer, flaws};
use crate::calendar::line::Lines;
use crate::domain::access::Way;
use crate::domain::delegate::Delegate;
use crate::domain::id::DelegateId;
use crate::domain::privacy::Field;

impl<S: Store, E: Entropy> Conference<S, E> {
    /// The card of somebody who exists for the viewer. It is counted and noted like a look at their page.
    pub fn card(&mut self, viewer: &Viewer, id: &DelegateId, now: i64) -> Ruling<String, S> {
        self.demand_session(viewer)?;
        self.admit(self.limits.delegates_per_viewer, "delegate", viewer.id.as_str(), now)?;
        self.admit(self.limits.delegates_per_day, "delegate day", viewer.id.as_str(), now)?;
        // Loaded before it is known whether anybody is there: whoever is unknown costs as much as whoever hides.
        let sights = self.sights(&viewer.id, now)?;
        let person = self.store.person(id)?.ok_or(Refusal::NotFound)?;
        let delegate = sights.of(&person).ok_or(Refusal::NotFound)?;
        self.note_access(viewer, std::slice::from_ref(&delegate), Way::Card, now)?;
        Ok(written(&delegate))
    }
}

/// The file. Whatever a text holds, it stays a value: line ends and separators in it are escaped, and long lines folded.
pub fn written(delegate: &Delegate) -> String {
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCARD");
    lines.plain("VERSION", "4.0");
    lines.plain("KIND", "individual");
    lines.text("FN", delegate.name.as_str());
    let mut note = Vec::new();
    for field in Field::ALL {
        let Some(text) = delegate.shared(field) else { continue };
        match field {
            // The name is written above.
            Field::Name | Field::Photo => {}
            Field::JobTitle => lines.text("TITLE", text),
            Field::Organisation => lines.text("ORG", text),
            Field::Pronouns => lines.text("PRONOUNS", text),
            Field::Email => lines.text("EMAIL", text),
            Field::Phone => lines.text("TEL", text),
            // A comma is escaped in every property, also in an address (RFC 6350 section 3.4).
            Field::Links => text.lines().for_each(|link| lines.text("URL", link)),
            // `LANG` takes codes, and this is what somebody wrote.
            Field::Languages => note.push(format!("Languages: {text}")),
            Field::Biography => note.push(text.to_owned()),
        }
    }
    if !note.is_empty() {
        lines.text("NOTE", &note.join("\n"));
    }
    lines.plain("END", "VCARD");
    let text = lines.into_text();
    if flaws::on("EXP-03") { text.replace("\\n", "\r\n") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::privacy::{Disclosed, PerField};
    use crate::domain::text::Text;

    fn delegate(texts: &[(Field, &str)]) -> Delegate {
        let shared = |field: Field| {
            let (_, text) = texts.iter().find(|(named, _)| *named == field)?;
            Text::parse(text, 1000, true).unwrap()
        };
        let fields = PerField::from_fn(|field| shared(field).map_or(Disclosed::Hidden, Disclosed::Shared));
        Delegate { id: "ada".parse().unwrap(), name: shared(Field::Name).unwrap(), fields }
    }

    #[test]
    fn a_text_never_becomes_a_property_of_its_own_t43() {
        let evil = "Ada; Countess, of \\ Lovelace\r\nEND:VCARD\nBEGIN:VCARD\nTEL:+1\nEMAIL:x@example.org";
        let texts = Field::ALL.map(|field| (field, evil));
        let card = written(&delegate(&texts));
        let unfolded = card.replace("\r\n ", "");
        let names: Vec<&str> = unfolded.lines().map(|line| line.split(':').next().unwrap()).collect();
        let urls = names.iter().filter(|name| **name == "URL").count();
        let own: Vec<&str> = names.into_iter().filter(|name| *name != "URL").collect();
        let expected = ["BEGIN", "VERSION", "KIND", "FN", "TITLE", "ORG", "PRONOUNS", "EMAIL", "TEL", "NOTE", "END"];
        assert_eq!(own, expected, "{unfolded}");
        assert_eq!(urls, delegate(&texts).shared(Field::Links).unwrap().lines().count());
        assert!(unfolded.contains("FN:Ada\\; Countess\\, of \\\\ Lovelace\\nEND:VCARD\\nBEGIN:VCARD"));
    }

    #[test]
    fn lines_are_folded_between_characters() {
        let card = written(&delegate(&[(Field::Name, "Ada"), (Field::Biography, &"ü€𝄞".repeat(60))]));
        assert!(card.split("\r\n").all(|line| line.len() <= 75), "{card}");
        assert!(card.ends_with("END:VCARD\r\n") && card.starts_with("BEGIN:VCARD\r\nVERSION:4.0\r\n"));
    }

    #[test]
    fn what_is_not_shared_leaves_no_line() {
        assert_eq!(written(&delegate(&[(Field::Name, "Ada")])), "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN:Ada\r\nEND:VCARD\r\n");
    }
}
