//! Schema 7: what people agreed to and complained about, policies that were in force, and that somebody was erased. Not: any record.

pub(super) const STEP: &str = "
    CREATE TABLE consent (
        number INTEGER PRIMARY KEY,
        delegate TEXT NOT NULL,
        version TEXT NOT NULL,
        hash TEXT NOT NULL,
        given INTEGER NOT NULL,
        at INTEGER NOT NULL,
        label TEXT NOT NULL
    ) STRICT;
    CREATE INDEX consent_of_delegate ON consent (delegate, number);

    -- Once its writer is gone, only the reference and the time are left.
    CREATE TABLE complaint (
        reference TEXT PRIMARY KEY,
        delegate TEXT,
        at INTEGER NOT NULL,
        words TEXT
    ) STRICT;
    CREATE INDEX complaint_of_delegate ON complaint (delegate);

    CREATE TABLE policy (
        version TEXT PRIMARY KEY,
        hash TEXT NOT NULL,
        text TEXT NOT NULL,
        since INTEGER NOT NULL
    ) STRICT;

    -- `clean` is 0 until nothing of that person is left in the file's unused parts either, also when the program was killed in between.
    CREATE TABLE erasure (
        reference TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        clean INTEGER NOT NULL
    ) STRICT;
";
