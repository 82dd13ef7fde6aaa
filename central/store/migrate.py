"""Brings a database to the shape that this program knows: numbered steps once each, and the books by their own fingerprint.

A step that was taken is never changed. Books are a function of the feeds: when a row or a fold has changed they are dropped
and folded again.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from central.store.database import POSTGRESQL, SQLITE, Database
from schemas.apply import Cursor, fold_all
from schemas.books.fold import VERSION
from schemas.keep import Feeds
from schemas.tables import KEPT_TABLES, SQLModel

_BOOKS = "books"


def prepare(database: Database) -> None:
    """Take the steps that are missing, and fold the books again when their shape has changed."""
    with database.writing() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY NOT NULL, says TEXT NOT NULL)")
        cursor.execute("SELECT name, says FROM migration")
        taken: dict[str, str] = dict(cursor.fetchall())
        for name, script in steps(database.dialect):
            if name not in taken:
                _run(cursor, script)
                _note(database, cursor, name, sha256(script.encode()).hexdigest())
        if taken.get(_BOOKS) != _fingerprint(database.dialect):
            refold(database, cursor)


def steps(dialect: str) -> list[tuple[str, str]]:
    """The numbered steps of one dialect, in order: name and script."""
    folder = files("central.store") / "migrations" / dialect
    return [(page.name, page.read_text("utf-8")) for page in sorted(folder.iterdir(), key=lambda page: page.name)]


def refold(database: Database, cursor: Cursor) -> int:
    """Burn the books and fold every feed again; the number of entries folded."""
    for table in _book_tables():
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in book_statements(database.dialect):
        cursor.execute(statement)
    feeds, count = Feeds(cursor, database.mark), 0
    for author in sorted(feeds.sites()):
        count += fold_all(cursor, feeds.walk(author), database.mark, author, feeds.soundness.unsound(author))
    _note(database, cursor, _BOOKS, _fingerprint(database.dialect))
    return count


def book_statements(dialect: str) -> list[str]:
    """The statements that make the books' tables and indexes in one dialect."""
    spoken = {POSTGRESQL: postgresql.dialect, SQLITE: sqlite.dialect}[dialect]()
    made: list[str] = []
    for name in _book_tables():
        table = SQLModel.metadata.tables[name]
        made.append(str(CreateTable(table).compile(dialect=spoken)))
        made += sorted(str(CreateIndex(index).compile(dialect=spoken)) for index in table.indexes)
    return made


def _book_tables() -> list[str]:
    return sorted(name for name in SQLModel.metadata.tables if name not in KEPT_TABLES)


def _fingerprint(dialect: str) -> str:
    return sha256("\n".join([str(VERSION), *book_statements(dialect)]).encode()).hexdigest()


def _note(database: Database, cursor: Cursor, name: str, says: str) -> None:
    sql = "INSERT INTO migration (name, says) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET says = excluded.says"
    cursor.execute(database.sql(sql), (name, says))


def _run(cursor: Cursor, script: str) -> None:
    """A script's statements one by one; a statement ends with a semicolon at the end of a line."""
    for statement in script.split(";\n"):
        if statement.strip():
            cursor.execute(statement)
