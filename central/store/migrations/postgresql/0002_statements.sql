CREATE TABLE statement (
  file BYTEA PRIMARY KEY NOT NULL,
  format TEXT NOT NULL,
  channel TEXT NOT NULL,
  name TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  lines INTEGER NOT NULL,
  raw BYTEA NOT NULL
);
CREATE TABLE statement_day (
  file BYTEA NOT NULL,
  channel TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (file, day)
);
CREATE INDEX statement_day_channel ON statement_day (day, channel);
CREATE TABLE statement_line (
  file BYTEA NOT NULL,
  place INTEGER NOT NULL,
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  reference TEXT NOT NULL,
  refund_no TEXT NOT NULL,
  order_no TEXT NOT NULL,
  terminal TEXT NOT NULL,
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  amount_fen BIGINT NOT NULL,
  fee TEXT NOT NULL,
  PRIMARY KEY (file, place)
);
CREATE INDEX statement_line_day ON statement_line (day);
CREATE INDEX statement_line_order ON statement_line (order_no);
CREATE TRIGGER statement_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON statement FOR EACH STATEMENT EXECUTE FUNCTION stays();
CREATE TRIGGER statement_line_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON statement_line FOR EACH STATEMENT EXECUTE FUNCTION stays();
