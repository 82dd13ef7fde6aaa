-- What others sent and this station did not take: who, what (an entry's id, or the SHA-256 of the bytes), why, how often.
CREATE TABLE refused (
    source BLOB NOT NULL,
    what BLOB NOT NULL,
    reason TEXT NOT NULL,
    times INTEGER NOT NULL,
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    PRIMARY KEY (source, what, reason)
);
