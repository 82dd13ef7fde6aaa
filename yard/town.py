"""A small town in one process: a centre and the sites that it has enrolled and granted numbers. For benches, faults, tests.

Nothing here is faster than the real thing: every site has its own encrypted ledger and every exchange its real bytes.
"""

from __future__ import annotations

from pathlib import Path

from central.compose import init_home
from central.registry.codes import new_code
from central.registry.grants import Numbers, grant_allowance, grant_numbers
from central.registry.sites import register_site
from schemas.facts import SiteRegistered
from schemas.rules.shelf import shipped_packs
from station.compose import MachineClock, MachineIdentity
from station.counter.commands import AppointClerk
from station.ledger.ledger import Ledger
from station.office import Office
from station.office.enrolling import enrol
from station.ports import Clock, Identity
from station.print.papers import EntryPapers
from yard.demo.day import CLERK
from yard.demo.settings import CITY, CLERK_NAME, PIN
from yard.fakes.local_link import LocalLink

NUMBERS = 100_000
ALLOWANCE_FEN = 10**13
HOURS = 24 * 31


class Town:
    """One centre under `folder/central`, and sites beside it."""

    def __init__(self, folder: Path, clock: Clock | None = None, identity: Identity | None = None) -> None:
        self.folder = folder
        self.clock = clock or MachineClock()
        self.identity = identity or MachineIdentity()
        self.centre = init_home(folder / "central", CITY, clock=self.clock, identity=self.identity)
        self.link = LocalLink(self.centre)

    def settle(self, site: SiteRegistered, name: str, numbers: int = NUMBERS) -> Office:
        """Register and enrol a site with its home in `folder/name`, grant it numbers, appoint and unlock the clerk."""
        with self.centre.desk() as desk:
            register_site(desk, desk, site)
            code = new_code(desk, desk, self.clock, self.identity, site=site.site, issuer=self.centre.issuer)
        ledger = enrol(self.folder / name, "local", code, self.clock, self.identity, lambda _: self.link)
        office = self.open(ledger)
        self.grant(site.site, numbers)
        office.sync()
        command = self.identity.command()
        office.do(AppointClerk(command=command, clerk=CLERK, name=CLERK_NAME, role="head", pin=PIN))
        office.unlock(CLERK, PIN)
        return office

    def grant(self, site: str, numbers: int = NUMBERS) -> None:
        """Numbers of invoices and vouchers, and an allowance to use them alone."""
        with self.centre.desk() as desk:
            for stock, code, width in (("invoice", "样", 8), ("voucher", "样缴", 7)):
                wanted = Numbers(stock=stock, source="specimen", code=code, count=numbers, width=width)
                grant_numbers(desk, desk, site, wanted)
            grant_allowance(desk, desk, site, amount_fen=ALLOWANCE_FEN, count=NUMBERS, hours=HOURS)

    def open(self, ledger: Ledger) -> Office:
        """The office of an open ledger of this town."""
        return Office(ledger, shipped_packs(), self.identity, EntryPapers(ledger.profile), lambda _: self.link)
