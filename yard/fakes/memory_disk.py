"""A disk in memory: one SQLite file that can lose its power between any two writes, be full, be copied and restored.

A commit has reached it when COMMIT returns, as `synchronous = FULL` promises. With `sync_every` above 1 it lies: a power
cut takes back every commit since the last that it really kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from central.store.database import sqlite
from schemas.apply import Cursor

FULL = "full"
CUT = "cut"
_READS = ("SELECT", "PRAGMA", "BEGIN", "ROLLBACK")


class PowerCut(BaseException):
    """The machine is off; nothing of it runs any more until it is started again."""


class MemoryDisk:
    """One machine's disk: the file's connection, and a mark file beside it."""

    def __init__(self, image: MemoryDisk | None = None, *, sync_every: int = 1) -> None:
        self.connection = _opened()
        self.mark = MarkFile(self)
        self._sync_every = sync_every
        self._commits = 0
        self._kept: MemoryDisk | None = None
        self._trouble = ""
        self._writes_left = 0
        if image is not None:
            image.connection.backup(self.connection)
            self.mark.restore(image.mark.data)

    def copy(self) -> MemoryDisk:
        """Another disk with the same bytes: a backup, or a clone."""
        return MemoryDisk(self, sync_every=self._sync_every)

    def arm(self, trouble: str, writes: int) -> None:
        """Have trouble (`CUT` or `FULL`) at the write after so many."""
        self._trouble, self._writes_left = trouble, writes

    def disarm(self) -> None:
        """No trouble is on its way any more."""
        self._trouble = ""

    def tick(self, *, grows: bool = True) -> None:
        """A write begins, or has ended: PowerCut when its time has come, or the driver's word for a full disk if it `grows`."""
        if not self._trouble or (self._trouble == FULL and not grows):
            return
        self._writes_left -= 1
        if self._writes_left >= 0:
            return
        trouble, self._trouble = self._trouble, ""
        if trouble == FULL:
            raise sqlite.OperationalError("database or disk is full")
        raise PowerCut

    def committed(self) -> None:
        """A transaction has ended well; an honest disk has it now."""
        if self._sync_every > 1:
            self._commits += 1
            if self._kept is None or self._commits % self._sync_every == 0:
                self._kept = MemoryDisk(self)

    def survivor(self) -> MemoryDisk:
        """What is there when the power comes back."""
        if self._kept is None:
            return self
        after = MemoryDisk(self._kept, sync_every=self._sync_every)
        after.mark.restore(self._kept.mark.data)
        return after

    def watched(self, cursor: Cursor) -> WatchedCursor:
        """A cursor whose every write is one of this disk."""
        return WatchedCursor(cursor, self)


class WatchedCursor:
    """A cursor that tells the disk of each write before it happens, and of each COMMIT after it too."""

    def __init__(self, cursor: Cursor, disk: MemoryDisk) -> None:
        self._cursor = cursor
        self._disk = disk

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Any:
        """Run one statement."""
        if sql.startswith(_READS):
            return self._cursor.execute(sql, parameters)
        self._disk.tick()
        answer = self._cursor.execute(sql, parameters)
        if sql == "COMMIT":
            self._disk.committed()
            self._disk.tick(grows=False)
        return answer

    def executemany(self, sql: str, parameters: Any, /) -> Any:
        """Run one statement for many rows."""
        self._disk.tick()
        return self._cursor.executemany(sql, parameters)

    def fetchone(self) -> Any:
        """The next row of the answer."""
        return self._cursor.fetchone()

    def fetchall(self) -> Any:
        """All rows of the answer."""
        return self._cursor.fetchall()


class MarkFile:
    """The high-water file beside the ledger, as far as a `Watermark` needs a path."""

    def __init__(self, disk: MemoryDisk) -> None:
        self._disk = disk
        self.data = b""
        self.before = b""

    def as_path(self) -> Path:
        """This file where a path is wanted."""
        return cast(Path, self)

    def touch(self) -> None:
        """It is there already."""

    def open(self, _mode: str, buffering: int = -1) -> MarkHandle:
        """The file, opened; `buffering` is always none."""
        assert buffering == 0
        return MarkHandle(self)

    def keep(self, data: bytes) -> None:
        """Write over what stood."""
        self._disk.tick(grows=False)
        self.before, self.data = self.data, data

    def restore(self, data: bytes) -> None:
        """Hold what was on the disk long before: no power cut takes it back."""
        self.before = self.data = data

    def lag(self) -> None:
        """A power cut took back the last write: nobody waits for this file."""
        self.data = self.before


class MarkHandle(BytesIO):
    """An open mark file."""

    def __init__(self, file: MarkFile) -> None:
        super().__init__(file.data)
        self._file = file

    def write(self, data: Any, /) -> int:
        """Write at the beginning, and through to the disk."""
        self._file.keep(bytes(data))
        return super().write(data)


def _opened() -> Any:
    connection = sqlite.connect(":memory:", isolation_level=None, check_same_thread=False, cached_statements=256)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
