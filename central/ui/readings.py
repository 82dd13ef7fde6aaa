"""What the pages show, worked out from a reconciled day. Pure: no control is made here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from central.ports.day import Act, ImportedFile
from central.reconcile.classes import Class
from central.reconcile.day import SiteDay, Standing
from central.reconcile.match import Match
from central.reconcile.moments import moment
from central.reconcile.run import CityDay
from central.ui.speech import Speech
from schemas.money import yuan
from schemas.paying import TOLD

TILES_MOST = 8
"""Tiles that have a key; what comes after them is opened by a click."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One look at the store: the day, its statement files, and how far things stand."""

    on: str
    days: tuple[str, ...]
    city: CityDay
    files: tuple[ImportedFile, ...]
    heads: Mapping[bytes, tuple[int, bytes]]
    heard_ms: int
    mark: tuple[int, int, int]


def troubled(city: CityDay) -> tuple[SiteDay, ...]:
    """Sites that get a tile: different, then silent."""
    return tuple(day for day in city.sites if day.standing in (Standing.DIFFERENT, Standing.SILENT))


def waiting(city: CityDay) -> tuple[SiteDay, ...]:
    """Sites that wait."""
    return tuple(day for day in city.sites if day.standing is Standing.WAITING)


def even_by_district(city: CityDay) -> dict[str, int]:
    """How many sites are even in each district."""
    counts: dict[str, int] = {}
    for day in city.sites:
        if day.standing is Standing.MATCHED:
            counts[day.site.district] = counts.get(day.site.district, 0) + 1
    return dict(sorted(counts.items()))


def cause(day: SiteDay, speech: Speech) -> tuple[str, str]:
    """In a few words why a site stands as it does, and the figure that goes with it."""
    if day.differences:
        worst = max(day.differences, key=lambda match: abs(match.difference_fen)).kind
        alike = [match for match in day.differences if match.kind is worst]
        words = speech("cause.difference", name=speech.term(f"class.{worst}"), count=len(alike))
        return words, signed(sum(match.difference_fen for match in alike))
    if day.drawer_fen:
        return speech("cause.short" if day.drawer_fen < 0 else "cause.over"), signed(day.drawer_fen)
    if day.standing is Standing.SILENT:
        words = speech("cause.silent" if day.site.devices else "cause.no_device")
        return words, yuan(day.awaited_fen) if day.awaited_fen else speech("count", count=0)
    if not day.closed:
        return speech("cause.open"), speech("count", count=sum(book.acts for book in day.books))
    unsure = sum(match.kind is Class.UNCONFIRMED for match in day.waiting)
    if unsure:
        return speech("cause.unconfirmed", count=unsure), ""
    return speech("cause.transit", count=len(day.waiting)), yuan(day.transit_fen)


def site_name(day: SiteDay, speech: Speech) -> str:
    """A site's name; money that is nobody's has words of its own."""
    return day.site.name if day.site.site else speech("nobody")


def heard(ms: int, speech: Speech) -> str:
    """When a site was last heard."""
    return speech("heard", at=moment(ms).strftime("%m-%d %H:%M")) if ms else speech("never_heard")


def first_things(city: CityDay) -> tuple[tuple[int, SiteDay, Match], ...]:
    """The three largest differences of the city, each with the place of its site's tile from 1."""
    places = {day.site.site: place for place, day in enumerate(city.sites, 1)}
    every = [(places[day.site.site], day, match) for day in city.sites for match in day.differences]
    return tuple(sorted(every, key=lambda found: (-abs(found[2].difference_fen), found[0]))[:3])


def class_sums(city: CityDay) -> tuple[tuple[Class, int, int], ...]:
    """Each class that occurs: how many amounts, and what they come to (money, or books where no money is seen)."""
    sums: dict[Class, tuple[int, int]] = {}
    for day in city.sites:
        for match in day.matches:
            count, fen = sums.get(match.kind, (0, 0))
            sums[match.kind] = (count + 1, fen + amount_of(match))
    return tuple((kind, *sums[kind]) for kind in Class if kind in sums)


def amount_of(match: Match) -> int:
    """The amount by which a person speaks of a match."""
    return match.money_fen or match.payment_fen or match.document_fen


def unspoken(reading: Reading) -> tuple[str, ...]:
    """Methods by which money was taken that day and for which no statement stands yet."""
    used = {match.payment.method for day in reading.city.sites for match in day.matches if match.payment is not None}
    told = {file.channel for file in reading.files}
    return tuple(method for method in TOLD if method in used - told)


def signed(fen: int) -> str:
    """An amount that may be missing or too much; the minus is written, colour is never the only sign."""
    return f"+{yuan(fen)}" if fen > 0 else yuan(fen).replace("-", "\u2212")


def time_of(match: Match, acts: Mapping[tuple[bytes, int], Act]) -> str:
    """When it happened: by the ledger, or by the statement where the ledger has nothing."""
    act = act_of(match, acts)
    if act is not None:
        return moment(act.at_ms).strftime("%H:%M")
    return match.money[0].at[11:16] if match.money else ""


def act_of(match: Match, acts: Mapping[tuple[bytes, int], Act]) -> Act | None:
    """The entry that a match rests on."""
    if match.payment is not None:
        return acts.get((match.payment.feed, match.payment.seq))
    return acts.get((match.documents[0].feed, match.documents[0].seq)) if match.documents else None


def short(number: str) -> str:
    """A long number by its end, as people read it aloud.

    >>> short("4200001234202609180000000017"), short("12345")
    ('…0017', '12345')
    """
    return f"…{number[-4:]}" if len(number) > 8 else number
