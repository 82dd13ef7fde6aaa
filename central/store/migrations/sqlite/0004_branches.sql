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
INSERT INTO stray (id, author, seq, agreed, data) SELECT id, author, seq, 0, data FROM fork;
DROP TABLE fork;
ALTER TABLE enrol_code ADD COLUMN succeeds BLOB;
