"""Screening of what people write together 书写审查: what an update may say, judged on its bytes before anything decodes it.

An update is the first encoding of Yjs (docs/formats/writing.md). Of all that it can say, a note needs little: text in one
root, flat marks with a text, truth or bytes in another, and deletions. Everything else is refused: nesting above all, since
a nested value kills the process that reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from schemas.failures import BadInput

MOST_BYTES = 64 << 10
MOST_PIECES = 4_096
MOST_RANGES = 4_096
MOST_KEY = 120
MOST_CLOCKS = 1 << 24
"""The longest run of clocks that one piece or one deletion may name."""
BODY, MARKS = "body", "marks"
"""The roots of a note: its text, and flat marks `field|author`."""
_ORIGIN, _RIGHT, _SUB, _KIND = 0x80, 0x40, 0x20, 0x1F
_DELETED, _STRING, _ANY = 1, 4, 8
_ANY_BYTES, _ANY_TEXT, _ANY_TRUE, _ANY_FALSE = 116, 119, 120, 121
_MOST_WHOLE = (1 << 53) - 1

Place = tuple[int, int]
"""A client and one of its clocks."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One struct: its clocks, the root and key that it names itself (else those of its origin), and its neighbours."""

    clock: int
    length: int
    root: str | None
    key: str | None
    origin: Place | None
    right: Place | None
    kind: int


@dataclass(frozen=True, slots=True)
class Deletion:
    """Clocks of a client that are deleted."""

    client: int
    clock: int
    length: int


@dataclass(frozen=True, slots=True)
class Screened:
    """What an update says: pieces by one client, without a gap from `clock` on, and deletions."""

    client: int
    clock: int
    pieces: tuple[Piece, ...]
    deletions: tuple[Deletion, ...]


def client_id(author: bytes, nonce: bytes) -> int:
    """The client of one process of a device: the first 52 bits of SHA-256(author ‖ nonce)."""
    return int.from_bytes(sha256(author + nonce).digest()[:7], "big") >> 4


def mark_key(field: str, author: bytes) -> str:
    """The key of a mark: nobody writes under another's."""
    return f"{field}|{author.hex()}"


def screen(update: bytes, author: bytes, nonce: bytes) -> Screened:
    """What an update says, if it may be said by this process of this author.

    BadInput `writing.size`, `writing.bytes`, `writing.client`, `writing.content`, `writing.place`.
    """
    if len(update) > MOST_BYTES:
        raise BadInput("writing.size", most=MOST_BYTES)
    reader = _Bytes(update)
    mine = client_id(author, nonce)
    clock, pieces = _pieces(reader, mine, author)
    deletions = _deletions(reader)
    if not reader.at_end():
        raise BadInput("writing.bytes", at=reader.at)
    return Screened(mine, clock, pieces, deletions)


def _pieces(reader: _Bytes, mine: int, author: bytes) -> tuple[int, tuple[Piece, ...]]:
    clients = reader.whole()
    if clients == 0:
        return 0, ()
    count, client, clock = reader.whole(), reader.whole(), reader.whole()
    if clients != 1 or client != mine:
        raise BadInput("writing.client")
    if not 1 <= count <= MOST_PIECES:
        raise BadInput("writing.size", most=MOST_PIECES)
    pieces: list[Piece] = []
    after = clock
    for _ in range(count):
        piece = _piece(reader, mine, after, author)
        pieces.append(piece)
        after += piece.length
    if after > _MOST_WHOLE:
        raise BadInput("writing.client")
    return clock, tuple(pieces)


def _piece(reader: _Bytes, mine: int, clock: int, author: bytes) -> Piece:
    info = reader.byte()
    kind = info & _KIND
    if kind not in (_DELETED, _STRING, _ANY):
        raise BadInput("writing.content", kind=kind)
    origin = reader.place() if info & _ORIGIN else None
    right = reader.place() if info & _RIGHT else None
    for near in (origin, right):
        if near is not None and near[0] == mine and near[1] >= clock:
            raise BadInput("writing.place")
    root, key = _named(reader, bool(info & _SUB), author) if origin is None and right is None else (None, None)
    length = _content(reader, kind)
    if (root == BODY and kind == _ANY) or (root == MARKS and kind == _STRING):
        raise BadInput("writing.content", kind=kind)
    return Piece(clock, length, root, key, origin, right, kind)


def _named(reader: _Bytes, has_key: bool, author: bytes) -> tuple[str, str | None]:
    """The root that a piece without neighbours stands in: a name, never a nested value."""
    if reader.whole() != 1:
        raise BadInput("writing.place")
    root = reader.text()
    key = reader.text() if has_key else None
    if root == BODY and key is None:
        return root, None
    if root == MARKS and key is not None and is_own(key, author):
        return root, key
    raise BadInput("writing.place")


def is_own(key: str, author: bytes) -> bool:
    """Whether a mark's key is one of this author's."""
    field, bar, whose = key.rpartition("|")
    return bool(bar and field) and whose == author.hex() and len(key) <= MOST_KEY


def _content(reader: _Bytes, kind: int) -> int:
    """Step over a content; how many clocks it takes."""
    if kind == _DELETED:
        return reader.count()
    if kind == _STRING:
        text = reader.text()
        if not text:
            raise BadInput("writing.content", kind=kind)
        return len(text.encode("utf-16-le")) // 2
    if reader.whole() != 1:
        raise BadInput("writing.content", kind=kind)
    _scalar(reader)
    return 1


def _scalar(reader: _Bytes) -> None:
    """A text, bytes or a truth: numbers come back as other numbers, and what nests may kill."""
    tag = reader.byte()
    if tag == _ANY_TEXT:
        reader.text()
    elif tag == _ANY_BYTES:
        reader.take(reader.whole())
    elif tag not in (_ANY_TRUE, _ANY_FALSE):
        raise BadInput("writing.content", kind=tag)


def _deletions(reader: _Bytes) -> tuple[Deletion, ...]:
    found: list[Deletion] = []
    for _ in range(reader.whole()):
        client, ranges = reader.whole(), reader.whole()
        for _ in range(ranges):
            found.append(Deletion(client, reader.whole(), reader.count()))
            if len(found) > MOST_RANGES:
                raise BadInput("writing.size", most=MOST_RANGES)
    return tuple(found)


class _Bytes:
    """Bytes read from the front; every number in its shortest spelling, and nothing beyond the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def at_end(self) -> bool:
        return self.at == len(self._data)

    def take(self, size: int) -> bytes:
        if size > len(self._data) - self.at:
            raise BadInput("writing.bytes", at=self.at)
        self.at += size
        return self._data[self.at - size : self.at]

    def byte(self) -> int:
        return self.take(1)[0]

    def whole(self) -> int:
        value = shift = 0
        while True:
            part = self.byte()
            value |= (part & 0x7F) << shift
            if part < 0x80:
                break
            shift += 7
            if shift > 49:
                raise BadInput("writing.bytes", at=self.at)
        if value > _MOST_WHOLE or (shift and not part):
            raise BadInput("writing.bytes", at=self.at)
        return value

    def count(self) -> int:
        value = self.whole()
        if not 1 <= value <= MOST_CLOCKS:
            raise BadInput("writing.bytes", at=self.at)
        return value

    def place(self) -> Place:
        return self.whole(), self.whole()

    def text(self) -> str:
        try:
            return self.take(self.whole()).decode("utf-8")
        except UnicodeDecodeError:
            raise BadInput("writing.bytes", at=self.at) from None
