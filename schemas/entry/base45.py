"""Base45 (RFC 9285): bytes as the 45 characters that a QR code packs tightest.

>>> encode(b"Hello!!"), decode("%69 VD92EX0")
('%69 VD92EX0', b'Hello!!')
"""

from __future__ import annotations

from schemas.failures import BadInput

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}


def encode(data: bytes) -> str:
    """Two bytes become three characters, a last single byte two."""
    text = ""
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            number, digit = divmod(number, 45)
            text += ALPHABET[digit]
    return text


def decode(text: str, code: str = "base45.text") -> bytes:
    """The bytes that `text` spells; BadInput `code` for a foreign character, a lone one, or a group that is too large."""
    if any(character not in _VALUES for character in text) or len(text) % 3 == 1:
        raise BadInput(code, reason="base45")
    return b"".join(_group(text[start : start + 3], code) for start in range(0, len(text), 3))


def _group(group: str, code: str) -> bytes:
    number = sum(_VALUES[character] * 45**place for place, character in enumerate(group))
    size = len(group) - 1
    if number >= 256**size:
        raise BadInput(code, reason="base45")
    return number.to_bytes(size, "big")
