"""One side of an exchange: a node with its key, its feeds, whom it trusts and what it shares with the other."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.entry.seal import Signer
from schemas.exchange.store import FeedStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One node in an exchange: its key, its feeds, whom it trusts, the feeds that both share, its clock's reading.

    `fold` is the version of its folds: digests are compared only between equal ones. `centre` is the feed of the one peer
    who may read personal blocks in clear; everybody else gets them sealed to that feed's box key. `box` is the secret that
    opens what is sealed to this node.
    """

    signer: Signer
    store: FeedStore
    issuer: bytes
    scope: frozenset[bytes]
    hlc: int
    nonce: bytes
    fold: int
    centre: bytes = b""
    box: bytes | None = None
