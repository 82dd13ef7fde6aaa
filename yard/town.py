"""A small town in one process: a centre and the sites that it has enrolled and granted numbers. For benches, faults, tests.

Nothing here is faster than the real thing: every site has its own encrypted ledger and every exchange its real bytes.
"""

from __future__ import annotations

from pathlib import Path

from central.registry.codes import new_code
from central.registry.grants import Numbers, grant_allowance, grant_numbers
from central.registry.sites import register_site
from central.store.database import Database
from central.store.migrate import prepare
from central.store.ring import Ring
from central.store.store import Store
from schemas.facts import SiteRegistered
from schemas.rules.shelf import shipped_packs
from station.compose import MachineClock, MachineIdentity
from station.counter.commands import AppointClerk
from station.ledger.ledger import Ledger
from station.office import Office
from station.office.enrolling import enrol
from station.ports import Clock, Identity
from station.print.papers import EntryPapers
from yard.fakes.local_link import LocalLink

CLERK, PIN = "demo", "135790"
POST = SiteRegistered(
    site="420106-P0103",
    kind="post",
    name="武昌中南路邮政代征网点",
    district="420106",
    authority="国家税务总局武汉市武昌区税务局",
    authority_code="14201060000",
    collecting_unit="中国邮政集团有限公司武汉市分公司",
)
STREET = SiteRegistered(
    site="420111-S0061",
    kind="street",
    name="关山街道税务服务站",
    district="420111",
    authority="国家税务总局武汉市洪山区税务局",
    authority_code="14201110000",
    collecting_unit="武汉市洪山区关山街道办事处",
)
NUMBERS = 100_000
ALLOWANCE_FEN = 10**13
HOURS = 24 * 31


class Town:
    """One centre under `folder/central`, and sites beside it."""

    def __init__(self, folder: Path, clock: Clock | None = None, identity: Identity | None = None) -> None:
        self.folder = folder
        self.clock = clock or MachineClock()
        self.identity = identity or MachineIdentity()
        database, ring = Database(folder / "central" / "central.db"), Ring(folder / "central" / "keys")
        (folder / "central").mkdir(parents=True)
        prepare(database)
        ring.create(self.identity)
        self.centre = Store(name="样例市局", database=database, ring=ring, clock=self.clock, identity=self.identity)
        with self.centre.desk() as desk:
            desk.open()
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
        office.do(AppointClerk(command=command, clerk=CLERK, name="李敏", role="head", pin=PIN))
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
