//! Tables whose rows stand between two delegates: each is told only what their own screens show, and the other stays as whole as they may. Not: tables
//! about one alone.

use super::Column::{Inner, Person, Secret, Told};
use super::Kind::{At, Fields, Number, Other, Text, Yes};
use super::{Gone, Rows, Table, Telling, mine};

/// A join by which a chapter says who the other is.
const WITH_SOURCE: Option<&str> = Some("access JOIN access_source ON access_source.number = access.source");

pub(super) const TABLES: [Table; 9] = [
    Table {
        name: "connection",
        rows: &[mine("asker", Some(CONNECTIONS_ASKED)), mine("asked", Some(CONNECTIONS_ANSWERED))],
        order: &["id"],
        columns: &[
            ("id", Told(Text, "Name of the connection")),
            ("asker", Person),
            ("asked", Person),
            ("at", Told(At, "Asked")),
            // Whoever asked is not told that the other does not want to.
            ("declined", Inner),
            ("living", Told(At, "Connected since")),
        ],
    },
    Table {
        name: "gift",
        rows: &[mine("giver", Some(GIFTS)), mine("receiver", None)],
        order: &["connection"],
        columns: &[
            ("connection", Told(Text, "Connection")),
            ("giver", Person),
            ("receiver", Person),
            ("fields", Told(Fields, "What")),
            ("term", Told(Text, "For how long")),
            ("since", Told(At, "Since")),
            ("until", Told(At, "Until")),
            ("made_in", Inner),
        ],
    },
    Table {
        name: "shown_code",
        rows: &[mine("delegate", Telling::simple("shown_codes", "Codes that you show to be connected"))],
        order: &["digest"],
        columns: &[("digest", Secret), ("delegate", Person), ("expires", Told(At, "Open until"))],
    },
    Table {
        name: "block",
        // Whoever is blocked never learns of it.
        rows: &[mine("blocker", Some(Telling { also: &[("blocked", "who", "Who", Other)], ..BLOCKS })), mine("blocked", None)],
        order: &["blocked"],
        columns: &[("blocker", Person), ("blocked", Person), ("at", Told(At, "When"))],
    },
    Table {
        name: "report",
        rows: &[
            Rows {
                by: "reporter",
                told: Telling::simple("reports", "What you reported to the organisers"),
                gone: Gone::Blanked(&[("reporter", "''"), ("words", "NULL")]),
            },
            // Whoever is reported is not told. The words are the reporter's, and stay theirs.
            Rows { by: "reported", told: None, gone: Gone::Blanked(&[("reported", "''")]) },
        ],
        order: &["number"],
        columns: &[
            ("number", Inner),
            ("reference", Told(Text, "Reference")),
            ("reporter", Person),
            ("reported", Person),
            ("reason", Told(Text, "Why")),
            ("words", Told(Text, "What you wrote")),
            ("at", Told(At, "When")),
        ],
    },
    Table {
        name: "access",
        rows: &[mine(
            "owner",
            Some(Telling { also: &[("access_source.viewer", "who", "Who, where they may be seen", Other)], ..LOOKED_AT }),
        )],
        order: &["access.number"],
        columns: &[
            ("number", Inner),
            ("owner", Person),
            ("source", Inner),
            ("fields", Told(Fields, "What")),
            ("way", Told(Text, "Where")),
            ("at", Told(At, "When")),
        ],
    },
    Table {
        name: "access_source",
        // What others were shown stays theirs; that it was this person goes.
        rows: &[Rows {
            by: "viewer",
            told: Some(Telling {
                key: "looked_at_others",
                title: "Whom you looked at",
                from: WITH_SOURCE,
                also: &[
                    ("access.owner", "whom", "Whom, where they may be seen", Other),
                    ("access.fields", "fields", "What", Fields),
                    ("access.at", "at", "When", At),
                ],
            }),
            gone: Gone::Blanked(&[("viewer", "NULL"), ("session", "NULL")]),
        }],
        order: &["access_source.number", "access.number"],
        columns: &[("number", Inner), ("viewer", Person), ("session", Inner)],
    },
    Table {
        name: "incident_person",
        rows: &[mine("delegate", Telling::simple("incidents", "Incidents that touched your data"))],
        order: &["incident"],
        columns: &[
            ("incident", Told(Text, "Incident")),
            ("delegate", Person),
            ("fields", Told(Fields, "What")),
            ("first", Told(At, "First")),
            ("last", Told(At, "Last")),
            ("times", Told(Number, "How often")),
        ],
    },
    Table {
        name: "bulletin_mail",
        rows: &[mine("delegate", Telling::simple("waiting_mails", "Mails to you that are still to be sent"))],
        order: &["number"],
        columns: &[
            ("number", Inner),
            ("bulletin", Told(Text, "Notice")),
            ("delegate", Person),
            ("tries", Told(Number, "Tries so far")),
            ("due", Told(At, "Next try")),
        ],
    },
];

// With whom is told only once both said yes, as on the screen: before that a copy would tell whose code it was, and after a block that there is one.
const CONNECTIONS_ASKED: Telling = Telling {
    key: "connections_asked",
    title: "People you asked to connect",
    from: None,
    also: &[("CASE WHEN connection.living IS NOT NULL THEN connection.asked END", "with", "With", Other)],
};
// Whoever was asked hears of it when something is offered.
const CONNECTIONS_ANSWERED: Telling = Telling {
    key: "connections_answered",
    title: "People who asked you to connect",
    from: Some(
        "(SELECT * FROM connection WHERE living IS NOT NULL OR EXISTS
           (SELECT 1 FROM gift WHERE gift.connection = connection.id AND gift.giver = connection.asker)) AS connection",
    ),
    also: &[
        ("CASE WHEN connection.living IS NOT NULL THEN connection.asker END", "with", "With", Other),
        ("connection.declined", "declined", "You declined", Yes),
    ],
};
const GIFTS: Telling = Telling {
    key: "given",
    title: "What you gave to connections",
    from: None,
    also: &[(
        "CASE WHEN EXISTS (SELECT 1 FROM connection WHERE id = gift.connection AND living IS NOT NULL) THEN gift.receiver END",
        "to",
        "To",
        Other,
    )],
};
const BLOCKS: Telling = Telling { key: "blocks", title: "People you blocked", from: None, also: &[] };
const LOOKED_AT: Telling = Telling { key: "looked_at", title: "Who was shown what of you", from: WITH_SOURCE, also: &[] };
