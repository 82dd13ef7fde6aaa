"""DeviceId: a device's name in the ledger, and a clerk's too: the first 16 bytes of the SHA-256 of a raw public key."""

from __future__ import annotations

import hashlib
import re
from typing import NewType

from schemas.failures import BadInput
from schemas.identifiers.normal import normalise

DeviceId = NewType("DeviceId", bytes)

_HEX = re.compile(r"[0-9A-F]{32}")


def device_id(public_key: bytes) -> DeviceId:
    """The name of the holder of a raw Ed25519 public key (32 bytes)."""
    assert len(public_key) == 32, "a raw Ed25519 public key has 32 bytes"
    return DeviceId(hashlib.sha256(public_key).digest()[:16])


def read_device_id(text: str, field: str | None = None) -> DeviceId:
    """Read the 32 hexadecimal digits by which people and files name a device."""
    digits = normalise(text)
    if not _HEX.fullmatch(digits):
        raise BadInput("identifiers.device_id", field=field)
    return DeviceId(bytes.fromhex(digits))
