//! What becomes of everything that is kept: for each table and column, whose it is, how a copy for its owner tells it, and what erasing that person
//! does. The copy and the erasure are made from this list alone, and a test holds it to the real schema, so that no table can be forgotten. Not: SQL for
//! anything else.

mod about_me;
mod about_others;
mod of_the_conference;
#[cfg(test)]
mod tests;

/// How the value of a column is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Yes,
    /// Unix seconds.
    At,
    /// JSON.
    Parts,
    /// JPEG bytes.
    Picture,
    /// The bits of a set of fields.
    Fields,
    /// The id of another delegate, told only where they may be seen.
    Other,
}

/// What a column is to the person whose row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Told in the copy, under this label.
    Told(Kind, &'static str),
    /// Names a person: the owner of the row, who need not be told, or somebody else, who is told by [`Rows::told`] where they are.
    Person,
    /// A digest or a key: says nothing to anybody, and could open something.
    Secret,
    /// By which the storage finds, orders or spells something that is told elsewhere in the copy.
    Inner,
    /// About nobody.
    Nobody,
}

/// What becomes of rows when the person is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gone {
    /// They are deleted.
    Deleted,
    /// They belong to somebody else or show that something was done: they stay, with these columns set so that nothing leads to the person.
    Blanked(&'static [(&'static str, &'static str)]),
}

/// Rows that are about the person whose id stands in the column `by`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    pub(super) by: &'static str,
    /// Their chapter in the copy; `None`: the person is not told of them, or another chapter does.
    pub(super) told: Option<Telling>,
    pub(super) gone: Gone,
}

/// A chapter of the copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling {
    pub(super) key: &'static str,
    pub(super) title: &'static str,
    /// Where its rows come from, where that is more than the table: a join.
    pub(super) from: Option<&'static str>,
    /// Columns beside the table's own: expression, key, label and kind.
    pub(super) also: &'static [(&'static str, &'static str, &'static str, Kind)],
}

impl Telling {
    const fn simple(key: &'static str, title: &'static str) -> Option<Self> {
        Some(Self { key, title, from: None, also: &[] })
    }
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) rows: &'static [Rows],
    /// In which order a copy tells them: columns that tell one person's rows apart, and by which an index has them in order.
    pub(super) order: &'static [&'static str],
    pub(super) columns: &'static [(&'static str, Column)],
}

impl Table {
    /// A table that holds nothing about any delegate.
    const fn of_nobody(name: &'static str, columns: &'static [(&'static str, Column)]) -> Self {
        Self { name, rows: &[], order: &["rowid"], columns }
    }
}

/// Deleted with the person.
const fn mine(by: &'static str, told: Option<Telling>) -> Rows {
    Rows { by, told, gone: Gone::Deleted }
}

/// Every table, in the order in which a copy tells of them.
pub(super) fn all() -> impl Iterator<Item = &'static Table> {
    about_me::TABLES.iter().chain(&about_others::TABLES).chain(&of_the_conference::TABLES)
}
