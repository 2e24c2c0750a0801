//! Tables that hold nothing about any delegate, or nothing that leads to one. Not: a copy or an erasure; there is nothing in them to tell or to take.

use super::Column::{Inner, Nobody, Secret};
use super::Table;

pub(super) const TABLES: [Table; 11] = [
    // Notes by which rates are limited. The subject is a digest of a digest; those of a person are deleted by their keys.
    Table::of_nobody("event", &[("subject", Secret), ("at", Inner)]),
    Table::of_nobody("document", &[("name", Nobody), ("body", Nobody)]),
    Table::of_nobody(
        "talk",
        &[
            ("id", Nobody),
            ("title", Nobody),
            ("room", Nobody),
            ("start", Nobody),
            ("start_offset", Nobody),
            ("end", Nobody),
            ("end_offset", Nobody),
            ("cancelled", Nobody),
            ("revision", Nobody),
            ("changed", Nobody),
            ("gone", Nobody),
        ],
    ),
    Table::of_nobody("version", &[("number", Nobody), ("name", Nobody), ("seen", Nobody)]),
    Table::of_nobody("directory_revision", &[("only", Nobody), ("changes", Nobody), ("removals", Nobody)]),
    Table::of_nobody("policy", &[("version", Nobody), ("hash", Nobody), ("text", Nobody), ("since", Nobody)]),
    Table::of_nobody("erasure", &[("reference", Nobody), ("at", Nobody), ("clean", Nobody)]),
    Table::of_nobody(
        "incident",
        &[("number", Nobody), ("id", Nobody), ("at", Nobody), ("text", Nobody), ("begun", Nobody), ("ended", Nobody)],
    ),
    Table::of_nobody("over_share", &[("day", Nobody), ("place", Nobody), ("member", Nobody), ("times", Nobody), ("reports", Nobody)]),
    Table::of_nobody(
        "bulletin",
        &[
            ("id", Nobody),
            ("kind", Nobody),
            ("standing", Nobody),
            ("title", Nobody),
            ("text", Nobody),
            ("at", Nobody),
            ("changed", Nobody),
            ("revision", Nobody),
            ("incident", Nobody),
        ],
    ),
    Table::of_nobody("bulletin_key", &[("only", Nobody), ("seed", Secret)]),
];
