"""Branches 分支: where a feed has parted, its entries are kept in stretches, each a feed of its own to folds and exchange.

A stretch is named by its first entry: the trunk by the device's author, a branch by `branch_id`. Everybody who holds the
same entries has the same stretches under the same names, whichever came first. Entries never move: the branch that was held
first stays in its place under another name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from schemas.apply import Cursor

SEQ = 40
"""An entry's `place` is the number of its feed << 40 | seq."""
SEQ_MASK = (1 << SEQ) - 1
MOST = 64
"""How many branches of one device are kept: one a copy of its key; a stranger's key cannot make any."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where the entries of a stretch stand: under which number, from which seq, to which (`SEQ_MASK` while it is open)."""

    number: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Parting:
    """Where a device's feed parted: the place and the first entry of each branch, in order of their ids."""

    device: bytes
    seq: int
    entries: tuple[bytes, ...]


def branch_id(device: bytes, first: bytes) -> bytes:
    """The name of the branch of a device's feed that begins with the entry `first`, 16 bytes."""
    return sha256(b"YS-branch-1" + device + first).digest()[:16]


def place(number: int, seq: int) -> int:
    """Where an entry stands in the table."""
    return number << SEQ | seq


class Branches:
    """The stretches of all feeds in one database. `mark` is the driver's parameter mark."""

    def __init__(self, cursor: Cursor, mark: str = "?") -> None:
        self._cursor = cursor
        self._mark = mark

    def stretch(self, author: bytes) -> Stretch | None:
        """Where the entries of a feed or a branch stand; None when it is not held."""
        sql = """SELECT coalesce(b.number, f.number), coalesce(b.first, 1), b.last FROM feed f
 LEFT JOIN branch b ON b.author = f.author WHERE f.author = ?"""
        found = self._all(sql, author)
        return Stretch(found[0][0], found[0][1], SEQ_MASK if found[0][2] is None else found[0][2]) if found else None

    def home(self, device: bytes) -> int | None:
        """The number under which a device's feed was first held."""
        found = self._all("SELECT number FROM feed WHERE author = ?", device)
        return found[0][0] if found else None

    def of_place(self, stored: int) -> bytes:
        """The feed or branch to which the entry at a place belongs."""
        number, seq = stored >> SEQ, stored & SEQ_MASK
        sql = "SELECT author FROM branch WHERE number = ? AND first <= ? AND (last IS NULL OR last >= ?)"
        found = self._all(sql, number, seq, seq) or self._all("SELECT author FROM feed WHERE number = ?", number)
        return found[0][0]

    def device(self, author: bytes) -> bytes:
        """The device that writes a feed or a branch."""
        found = self._all("SELECT device FROM branch WHERE author = ?", author)
        return found[0][0] if found else author

    def of_device(self, device: bytes) -> list[bytes]:
        """The stretches of a device's feed, the trunk among them; the feed alone while it has not parted."""
        return [
            row[0] for row in self._all("SELECT author FROM branch WHERE device = ? ORDER BY first, author", device)
        ] or [device]

    def leaves(self, device: bytes) -> list[bytes]:
        """The stretches that still grow."""
        sql = "SELECT author FROM branch WHERE device = ? AND last IS NULL ORDER BY first, author"
        return [row[0] for row in self._all(sql, device)] or [device]

    def ancestry(self, author: bytes) -> list[bytes]:
        """A stretch and those behind which it stands, the trunk last."""
        line = [author]
        while found := self._all("SELECT parent FROM branch WHERE author = ? AND parent IS NOT NULL", line[-1]):
            line.append(found[0][0])
        return line

    def has_parted(self, device: bytes) -> bool:
        """Whether two entries of this device were proved to stand at one place."""
        sql = "SELECT 1 FROM branch WHERE device = ? UNION ALL SELECT 1 FROM stray WHERE author = ? LIMIT 1"
        return bool(self._all(sql, device, device))

    def partings(self) -> list[Parting]:
        """Every place at which a feed has parted, as far as it is known."""
        sql = """SELECT b.device, b.parent, b.first, e.id FROM branch b
 JOIN entry e ON e.place = b.number * 1099511627776 + b.first WHERE b.parent IS NOT NULL ORDER BY b.first, e.id"""
        found: dict[tuple[bytes, bytes, int], list[bytes]] = {}
        for device, parent, first, entry in self._all(sql):
            found.setdefault((device, parent, first), []).append(entry)
        known = [Parting(device, seq, tuple(entries)) for (device, _, seq), entries in found.items()]
        sql = "SELECT author, min(seq) FROM stray WHERE author NOT IN (SELECT device FROM branch) GROUP BY author"
        return known + [Parting(author, seq, self._strays(author, seq)) for author, seq in self._all(sql)]

    def close_trunk(self, author: bytes, device: bytes, span: Stretch, last: int) -> None:
        """A stretch ends where its feed parts."""
        if self._all("SELECT 1 FROM branch WHERE author = ?", author):
            self._do("UPDATE branch SET last = ? WHERE author = ?", last, author)
        else:
            self._add(author, device, None, span.number, span.first, last)

    def open(self, author: bytes, device: bytes, parent: bytes, span: Stretch) -> None:
        """A branch begins behind a stretch."""
        self._add(author, device, parent, span.number, span.first, None if span.last == SEQ_MASK else span.last)

    def adopt(self, parent: bytes, tail: bytes) -> None:
        """What stood behind a stretch stands behind its cut-off tail."""
        self._do("UPDATE branch SET parent = ? WHERE parent = ? AND author <> ?", tail, parent, tail)

    def keep_stray(self, entry: bytes, author: bytes, seq: int, agreed: int, data: bytes) -> None:
        """Keep what proves a fork and has no place yet; `agreed` is how far both sides hold the same."""
        sql = "INSERT INTO stray (id, author, seq, agreed, data) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
        self._do(sql, entry, author, seq, agreed, data)

    def agree(self, author: bytes, seq: int) -> None:
        """Both sides hold the same up to here."""
        self._do("UPDATE stray SET agreed = ? WHERE author = ? AND agreed < ?", seq, author, seq)

    def settle(self, author: bytes) -> None:
        """The branches are known; what proved the fork before stands in them or will."""
        self._do("DELETE FROM stray WHERE author = ?", author)

    def doubts(self, authors: Iterable[bytes]) -> dict[bytes, int]:
        """For each feed with a proof that has no place yet: how far both sides are known to hold the same."""
        wanted = set(authors)
        found = self._all("SELECT author, max(agreed) FROM stray GROUP BY author")
        return {author: agreed for author, agreed in found if author in wanted}

    def _strays(self, author: bytes, seq: int) -> tuple[bytes, ...]:
        number = self._all("SELECT number FROM feed WHERE author = ?", author)[0][0]
        sql = "SELECT id FROM stray WHERE author = ? AND seq = ? UNION SELECT id FROM entry WHERE place = ?"
        return tuple(sorted(row[0] for row in self._all(sql, author, seq, place(number, seq))))

    def _add(
        self, author: bytes, device: bytes, parent: bytes | None, number: int, first: int, last: int | None
    ) -> None:
        sql = "INSERT INTO branch (author, device, parent, number, first, last) VALUES (?, ?, ?, ?, ?, ?)"
        self._do(sql, author, device, parent, number, first, last)

    def _all(self, sql: str, *values: object) -> list[Any]:
        self._do(sql, *values)
        return self._cursor.fetchall()

    def _do(self, sql: str, *values: object) -> None:
        self._cursor.execute(sql if self._mark == "?" else sql.replace("?", self._mark), values)
