//! `extent`: whom an incident touched, in which fields, in which minutes. It reads the record of who saw what and changes nothing. Not: telling
//! anybody (`incident`).

use super::span::{self, is_known, minute, scope, sessions};
use super::{Errand, Kind, NotDone, rules};
use crate::desk::now;
use crate::settings::Settings;
use plenary::conference::access::{Extent, Touched};
use plenary::domain::fields::Fields;

pub(super) const KIND: Kind = Kind { name: "extent", flags: &span::FLAGS, run };

fn run(settings: &Settings, errand: &Errand) -> Result<String, NotDone> {
    let scope = scope(errand)?;
    let rules = rules(settings)?;
    is_known(rules.store(), &scope)?;
    let extent = rules.extent(&scope)?;
    let mut told = summary(&extent);
    for Touched { owner, fields, first, last, times } in &extent.touched {
        told.push_str(&format!("{owner}\t{}\t{}\t{}\t{times}\n", keys(*fields), minute(*first), minute(*last)));
    }
    told.push_str(&forgotten(scope.from, now(), settings.limits.access_kept_days));
    if scope.session.is_none() {
        told.push_str(&sessions(rules.store(), &scope)?);
    }
    Ok(told)
}

/// The first lines: how many people, which fields, which minutes.
pub(super) fn summary(extent: &Extent) -> String {
    let people = match extent.touched.len() {
        0 => return "Nobody's data was shown to anybody else.\n".to_owned(),
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    };
    let fields: Vec<String> = extent.fields().map(|(field, people)| format!("{} ({people})", field.key())).collect();
    let (first, last) = extent.span();
    format!("{people}; {}; {} to {}\n", fields.join(", "), minute(first), minute(last))
}

/// Says where the time asked for begins before the record does: what is forgotten is no sign that nothing was shown.
pub(super) fn forgotten(from: i64, now: i64, days: u32) -> String {
    let kept = now - i64::from(days) * 86_400;
    if from >= kept {
        return String::new();
    }
    format!(
        "Of what was shown before {} nothing is known: notes of it are forgotten after {days} days ('access_kept_days').\n",
        minute(kept)
    )
}

fn keys(fields: Fields) -> String {
    fields.iter().map(|field| field.key()).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use plenary::domain::privacy::Field;

    #[test]
    fn the_extent_is_one_sentence_and_a_line_for_each_person() {
        assert_eq!(summary(&Extent { touched: Vec::new() }), "Nobody's data was shown to anybody else.\n");
        let touched = |owner: &str, fields: &[Field], first, last| Touched {
            owner: owner.parse().unwrap(),
            fields: Fields::of(fields.iter().copied()),
            first,
            last,
            times: 2,
        };
        let extent = Extent {
            touched: vec![touched("ada", &[Field::Name, Field::Phone], 1_790_000_000, 1_790_000_059), touched("bo", &[Field::Name], 5, 6)],
        };
        assert_eq!(summary(&extent), "2 people; name (2), phone (1); 1970-01-01 00:00 UTC to 2026-09-21 14:14 UTC\n");
        assert_eq!(forgotten(86_400, 2 * 86_400, 1), "");
        assert!(forgotten(86_399, 2 * 86_400, 1).starts_with("Of what was shown before 1970-01-02 00:00 UTC nothing is known"));
        assert_eq!(keys(extent.touched[0].fields), "name,phone");
    }
}
