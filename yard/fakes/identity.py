"""Chance from a seed: the port `Identity` of both houses. The same seed gives the same keys, salts and ids."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID


class SeededIdentity:
    """Bytes that look like chance and come again with the same seed. Never for a home in earnest."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._count = 0

    def fresh(self, size: int) -> bytes:
        """The next `size` bytes, at most 32."""
        assert size <= 32, "one digest is enough for every key and salt"
        self._count += 1
        return sha256(f"{self._seed}/{self._count}".encode()).digest()[:size]

    def command(self) -> UUID:
        """The next command id."""
        return UUID(bytes=self.fresh(16), version=4)
