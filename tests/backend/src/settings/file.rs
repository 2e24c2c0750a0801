//! The configuration file: TOML with the settings' names at the top level and a table `[limits]`. Not: what the settings mean.

use super::apply::{SECRETS, SWITCHES, Unfit, VALUES};
use super::{Misconfigured, Place, Settings};
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Applies every setting of the file.
pub(super) fn apply(settings: &mut Settings, path: &Path) -> Result<(), Misconfigured> {
    let text = std::fs::read_to_string(path).map_err(|why| Misconfigured::Unreadable(path.into(), why))?;
    let line = |at: usize| text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    let table = DeTable::parse(&text).map_err(|why| {
        let place = why.span().map_or(1, |span| line(span.start));
        Misconfigured::Syntax(path.into(), place, why.message().replace('\n', " "))
    })?;
    for (key, value) in table.get_ref() {
        let place = |of: &Spanned<std::borrow::Cow<'_, str>>| Place::File(path.into(), line(of.span().start));
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("limits", DeValue::Table(limits)) => {
                for (name, value) in limits {
                    let (place, key) = (place(name), name.get_ref().as_ref());
                    if VALUES.into_iter().chain(SWITCHES).any(|setting| setting == key) {
                        return Err(Misconfigured::Misplaced(place, key.into()));
                    }
                    let set = written(value).ok_or(Unfit::Expected("a number, or for a quota a text such as \"60/3600\""));
                    let set = set.and_then(|value| settings.set_limit(key, &value));
                    set.map_err(|why| fault(why, place, key))?;
                }
            }
            (name, _) => {
                let set = if let Some((_, expected)) = SECRETS.into_iter().find(|(secret, _)| *secret == name) {
                    Err(Unfit::Expected(expected))
                } else {
                    let value = written(value).ok_or(Unfit::Expected("a text, number or switch, or a list of texts"));
                    value.and_then(|value| settings.set(name, &value))
                };
                set.map_err(|why| fault(why, place(key), name))?;
            }
        }
    }
    Ok(())
}

pub(super) fn fault(why: Unfit, place: Place, key: &str) -> Misconfigured {
    match why {
        Unfit::Unknown => Misconfigured::Unknown(place, key.into()),
        Unfit::Expected(expected) => Misconfigured::Value { place, key: key.into(), expected },
    }
}

/// The value as a flag would have it.
fn written(value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Boolean(switch) => Some(switch.to_string()),
        DeValue::Array(items) => items.iter().map(written).collect::<Option<Vec<_>>>().map(|items| items.join(" ")),
        DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Table(_) => None,
    }
}
