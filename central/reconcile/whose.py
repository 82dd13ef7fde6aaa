"""Whose an amount is 归属: the site of the ledger that has it, else the site and device that the order number itself names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from central.ports.day import Site
from central.reconcile.match import Match

_OURS = re.compile(r"YS([A-Z]\d{4})([0-9A-F]{4})\d{8}\d{6}")
"""`YS`, the site's tail, the first two bytes of the device, the day, the count."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A site's code, "" when nothing says whose it is; the devices that may have made the amount."""

    site: str
    devices: tuple[bytes, ...]


NOBODY = Owner("", ())


@dataclass(frozen=True, slots=True)
class Owners:
    """Sites by feed, and by the tail of their code; a tail that two sites share is told apart by the device."""

    by_feed: Mapping[bytes, Site]
    by_tail: Mapping[str, tuple[Site, ...]]

    def of(self, match: Match) -> Owner:
        """Whose it is."""
        feed = match.payment.feed if match.payment else match.documents[0].feed if match.documents else None
        if feed is None:
            return self._named(match.money[0].order_no)
        site = self.by_feed.get(feed)
        return Owner(site.site, (feed,)) if site else NOBODY

    def _named(self, order_no: str) -> Owner:
        found = _OURS.fullmatch(order_no)
        sites = self.by_tail.get(found[1], ()) if found else ()
        if not found or not sites:
            return NOBODY
        made = [(s.site, d) for s in sites for d in s.devices if d[:2].hex().upper() == found[2]]
        if len(made) == 1:
            return Owner(made[0][0], (made[0][1],))
        return Owner(sites[0].site, sites[0].devices) if len(sites) == 1 else NOBODY


def owners(sites: Iterable[Site]) -> Owners:
    """Who owns what, among these sites."""
    by_feed: dict[bytes, Site] = {}
    by_tail: dict[str, tuple[Site, ...]] = {}
    for site in sites:
        by_feed |= dict.fromkeys(site.devices, site)
        tail = site.site.rpartition("-")[2]
        by_tail[tail] = (*by_tail.get(tail, ()), site)
    return Owners(by_feed, by_tail)
