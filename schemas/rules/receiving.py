"""Taking in a pack that the centre published 规则包接收, and knowing today until when the law is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from schemas.failures import Refusal
from schemas.rules.pack import Pack


def accept_pack(known: Sequence[Pack], new: Pack, *, district: str, on: date) -> tuple[Pack, ...]:
    """The packs at hand with `new` among them, at a site in `district` on the business day `on`; known bytes change nothing.

    Refusal `rules.territory` for another territory's pack, `rules.pack_older` for a version that is not above the one
    known under its id, `rules.pack_expired` for one that ended before `on` and corrects none that is known.
    """
    if any(pack.digest == new.digest for pack in known):
        return tuple(known)
    if not new.speaks_for(district):
        raise Refusal("rules.territory", district=district, pack=new.id)
    versions = [int(pack.version) for pack in known if pack.id == new.id]
    if versions and int(new.version) <= max(versions):
        raise Refusal("rules.pack_older", pack=new.id, version=new.version, newest=max(versions))
    if not versions and new.last < on:
        raise Refusal("rules.pack_expired", pack=new.id, last=str(new.last))
    return (*known, new)


def covered_until(packs: Iterable[Pack], on: date) -> date | None:
    """The last day up to which every day from `on` has a pack; None if `on` itself has none."""
    spans = sorted((pack.first, pack.last) for pack in packs)
    reached = on - timedelta(days=1)
    for first, last in spans:
        if first <= reached + timedelta(days=1):
            reached = max(reached, last)
    return reached if reached >= on else None
