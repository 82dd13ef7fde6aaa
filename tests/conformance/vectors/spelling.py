"""CBOR written exactly as one says, so that it can be written wrongly: maps keep their order, `Raw` stands as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from schemas.entry.seal import Signer


@dataclass(frozen=True)
class Raw:
    """Bytes that stand in the encoding as they are."""

    data: bytes


@dataclass(frozen=True)
class Pairs:
    """A map in a given order, twice the same key if one likes."""

    pairs: tuple[tuple[Any, Any], ...]


def head(major: int, argument: int) -> bytes:
    """The shortest head."""
    for info, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if argument < 24:
            return bytes([major << 5 | argument])
        if argument < 1 << 8 * width:
            return bytes([major << 5 | info]) + argument.to_bytes(width, "big")
    raise OverflowError(argument)


def spell(value: Any) -> bytes:
    """The encoding of a value, maps in the order in which they were written down."""
    match value:
        case Raw(data):
            return data
        case bool() | None:
            return {False: b"\xf4", True: b"\xf5", None: b"\xf6"}[value]
        case int():
            return head(0, value) if value >= 0 else head(1, -1 - value)
        case bytes():
            return head(2, len(value)) + value
        case str():
            return head(3, len(value.encode())) + value.encode()
        case list():
            return head(4, len(value)) + b"".join(map(spell, value))
        case dict():
            return spell(Pairs(tuple(value.items())))
        case Pairs(pairs):
            return head(5, len(pairs)) + b"".join(spell(key) + spell(part) for key, part in pairs)
        case _:
            raise TypeError(value)


def ordered(said: Any) -> Any:
    """A value with all its maps in the order of their encoded keys; `Pairs` keep theirs."""
    if isinstance(said, list):
        return [ordered(part) for part in said]
    if isinstance(said, dict):
        return {key: ordered(part) for key, part in sorted(said.items(), key=lambda pair: spell(pair[0]))}
    return said


def to_be_signed(protected: bytes, payload: bytes, *, context: str = "Signature1", aad: bytes = b"") -> bytes:
    """The Sig_structure of RFC 9052 §4.4."""
    return spell([context, protected, aad, payload])


def envelope(
    payload: bytes,
    signer: Signer,
    protected: Any = None,
    unprotected: Any = None,
    signature: bytes | None = None,
) -> bytes:
    """A COSE_Sign1, each part as it should be unless it is given."""
    header = spell({1: -19, 4: signer.id} if protected is None else protected)
    signed = signature if signature is not None else signer.sign(to_be_signed(header, payload))
    return spell([header, {} if unprotected is None else unprotected, payload, signed])
