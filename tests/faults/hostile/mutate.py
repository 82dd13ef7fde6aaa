"""Seeded mutations of bytes: what chance, a bad cable or a patient enemy makes of an honest message."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

_LENGTHS = (
    b"\x9b" + b"\xff" * 8,
    b"\xbb" + b"\xff" * 8,
    b"\x5b" + b"\x7f" * 8,
    b"\xff\xff\xff\xff\x0f",
    b"\x9f",
    b"\xc2\x41",
)


def mutated(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    """One to four changes."""
    for _ in range(chance.randint(1, 4)):
        data = chance.choice((_flip, _set, _cut, _drop, _put, _twice, _splice, _length))(data, chance, others)
    return data


def _at(data: bytes, chance: Random) -> int:
    return chance.randrange(len(data) + 1)


def _flip(data: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    at = _at(data, chance)
    return data[:at] + bytes([part ^ (1 << chance.randrange(8)) for part in data[at : at + 1]]) + data[at + 1 :]


def _set(data: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    at = _at(data, chance)
    return data[:at] + bytes([chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))]) + data[at + 1 :]


def _cut(data: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    return data[: _at(data, chance)]


def _drop(data: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    at = _at(data, chance)
    return data[:at] + data[at + chance.randint(1, 64) :]


def _put(data: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    at = _at(data, chance)
    return data[:at] + chance.randbytes(chance.randint(1, 64)) + data[at:]


def _twice(data: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    at = _at(data, chance)
    return data[: at + chance.randint(1, 400)] + data[at:]


def _splice(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others) if others else b""
    return data[: _at(data, chance)] + other[_at(other, chance) :]


def _length(data: bytes, chance: Random, _: Sequence[bytes]) -> bytes:
    at = _at(data, chance)
    return data[:at] + chance.choice(_LENGTHS) + data[at:]
