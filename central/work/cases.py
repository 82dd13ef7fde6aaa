"""Cases brought up to date with the books: opened to both sides, closed when equal. Running it again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from central.reconcile.cases import differing
from central.reconcile.report import places_of
from central.reconcile.run import reconcile
from central.registry.cases import close_cases, open_cases
from central.store.store import Store
from schemas.facts import CaseOpened


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many cases were opened and closed."""

    opened: int
    closed: int


def refresh_cases(store: Store, days: Iterable[str]) -> Refreshed:
    """Open what differs on these days and close what no longer does, in one transaction."""
    wanted = sorted(set(days))
    with store.asking() as asked:
        due: dict[bytes, tuple[str, CaseOpened]] = {}
        for on in wanted:
            city = reconcile(asked, on)
            due |= differing(city, asked.acts(place for day in city.sites for place in places_of(day)))
    with store.desk() as desk:
        held = desk.matters.cases(still_open=True)
        known = {one.row.case for one in held}
        equal = {one.row.case for one in held if one.row.day in wanted and one.row.case not in due}
        opened = open_cases(desk, [told for case, told in due.items() if case not in known])
        return Refreshed(opened, close_cases(desk, desk.matters, equal))
