"""A mark outside the ledger's file of how far this device has written: it catches a restored copy before it writes again."""

from __future__ import annotations

from pathlib import Path

from schemas.entry.admit import EMPTY, Head
from schemas.failures import Breach

_SIZE = 40


class Watermark:
    """The highest place ever written by this device, kept beside the ledger."""

    def __init__(self, path: Path) -> None:
        path.touch()
        self._file = path.open("r+b", buffering=0)
        kept = self._file.read(_SIZE)
        self._mark = Head(int.from_bytes(kept[:8], "big"), kept[8:]) if len(kept) == _SIZE else EMPTY

    @property
    def head(self) -> Head:
        """The mark as it stands."""
        return self._mark

    def expect(self, head: Head) -> None:
        """Breach `ledger.rolled_back` when the ledger stands below the mark: its file is an older copy."""
        if head.seq < self._mark.seq:
            raise Breach("ledger.rolled_back", ledger=head.seq, mark=self._mark.seq)

    def raise_to(self, head: Head) -> None:
        """Move the mark; it follows the commit and may lag behind it after a power cut, never run ahead."""
        self._mark = head
        self._file.seek(0)
        self._file.write(head.seq.to_bytes(8, "big") + head.id)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
