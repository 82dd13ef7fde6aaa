"""An exchange as a CBOR sequence: a Hello, then entries and blocks, each author's entries in order, then a Trailer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schemas import canonical
from schemas.entry import seal
from schemas.entry.personal import Block, read_block
from schemas.exchange import messages
from schemas.failures import BadInput

MOST_BYTES = 16 << 20
"""The largest exchange that is read, 16 MiB."""
MOST_ENTRIES = 1_000
"""How many entries one exchange carries at most; `more` says that others wait."""


@dataclass(frozen=True, slots=True)
class Stream:
    """An exchange taken apart: entries still as bytes, blocks in clear."""

    hello: messages.Hello
    signed: seal.Signed
    entries: tuple[bytes, ...]
    blocks: tuple[Block, ...]
    trailer: messages.Trailer
    refused: tuple[tuple[bytes, str], ...]


def write(hello: bytes, entries: Iterable[bytes], blocks: Iterable[bytes], trailer: bytes) -> bytes:
    """The sequence as bytes."""
    return b"".join((hello, *entries, *blocks, trailer))


def read(data: bytes) -> Stream:
    """Take an exchange apart. A bad part is refused alone; BadInput only when Hello or Trailer does not hold."""
    if len(data) > MOST_BYTES:
        raise BadInput("exchange.too_long", most=MOST_BYTES)
    parts = list(canonical.sequence(data, "exchange.sequence"))
    if len(parts) < 2:
        raise BadInput("exchange.sequence", reason="no hello or no trailer", at=0)
    hello, signed = messages.read_hello(parts[0][1])
    trailer = messages.read_trailer(parts[-1][0])
    entries: list[bytes] = []
    blocks: list[Block] = []
    refused: list[tuple[bytes, str]] = []
    for value, spelled in parts[1:-1]:
        if canonical.is_list(value) and len(value) == 4:
            entries.append(spelled)
            continue
        try:
            blocks.append(read_block(value))
        except BadInput as fault:
            refused.append((canonical.digest(spelled), fault.code))
    return Stream(hello, signed, tuple(entries), tuple(blocks), trailer, tuple(refused))
