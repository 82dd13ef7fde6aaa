"""The directory at a station 纳税人名录: one encrypted file beside the ledger, found by pieces, bounded in memory.

A base makes the file anew; a delta adds rows and hides those that it replaces. The file can be made again at any time from
what the centre has sealed; the looks counted in it are summed by entries.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from heapq import nlargest
from pathlib import Path
from sqlite3 import Connection

from schemas.directory import Listed, Listing, pieces_of
from schemas.failures import Refusal
from station.ledger.database import encrypted

FILE = "directory.db"
FEW = 8
"""Pieces that more than one household in so many has tell nothing: they are not kept."""
CANDIDATES = 120
_READ_MOST = 40_000
_RARE, _SELDOM = 200, 3_000
_BATCH = 2_000
_NAMES = ", ".join(field.name for field in fields(Listed))
_MARKS = ", ".join("?" * (len(fields(Listed)) + 1))
_SHAPE = f"""
CREATE TABLE head (serial INTEGER NOT NULL, count INTEGER NOT NULL);
CREATE TABLE listed (number INTEGER PRIMARY KEY, {", ".join(f"{field.name} TEXT NOT NULL" for field in fields(Listed))});
CREATE TABLE gone (number INTEGER PRIMARY KEY);
CREATE TABLE piece (piece TEXT PRIMARY KEY, numbers BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE later (piece TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (piece, number)) WITHOUT ROWID;
"""
_LOOKS = (
    "CREATE TABLE IF NOT EXISTS look (day TEXT, clerk TEXT, searches INTEGER, opened INTEGER, PRIMARY KEY (day, clerk))"
)


class Directory:
    """The directory of one home, open; it may hold nothing yet."""

    def __init__(self, home: Path, key: bytes) -> None:
        self._path, self._key = home / FILE, key
        self._connection = self._open()

    @property
    def serial(self) -> int:
        """The serial of the last file taken in; 0 while there is none."""
        found = self._connection.execute("SELECT serial FROM head").fetchone()
        return found[0] if found else 0

    @property
    def count(self) -> int:
        """How many households it holds."""
        found = self._connection.execute("SELECT count FROM head").fetchone()
        return found[0] if found else 0

    def take(self, listing: Listing) -> int:
        """Take a base or a delta in, all or none; the number of rows. Refusal `directory.order` when it does not follow."""
        if listing.behind not in (0, self.serial) or listing.serial <= self.serial:
            raise Refusal("directory.order", field="file", serial=listing.serial, held=self.serial)
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            taken = self._base(listing) if listing.behind == 0 else self._delta(listing)
            count = self._connection.execute(
                "SELECT (SELECT COUNT(*) FROM listed) - (SELECT COUNT(*) FROM gone)"
            ).fetchone()[0]
            self._connection.execute("DELETE FROM head")
            self._connection.execute("INSERT INTO head (serial, count) VALUES (?, ?)", (listing.serial, count))
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        return taken

    def candidates(self, pieces: Iterable[str]) -> list[Listed]:
        """The households that have most of these pieces, rare pieces counting more."""
        found: list[tuple[int, array[int]]] = []
        for piece in sorted(pieces):
            numbers = self._numbers(piece)
            if numbers:
                found.append((len(numbers), numbers))
        found.sort(key=lambda pair: pair[0])
        score: Counter[int] = Counter()
        read = 0
        for size, numbers in found:
            read += size
            if score and read > _READ_MOST:
                break
            for _ in range(_weight(size)):
                score.update(numbers)
        best = nlargest(CANDIDATES, score.items(), key=lambda pair: (pair[1], -pair[0]))
        return self._rows([number for number, _ in best])

    def one(self, record: str) -> Listed | None:
        """One household by its record."""
        sql = f"SELECT {_NAMES} FROM listed WHERE record = ? AND number NOT IN (SELECT number FROM gone)"
        found = self._connection.execute(sql, (record,)).fetchone()
        return Listed(*found) if found else None

    def looked(self, on: str, clerk: str, *, searches: int = 0, opened: int = 0) -> None:
        """Count a look."""
        self._connection.execute(
            "INSERT INTO look VALUES (?, ?, ?, ?) ON CONFLICT (day, clerk) DO UPDATE SET"
            " searches = searches + excluded.searches, opened = opened + excluded.opened",
            (on, clerk, searches, opened),
        )

    def looks(self) -> list[tuple[str, str, int, int]]:
        """All looks ever counted: day, clerk, searches, households opened."""
        return self._connection.execute("SELECT day, clerk, searches, opened FROM look ORDER BY day, clerk").fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _open(self) -> Connection:
        connection = encrypted(self._path, self._key)
        if connection.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'head'").fetchone()[0] == 0:
            _make(connection)
        connection.execute(_LOOKS)
        return connection

    def _base(self, listing: Listing) -> int:
        """Everything anew; `numbers` of a piece are 32-bit, in the order of the households."""
        for table in ("head", "listed", "gone", "piece", "later"):
            self._connection.execute(f"DELETE FROM {table}")
        postings: dict[str, array[int]] = {}
        batch: list[tuple[object, ...]] = []
        number = 0
        for number, row in enumerate(listing.rows, start=1):
            batch.append((number, *astuple_of(row)))
            for piece in pieces_of(row):
                known = postings.get(piece)
                if known is None:
                    postings[piece] = array("I", (number,))
                else:
                    known.append(number)
            if len(batch) == _BATCH:
                self._insert(batch)
        self._insert(batch)
        most = max(number // FEW, CANDIDATES)
        rows = ((piece, postings[piece].tobytes()) for piece in sorted(postings) if len(postings[piece]) <= most)
        self._connection.executemany("INSERT INTO piece (piece, numbers) VALUES (?, ?)", rows)
        self._connection.execute("CREATE INDEX IF NOT EXISTS listed_record ON listed (record)")
        return number

    def _delta(self, listing: Listing) -> int:
        first = (self._connection.execute("SELECT MAX(number) FROM listed").fetchone()[0] or 0) + 1
        number = first - 1
        for number, row in enumerate(listing.rows, start=first):
            self._connection.execute(
                "INSERT OR IGNORE INTO gone SELECT number FROM listed WHERE record = ?", (row.record,)
            )
            self._insert([(number, *astuple_of(row))])
            pieces = [(piece, number) for piece in pieces_of(row)]
            self._connection.executemany("INSERT INTO later (piece, number) VALUES (?, ?)", pieces)
        return number - first + 1

    def _insert(self, batch: list[tuple[object, ...]]) -> None:
        self._connection.executemany(f"INSERT INTO listed (number, {_NAMES}) VALUES ({_MARKS})", batch)
        batch.clear()

    def _numbers(self, piece: str) -> array[int]:
        numbers: array[int] = array("I")
        found = self._connection.execute("SELECT numbers FROM piece WHERE piece = ?", (piece,)).fetchone()
        if found:
            numbers.frombytes(found[0])
        numbers.extend(row[0] for row in self._connection.execute("SELECT number FROM later WHERE piece = ?", (piece,)))
        return numbers

    def _rows(self, numbers: Sequence[int]) -> list[Listed]:
        marks = ", ".join("?" * len(numbers))
        sql = f"SELECT {_NAMES} FROM listed WHERE number IN ({marks}) AND number NOT IN (SELECT number FROM gone)"
        return [Listed(*found) for found in self._connection.execute(sql, tuple(numbers))]


def _weight(size: int) -> int:
    """How much a piece tells that so many households have."""
    return 4 if size <= _RARE else 2 if size <= _SELDOM else 1


def astuple_of(row: Listed) -> tuple[str, ...]:
    """The texts of a row in their order."""
    return (
        row.record,
        row.identity,
        row.name,
        row.pinyin,
        row.operator,
        row.phone,
        row.address,
        row.district,
        row.standing,
    )


def _make(connection: Connection) -> None:
    for statement in _SHAPE.split(";\n"):
        if statement.strip():
            connection.execute(statement)
