CREATE TABLE feed (
    number INTEGER PRIMARY KEY,
    author BLOB NOT NULL UNIQUE,
    key BLOB NOT NULL,
    box BLOB NOT NULL,
    site TEXT NOT NULL
);

CREATE TABLE entry (
    place INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    feed INTEGER NOT NULL,
    command BLOB,
    data BLOB NOT NULL,
    CONSTRAINT entry_command UNIQUE (feed, command)
);

CREATE TABLE block (place INTEGER PRIMARY KEY, opening BLOB, sealed BLOB);

CREATE TRIGGER feed_is_kept BEFORE DELETE ON feed BEGIN SELECT RAISE(ABORT, 'a feed is never deleted'); END;

CREATE TRIGGER feed_is_fixed BEFORE UPDATE ON feed BEGIN SELECT RAISE(ABORT, 'a feed is never changed'); END;

CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;

CREATE TRIGGER entry_is_fixed BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;

CREATE TRIGGER block_is_fixed BEFORE UPDATE ON block BEGIN SELECT RAISE(ABORT, 'a block is erased, never changed'); END;
