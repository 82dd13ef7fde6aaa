"""Cases brought up to date with the books: opened to both sides, closed when equal. Running it again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from central.reconcile.cases import differing
from central.reconcile.classes import Class
from central.reconcile.report import places_of
from central.reconcile.run import reconcile
from central.registry.cases import close_cases, open_cases
from central.store.store import Store
from central.work.findings import check_signatures
from schemas.facts import CaseOpened


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many cases were opened and closed."""

    opened: int
    closed: int
    awaiting: frozenset[str] = frozenset()
    """Days on which a ledger is awaited: what is heard of its device changes them without any entry."""


def refresh_since(store: Store, since: Mapping[bytes, int]) -> Refreshed:
    """Bring the cases of every day that entries behind `since` (feed → seq) may have changed up to date."""
    with store.asking() as asked:
        days = asked.touched(since)
    return refresh_cases(store, days)


def places_held(store: Store) -> dict[bytes, int]:
    """How far each feed is held now."""
    with store.asking() as asked:
        return {author: last for author, (last, _) in asked.heads().items()}


def refresh_cases(store: Store, days: Iterable[str]) -> Refreshed:
    """Open what differs on these days and close what no longer does, in one transaction; every signature is checked first."""
    wanted = sorted(set(days))
    check_signatures(store)
    with store.asking() as asked:
        due: dict[bytes, tuple[str, CaseOpened]] = {}
        awaiting: set[str] = set()
        for on in wanted:
            city = reconcile(asked, on)
            awaiting.update([on] if city.classes()[Class.LEDGER_AWAITED] else [])
            due |= differing(city, asked.acts(place for day in city.sites for place in places_of(day)))
    with store.desk() as desk:
        held = desk.matters.cases(still_open=True)
        known = {one.row.case for one in held}
        equal = {one.row.case for one in held if one.row.day in wanted and one.row.case not in due}
        opened = open_cases(desk, [told for case, told in due.items() if case not in known])
        return Refreshed(opened, close_cases(desk, desk.matters, equal), frozenset(awaiting))
