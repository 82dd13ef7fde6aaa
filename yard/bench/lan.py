"""`witness` and `lan_converge`: stations of one local network, served over loopback, each with its encrypted ledger and its real pipes.

`witness` is the time from a commit to the neighbour's signed frontier over it; `lan_converge` from one entry at each of thirty
stations until every station holds all of them and has its three witnesses.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

from central.registry.codes import new_code
from central.registry.sites import register_site
from schemas.facts import ClockJumped
from schemas.keep import Feeds
from schemas.rules.shelf import shipped_packs
from station.ledger.peers import witnesses
from station.office import Office
from station.office.enrolling import enrol
from station.office.nearby import Nearby
from station.ports import Decision
from station.print.papers import EntryPapers
from station.sync.schedule import WITNESSES
from yard.bench.ground import a_town
from yard.bench.measure import Measurement, measured, timed
from yard.demo.settings import POST
from yard.town import Town

ENTRIES, WARM, CROWD = 40, 4, 30
LOOK_S = 0.005
LONGEST_S = 60.0
_FACT = ClockJumped(wall_ms=0, logical_ms=0)


def measure_witness() -> Iterator[Measurement]:
    """Two stations; beside it an exchange with nothing new between the same two, asked for by hand."""
    with _street(2) as (offices, _):
        one = offices[0]
        took = [_until(lambda: _count(one) == 1, one) for _ in range(ENTRIES + WARM)]
        url = next(near.url for near in one.neighbourhood.near() if near.author == offices[1].ledger.author)
        idle = timed([lambda: one.sync(url)] * ENTRIES)
    yield measured("witness", took[WARM:], idle, "an exchange with nothing new, asked for by hand")


def measure_converge() -> Iterator[Measurement]:
    """Thirty stations, one entry each at the same moment; beside it as many entries taken in by one station in one exchange."""
    with _street(CROWD) as (offices, _):
        authors = {office.ledger.author for office in offices}
        _wait(lambda: all(_holds(office, authors, 1) and _count(office) >= WITNESSES for office in offices))
        started = time.perf_counter()
        for office in offices:
            _write(office)
        last = {office.ledger.author: _last(office) for office in offices}
        _wait(lambda: all(_holds_all(office, last) and _count(office) >= WITNESSES for office in offices))
        took = [(time.perf_counter() - started) * 1_000]
        baseline = timed([lambda office=office: office.sync() for office in offices[:3]])
    yield measured("lan_converge", took, baseline, "one round of a station with the centre")


@contextmanager
def _street(count: int) -> Iterator[tuple[list[Office], list[Nearby]]]:
    """Stations that listen on loopback and know of one another by hand."""
    with a_town() as town:
        with town.centre.desk() as desk:
            register_site(desk, desk, POST)
        offices = [_headless(town, f"s{at}") for at in range(count)]
        nearby = [Nearby(office, 0, beacon=False) for office in offices]
        urls = [f"https://127.0.0.1:{one.port}" for one in nearby]
        for office, own in zip(offices, urls, strict=True):
            office.neighbourhood.hear(url for url in urls if url != own)
        _wait(lambda: all(_count(office) >= min(WITNESSES, count - 1) for office in offices))
        try:
            yield offices, nearby
        finally:
            for one in nearby:
                one.close()
            for office in offices:
                office.close()


def _headless(town: Town, name: str) -> Office:
    with town.centre.desk() as desk:
        code = new_code(desk, desk, town.clock, town.identity, site=POST.site, issuer=town.centre.issuer)
    ledger = enrol(town.folder / name, "local", code, town.clock, town.identity, lambda _: town.link)
    office = Office(ledger, shipped_packs(), town.identity, EntryPapers(ledger.profile), lambda _: town.link)
    office.sync()
    return office


def _write(office: Office) -> None:
    office.ledger.journal.commit(lambda _: Decision(kind="counter.note/1", facts=(_FACT,)))
    office.announce()


def _until(true: Callable[[], bool], office: Office) -> float:
    """Milliseconds from an entry until it is true."""
    started = time.perf_counter()
    _write(office)
    _wait(true)
    return (time.perf_counter() - started) * 1_000


def _wait(true: Callable[[], bool]) -> None:
    waiting, end = Event(), time.monotonic() + LONGEST_S
    while not true():
        assert time.monotonic() < end, "the stations do not come together"
        waiting.wait(LOOK_S)


def _count(office: Office) -> int:
    with office.ledger.database.read() as cursor:
        return len(witnesses(cursor, office.ledger.author, office.ledger.standing.authority))


def _last(office: Office) -> int:
    with office.ledger.database.read() as cursor:
        return Feeds(cursor).heads([office.ledger.author])[office.ledger.author].seq


def _holds(office: Office, authors: set[bytes], least: int) -> bool:
    return _holds_all(office, dict.fromkeys(authors, least))


def _holds_all(office: Office, last: dict[bytes, int]) -> bool:
    with office.ledger.database.read() as cursor:
        heads = Feeds(cursor).heads(last)
    return all(author in heads and heads[author].seq >= seq for author, seq in last.items())
