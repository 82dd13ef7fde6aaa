"""What the centre's tests stand on: both databases, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.store.database import Database
from central.store.migrate import prepare
from tests.postgres import postgresql_database, postgresql_server

__all__ = ["postgresql_database", "postgresql_server"]

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A prepared database, once on SQLite and once on PostgreSQL."""
    own = tmp_path / "central.db" if request.param == "sqlite" else request.getfixturevalue("postgresql_database")
    made = Database(own)
    prepare(made)
    yield made
    made.close()
