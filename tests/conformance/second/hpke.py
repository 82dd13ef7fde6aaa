"""Opening what was sealed to a box key: HPKE base mode (RFC 9180) over X25519 (RFC 7748), HKDF-SHA256 and AES-256-GCM.

Written for a handful of vectors: slow, and not careful about timing.
"""

from __future__ import annotations

import hashlib
import hmac

from tests.conformance.second.cbor import require
from tests.conformance.second.curve import P

_KEM, _SUITE = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x02"


def open_sealed(secret: bytes, info: bytes, sealed: bytes) -> bytes:
    """What stands sealed as enc ‖ ciphertext; `Refused` when the tag does not agree."""
    enc, box = sealed[:32], x25519(secret, (9).to_bytes(32, "little"))
    shared = _shared(x25519(secret, enc), enc + box)
    context = b"\x00" + _extract(b"", b"psk_id_hash", b"", _SUITE) + _extract(b"", b"info_hash", info, _SUITE)
    prk = _extract(shared, b"secret", b"", _SUITE)
    key = _expand(prk, b"key", context, 32, _SUITE)
    return open_gcm(key, _expand(prk, b"base_nonce", context, 12, _SUITE), sealed[32:])


def _shared(secret: bytes, context: bytes) -> bytes:
    return _expand(_extract(b"", b"eae_prk", secret, _KEM), b"shared_secret", context, 32, _KEM)


def _extract(salt: bytes, label: bytes, key: bytes, suite: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + key, "sha256")


def _expand(prk: bytes, label: bytes, info: bytes, size: int, suite: bytes) -> bytes:
    assert size <= hashlib.sha256().digest_size
    labelled = size.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(prk, labelled + b"\x01", "sha256")[:size]


def x25519(scalar: bytes, u: bytes) -> bytes:
    """Scalar times a point of curve25519 by the ladder of RFC 7748 §5."""
    k = int.from_bytes(scalar, "little") & ~7 & ((1 << 255) - 1) | 1 << 254
    x1 = int.from_bytes(u, "little") & ((1 << 255) - 1)
    x2, z2, x3, z3 = 1, 0, x1, 1
    for bit in range(254, -1, -1):
        one = k >> bit & 1
        if one:
            x2, z2, x3, z3 = x3, z3, x2, z2
        a, b, c, d = (x2 + z2) ** 2 % P, (x2 - z2) ** 2 % P, (x3 + z3) * (x2 - z2), (x3 - z3) * (x2 + z2)
        e = a - b
        x2, z2 = a * b % P, e * (a + 121_665 * e) % P
        x3, z3 = (c + d) ** 2 % P, x1 * (c - d) ** 2 % P
        if one:
            x2, z2, x3, z3 = x3, z3, x2, z2
    return (x2 * pow(z2, -1, P) % P).to_bytes(32, "little")


# ---------------------------------------------------------------- AES-256 (FIPS 197) and GCM (NIST SP 800-38D)


def _times(a: int, b: int) -> int:
    """The product in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1."""
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a = a << 1 ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def _substitute(value: int) -> int:
    inverse = next((x for x in range(256) if _times(x, value) == 1), 0)
    turned = inverse
    for shift in range(1, 5):
        turned ^= (inverse << shift | inverse >> (8 - shift)) & 0xFF
    return turned ^ 0x63


_BOX = bytes(_substitute(value) for value in range(256))


def _round_keys(key: bytes) -> list[bytes]:
    words, constant = [key[at : at + 4] for at in range(0, 32, 4)], 1
    while len(words) < 60:
        word = words[-1]
        if len(words) % 8 == 0:
            word = bytes(_BOX[byte] for byte in word[1:] + word[:1])
            word, constant = bytes([word[0] ^ constant]) + word[1:], _times(constant, 2)
        elif len(words) % 8 == 4:
            word = bytes(_BOX[byte] for byte in word)
        words.append(_xor(words[-8], word))
    return [b"".join(words[at : at + 4]) for at in range(0, 60, 4)]


def _encrypt(keys: list[bytes], block: bytes) -> bytes:
    state = _xor(block, keys[0])
    for number, key in enumerate(keys[1:], 1):
        state = bytes(_BOX[state[(at + 4 * (at % 4)) % 16]] for at in range(16))
        if number < 14:
            state = b"".join(_mixed(state[at : at + 4]) for at in range(0, 16, 4))
        state = _xor(state, key)
    return state


def _mixed(column: bytes) -> bytes:
    rows = ((2, 3, 1, 1), (1, 2, 3, 1), (1, 1, 2, 3), (3, 1, 1, 2))
    sums = [[_times(byte, factor) for byte, factor in zip(column, row, strict=True)] for row in rows]
    return bytes(a ^ b ^ c ^ d for a, b, c, d in sums)


def _ghash(subkey: int, data: bytes) -> int:
    tag = 0
    for at in range(0, len(data), 16):
        x, product = tag ^ int.from_bytes(data[at : at + 16], "big"), 0
        factor = subkey
        for bit in range(127, -1, -1):
            product ^= factor if x >> bit & 1 else 0
            factor = factor >> 1 ^ (0xE1 << 120 if factor & 1 else 0)
        tag = product
    return tag


def open_gcm(key: bytes, nonce: bytes, sealed: bytes) -> bytes:
    """The plaintext of AES-256-GCM with a nonce of 12 bytes and no further data."""
    keys, cipher, tag = _round_keys(key), sealed[:-16], sealed[-16:]
    subkey = int.from_bytes(_encrypt(keys, bytes(16)), "big")
    padded = cipher + bytes(-len(cipher) % 16) + bytes(8) + (8 * len(cipher)).to_bytes(8, "big")
    mask = _encrypt(keys, nonce + b"\x00\x00\x00\x01")
    require(_xor(_ghash(subkey, padded).to_bytes(16, "big"), mask) == tag, "sealed for another, or altered")
    blocks = range(0, len(cipher), 16)
    stream = b"".join(_encrypt(keys, nonce + (2 + at // 16).to_bytes(4, "big")) for at in blocks)
    return _xor(cipher, stream)


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=False))
