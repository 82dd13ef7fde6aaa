ALTER TABLE statement_line ADD COLUMN settled_on TEXT NOT NULL DEFAULT '';
ALTER TABLE statement_line ADD COLUMN document_no TEXT NOT NULL DEFAULT '';
ALTER TABLE statement_line ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE statement_line ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE statement_line ADD COLUMN level TEXT NOT NULL DEFAULT '';
ALTER TABLE statement_line ADD COLUMN same TEXT NOT NULL DEFAULT '';
CREATE INDEX statement_line_channel ON statement_line (channel, day);
