from __future__ import annotations

from typing import Any

import psycopg
import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlcipher3 import dbapi2

from central.store import migrate
from central.store.database import Database
from schemas.tables import FEED_TABLES, SQLModel

COLUMNS = {
    "sqlite": "SELECT name, type, \"notnull\" FROM pragma_table_info('{table}') ORDER BY name",
    "postgresql": "SELECT column_name, data_type, CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END"
    " FROM information_schema.columns WHERE table_name = '{table}' ORDER BY column_name",
}
SPELLED = {"BYTEA": "bytea", "TEXT": "text", "BIGINT": "bigint", "INTEGER": "integer", "SERIAL": "integer"}


STAYS: Any = (dbapi2.Error, psycopg.Error)  # pyright: ignore[reportAttributeAccessIssue] -- the driver brings no types


def columns(database: Database, table: str) -> dict[str, tuple[str, bool]]:
    with database.reading() as cursor:
        cursor.execute(COLUMNS[database.dialect].format(table=table))
        return {name: (kind, bool(needed)) for name, kind, needed in cursor.fetchall()}


@pytest.mark.parametrize("table", sorted(SQLModel.metadata.tables))
def test_every_declared_table_stands_with_its_columns(database: Database, table: str) -> None:
    dialect = sqlite.dialect() if database.dialect == "sqlite" else postgresql.dialect()
    for column in SQLModel.metadata.tables[table].columns:
        kind, needed = columns(database, table)[column.name]
        wants = str(column.type.compile(dialect))
        assert kind == (SPELLED[wants] if database.dialect == "postgresql" else wants)
        assert needed == (not column.nullable) or (column.primary_key and database.dialect == "sqlite")


def insert_one_of_each(database: Database) -> None:
    with database.writing() as cursor:
        put = database.sql("INSERT INTO feed (author, key, box, site) VALUES (?, ?, ?, ?)")
        cursor.execute(put, (b"a" * 16, b"k" * 32, b"b" * 32, "site"))
        cursor.execute(
            database.sql("INSERT INTO entry (place, id, feed, data) VALUES (?, ?, ?, ?)"), (1 << 40, b"i" * 32, 1, b"d")
        )
        cursor.execute(database.sql("INSERT INTO block (place, opening) VALUES (?, ?)"), (1 << 40 | 1, b"o"))


@pytest.mark.parametrize("table", FEED_TABLES)
def test_a_feed_table_refuses_update(database: Database, table: str) -> None:
    insert_one_of_each(database)
    column = {"feed": "site", "entry": "data", "block": "opening"}[table]
    with pytest.raises(STAYS, match="insert only"), database.writing() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = NULL")


@pytest.mark.parametrize("table", ["feed", "entry"])
def test_a_feed_table_refuses_delete(database: Database, table: str) -> None:
    insert_one_of_each(database)
    with pytest.raises(STAYS, match="insert only"), database.writing() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def test_a_personal_block_can_be_erased(database: Database) -> None:
    insert_one_of_each(database)
    with database.writing() as cursor:
        cursor.execute("DELETE FROM block")
    with database.reading() as cursor:
        cursor.execute("SELECT count(*) FROM block")
        assert cursor.fetchone()[0] == 0


def test_preparing_again_changes_nothing(database: Database) -> None:
    insert_one_of_each(database)
    migrate.prepare(database)
    with database.reading() as cursor:
        cursor.execute("SELECT name FROM migration ORDER BY name")
        names = [row[0] for row in cursor.fetchall()]
    assert names == sorted([*(name for name, _ in migrate.steps(database.dialect)), "books"])


def test_both_dialects_have_the_same_steps() -> None:
    assert [name for name, _ in migrate.steps("sqlite")] == [name for name, _ in migrate.steps("postgresql")]


def write_and_fail(database: Database) -> None:
    with database.writing() as cursor:
        put = database.sql("INSERT INTO feed (author, key, box, site) VALUES (?, ?, ?, ?)")
        cursor.execute(put, (b"a", b"k", b"b", "s"))
        raise RuntimeError("stop")


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError, match="stop"):
        write_and_fail(database)
    with database.reading() as cursor:
        cursor.execute("SELECT count(*) FROM feed")
        assert cursor.fetchone()[0] == 0
