//! Schema 5: who was shown what, incidents with their extent, reports of over-sharing. Not: any record.

pub(super) const STEP: &str = "
    -- One row for each session that was shown anything, so that the many rows of `access` are short. Both are NULL once that account is gone.
    CREATE TABLE access_source (number INTEGER PRIMARY KEY, viewer TEXT, session TEXT, UNIQUE (viewer, session)) STRICT;

    CREATE TABLE access (
        number INTEGER PRIMARY KEY,
        owner TEXT NOT NULL,
        source INTEGER NOT NULL,
        fields INTEGER NOT NULL,
        way TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX access_of_owner ON access (owner, number);
    CREATE INDEX access_by_source ON access (source, owner, at);
    CREATE INDEX access_by_time ON access (at);

    CREATE TABLE incident (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        at INTEGER NOT NULL,
        text TEXT NOT NULL,
        begun INTEGER NOT NULL,
        ended INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE incident_person (
        incident TEXT NOT NULL,
        delegate TEXT NOT NULL,
        fields INTEGER NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        times INTEGER NOT NULL,
        PRIMARY KEY (incident, delegate)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX incident_of_person ON incident_person (delegate);

    CREATE TABLE over_share (
        day INTEGER NOT NULL,
        place TEXT NOT NULL,
        member TEXT NOT NULL,
        times INTEGER NOT NULL,
        reports INTEGER NOT NULL,
        PRIMARY KEY (day, place, member)
    ) STRICT, WITHOUT ROWID;
";
