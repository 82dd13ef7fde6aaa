"""Notes for tests: people who write, and updates spelled by hand, good and hostile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from schemas.screening import client_id
from schemas.writing import Mark, Pen, Update


@dataclass
class Writer:
    """One process of one device, with the updates that have reached it."""

    name: str
    nonce: bytes = b"n" * 16
    held: list[Update] = field(default_factory=list[Update])
    seq: int = 0

    @property
    def author(self) -> bytes:
        return sha256(self.name.encode()).digest()[:16]

    @property
    def client(self) -> int:
        return client_id(self.author, self.nonce)

    def sign(self, data: bytes) -> Update:
        """The update as an entry of this writer's feed."""
        self.seq += 1
        entry = sha256(self.author + self.seq.to_bytes(4, "big") + data).digest()
        update = Update(entry=entry, author=self.author, seq=self.seq, nonce=self.nonce, data=data)
        self.held.append(update)
        return update

    def write(self, text: str) -> None:
        data = self.pen().write(text)
        if data is not None:
            self.sign(data)

    def mark(self, name: str, value: Mark) -> None:
        self.sign(self.pen().mark(name, value))

    def pen(self) -> Pen:
        return Pen(self.held, self.author, self.nonce)

    def hear(self, other: Writer) -> None:
        """Take over what another holds."""
        mine = {update.entry for update in self.held}
        self.held += [update for update in other.held if update.entry not in mine]


def all_of(*writers: Writer) -> list[Update]:
    """Every update of these writers, once."""
    return list({update.entry: update for writer in writers for update in writer.held}.values())


# ------------------------------------------------------------- spelled by hand


def whole(value: int) -> bytes:
    spelled = bytearray()
    while value > 0x7F:
        spelled.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*spelled, value])


def text(value: str) -> bytes:
    return whole(len(value.encode())) + value.encode()


def place(client: int, clock: int) -> bytes:
    return whole(client) + whole(clock)


def piece(
    content: bytes,
    kind: int,
    *,
    origin: bytes = b"",
    right: bytes = b"",
    root: str = "",
    key: str | None = None,
) -> bytes:
    """One struct of an update."""
    info = kind | (0x80 if origin else 0) | (0x40 if right else 0) | (0x20 if key is not None else 0)
    named = b"" if origin or right else whole(1) + text(root) + (text(key) if key is not None else b"")
    return bytes([info]) + origin + right + named + content


def spell(client: int, clock: int, pieces: Sequence[bytes], deleted: Iterable[tuple[int, int, int]] = ()) -> bytes:
    """An update of one client's pieces from `clock` on, and deletions (client, clock, length)."""
    gone = [whole(client) + whole(1) + whole(clock) + whole(length) for client, clock, length in deleted]
    head = whole(1) + whole(len(pieces)) + whole(client) + whole(clock) if pieces else whole(0)
    return head + b"".join(pieces) + whole(len(gone)) + b"".join(gone)


def said(value: str, **near: bytes | str) -> bytes:
    """A piece of text in the body."""
    return piece(text(value), 4, root="body", **near)  # type: ignore[arg-type]  # the names are those of `piece`
