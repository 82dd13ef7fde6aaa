"""The composition root 装配: the only file that knows all. It hands out the clock, chance, links, printers, packs."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from schemas.failures import Refusal
from schemas.rules.shelf import shipped_packs
from schemas.words import say
from station.counter.asking import People
from station.counter.commands import AppointClerk
from station.ledger.ledger import Ledger
from station.office import Office, practising
from station.office.enrolling import accept_carried, ask, enrol, is_enrolled
from station.print.papers import EntryPapers
from station.print.slip import Badge

if TYPE_CHECKING:
    from station.ports import Link
    from station.sync.http_link import HttpLink


class MachineClock:
    """The machine's own clock. `YOUSHUI_CLOCK_MS` moves it by so many milliseconds, for drills and tests."""

    def __init__(self) -> None:
        self._skew = int(os.environ.get("YOUSHUI_CLOCK_MS", "0"))

    def wall_ms(self) -> int:
        """Milliseconds since 1970."""
        return time.time_ns() // 1_000_000 + self._skew


class MachineIdentity:
    """The operating system's chance."""

    def fresh(self, size: int) -> bytes:
        """`size` bytes that nobody could guess."""
        return os.urandom(size)

    def command(self) -> UUID:
        """A new command id."""
        return uuid4()


def open_office(home: Path, *, centre: str | None = None) -> Office:
    """The office of an enrolled home; `centre` is another address of its centre than the one of enrolment."""
    identity = MachineIdentity()
    return _office(Ledger(home, MachineClock(), identity), identity, centre)


def enrol_office(home: Path, url: str, code: str) -> Office:
    """Make a home and open its office."""
    identity = MachineIdentity()
    return _enrolled(enrol(home, url, code, MachineClock(), identity, _link), identity)


def ask_enrolment(home: Path, url: str, code: str) -> bytes:
    """The request of a new device, to be carried to the centre on a stick."""
    return ask(home, url, code, MachineIdentity())


def accept_enrolment(home: Path, carried: bytes) -> Office:
    """The office of a home whose answer was carried here."""
    identity = MachineIdentity()
    return _enrolled(accept_carried(home, carried, MachineClock(), identity), identity)


def _enrolled(ledger: Ledger, identity: MachineIdentity) -> Office:
    ledger.database.lay_ballast()
    return _office(ledger, identity)


def practice_office(home: Path, profile: Mapping[str, Any]) -> Office:
    """The practice station 练习 beside a home, with its two people; made on the first call."""
    identity, folder = MachineIdentity(), home / practising.FOLDER
    office = _office(practising.practice_ledger(folder, profile, MachineClock(), identity), identity)
    if not office.ask(People())["people"]:
        for clerk, by in ((practising.CLERK, None), (practising.SECOND, practising.CLERK)):
            name, command = say(f"practice.{clerk}"), identity.command()
            office.do(AppointClerk(command=command, clerk=clerk, name=name, role="head", pin=practising.PIN, by=by))
            office.unlock(practising.CLERK, practising.PIN)
        office.lock()
    return office


def practice_beside(home: Path) -> Office:
    """The same for a home that nobody has open, or where no site stands yet."""
    if not is_enrolled(home):
        return practice_office(home, practising.practice_profile())
    ledger = Ledger(home, MachineClock(), MachineIdentity())
    profile = ledger.profile
    ledger.close()
    return practice_office(home, profile)


def _office(ledger: Ledger, identity: MachineIdentity, centre: str | None = None) -> Office:
    link = _no_link if practising.is_practice(ledger.profile) else _link
    return Office(ledger, shipped_packs(), identity, papers_of(ledger), link, centre, papers_of)


def _no_link(url: str) -> Link:
    """Practice goes nowhere."""
    raise Refusal("practice.no_line", url=url)


def _link(url: str) -> HttpLink:
    """The way to a centre; its library is loaded by who travels only."""
    from station.sync.http_link import HttpLink

    return HttpLink(url)


def papers_of(ledger: Ledger) -> EntryPapers:
    """The papers of a site: signed by this device, with the names of its people."""
    badge = Badge(ledger.device, ledger.standing.certificate)
    return EntryPapers(ledger.profile, badge=badge, clerk_name=ledger.clerk_name)
