CREATE TABLE statement (
  file BLOB PRIMARY KEY NOT NULL,
  format TEXT NOT NULL,
  channel TEXT NOT NULL,
  name TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  lines INTEGER NOT NULL,
  raw BLOB NOT NULL
);
CREATE TABLE statement_day (
  file BLOB NOT NULL,
  channel TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (file, day)
);
CREATE INDEX statement_day_channel ON statement_day (day, channel);
CREATE TABLE statement_line (
  file BLOB NOT NULL,
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
  amount_fen INTEGER NOT NULL,
  fee TEXT NOT NULL,
  PRIMARY KEY (file, place)
);
CREATE INDEX statement_line_day ON statement_line (day);
CREATE INDEX statement_line_order ON statement_line (order_no);
CREATE TRIGGER statement_stays_1 BEFORE UPDATE ON statement BEGIN SELECT RAISE(ABORT, 'statement: insert only'); END;
CREATE TRIGGER statement_stays_2 BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'statement: insert only'); END;
CREATE TRIGGER statement_line_stays_1 BEFORE UPDATE ON statement_line BEGIN SELECT RAISE(ABORT, 'statement_line: insert only'); END;
CREATE TRIGGER statement_line_stays_2 BEFORE DELETE ON statement_line BEGIN SELECT RAISE(ABORT, 'statement_line: insert only'); END;
