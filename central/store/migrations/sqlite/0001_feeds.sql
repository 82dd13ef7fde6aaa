CREATE TABLE feed (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
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
CREATE TABLE block (
  place INTEGER PRIMARY KEY,
  opening BLOB,
  sealed BLOB
);
CREATE TRIGGER feed_stays_1 BEFORE UPDATE ON feed BEGIN SELECT RAISE(ABORT, 'feed: insert only'); END;
CREATE TRIGGER feed_stays_2 BEFORE DELETE ON feed BEGIN SELECT RAISE(ABORT, 'feed: insert only'); END;
CREATE TRIGGER entry_stays_1 BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entry: insert only'); END;
CREATE TRIGGER entry_stays_2 BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entry: insert only'); END;
CREATE TRIGGER block_stays BEFORE UPDATE ON block BEGIN SELECT RAISE(ABORT, 'block: insert only'); END;
