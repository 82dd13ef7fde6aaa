-- What belongs to this computer alone: never sent, never folded, never part of a digest.
CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL);

CREATE TABLE clerk_key (clerk TEXT PRIMARY KEY, ckey BLOB NOT NULL, salt BLOB NOT NULL, sealed BLOB NOT NULL);

CREATE TABLE pin_try (clerk TEXT PRIMARY KEY, failed INTEGER NOT NULL, last_ms INTEGER NOT NULL);

CREATE TABLE peer (author BLOB PRIMARY KEY, url TEXT, frontier BLOB, heard_ms INTEGER);

CREATE TABLE person (entry BLOB NOT NULL, texts TEXT NOT NULL);

CREATE TABLE paper (
    job INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    paper TEXT NOT NULL,
    part INTEGER NOT NULL,
    copy INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL
);

CREATE INDEX paper_of ON paper (seq);

-- How far the own feed has been looked through for papers to print; what comes back from others is never printed again.
CREATE TABLE paper_mark (seq INTEGER NOT NULL);

INSERT INTO paper_mark (seq) VALUES (0);

CREATE TABLE shape (books TEXT NOT NULL);
