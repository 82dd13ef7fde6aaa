-- Words by which entries are found, on this computer alone; a row stands under the number of its row in `person`.
CREATE VIRTUAL TABLE seek USING fts5(words, detail = none, tokenize = 'unicode61 remove_diacritics 0');

-- What was kept before is made findable again when the books are folded.
DELETE FROM person;

DELETE FROM shape;
