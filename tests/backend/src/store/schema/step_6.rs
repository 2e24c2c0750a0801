//! Schema 6: what the organisers tell everybody, by which key it is signed, who has read it, and which mails about it wait. Not: any record.

pub(super) const STEP: &str = "
    CREATE TABLE bulletin (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        standing TEXT NOT NULL,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        at INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        incident TEXT
    ) STRICT;

    -- The secret half of the key by which the feed is signed; there is one.
    CREATE TABLE bulletin_key (only INTEGER PRIMARY KEY CHECK (only = 1), seed BLOB NOT NULL) STRICT;

    CREATE TABLE bulletin_seen (
        delegate TEXT NOT NULL,
        bulletin TEXT NOT NULL,
        revision INTEGER NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (delegate, bulletin)
    ) STRICT, WITHOUT ROWID;

    -- A mail that is still to be sent; `due` is when it is tried next, also by another process after this one was killed in the middle.
    CREATE TABLE bulletin_mail (
        number INTEGER PRIMARY KEY,
        bulletin TEXT NOT NULL,
        delegate TEXT NOT NULL,
        tries INTEGER NOT NULL,
        due INTEGER NOT NULL,
        UNIQUE (bulletin, delegate)
    ) STRICT;
    CREATE INDEX bulletin_mail_by_time ON bulletin_mail (due);
";
