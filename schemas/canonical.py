"""One value has one byte string: deterministic CBOR (RFC 8949 §4.2.1), and a reader that refuses every other spelling.

This is the one door for cbor2. Values are int, bytes, str, bool, None, list and dict; the keys of a map are of one type,
for which length-first and bytewise order are the same. No tags, no floats, no duplicates, no trailing bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, TypeAlias, TypeGuard

import cbor2

from schemas.failures import BadInput

Value: TypeAlias = Any
"""Whatever deterministic CBOR may hold; `decode` and `_check` say what that is."""

DEEPEST = 16
"""How deep lists and maps may nest."""
MOST_VALUES = 1 << 18
"""Of how many values, keys counted, one value may be made; a true entry of the largest size has half as many."""
_WHOLE = (1 << 64) - 1
_LEAVES = frozenset({bytes, str, bool, type(None)})
_KEYS = frozenset({int, str, bytes})


def encode(value: Any) -> bytes:
    """The one byte string of `value`."""
    return cbor2.dumps(value, canonical=True)


def decode(data: bytes, code: str = "canonical.bytes") -> Any:
    """The value that `data` spells; BadInput `code` for any spelling but the one, and for more than `MOST_VALUES`."""
    _bound(data, 0, code)
    reader = BytesIO(data)
    try:
        value = _decoder(reader).decode()
    except (cbor2.CBORDecodeError, ValueError, OverflowError, RecursionError, TypeError) as fault:
        raise BadInput(code, reason=type(fault).__name__) from None
    if reader.read(1):
        raise BadInput(code, reason="trailing bytes")
    _check(value, code)
    if encode(value) != data:
        raise BadInput(code, reason="not the one spelling")
    return value


def is_map(value: object) -> TypeGuard[dict[Any, Any]]:
    """Whether a decoded value is a map."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether a decoded value is a list."""
    return isinstance(value, list)


def digest(data: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(data).digest()


def sequence(data: bytes, code: str = "canonical.bytes") -> Iterator[tuple[Any, bytes]]:
    """The values of a CBOR sequence (RFC 8742) one after another, each with its own bytes; their spelling is not judged."""
    reader, end = BytesIO(data), len(data)
    decoder = _decoder(reader)
    start = 0
    while start < end:
        _bound(data, start, code)
        try:
            value = decoder.decode()
        except (cbor2.CBORDecodeError, ValueError, OverflowError, RecursionError, TypeError) as fault:
            raise BadInput(code, reason=type(fault).__name__, at=start) from None
        yield value, data[start : reader.tell()]
        start = reader.tell()


def _bound(data: bytes, start: int, code: str) -> None:
    """BadInput when the value at `start` is made of more than `MOST_VALUES`: it is not decoded at all.

    A value takes one byte on the wire and up to seventy in memory: sixteen million empty lists fit into one exchange.
    """
    at, end, awaited, seen = start, len(data), 1, 0
    if end - at <= MOST_VALUES:
        return
    while awaited and at < end:
        awaited, seen = awaited - 1, seen + 1
        if seen > MOST_VALUES:
            raise BadInput(code, reason="too many values", at=at)
        kind, size = data[at] >> 5, data[at] & 31
        at += 1
        if size > 23:
            width = 1 << min(size - 24, 3)
            size, at = int.from_bytes(data[at : at + width], "big"), at + width
        if kind in (2, 3):
            at += size
        elif kind == 4:
            awaited += size
        elif kind == 5:
            awaited += 2 * size
        elif kind == 6:
            awaited += 1


def _decoder(reader: BytesIO) -> cbor2.CBORDecoder:
    return cbor2.CBORDecoder(reader, max_depth=DEEPEST + 2, allow_indefinite=False, allow_duplicate_keys=False)


def _check(value: object, code: str) -> None:
    """Only the types of the contract, keys of one type, whole numbers within 64 bits; level by level."""
    level, depth = [value], 0
    while level:
        if depth > DEEPEST:
            raise BadInput(code, reason="too deep")
        inner: list[object] = []
        for part in level:
            if type(part) in _LEAVES:
                continue
            if type(part) is int:
                if not -_WHOLE - 1 <= part <= _WHOLE:
                    raise BadInput(code, reason="number too large")
            elif is_list(part):
                inner += part
            elif is_map(part):
                _check_keys(part, code)
                inner += part.values()
            else:
                raise BadInput(code, reason=type(part).__name__)
        level, depth = inner, depth + 1


def _check_keys(value: dict[Any, Any], code: str) -> None:
    """Negative whole numbers are a type of their own (CBOR major type 1): mixed with others the two orders differ."""
    kinds = set(map(type, value))
    if len(kinds) > 1 or (kinds == {int} and 0 < sum(key < 0 for key in value) < len(value)):
        raise BadInput(code, reason="keys of several types")
    if not kinds <= _KEYS:
        raise BadInput(code, reason="key")
