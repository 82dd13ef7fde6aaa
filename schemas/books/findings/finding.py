"""A finding 差错: something over the books that a person should look at. It accuses nobody; it names what stands where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas import canonical


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A place in a feed."""

    author: bytes
    seq: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: its kind, the natural key that names the thing itself, where the evidence stands, and figures.

    The id is a function of kind and key alone: the same thing found by others, later, or with more evidence is the same.
    """

    kind: str
    key: tuple[Any, ...]
    evidence: tuple[Ref, ...]
    figures: Mapping[str, str | int] = field(default_factory=dict[str, "str | int"])

    @property
    def id(self) -> bytes:
        """SHA-256 of the deterministic CBOR of `[kind, [natural key]]`."""
        return canonical.digest(canonical.encode([self.kind, list(self.key)]))


MOST_REFS = 50


def refs(*places: tuple[bytes, int]) -> tuple[Ref, ...]:
    """Evidence in order, each place once, at most `MOST_REFS`."""
    return tuple(sorted({Ref(author, seq) for author, seq in places}))[:MOST_REFS]
