"""Reconciling one business day of all sites: read once, match once, give every amount to a site."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from central.ports.day import DaySource, Site
from central.reconcile.awaited import awaited
from central.reconcile.day import SiteDay, Standing, site_day, worst_first
from central.reconcile.match import Match, match
from central.reconcile.whose import owners

NOBODY = Site(site="", kind="", name="", district="", devices=())
"""Money that nothing gives to a site."""


@dataclass(frozen=True, slots=True)
class CityDay:
    """All sites' day, worst first; money that is nobody's stands under `NOBODY` where there is some."""

    on: str
    sites: tuple[SiteDay, ...]

    def count(self, standing: Standing) -> int:
        """How many sites stand so."""
        return sum(day.standing is standing for day in self.sites)

    def classes(self) -> Counter[str]:
        """How many amounts ended in each class."""
        return Counter(str(one.kind) for day in self.sites for one in day.matches)

    def site(self, code: str) -> SiteDay | None:
        """One site's day."""
        return next((day for day in self.sites if day.site.site == code), None)


def reconcile(source: DaySource, on: str) -> CityDay:
    """Reconcile a business day as the books and statements stand now; nothing is written."""
    sites, books, contacts = source.sites(), source.books(on), source.contacts()
    whose = owners(sites)
    given: dict[str, list[Match]] = defaultdict(list)
    for one in match(source.sides(on)):
        owner = whose.of(one)
        given[owner.site].append(awaited(one, owner, books, contacts))
    known = (*sites, NOBODY) if given[""] else sites
    days = [
        site_day(
            site,
            on,
            [books[device] for device in site.devices if device in books],
            given[site.site],
            max((contacts.get(device, 0) for device in site.devices), default=0),
        )
        for site in known
    ]
    return CityDay(on, worst_first(days))
