//! Schema 4: connections of two people and what each gives, codes to ask by, blocks, reports. Not: who may see what.

pub(super) const STEP: &str = "
    CREATE TABLE shown_code (
        digest BLOB PRIMARY KEY,
        delegate TEXT NOT NULL,
        expires INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX shown_code_by_end ON shown_code (expires);
    CREATE INDEX shown_code_of_delegate ON shown_code (delegate);

    -- `living` is since when both said yes; before, `declined` says whether the one asked has said no.
    CREATE TABLE connection (
        id TEXT PRIMARY KEY,
        asker TEXT NOT NULL,
        asked TEXT NOT NULL,
        at INTEGER NOT NULL,
        declined INTEGER NOT NULL,
        living INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX connection_of_asker ON connection (asker);
    CREATE INDEX connection_of_asked ON connection (asked);

    CREATE TABLE gift (
        connection TEXT NOT NULL,
        giver TEXT NOT NULL,
        receiver TEXT NOT NULL,
        fields INTEGER NOT NULL,
        term TEXT NOT NULL,
        since INTEGER NOT NULL,
        until INTEGER,
        made_in TEXT NOT NULL,
        PRIMARY KEY (connection, giver)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX gift_of_giver ON gift (giver);
    CREATE INDEX gift_to_receiver ON gift (receiver);

    CREATE TABLE block (
        blocker TEXT NOT NULL,
        blocked TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (blocker, blocked)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX block_of_blocked ON block (blocked);

    CREATE TABLE report (
        number INTEGER PRIMARY KEY,
        reference TEXT NOT NULL UNIQUE,
        reporter TEXT NOT NULL,
        reported TEXT NOT NULL,
        reason TEXT NOT NULL,
        words TEXT,
        at INTEGER NOT NULL
    ) STRICT;
";
