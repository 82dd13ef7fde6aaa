"""Personal blocks: what an entry says of people travels beside it, bound to it by a commitment `pd`.

A block in clear is `[entry id, salt16, map]`, sealed to the centre it is `[entry id, sealed]`. Erased, it leaves chain,
signatures and totals whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from schemas import canonical
from schemas.entry import seal
from schemas.failures import BadInput

INFO_BLOCK = b"YS-block-1"
MOST_BYTES = 4 << 20
"""The largest block, 4 MiB."""
SEALED_MORE_BYTES = 48
"""What sealing adds: 32 bytes of HPKE's encapsulated key and 16 of its tag."""


@dataclass(frozen=True, slots=True)
class Block:
    """A personal block in clear; `said` is its map as bytes of `[salt16, map]`."""

    entry: bytes
    opening: bytes

    @property
    def commitment(self) -> bytes:
        """`pd` of the entry: SHA-256 of the deterministic CBOR of `[salt16, map]`."""
        return canonical.digest(self.opening)

    @property
    def said(self) -> dict[str, Any]:
        """What the block says."""
        opening = canonical.decode(self.opening, "personal.block")
        assert canonical.is_list(opening) and canonical.is_map(opening[1])
        return dict(opening[1])

    def wire(self) -> bytes:
        """`[entry id, salt16, map]` as bytes."""
        salt, said = canonical.decode(self.opening)
        return canonical.encode([self.entry, salt, said])

    def sealed(self, box: bytes) -> Sealed:
        """The same block for the holder of `box` alone."""
        return Sealed(self.entry, seal.seal_to(box, INFO_BLOCK, self.opening))


@dataclass(frozen=True, slots=True)
class Sealed:
    """A personal block sealed to somebody's box key: `data` is what HPKE made, carried on unread."""

    entry: bytes
    data: bytes

    def wire(self) -> bytes:
        """`[entry id, sealed]` as bytes."""
        return canonical.encode([self.entry, self.data])

    def opened(self, box_secret: bytes) -> Block:
        """The block in clear; BadInput `seal.not_ours` or `personal.block`. Its commitment is still to be judged."""
        opening: Any = canonical.decode(seal.open_sealed(box_secret, INFO_BLOCK, self.data), "personal.block")
        return read_block([self.entry, *opening] if canonical.is_list(opening) else None)


def opening_of(salt: bytes, said: dict[str, Any]) -> bytes:
    """The bytes of `[salt16, map]`, to be committed to before the entry's id is known."""
    assert len(salt) == 16
    return canonical.encode([salt, said])


def read_block(value: object) -> Block:
    """A block in clear from its decoded array; BadInput `personal.block` when it is not one."""
    if not (canonical.is_list(value) and len(value) == 3):
        raise BadInput("personal.block", reason="not an array of three")
    entry, salt, said = value
    if not (isinstance(entry, bytes) and len(entry) == 32 and isinstance(salt, bytes) and len(salt) == 16):
        raise BadInput("personal.block", reason="entry id or salt")
    if not canonical.is_map(said) or any(type(key) is not str for key in said):
        raise BadInput("personal.block", reason="map")
    opening = opening_of(salt, said)
    if len(opening) > MOST_BYTES:
        raise BadInput("personal.block", reason="too long")
    return Block(entry, opening)


def read_sealed(value: object) -> Sealed:
    """A sealed block from its decoded array; BadInput `personal.block` when it is not one."""
    if not (canonical.is_list(value) and len(value) == 2):
        raise BadInput("personal.block", reason="not an array of two")
    entry, data = value
    if not (isinstance(entry, bytes) and len(entry) == 32 and isinstance(data, bytes)):
        raise BadInput("personal.block", reason="entry id or sealed bytes")
    if not SEALED_MORE_BYTES < len(data) <= MOST_BYTES + SEALED_MORE_BYTES:
        raise BadInput("personal.block", reason="length")
    return Sealed(entry, data)
