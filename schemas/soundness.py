"""How far the signatures inside feeds were checked one by one, and which do not hold 签名核对进度."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from schemas.apply import Cursor
from schemas.branches import SEQ_MASK, Branches, Stretch, place


class Soundness:
    """What is noted of checked signatures in one database. `mark` is the driver's parameter mark."""

    def __init__(self, cursor: Cursor, mark: str, branches: Branches) -> None:
        self._cursor = cursor
        self._mark = mark
        self._branches = branches

    def begins(self, author: bytes) -> int:
        """The seq of the first entry of a feed or branch."""
        return self._stretch(author).first

    def checked(self, author: bytes) -> int:
        """How far a feed or branch was checked."""
        found = self._all("SELECT last FROM checked WHERE author = ?", author)
        return found[0][0] if found else self.begins(author) - 1

    def note(self, author: bytes, last: int, unsound: Mapping[int, str]) -> None:
        """Checked up to here; a signature at each of these places does not hold."""
        sql = "INSERT INTO checked (author, last) VALUES (?, ?) ON CONFLICT (author) DO UPDATE SET last = excluded.last"
        self._do(sql, author, last)
        sql = "INSERT INTO unsound (place, reason) VALUES (?, ?) ON CONFLICT (place) DO UPDATE SET reason = excluded.reason"
        for seq, reason in unsound.items():
            self._do(sql, place(self._stretch(author).number, seq), reason)

    def clear(self, author: bytes, places: Iterable[int]) -> None:
        """The signatures at these places hold after all."""
        for seq in places:
            self._do("DELETE FROM unsound WHERE place = ?", place(self._stretch(author).number, seq))

    def count(self) -> int:
        """How many entries have a signature that does not hold."""
        return self._all("SELECT count(*) FROM unsound")[0][0]

    def unsound(self, author: bytes) -> dict[int, str]:
        """The places of a feed or branch at which a signature does not hold, and why."""
        span = self._stretch(author)
        sql = "SELECT place, reason FROM unsound WHERE place BETWEEN ? AND ?"
        found = self._all(sql, place(span.number, span.first), place(span.number, span.last))
        return {stands & SEQ_MASK: reason for stands, reason in found}

    def _stretch(self, author: bytes) -> Stretch:
        span = self._branches.stretch(author)
        assert span is not None, "what is checked is held"
        return span

    def _all(self, sql: str, *values: object) -> list[Any]:
        self._do(sql, *values)
        return self._cursor.fetchall()

    def _do(self, sql: str, *values: object) -> None:
        self._cursor.execute(sql if self._mark == "?" else sql.replace("?", self._mark), values)
