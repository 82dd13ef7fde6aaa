CREATE TABLE branch (
    author BLOB PRIMARY KEY NOT NULL,
    device BLOB NOT NULL,
    parent BLOB,
    number INTEGER NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT
);

CREATE TABLE stray (
    id BLOB PRIMARY KEY NOT NULL,
    author BLOB NOT NULL,
    seq BIGINT NOT NULL,
    agreed BIGINT NOT NULL,
    data BLOB NOT NULL
);

CREATE TABLE checked (author BLOB PRIMARY KEY NOT NULL, last BIGINT NOT NULL);

CREATE TABLE unsound (place INTEGER PRIMARY KEY NOT NULL, reason TEXT NOT NULL);

-- Own feeds that this one goes on from: the stretches of the keys before it, the newest first.
CREATE TABLE lineage (device BLOB NOT NULL, owner BLOB NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (device, owner));
