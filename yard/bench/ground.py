"""Where a bench stands: a folder on the house's own disk, a town with one post office, and raw files to compare with."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from schemas.apply import Cursor
from schemas.entry.envelope import Entry
from schemas.keep import Feeds
from station.ledger.database import Database
from station.ledger.journal import Journal
from station.office import Office
from yard.demo.settings import POST, STREET
from yard.environment import HOUSE
from yard.town import Town

ON = "2026-09-18"
_KEY = bytes(range(32))


@contextmanager
def a_town() -> Iterator[Town]:
    """A town in a fresh folder below the house; gone afterwards."""
    (HOUSE / "var").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=HOUSE / "var"))
    try:
        yield Town(folder)
    finally:
        shutil.rmtree(folder)


@contextmanager
def a_post_office() -> Iterator[tuple[Town, Office]]:
    """A town and the office of its post office, the clerk unlocked."""
    with a_town() as town:
        office = town.settle(POST, "post")
        yield town, office
        office.close()


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
    """A twin office whose ledger remembers what it writes, and a copy of its tables that only executes it."""

    def __init__(self, town: Town) -> None:
        self.office = town.settle(STREET, "twin")
        folder = town.folder / "copy"
        shutil.copytree(town.folder / "twin", folder, ignore=shutil.ignore_patterns("ballast"))
        ledger = self.office.ledger
        ledger.database.close()
        self._recorder = Recorder(ledger.home, ledger.pepper)
        ledger.database = self._recorder
        ledger.journal = Journal(self._recorder, ledger.device, ledger.clock, town.identity, ledger.watermark)
        self._copy = Database(folder, ledger.pepper)

    def replay(self) -> None:
        """The rows of the twin's last act in the copy, in one FULL commit, with nothing worked out and nothing signed."""
        with self._copy.write() as cursor:
            for many, sql, parameters in self._recorder.written:
                (cursor.executemany if many else cursor.execute)(sql, parameters)

    def close(self) -> None:
        """Let go of both files."""
        self.office.close()
        self._copy.close()


class Recorder(Database):
    """A ledger's file that remembers the statements of its last transaction."""

    written: Sequence[tuple[bool, str, Any]] = ()

    @contextmanager
    def write(self) -> Iterator[Cursor]:
        """One transaction, as the ledger has it."""
        with super().write() as cursor:
            recording = Recording(cursor)
            yield recording
        self.written = recording.statements


class Recording:
    """A cursor that remembers every statement that writes."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self.statements: list[tuple[bool, str, Any]] = []

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Any:
        """Run one statement."""
        if not sql.startswith("SELECT"):
            self.statements.append((False, sql, parameters))
        return self._cursor.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> Any:
        """Run one statement for many rows."""
        rows = list(parameters)
        self.statements.append((True, sql, rows))
        return self._cursor.executemany(sql, rows)

    def fetchone(self) -> Any:
        """The next row of the answer."""
        return self._cursor.fetchone()

    def fetchall(self) -> Any:
        """All rows of the answer."""
        return self._cursor.fetchall()


def written_by(office: Office, command: bytes) -> tuple[Entry, bytes]:
    """What a command left in a ledger: its entry, and its block's bytes."""
    with office.ledger.database.read() as cursor:
        feeds = Feeds(cursor)
        entry = feeds.by_command(office.ledger.author, command)
        assert entry is not None, "what was acknowledged stands"
        return entry, feeds.blocks([entry.id])[0].opening
