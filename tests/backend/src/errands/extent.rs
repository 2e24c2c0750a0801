//! `extent`: whom an incident touched, in which fields, in which minutes. It reads the record of who saw what and changes nothing. Not: telling
//! anybody (`incident`).

use super::span::{self, is_known, minute, scope, sessions};
use super::{Errand, Kind, NotDone, rules};
use crate::desk::now;
use crate::settings::Settings;
use crate::store::Sqlite;
use plenary::conference::access::{Extent, Scope, Touched};
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
    told.push_str(&unknown(&scope, settings, rules.store())?);
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

/// Says where the time asked for begins before the record does.
pub(super) fn unknown(scope: &Scope, settings: &Settings, store: &Sqlite) -> Result<String, NotDone> {
    Ok(before_the_record(scope.from, now(), settings.limits.access_kept_days, store.noted_since()?))
}

/// What is forgotten, and what was shown from another database, is no sign that nothing was shown.
fn before_the_record(from: i64, now: i64, days: u32, since: Option<i64>) -> String {
    let kept = now - i64::from(days) * 86_400;
    match since {
        None => "Nothing was ever shown from this database: it has not been served yet.\n".to_owned(),
        Some(since) if from < since && since > kept => {
            format!("Of what was shown before {} nothing is known: the record of this database begins there.\n", minute(since))
        }
        Some(_) if from < kept => format!(
            "Of what was shown before {} nothing is known: notes of it are forgotten after {days} days ('access_kept_days').\n",
            minute(kept)
        ),
        Some(_) => String::new(),
    }
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
        assert_eq!(keys(extent.touched[0].fields), "name,phone");
    }

    #[test]
    fn where_the_time_begins_before_the_record_does_it_is_said() {
        const DAY: i64 = 86_400;
        let (long_ago, today) = (Some(0), Some(2 * DAY - 3600));
        assert_eq!(before_the_record(DAY, 2 * DAY, 1, long_ago), "");
        assert!(
            before_the_record(DAY - 1, 2 * DAY, 1, long_ago)
                .starts_with("Of what was shown before 1970-01-02 00:00 UTC nothing is known: notes")
        );
        let made = before_the_record(2 * DAY - 3601, 2 * DAY, 1, today);
        assert_eq!(made, "Of what was shown before 1970-01-02 23:00 UTC nothing is known: the record of this database begins there.\n");
        assert_eq!(before_the_record(0, 2 * DAY, 1, today), made, "the later of the two beginnings");
        assert_eq!(before_the_record(2 * DAY - 3600, 2 * DAY, 1, today), "");
        assert!(before_the_record(2 * DAY, 2 * DAY, 1, None).contains("has not been served yet"));
    }
}
