"""Where a bench stands: a folder on the house's own disk, a town with one post office, and raw files to compare with."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from schemas.apply import Cursor
from schemas.entry.envelope import Entry
from schemas.keep import Feeds
from station.ledger import names
from station.ledger.database import Database
from station.office import Office
from yard.environment import HOUSE
from yard.town import POST, Town

ON = "2026-09-18"
_KEY = bytes(range(32))


@contextmanager
def a_post_office() -> Iterator[tuple[Path, Office]]:
    """A folder and an enrolled office in it, the clerk unlocked; all gone afterwards."""
    (HOUSE / "var").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=HOUSE / "var"))
    office = Town(folder).settle(POST, "post")
    try:
        yield folder, office
    finally:
        office.close()
        shutil.rmtree(folder)


class RawFile:
    """One SQLCipher file of the ledger's settings with one table: id and bytes."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._database = Database(folder, _KEY)
        with self._database.write() as cursor:
            cursor.execute("CREATE TABLE raw (id BLOB PRIMARY KEY NOT NULL, data BLOB NOT NULL)")

    def keep(self, entry: Entry, opening: bytes) -> None:
        """One FULL commit of these bytes."""
        with self._database.write() as cursor:
            cursor.execute("INSERT INTO raw (id, data) VALUES (?, ?)", (entry.id, entry.data + opening))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


class SameRows:
    """Two copies of a ledger's tables: one tells which statements an entry's rows need, the other only executes them."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "told").mkdir()
        (folder / "done").mkdir()
        self._told = Database(folder / "told", _KEY)
        self._done = Database(folder / "done", _KEY)

    def adopt(self, office: Office) -> None:
        """Begin with the feeds that the office holds."""
        with office.ledger.database.read() as cursor:
            feeds = Feeds(cursor)
            runs = [(author, list(feeds.walk(author))) for author in feeds.sites()]
        for database in (self._told, self._done):
            with database.write() as cursor:
                for number, (author, run) in enumerate(runs, start=1):
                    values = (number, author, bytes(32), bytes(32), "")
                    cursor.execute("INSERT INTO feed (number, author, key, box, site) VALUES (?, ?, ?, ?, ?)", values)
                    Feeds(cursor).keep(run, own=author == office.ledger.author)

    def statements(self, entry: Entry, opening: bytes, said: dict[str, Any], papers: Sequence[tuple[Any, ...]]) -> Any:
        """Write an entry's rows in the first copy; the statements that did it."""
        with self._told.write() as cursor:
            recording = Recording(cursor)
            Feeds(recording).keep([entry], own=True)
            recording.execute("INSERT INTO block (entry, opening) VALUES (?, ?)", (entry.id, opening))
            names.index(recording, entry.id, said)
            sql = "INSERT INTO paper (entry, paper, part, copy, state, reason) VALUES (?, ?, ?, ?, ?, ?)"
            recording.executemany(sql, papers)
        return recording.statements

    def replay(self, statements: Sequence[tuple[Callable[..., Any], str, Any]]) -> None:
        """The same rows in the second copy, in one FULL commit, with nothing worked out and nothing signed."""
        with self._done.write() as cursor:
            for many, sql, parameters in statements:
                (cursor.executemany if many else cursor.execute)(sql, parameters)

    def close(self) -> None:
        """Let go of both files."""
        self._told.close()
        self._done.close()


class Recording:
    """A cursor that remembers every statement that writes."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self.statements: list[tuple[bool, str, Any]] = []

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Run one statement."""
        if not sql.startswith("SELECT"):
            self.statements.append((False, sql, parameters))
        return self._cursor.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any) -> Any:
        """Run one statement for many rows."""
        self.statements.append((True, sql, list(parameters)))
        return self._cursor.executemany(sql, parameters)

    def fetchone(self) -> Any:
        """The next row of the answer."""
        return self._cursor.fetchone()

    def fetchall(self) -> Any:
        """All rows of the answer."""
        return self._cursor.fetchall()
