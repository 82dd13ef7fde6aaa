"""Publishing the law 规则包发布: what a pack must be to leave the bureau, and the days for which there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, timedelta

from central.ports.authority import Authority
from schemas.entry.envelope import Entry
from schemas.facts import RulesPublished
from schemas.failures import Refusal
from schemas.rules.pack import Pack
from schemas.rules.publishing import publication_of, take_pack

KIND = "rules.published/1"
_DAY = timedelta(days=1)


def require_publishable(known: Sequence[Pack], new: Pack, districts: Sequence[str], on: date) -> bool:
    """Whether a pack would be new to the sites in `districts`.

    Refusal `rules.publish_no_site`, `rules.publish_overlap`, `rules.territory` when it speaks for none of them,
    `rules.pack_older`, `rules.pack_expired`; BadInput `rules.publish_too_long`.
    """
    if not districts:
        raise Refusal("rules.publish_no_site")
    publication_of(new, on)
    meant = next((district for district in districts if new.speaks_for(district)), districts[0])
    return len(take_pack(known, new, district=meant, on=on)) > len(known)


def publish(authority: Authority, known: Sequence[Pack], new: Pack, districts: Sequence[str], on: date) -> Entry | None:
    """Write a pack into the public feed; None when it is at hand already. Refused as `require_publishable` says."""
    if not require_publishable(known, new, districts, on):
        return None
    said = asdict(publication_of(new, on))
    del said["on"]
    return authority.publish(KIND, [RulesPublished(**said)])


def gaps(packs: Iterable[Pack]) -> tuple[tuple[date, date], ...]:
    """The stretches between the first and the last day of all packs for which none of them speaks."""
    found: list[tuple[date, date]] = []
    reached: date | None = None
    for pack in sorted(packs, key=lambda pack: pack.first):
        if reached is not None and pack.first > reached + _DAY:
            found.append((reached + _DAY, pack.first - _DAY))
        reached = max(reached or pack.last, pack.last)
    return tuple(found)
