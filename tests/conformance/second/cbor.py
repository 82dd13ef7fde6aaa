"""CBOR in its one spelling (RFC 8949 §4.2.1): shortest heads, definite lengths, ordered keys of one type, no tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Refused(Exception):
    """These bytes break a law; the text names which."""


def require(law: bool, what: str) -> None:
    if not law:
        raise Refused(what)


def is_a(value: Any, *kinds: type) -> bool:
    """Whether a value is exactly of one of these types: True is no whole number here."""
    return type(value) in kinds


def are(values: Any, *kinds: type) -> bool:
    """Whether a list holds exactly values of these types, in order."""
    return is_a(values, list) and [type(value) for value in values] == list(kinds)


DEEPEST = 16
UINT, NINT, BYTES, TEXT, ARRAY, MAP, TAG, SIMPLE = range(8)


def one(data: bytes) -> Any:
    """The single value that `data` spells."""
    value, end = item(data, 0, 0)
    require(end == len(data), "trailing bytes")
    return value


def items(data: bytes) -> Iterator[tuple[Any, bytes]]:
    """The values of a CBOR sequence, each with its own bytes."""
    start = 0
    while start < len(data):
        value, end = item(data, start, 0)
        yield value, data[start:end]
        start = end


def head(data: bytes, at: int) -> tuple[int, int, int]:
    """Major type, argument, and where the content begins."""
    require(at < len(data), "cut off")
    major, info = divmod(data[at], 32)
    if info < 24:
        return major, info, at + 1
    require(info <= 27, "indefinite length or reserved head")
    require(major != SIMPLE, "float or long simple value")
    width = 1 << (info - 24)
    require(at + 1 + width <= len(data), "cut off")
    argument = int.from_bytes(data[at + 1 : at + 1 + width], "big")
    require(argument >= (24, 1 << 8, 1 << 16, 1 << 32)[info - 24], "not the shortest head")
    return major, argument, at + 1 + width


def item(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    require(depth <= DEEPEST, "nested too deep")
    major, argument, at = head(data, at)
    if major in (BYTES, TEXT):
        require(argument <= len(data) - at, "cut off")
        raw = data[at : at + argument]
        return (raw if major == BYTES else _text(raw)), at + argument
    if major in (ARRAY, MAP):
        require(argument <= len(data) - at, "cut off")
        return _array(data, at, argument, depth) if major == ARRAY else _map(data, at, argument, depth)
    require(major != TAG, "tag")
    if major == SIMPLE:
        require(argument in (20, 21, 22), "unknown simple value")
        return {20: False, 21: True, 22: None}[argument], at
    return (argument if major == UINT else -1 - argument), at


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("text is not UTF-8") from None


def _array(data: bytes, at: int, count: int, depth: int) -> tuple[list[Any], int]:
    values: list[Any] = []
    for _ in range(count):
        value, at = item(data, at, depth + 1)
        values.append(value)
    return values, at


def _map(data: bytes, at: int, count: int, depth: int) -> tuple[dict[Any, Any], int]:
    values: dict[Any, Any] = {}
    before, kinds = b"", set[int]()
    for _ in range(count):
        start = at
        require(at < len(data), "cut off")
        kinds.add(data[at] >> 5)
        require(kinds <= {UINT} or kinds <= {NINT} or kinds <= {BYTES} or kinds <= {TEXT}, "keys of several types")
        key, at = item(data, at, depth + 1)
        require(before < data[start:at], "keys out of order or twice")
        before = data[start:at]
        values[key], at = item(data, at, depth + 1)
    return values, at
