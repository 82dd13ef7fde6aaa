-- Printers of this computer, and on which of them, on which form, a paper comes out.
CREATE TABLE printer (
    name TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    takes TEXT NOT NULL,
    width INTEGER NOT NULL,
    papers TEXT NOT NULL,
    preprinted TEXT NOT NULL,
    right_tenths INTEGER NOT NULL,
    down_tenths INTEGER NOT NULL
);

ALTER TABLE paper ADD COLUMN printer TEXT NOT NULL DEFAULT '';

ALTER TABLE paper ADD COLUMN code TEXT NOT NULL DEFAULT '';

ALTER TABLE paper ADD COLUMN number TEXT NOT NULL DEFAULT '';

ALTER TABLE paper ADD COLUMN clerk TEXT NOT NULL DEFAULT '';

ALTER TABLE paper ADD COLUMN place INTEGER NOT NULL DEFAULT 0;

UPDATE paper SET place = job;

CREATE INDEX paper_in ON paper (state, printer);

CREATE INDEX paper_form ON paper (code, number);
