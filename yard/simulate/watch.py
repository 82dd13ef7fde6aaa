"""The watch: looks at a node after each step, and sees what came, what went, and whether equal feeds have equal rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from schemas.apply import Cursor
from schemas.branches import branch_id
from schemas.entry.admit import Head
from schemas.keep import Feeds
from yard.fakes.memory_disk import MemoryDisk
from yard.simulate.known import Known
from yard.simulate.record import Record


class Node(Protocol):
    """Whoever has a name and a disk with feeds on it."""

    name: str
    disk: MemoryDisk


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a device's feed that has parted: whose it is, behind what it stands, and where it begins."""

    device: bytes
    parent: bytes | None
    first: int


@dataclass(slots=True)
class Watch:
    """What each node was seen to hold: node → feed or branch → ids in order."""

    record: Record
    known: Known
    held: dict[str, dict[bytes, list[bytes]]] = field(default_factory=dict[str, dict[bytes, list[bytes]]])
    stretches: dict[bytes, Stretch] = field(default_factory=dict[bytes, Stretch])
    """What is known of feeds that have parted, by the name of each part."""
    rows: dict[tuple[bytes, bytes], bytes] = field(default_factory=dict[tuple[bytes, bytes], bytes])
    """(feed or branch, head id) → digest of its rows there."""
    answered: dict[tuple[str, bytes], dict[str, Any]] = field(default_factory=dict[tuple[str, bytes], dict[str, Any]])
    """(node, command) → the answer that its clerk was given first."""

    def look(self, node: Node) -> None:
        """See what has changed at a node since the last look."""
        cursor = cursor_of(node)
        held = self.held.setdefault(node.name, {})
        self._part(cursor, held)
        cursor.execute("SELECT author, last, head, rows FROM book_feed")
        for author, end, head, rows in cursor.fetchall():
            chain, last = held.setdefault(author, []), end - self.first(author) + 1
            if last == len(chain) and chain and chain[-1] == head:
                continue
            if last < len(chain) or (last == len(chain) and chain):
                self.record.broke(
                    "acknowledged_kept", f"{node.name} held {len(chain)} of {author.hex()[:8]}, now {last}"
                )
                return
            self._grow(node, cursor, author, chain)
            if len(chain) != last or chain[-1] != head:
                self.record.broke("chain", f"{node.name} says {last} of {author.hex()[:8]} and holds {len(chain)}")
            self.same_rows(node, author, head, rows)

    def first(self, author: bytes) -> int:
        """The seq of the first entry of a feed or branch."""
        return self.stretches[author].first if author in self.stretches else 1

    def device(self, author: bytes) -> bytes:
        """The device that writes a feed or branch."""
        return self.stretches[author].device if author in self.stretches else author

    def whole(self, node: Node, device: bytes) -> dict[bytes, int]:
        """Every entry of a device that a node was seen to hold, on whatever branch, and its seq."""
        return {
            entry: self.first(author) + at
            for author, chain in self.held.get(node.name, {}).items()
            if self.device(author) == device
            for at, entry in enumerate(chain)
        }

    def _part(self, cursor: Cursor, held: dict[bytes, list[bytes]]) -> None:
        """Where a feed has parted, what stood behind that place goes on under the name of its branch."""
        cursor.execute("SELECT author, device, parent, first FROM branch ORDER BY first")
        for author, device, parent, first in cursor.fetchall():
            self.stretches[author] = Stretch(device, parent, first)
            if author in held or parent is None:
                continue
            above = held.get(parent, [])
            cut = first - self.first(parent)
            if above[cut:] and branch_id(device, above[cut]) == author:
                held[author] = above[cut:]
                del above[cut:]

    def acknowledge(self, node: Node, command: bytes, answer: dict[str, Any]) -> None:
        """The clerk has the answer: it stands, and a command given again has the same.

        A copied home may not know what its other self did; what it does again is a fork, and is found as one.
        """
        first = self.answered.setdefault((node.name, command), answer)
        if first != answer and bytes.fromhex(answer["author"]) in self.known.copied:
            self.answered[(node.name, command)] = answer
        elif first != answer:
            self.record.broke("command_once", f"{node.name} answers {command.hex()[:8]} in two ways")
        if bytes.fromhex(answer["entry"]) not in self.known.seen:
            self.record.broke("acknowledged_kept", f"{node.name} acknowledged an entry that it does not hold")

    def forget_behind(self, node: Node, lost_with_disk: set[bytes]) -> None:
        """A disk was lost or an older copy put in its place: what stands now is where looking begins again.

        Answers about entries that nobody else held are gone with it; all others must come back.
        """
        self.held[node.name] = {}
        self.look(node)
        for (name, command), answer in list(self.answered.items()):
            if name == node.name and bytes.fromhex(answer["entry"]) in lost_with_disk:
                del self.answered[(name, command)]

    def copy(self, node: Node, twin: Node) -> None:
        """A twin begins with what its original holds."""
        self.held[twin.name] = {author: list(chain) for author, chain in self.held[node.name].items()}

    def head(self, node: Node, author: bytes) -> Head:
        """The last entry that a node was seen to hold of a feed or branch."""
        chain = self.held.get(node.name, {}).get(author, [])
        return Head(self.first(author) - 1 + len(chain), chain[-1] if chain else bytes(32))

    def _grow(self, node: Node, cursor: Cursor, author: bytes, chain: list[bytes]) -> None:
        """Judge what came, in order; a chain stands on what was there before."""
        for data in Feeds(cursor).raw(author, self.first(author) - 1 + len(chain), 1 << 30):
            came, place = self.known.judge(data, self.device(author)), self.first(author) + len(chain)
            seen = self.known.seen.get(came)
            if seen is None or seen.seq != place:
                self.record.broke("doubled_entry", f"{node.name} holds {came.hex()[:8]} at {place}")
            chain.append(came)

    def same_rows(self, node: Node, author: bytes, head: bytes, rows: bytes) -> None:
        """The same entries have the same rows, wherever they are folded."""
        if self.rows.setdefault((author, head), rows) != rows:
            self.record.broke("same_rows", f"{node.name} has other rows of {author.hex()[:8]} at {head.hex()[:8]}")


def cursor_of(node: Node) -> Cursor:
    """A plain look at a node's disk, past every adapter."""
    return node.disk.connection.cursor()
