CREATE TABLE branch (
  author BYTEA PRIMARY KEY NOT NULL,
  device BYTEA NOT NULL,
  parent BYTEA,
  number INTEGER NOT NULL,
  first BIGINT NOT NULL,
  last BIGINT
);
CREATE TABLE stray (
  id BYTEA PRIMARY KEY NOT NULL,
  author BYTEA NOT NULL,
  seq BIGINT NOT NULL,
  agreed BIGINT NOT NULL,
  data BYTEA NOT NULL
);
CREATE TABLE checked (author BYTEA PRIMARY KEY NOT NULL, last BIGINT NOT NULL);
CREATE TABLE unsound (place BIGINT PRIMARY KEY NOT NULL, reason TEXT NOT NULL);
INSERT INTO stray (id, author, seq, agreed, data) SELECT id, author, seq, 0, data FROM fork;
DROP TABLE fork;
ALTER TABLE enrol_code ADD COLUMN succeeds BYTEA;
