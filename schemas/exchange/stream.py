"""An exchange as a CBOR sequence: a Hello, then entries and blocks, each author's entries in order, then a Trailer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from schemas import canonical
from schemas.entry import seal
from schemas.entry.personal import Block, Sealed, read_block, read_sealed
from schemas.exchange import messages
from schemas.failures import BadInput

MOST_BYTES = 16 << 20
"""The largest exchange that is read, 16 MiB."""
MOST_REFUSED = 1_000
"""After how many parts that are none the rest is not read; and how many refused ones a Trailer names."""
MOST_ENTRIES = 65_536
"""How many entries one exchange may hold: more than any line or stick carries."""


@dataclass(frozen=True, slots=True)
class Stream:
    """An exchange taken apart: entries still as bytes, blocks in clear and blocks that are sealed."""

    hello: messages.Hello
    signed: seal.Signed
    entries: tuple[bytes, ...]
    blocks: tuple[Block, ...]
    sealed: tuple[Sealed, ...]
    trailer: messages.Trailer
    refused: tuple[tuple[bytes, str], ...]


def write(hello: bytes, entries: Iterable[bytes], blocks: Iterable[bytes], trailer: bytes) -> bytes:
    """The sequence as bytes."""
    return b"".join((hello, *entries, *blocks, trailer))


def read(data: bytes, most_bytes: int = MOST_BYTES) -> Stream:
    """Take an exchange apart. A bad part is refused alone; BadInput only when Hello or Trailer does not hold."""
    if len(data) > most_bytes:
        raise BadInput("exchange.too_long", most=most_bytes)
    parts = canonical.sequence(data, "exchange.sequence")
    head, last = next(parts, None), next(parts, None)
    if head is None or last is None:
        raise BadInput("exchange.sequence", reason="no hello or no trailer", at=0)
    hello, signed = messages.read_hello(head[1])
    read_parts = Parts(most_bytes // 2)
    for part in parts:
        read_parts.take(*last)
        last = part
    trailer = messages.read_trailer(last[0])
    return Stream(
        hello,
        signed,
        tuple(read_parts.entries),
        tuple(read_parts.blocks),
        tuple(read_parts.sealed),
        trailer,
        tuple(read_parts.refused),
    )


@dataclass(slots=True)
class Parts:
    """What stands between Hello and Trailer, sorted by its shape; entries take at most `entry_room` bytes."""

    entry_room: int
    entries: list[bytes] = field(default_factory=list[bytes])
    blocks: list[Block] = field(default_factory=list[Block])
    sealed: list[Sealed] = field(default_factory=list[Sealed])
    refused: list[tuple[bytes, str]] = field(default_factory=list[tuple[bytes, str]])

    def take(self, value: object, spelled: bytes) -> None:
        """An array of four is an entry, of three a block, of two a sealed block; anything else is refused."""
        size = len(value) if canonical.is_list(value) else 0
        self.entry_room -= len(spelled) if size == 4 else 0
        if len(self.entries) >= MOST_ENTRIES or self.entry_room < 0:
            raise BadInput("exchange.too_long", most=MOST_BYTES)
        try:
            if size == 4:
                self.entries.append(spelled)
            elif size == 2:
                self.sealed.append(read_sealed(value))
            else:
                self.blocks.append(read_block(value))
        except BadInput as fault:
            self.refused.append((canonical.digest(spelled), fault.code))
            if len(self.refused) > MOST_REFUSED:
                raise BadInput("exchange.sequence", reason="too many foreign parts", at=0) from None
