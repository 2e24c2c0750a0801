//! Everything that is kept of one person, read by the list of fates. Not: who may have it, nor its form.

use super::fates::{self, Column, Kind, Rows, Table, Telling};
use super::{Sqlite, StoreFault};
use plenary::conference::rights::{Cell, Chapter, Entry, LeftOut, Record};
use plenary::domain::fields::Fields;
use plenary::domain::id::DelegateId;
use rusqlite::params;
use rusqlite::types::ValueRef;
use serde_json::Value;

/// What is in no copy, whoever asks.
const LEFT_OUT: [LeftOut; 3] = [
    LeftOut {
        what: "Digests and keys: of sign-ins, codes, devices, passkeys and calendar addresses.",
        why: "They say nothing about you, and would help whoever finds this copy.",
    },
    LeftOut { what: "By which number the database finds a record again.", why: "It says nothing about you." },
    LeftOut {
        what: "How often you did something within an hour, and the like.",
        why: "It is kept for a week at most, under a digest from which nobody can read your name.",
    },
];

pub(super) fn left_out() -> Vec<LeftOut> {
    LEFT_OUT.to_vec()
}

fn told() -> impl Iterator<Item = (&'static Table, &'static Rows, Telling)> {
    fates::all().flat_map(|table| table.rows.iter().filter_map(move |rows| rows.told.map(|telling| (table, rows, telling))))
}

pub(super) fn chapters() -> Vec<Chapter> {
    told().map(|(_, _, telling)| Chapter { key: telling.key, title: telling.title }).collect()
}

/// A column of a record: where it is read from, and how it is told.
struct Cells {
    from: String,
    key: &'static str,
    label: &'static str,
    kind: Kind,
}

fn cells(table: &Table, telling: &Telling) -> Vec<Cells> {
    let own = table.columns.iter().filter_map(|(name, column)| match column {
        Column::Told(kind, label) => Some(Cells { from: format!("{}.\"{name}\"", table.name), key: name, label, kind: *kind }),
        Column::Person | Column::Secret | Column::Inner | Column::Nobody => None,
    });
    let also = telling.also.iter().map(|(from, key, label, kind)| Cells { from: (*from).to_owned(), key, label, kind: *kind });
    own.chain(also).collect()
}

pub(super) fn records(store: &Sqlite, delegate: &DelegateId, chapter: usize, from: usize, most: usize) -> Result<Vec<Record>, StoreFault> {
    let Some((table, rows, telling)) = told().nth(chapter) else { return Ok(Vec::new()) };
    let cells = cells(table, &telling);
    let columns: Vec<&str> = cells.iter().map(|cell| cell.from.as_str()).collect();
    let statement = format!(
        "SELECT {} FROM {} WHERE {}.\"{}\" = ?1 ORDER BY {} LIMIT ?2 OFFSET ?3",
        columns.join(", "),
        telling.from.unwrap_or(table.name),
        table.name,
        rows.by,
        table.order
    );
    let mut query = store.connection.prepare(&statement)?;
    let (most, from) = (i64::try_from(most).unwrap_or(i64::MAX), i64::try_from(from).unwrap_or(i64::MAX));
    let mut found = query.query(params![delegate.as_str(), most, from])?;
    let mut records = Vec::new();
    while let Some(row) = found.next()? {
        let mut entries = Vec::with_capacity(cells.len());
        for (at, Cells { key, label, kind, .. }) in cells.iter().enumerate() {
            entries.push(Entry { key, label, cell: cell(table.name, *kind, row.get_ref(at)?)? });
        }
        records.push(Record(entries));
    }
    Ok(records)
}

fn cell(table: &'static str, kind: Kind, value: ValueRef<'_>) -> Result<Cell, StoreFault> {
    let damaged = || StoreFault::Damaged(table);
    let text = || value.as_str().map(str::to_owned).map_err(|_| damaged());
    let number = || value.as_i64().map_err(|_| damaged());
    if value == ValueRef::Null {
        return Ok(Cell::Nothing);
    }
    Ok(match kind {
        Kind::Text => Cell::Text(text()?),
        Kind::Number => Cell::Number(number()?),
        Kind::Yes => Cell::Yes(number()? != 0),
        Kind::At => Cell::At(number()?),
        Kind::Parts => Cell::Parts(serde_json::from_str(&text()?).map_err(|_| damaged())?),
        Kind::Picture => Cell::Picture(value.as_blob().map_err(|_| damaged())?.to_vec()),
        Kind::Fields => {
            let fields = Fields::from_bits(u16::try_from(number()?).map_err(|_| damaged())?);
            Cell::Parts(fields.iter().map(|field| Value::from(field.key())).collect())
        }
        // Whoever is gone left nothing behind.
        Kind::Other => text()?.parse().map_or(Cell::Nothing, Cell::Other),
    })
}
