//! The steps to the schemas of releases up to the first three, as they were released. Not: anything that may still be edited.

pub(super) const RELEASED: [&str; 3] = [
    "
    CREATE TABLE person (
        id TEXT PRIMARY KEY,
        email TEXT NOT NULL,
        email_key TEXT NOT NULL UNIQUE,
        disabled INTEGER NOT NULL,
        listed INTEGER NOT NULL,
        fields TEXT NOT NULL,
        version INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX person_in_directory ON person (id) WHERE listed = 1 AND disabled = 0;

    CREATE TABLE challenge (
        id TEXT PRIMARY KEY,
        delegate TEXT,
        session BLOB,
        code BLOB NOT NULL,
        link BLOB NOT NULL UNIQUE,
        browser BLOB NOT NULL,
        expires INTEGER NOT NULL,
        tries INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX challenge_by_end ON challenge (expires);

    CREATE TABLE event (subject BLOB NOT NULL, at INTEGER NOT NULL) STRICT;
    CREATE INDEX event_of_subject ON event (subject, at);
    CREATE INDEX event_by_age ON event (at);

    CREATE TABLE session (
        digest BLOB PRIMARY KEY,
        delegate TEXT NOT NULL,
        proved INTEGER NOT NULL,
        seen INTEGER NOT NULL,
        expires INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_of_delegate ON session (delegate);
    CREATE INDEX session_by_end ON session (expires);

    CREATE TABLE favourite (
        delegate TEXT NOT NULL,
        talk TEXT NOT NULL,
        PRIMARY KEY (delegate, talk)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE photo (delegate TEXT PRIMARY KEY, id TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;

    CREATE TABLE document (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
",
    "
    CREATE TABLE calendar (
        delegate TEXT PRIMARY KEY,
        token BLOB NOT NULL UNIQUE,
        since INTEGER NOT NULL,
        fetched INTEGER
    ) STRICT;

    CREATE TABLE talk (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        room TEXT NOT NULL,
        start INTEGER NOT NULL,
        start_offset INTEGER NOT NULL,
        end INTEGER NOT NULL,
        end_offset INTEGER NOT NULL,
        cancelled INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        gone INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE version (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, seen TEXT NOT NULL) STRICT;
",
    "
    CREATE TABLE passkey (
        id TEXT PRIMARY KEY,
        delegate TEXT NOT NULL,
        handle BLOB NOT NULL,
        credential BLOB NOT NULL UNIQUE,
        record TEXT NOT NULL,
        label TEXT NOT NULL,
        created INTEGER NOT NULL,
        made_in TEXT NOT NULL,
        used INTEGER,
        synced INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX passkey_of_delegate ON passkey (delegate);

    CREATE TABLE ceremony (
        id TEXT PRIMARY KEY,
        delegate TEXT,
        session BLOB,
        handle BLOB,
        browser BLOB,
        kept TEXT NOT NULL,
        expires INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX ceremony_by_end ON ceremony (expires);

    -- Sessions of before have no name and no device: they end, and everybody signs in once more.
    DROP TABLE session;
    CREATE TABLE session (
        digest BLOB PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        delegate TEXT NOT NULL,
        device BLOB NOT NULL,
        label TEXT NOT NULL,
        created INTEGER NOT NULL,
        proved INTEGER NOT NULL,
        seen INTEGER,
        expires INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_of_delegate ON session (delegate);
    CREATE INDEX session_by_end ON session (expires);

    CREATE TABLE device (
        delegate TEXT NOT NULL,
        digest BLOB NOT NULL,
        used INTEGER NOT NULL,
        PRIMARY KEY (delegate, digest)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE redeemed (
        id TEXT PRIMARY KEY,
        code BLOB NOT NULL,
        link BLOB NOT NULL UNIQUE,
        browser BLOB NOT NULL,
        delegate TEXT NOT NULL,
        session BLOB NOT NULL,
        until INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX redeemed_by_end ON redeemed (until);

    -- A challenge that joins the sign-in of an organisation to an account, and to whom it is bound there.
    ALTER TABLE challenge ADD COLUMN joins BLOB;
    CREATE TABLE identity (
        id TEXT PRIMARY KEY,
        issuer TEXT NOT NULL,
        subject TEXT NOT NULL,
        delegate TEXT NOT NULL,
        since INTEGER NOT NULL,
        session TEXT,
        UNIQUE (issuer, subject)
    ) STRICT;
    CREATE INDEX identity_of_delegate ON identity (delegate);

    -- `kept` says whether the values still stand here; they go after a day.
    CREATE TABLE change (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        delegate TEXT NOT NULL,
        field TEXT NOT NULL,
        at INTEGER NOT NULL,
        label TEXT NOT NULL,
        undone INTEGER NOT NULL,
        is_undo INTEGER NOT NULL,
        audience TEXT NOT NULL,
        kept INTEGER NOT NULL,
        before TEXT,
        after TEXT,
        photo BLOB
    ) STRICT;
    CREATE INDEX change_of_delegate ON change (delegate, number);
    CREATE INDEX change_with_values ON change (at) WHERE kept = 1;
",
];
