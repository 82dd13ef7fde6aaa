"""Which differences of a day are cases 立案: what is unequal or late, and a drawer that was counted otherwise. Pure.

A case is known by its natural key, so a difference that changes its class stays one case; money that is merely on its way
opens nothing; what has become equal closes by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from central.ports.day import Act, DayBook
from central.reconcile.day import SiteDay, natural_key
from central.reconcile.match import Match
from central.reconcile.report import Acts
from central.reconcile.run import CityDay
from schemas.facts import CaseOpened

DRAWER = "drawer"
"""The class of a case for a drawer that was counted otherwise than booked 长款/短款."""


def case_id(key: str) -> bytes:
    """The id of a case: SHA-256 of its natural key."""
    return sha256(f"case {key}".encode()).digest()


def differing(city: CityDay, acts: Acts) -> dict[bytes, tuple[str, CaseOpened]]:
    """Every difference of a day that belongs to a site, as the fact that would open it, by its case."""
    found: dict[bytes, tuple[str, CaseOpened]] = {}
    for day in city.sites:
        if day.site.site:
            for fact in _of_site(day, acts):
                found[fact.case] = (day.site.site, fact)
    return found


def drawer_key(book: DayBook, on: str) -> str:
    """The natural key of a drawer's difference."""
    return f"drawer {book.feed.hex()} {on}"


def _of_site(day: SiteDay, acts: Acts) -> Iterable[CaseOpened]:
    for match in day.differences:
        yield CaseOpened(
            case=case_id(natural_key(match)),
            kind=str(match.kind),
            day=day.on,
            document_fen=match.document_fen,
            money_fen=match.money_fen,
            entries=[_entry(act) for place in _places(match) if (act := acts.get(place))],
            lines=[[line.file, line.row, line.reference, line.moved_fen] for line in match.money],
        )
    for book in day.books:
        if book.difference_fen:
            yield CaseOpened(
                case=case_id(drawer_key(book, day.on)),
                kind=DRAWER,
                day=day.on,
                document_fen=0,
                money_fen=book.difference_fen,
                entries=[],
                lines=[],
            )


def _places(match: Match) -> list[tuple[bytes, int]]:
    places = [(match.payment.feed, match.payment.seq)] if match.payment else []
    return list(dict.fromkeys([*places, *((one.feed, one.seq) for one in match.documents)]))


def _entry(act: Act) -> list[object]:
    return [act.feed, act.seq, act.id]
