"""The books' tables of a station are those that the rows declare."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from schemas.tables import KEPT_TABLES, SQLModel
from station.ledger import shape

_FILE = Path(shape.__file__).with_name("books.sql")


def declared() -> str:
    spoken, made = sqlite.dialect(), []
    for name in sorted(name for name in SQLModel.metadata.tables if name not in KEPT_TABLES):
        table = SQLModel.metadata.tables[name]
        lines = str(CreateTable(table).compile(dialect=spoken)).strip().expandtabs(4).splitlines()
        made.append("\n".join(line.rstrip() for line in lines if line.strip()))
        made += sorted(str(CreateIndex(index).compile(dialect=spoken)).strip() for index in table.indexes)
    return ";\n\n".join(made) + "\n"


def test_the_books_of_a_station_are_those_that_the_rows_declare() -> None:
    assert _FILE.read_text("utf-8") == declared()


if __name__ == "__main__":
    _FILE.write_text(declared(), "utf-8")
