"""The bureau's keys on the disk, one file each, for their owner only (mode 0600): hexadecimal of 32 bytes.

issuing    certifies devices and the authority's own feeds
authority  writes the public feed and signs frontiers          channel-SITE  writes a site's channel
gate       signs the links and sessions of the pages
box        opens what is sealed to the centre                  city-1        refers to persons (HMAC), epoch 1
"""

from __future__ import annotations

import os
from pathlib import Path

from central.ports.machine import Identity
from schemas.entry.seal import Signer, box_public
from schemas.failures import Breach, Refusal

ISSUING, AUTHORITY, BOX, CITY, GATE = "issuing", "authority", "box", "city-1", "gate"
EPOCH = 1
SIZE = 32


class Ring:
    """The keys under one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self, identity: Identity) -> None:
        """Make the bureau's keys; Refusal `central.exists` where some stand."""
        if self._folder.exists():
            raise Refusal("central.exists", home=self._folder.parent.name)
        self._folder.mkdir(mode=0o700, parents=True)
        for name in (ISSUING, AUTHORITY, BOX, CITY, GATE):
            self.add(name, identity)

    def add(self, name: str, identity: Identity) -> None:
        """Make one key; a file that stands is never written over."""
        path = self._folder / f"{name}.key"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(identity.fresh(SIZE).hex())
            file.flush()
            os.fsync(file.fileno())

    def has(self, name: str) -> bool:
        """Whether this key stands."""
        return (self._folder / f"{name}.key").exists()

    def signer(self, name: str) -> Signer:
        """A signing key; Breach `central.key` when its file is missing or damaged."""
        return Signer(self.secret(name))

    def box(self) -> bytes:
        """The public key to which others seal for the centre."""
        return box_public(self.secret(BOX))

    def secret(self, name: str) -> bytes:
        """The 32 bytes of a key."""
        path = self._folder / f"{name}.key"
        try:
            secret = bytes.fromhex(path.read_text("ascii"))
        except (OSError, ValueError):
            raise Breach("central.key", key=path.name) from None
        if len(secret) != SIZE:
            raise Breach("central.key", key=path.name)
        return secret


def channel_key(site: str) -> str:
    """The name of a site's channel key."""
    return f"channel-{site}"
