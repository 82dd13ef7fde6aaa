"""A file of the directory: a CBOR sequence of a head and rows in hundreds, packed by zstd, sealed to one device by HPKE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from io import BytesIO
from itertools import islice
from typing import Any

import zstandard

from schemas import canonical
from schemas.entry import seal
from schemas.failures import BadInput

INFO = b"YS-directory-1"
MOST_BYTES = 150 << 20
"""The longest sealed file, 150 MiB."""
MOST_PLAIN_BYTES = 512 << 20
ROWS = 1_000
_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Listed:
    """One household as the directory knows it; `pinyin` has its syllables joined by spaces. `record` names its record."""

    record: str
    identity: str
    name: str
    pinyin: str
    operator: str
    phone: str
    address: str
    district: str
    standing: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The head of a file and its rows; `behind` is the serial of the file before, 0 for a base."""

    serial: int
    behind: int
    rows: Iterable[Listed]


_WIDTH = len(fields(Listed))


def seal_listing(listing: Listing, box: bytes) -> bytes:
    """The file for the holder of `box`; BadInput `directory.too_long` when it grows past its bound."""
    packer = zstandard.ZstdCompressor(level=_LEVEL).compressobj()
    parts = [packer.compress(canonical.encode({"v": 1, "serial": listing.serial, "behind": listing.behind}))]
    rows = iter(listing.rows)
    while chunk := list(islice(rows, ROWS)):
        parts.append(packer.compress(canonical.encode([list(astuple(row)) for row in chunk])))
    parts.append(packer.flush())
    sealed = seal.seal_to(box, INFO, b"".join(parts))
    if len(sealed) > MOST_BYTES:
        raise BadInput("directory.too_long", field="in", most_mib=MOST_BYTES >> 20)
    return sealed


def open_listing(sealed: bytes, box_secret: bytes) -> Listing:
    """The file's head, and its rows one after another as they are asked for.

    BadInput `directory.too_long`; `directory.not_ours` when it is for another or was altered; `directory.content`.
    """
    if len(sealed) > MOST_BYTES:
        raise BadInput("directory.too_long", field="file", most_mib=MOST_BYTES >> 20)
    try:
        packed = seal.open_sealed(box_secret, INFO, sealed)
    except BadInput:
        raise BadInput("directory.not_ours", field="file") from None
    values = _values(packed)
    head: Any = next(values, None)
    if not canonical.is_map(head) or set(head) != {"v", "serial", "behind"} or head["v"] != 1:
        raise BadInput("directory.content", field="file")
    if any(type(head[name]) is not int for name in ("serial", "behind")):
        raise BadInput("directory.content", field="file")
    return Listing(head["serial"], head["behind"], _rows(values))


def _values(packed: bytes) -> Iterator[Any]:
    try:
        with zstandard.ZstdDecompressor().stream_reader(BytesIO(packed)) as reader:
            plain = reader.read(MOST_PLAIN_BYTES + 1)
    except zstandard.ZstdError:
        raise BadInput("directory.content", field="file") from None
    if len(plain) > MOST_PLAIN_BYTES:
        raise BadInput("directory.too_long", field="file", most_mib=MOST_PLAIN_BYTES >> 20)
    for value, _ in canonical.sequence(plain, "directory.content"):
        yield value


def _rows(values: Iterable[Any]) -> Iterator[Listed]:
    for chunk in values:
        if not canonical.is_list(chunk) or len(chunk) > ROWS:
            raise BadInput("directory.content", field="file")
        for row in chunk:
            yield _listed(row)


def _listed(row: Sequence[Any]) -> Listed:
    if not canonical.is_list(row) or len(row) != _WIDTH or any(type(text) is not str for text in row):
        raise BadInput("directory.content", field="file")
    return Listed(*row)
