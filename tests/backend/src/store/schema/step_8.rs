//! Schema 8: which accounts changed when, whoever changed them, so that the directory kept in memory follows also another process; and addresses
//! that wait for their code. Not: any record.

pub(super) const STEP: &str = "
    CREATE TABLE directory_revision (only INTEGER PRIMARY KEY CHECK (only = 1), changes INTEGER NOT NULL, removals INTEGER NOT NULL) STRICT;
    INSERT INTO directory_revision VALUES (1, 1, 0);
    CREATE TABLE directory_change (delegate TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX directory_change_by_number ON directory_change (number);
    INSERT INTO directory_change SELECT id, 1 FROM person;

    CREATE TRIGGER person_added AFTER INSERT ON person BEGIN
        UPDATE directory_revision SET changes = changes + 1;
        DELETE FROM directory_change WHERE delegate = NEW.id;
        INSERT INTO directory_change SELECT NEW.id, changes FROM directory_revision;
    END;
    CREATE TRIGGER person_changed AFTER UPDATE ON person BEGIN
        UPDATE directory_revision SET changes = changes + 1;
        DELETE FROM directory_change WHERE delegate = NEW.id;
        INSERT INTO directory_change SELECT NEW.id, changes FROM directory_revision;
    END;
    CREATE TRIGGER person_erased AFTER DELETE ON person BEGIN
        UPDATE directory_revision SET removals = removals + 1;
        DELETE FROM directory_change WHERE delegate = OLD.id;
    END;

    CREATE INDEX person_by_standing ON person (disabled);

    -- The address that a mailed code makes the account's own.
    ALTER TABLE challenge ADD COLUMN address TEXT;
";
