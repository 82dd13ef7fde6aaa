"""Putting the acts of one record in order. The order is a function of the set of acts: arrival and clocks play no part.

An act stands behind those that its writer had seen. Of acts written apart the one of the lesser rank stands first (what has
happened to paper or money before what is only wished), then the one of the lesser id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One signed act; `id` is its entry's, `after` the entries that its writer had seen, `site` where it was done."""

    id: bytes
    record: str
    name: str
    on: str
    after: tuple[bytes, ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict[str, Any])
    person: bytes | None = None
    author: bytes = b""
    site: str = ""
    clerk: bytes | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """The acts in order; `waiting` are those behind one that is not at hand; `heads` are behind nobody."""

    acts: tuple[Act, ...]
    waiting: tuple[Act, ...]
    heads: tuple[bytes, ...]


def in_order(acts: Iterable[Act], rank: Callable[[str], int] = lambda _: 0) -> Ordered:
    """The acts of one record in their order; `rank` says of an act's name where it stands among those written apart."""
    known = {act.id: act for act in acts}
    followers: dict[bytes, list[bytes]] = {}
    missing: dict[bytes, int] = {}
    for act in known.values():
        missing[act.id] = len(set(act.after))
        for before in set(act.after):
            followers.setdefault(before, []).append(act.id)
    ready = [(rank(known[id_].name), id_) for id_, count in missing.items() if not count]
    heapify(ready)
    found: list[Act] = []
    while ready:
        _, id_ = heappop(ready)
        found.append(known[id_])
        for next_ in followers.get(id_, ()):
            missing[next_] -= 1
            if not missing[next_]:
                heappush(ready, (rank(known[next_].name), next_))
    placed = {act.id for act in found}
    waiting = tuple(known[id_] for id_ in sorted(set(known) - placed))
    heads = tuple(sorted(id_ for id_ in placed if not placed & set(followers.get(id_, ()))))
    return Ordered(tuple(found), waiting, heads)
