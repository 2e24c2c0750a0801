//! How a mail says what it says: in one language, paragraph by paragraph. Not: what it says, which is in `letter`, `notice` and `passkeys`.

use crate::tongue::Tongue;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use plenary::conference::{Browser, DeviceLabel};
use plenary::domain::privacy::{Field, PerField};
use plenary::domain::time::ZoneName;
use plenary::words::fill;

/// A language, and what any sentence may name.
#[derive(Clone, Copy)]
pub(super) struct Voice<'a> {
    pub(super) tongue: Tongue,
    pub(super) event: &'a str,
    pub(super) url: &'a str,
}

impl Voice<'_> {
    pub(super) fn say(self, english: &'static str) -> String {
        self.say_of("", english)
    }

    /// A sentence that also names fields of the profile.
    pub(super) fn say_of(self, fields: &str, english: &'static str) -> String {
        fill(self.tongue.say(english), &[("event", &self.event), ("url", &self.url), ("fields", &fields)])
    }

    /// In a mail of another language, what its reader must learn in any case.
    pub(super) fn in_english_too(self, english: &'static str) -> Option<String> {
        (self.tongue != Tongue::English).then(|| Voice { tongue: Tongue::English, ..self }.say(english))
    }

    /// A whole mail. What stands alone in a paragraph, as a code or a link does, stands alone on its line.
    pub(super) fn text(self, paragraphs: Vec<String>) -> String {
        let mut all = vec![self.say("Hello,")];
        all.extend(paragraphs);
        all.join("\n\n") + "\n"
    }

    pub(super) fn device(self, label: DeviceLabel) -> String {
        let sentence = match label {
            DeviceLabel { browser: None, system: None } => "A browser",
            DeviceLabel { browser: None, system: Some(_) } => "A browser on {system}",
            DeviceLabel { browser: Some(browser), system: None } => return browser.name().to_owned(),
            DeviceLabel { browser: Some(_), system: Some(_) } => "{browser} on {system}",
        };
        let browser = label.browser.map_or("", Browser::name);
        let system = label.system.map_or("", |system| system.name());
        fill(self.tongue.say(sentence), &[("browser", &browser), ("system", &system)])
    }

    /// The names of those that are marked.
    pub(super) fn fields(self, marked: PerField<bool>) -> String {
        let names = marked.iter().filter(|(_, marked)| **marked).map(|(field, _)| self.tongue.say(field_name(field)));
        names.collect::<Vec<_>>().join(self.tongue.say(", "))
    }
}

fn field_name(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Photo => "photo",
        Field::JobTitle => "job title",
        Field::Organisation => "organisation",
        Field::Pronouns => "pronouns",
        Field::Languages => "languages",
        Field::Biography => "about me",
        Field::Links => "links",
        Field::Email => "e-mail",
        Field::Phone => "phone",
    }
}

/// The moment by UTC and by the venue's clock: whoever reads it may be anywhere.
pub(super) fn times(tongue: Tongue, unix: i64, zone: Option<&ZoneName>) -> String {
    let Ok(at) = Timestamp::from_second(unix) else { return String::new() };
    // Names of months would have to be declined, so other languages have the form that is nobody's and everybody's (ISO 8601).
    let (utc, local) = match tongue {
        Tongue::English => ("%-d %B %Y, %H:%M UTC", "%-d %B %Y, %H:%M %Q"),
        Tongue::Arabic | Tongue::Welsh | Tongue::German | Tongue::Spanish | Tongue::French => ("%Y-%m-%d, %H:%M UTC", "%Y-%m-%d, %H:%M %Q"),
    };
    let utc = at.to_zoned(TimeZone::UTC).strftime(utc).to_string();
    match zone.and_then(|zone| TimeZone::get(zone.as_str()).ok()) {
        Some(venue) => format!("{} ({utc})", at.to_zoned(venue).strftime(local)),
        None => utc,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_by_both_clocks() {
        let venue = "Europe/London".parse().unwrap();
        assert_eq!(times(Tongue::English, 1_790_000_000, None), "21 September 2026, 14:13 UTC");
        let both = times(Tongue::English, 1_790_000_000, Some(&venue));
        assert_eq!(both, "21 September 2026, 15:13 Europe/London (21 September 2026, 14:13 UTC)");
        assert_eq!(times(Tongue::Welsh, 1_790_000_000, None), "2026-09-21, 14:13 UTC");
        let both = times(Tongue::German, 1_790_000_000, Some(&venue));
        assert_eq!(both, "2026-09-21, 15:13 Europe/London (2026-09-21, 14:13 UTC)");
    }

    #[test]
    fn english_calls_a_device_as_its_list_does() {
        let voice = Voice { tongue: Tongue::English, event: "", url: "" };
        for browser in Browser::ALL.map(Some).into_iter().chain([None]) {
            for system in plenary::conference::System::ALL.map(Some).into_iter().chain([None]) {
                let label = DeviceLabel { browser, system };
                assert_eq!(voice.device(label), label.to_string());
            }
        }
    }
}
