"""Signatures (Ed25519, RFC 8032) and sealing to a box key (HPKE, RFC 9180). The ground's one door for cryptography.

A COSE_Sign1 here is the untagged array of four of RFC 9052 with protected header `{1: -19}` or `{1: -19, 4: kid}`
(Ed25519 by its fully specified id, RFC 9864), an empty unprotected header and an attached payload.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from hmac import new as hmac

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from schemas import canonical
from schemas.failures import BadInput

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_SMALL_ORDER = frozenset(
    bytes.fromhex(point)
    for point in (
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    )
)
"""Encodings of points under which one signature fits many messages; no key of ours is one of them."""


def short_id(public: bytes) -> bytes:
    """The first 16 bytes of the SHA-256 of a raw public key: `author` of a device, `ckey` of a clerk."""
    return sha256(public).digest()[:16]


@dataclass(frozen=True)
class Signer:
    """A signing key held in memory; `secret` is its 32-byte seed."""

    secret: bytes

    @cached_property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.secret)

    @cached_property
    def public(self) -> bytes:
        """The raw public key, 32 bytes."""
        return self._key.public_key().public_bytes_raw()

    @cached_property
    def id(self) -> bytes:
        """`short_id` of the public key."""
        return short_id(self.public)

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of `message`."""
        return self._key.sign(message)

    def __repr__(self) -> str:
        return f"Signer({self.id.hex()})"


def holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `signature` over `message` is by `public`; never by a key of small order."""
    if public in _SMALL_ORDER:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def protected_header(kid: bytes | None = None) -> bytes:
    """The protected header as bytes: `{1: -19}`, and `4: kid` where a key id belongs there."""
    return canonical.encode({1: -19} if kid is None else {1: -19, 4: kid})


def to_be_signed(protected: bytes, payload: bytes) -> bytes:
    """The Sig_structure of RFC 9052 §4.4 with empty external data."""
    return b"\x84\x6aSignature1" + byte_string(protected) + b"\x40" + byte_string(payload)


def byte_string(data: bytes) -> bytes:
    """`data` as a deterministic CBOR byte string."""
    size = len(data)
    if size < 24:
        return bytes((0x40 | size,)) + data
    if size < 0x100:
        return bytes((0x58, size)) + data
    if size < 0x10000:
        return b"\x59" + size.to_bytes(2, "big") + data
    return b"\x5a" + size.to_bytes(4, "big") + data


def sign1(payload: bytes, signer: Signer, kid: bytes | None = None) -> bytes:
    """The COSE_Sign1 of `payload` under `signer`."""
    protected = protected_header(kid)
    signature = signer.sign(to_be_signed(protected, payload))
    return b"\x84" + byte_string(protected) + b"\xa0" + byte_string(payload) + byte_string(signature)


@dataclass(frozen=True, slots=True)
class Signed:
    """A COSE_Sign1 taken apart, its signature not yet judged."""

    protected: bytes
    kid: bytes | None
    payload: bytes
    signature: bytes

    def by(self, public: bytes) -> bool:
        """Whether `public` signed it."""
        return holds(public, self.signature, to_be_signed(self.protected, self.payload))


def read_sign1(data: bytes, code: str = "seal.shape") -> Signed:
    """Take a COSE_Sign1 apart; BadInput `code` for anything but the one shape."""
    value = canonical.decode(data, code)
    if not (canonical.is_list(value) and len(value) == 4):
        raise BadInput(code, reason="not an array of four")
    protected, unprotected, payload, signature = value
    if not (isinstance(protected, bytes) and isinstance(payload, bytes) and isinstance(signature, bytes)):
        raise BadInput(code, reason="parts")
    if unprotected != {} or len(signature) != 64:
        raise BadInput(code, reason="unprotected header or signature length")
    return Signed(protected, _kid(protected, code), payload, signature)


def _kid(protected: bytes, code: str) -> bytes | None:
    header = canonical.decode(protected, code)
    if not (canonical.is_map(header) and header.get(1) == -19 and set(header) <= {1, 4}):
        raise BadInput(code, reason="protected header")
    kid = header.get(4)
    if kid is not None and not isinstance(kid, bytes):
        raise BadInput(code, reason="key id")
    return kid


def box_public(secret: bytes) -> bytes:
    """The X25519 public key, 32 bytes, of a box key's secret."""
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def seal_to(box: bytes, info: bytes, plain: bytes) -> bytes:
    """`plain` sealed to the holder of `box` (HPKE base mode, X25519, HKDF-SHA256, AES-256-GCM): enc ‖ ciphertext."""
    return _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(box), info=info)


def open_sealed(secret: bytes, info: bytes, sealed: bytes) -> bytes:
    """What `seal_to` sealed; BadInput `seal.not_ours` when this key does not open it."""
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(secret), info=info)
    except (InvalidTag, ValueError):
        raise BadInput("seal.not_ours") from None


def person_ref(city_key: bytes, normalised_id: str) -> bytes:
    """How a body refers to a person: HMAC-SHA-256 under the city's key of the epoch, first 16 bytes."""
    return hmac(city_key, normalised_id.encode("utf-8"), "sha256").digest()[:16]
