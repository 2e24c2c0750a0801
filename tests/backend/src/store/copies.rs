//! Everything that is kept of one person, read by the list of fates. Not: who may have it, nor its form.

use super::fates::{self, Column, Kind, Rows, Table, Telling};
use super::{Sqlite, StoreFault};
use plenary::conference::rights::{Cell, Chapter, Entry, Key, LeftOut, Mark, Record, Stretch};
use plenary::domain::fields::Fields;
use plenary::domain::id::DelegateId;
use rusqlite::params_from_iter;
use rusqlite::types::{Value, ValueRef};

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

/// One question for records of a chapter: those that agree with the first `same` columns of the mark and stand behind it in the next; without a mark
/// the first of all. Whoever asks with every column but the last, then with one less and so on, passes nothing twice: each time an index leads
/// straight to the place.
fn statement(table: &Table, rows: &Rows, telling: &Telling, cells: &[Cells], same: Option<usize>) -> String {
    let columns: Vec<&str> = cells.iter().map(|cell| cell.from.as_str()).chain(table.order.iter().copied()).collect();
    let mut place = String::new();
    if let Some(same) = same {
        for (at, column) in table.order.iter().enumerate().take(same + 1) {
            place.push_str(&format!(" AND {column} {} ?{}", if at < same { "=" } else { ">" }, at + 3));
        }
    }
    format!(
        "SELECT {} FROM {} WHERE {}.\"{}\" = ?1{place} ORDER BY {} LIMIT ?2",
        columns.join(", "),
        telling.from.unwrap_or(table.name),
        table.name,
        rows.by,
        table.order.join(", ")
    )
}

pub(super) fn records(
    store: &Sqlite,
    delegate: &DelegateId,
    chapter: usize,
    behind: Option<&Mark>,
    most: usize,
) -> Result<Stretch, StoreFault> {
    let (mut records, mut last) = (Vec::new(), None);
    let Some((table, rows, telling)) = told().nth(chapter) else { return Ok(Stretch { records, rest: None }) };
    let cells = cells(table, &telling);
    let questions: Vec<Option<usize>> = match behind {
        Some(_) => (0..table.order.len()).rev().map(Some).collect(),
        None => vec![None],
    };
    for same in questions {
        let mut query = store.connection.prepare(&statement(table, rows, &telling, &cells, same))?;
        let left = i64::try_from(most - records.len()).unwrap_or(i64::MAX);
        let keys = behind.iter().flat_map(|Mark(keys)| keys).take(same.map_or(0, |same| same + 1)).map(value);
        let mut found = query.query(params_from_iter([Value::from(delegate.to_string()), Value::from(left)].into_iter().chain(keys)))?;
        while let Some(row) = found.next()? {
            let mut entries = Vec::with_capacity(cells.len());
            for (at, Cells { key, label, kind, .. }) in cells.iter().enumerate() {
                entries.push(Entry { key, label, cell: cell(table.name, *kind, row.get_ref(at)?)? });
            }
            records.push(Record(entries));
            if records.len() == most {
                let keys = (cells.len()..cells.len() + table.order.len()).map(|at| key(table.name, row.get_ref(at)?));
                last = Some(Mark(keys.collect::<Result<_, StoreFault>>()?));
            }
        }
    }
    Ok(Stretch { records, rest: last })
}

fn key(table: &'static str, value: ValueRef<'_>) -> Result<Key, StoreFault> {
    match value {
        ValueRef::Integer(number) => Ok(Key::Number(number)),
        ValueRef::Text(text) => Ok(Key::Text(String::from_utf8(text.to_vec()).map_err(|_| StoreFault::Damaged(table))?)),
        ValueRef::Blob(bytes) => Ok(Key::Bytes(bytes.to_vec())),
        ValueRef::Null | ValueRef::Real(_) => Err(StoreFault::Damaged(table)),
    }
}

fn value(key: &Key) -> Value {
    match key {
        Key::Number(number) => Value::from(*number),
        Key::Text(text) => Value::from(text.clone()),
        Key::Bytes(bytes) => Value::from(bytes.clone()),
    }
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
            Cell::Parts(fields.iter().map(|field| field.key()).collect())
        }
        // Whoever is gone left nothing behind.
        Kind::Other => text()?.parse().map_or(Cell::Nothing, Cell::Other),
    })
}

#[cfg(test)]
mod tests;
