"""Building the three homes in one process: no network, the machine's clock and chance replaced by the day's own."""

from __future__ import annotations

from pathlib import Path
from random import Random

from central.compose import init_home
from central.reconcile.moments import iso
from central.registry.codes import new_code
from central.registry.grants import Numbers, grant_allowance, grant_numbers
from central.registry.sites import register_site
from central.registry.statements import take_in
from central.statements.formats import read_statement
from central.store.store import Store
from schemas.facts import SiteRegistered
from schemas.rules.shelf import shipped_packs
from station.counter.commands import AppointClerk
from station.ledger import queries
from station.ledger.ledger import Ledger
from station.office import Office
from station.office.enrolling import enrol
from station.print.papers import EntryPapers
from yard.demo.bill import Paid, wechat_bill
from yard.demo.day import CLERK, ON, Counter, DayClock
from yard.demo.settings import CENTRE_URL, CITY, CLERK_NAME, PIN, POST, RECONCILER, STREET
from yard.fakes.identity import SeededIdentity
from yard.fakes.local_link import LocalLink

MORNING_MS = 1_789_690_200_000
"""2026-09-18 08:10 in China."""
HOURS = 24 * 366
"""The demonstration may be looked at long after its day: its allowance is no drill of the limit."""
_INVOICE_CODE, _VOUCHER_CODE = "042002600104", "(261)鄂代"


def build(home: Path, seed: int) -> None:
    """`home/central`, `home/post`, `home/street` with the day of 2026-09-18; the post office's feed not yet sent."""
    random = Random(seed)
    clock, chance = DayClock(MORNING_MS), SeededIdentity(str(random.getrandbits(64)))
    store = init_home(home / "central", CITY, clock=clock, identity=chance)
    for site in (POST, STREET):
        with store.desk() as desk:
            register_site(desk, desk, site)
    try:
        street = _site(home / "street", STREET, store, clock, chance)
        post = _site(home / "post", POST, store, clock, chance)
        _play(store, street, post, clock, random)
    finally:
        store.close()


def _play(store: Store, street: Office, post: Office, clock: DayClock, random: Random) -> None:
    start = clock.ms
    Counter(street, clock, Random(random.getrandbits(64)), STREET.district).street_day()
    street.sync()
    evening, clock.ms = clock.ms, start
    Counter(post, clock, Random(random.getrandbits(64)), POST.district).post_day()
    clock.ms = max(evening, clock.ms)
    _statement(store, [*_paid(street)[1:], *_paid(post)])
    for office in (street, post):
        office.close()


def _site(home: Path, site: SiteRegistered, store: Store, clock: DayClock, chance: SeededIdentity) -> Office:
    """An enrolled site with its grants and its one clerk, whose PIN is everybody's to know."""
    with store.desk() as desk:
        code = new_code(desk, desk, clock, chance, site=site.site, issuer=store.issuer)
    link = LocalLink(store)
    ledger = enrol(home, CENTRE_URL, code, clock, chance, lambda _: link)
    office = Office(ledger, shipped_packs(), chance, EntryPapers(ledger.profile), lambda _: link)
    office.sync()
    with store.desk() as desk:
        for stock, source, number_code in (
            ("invoice", "specimen", _INVOICE_CODE),
            ("voucher", "specimen", _VOUCHER_CODE),
        ):
            wanted = Numbers(stock=stock, source=source, code=number_code, count=3_000, width=8)
            grant_numbers(desk, desk, site.site, wanted)
        grant_allowance(desk, desk, site.site, amount_fen=5_000_000_000, count=2_000, hours=HOURS)
    office.do(AppointClerk(command=chance.command(), clerk=CLERK, name=CLERK_NAME, role="head", pin=PIN))
    office.unlock(CLERK, PIN)
    office.sync()
    return office


def _paid(office: Office) -> list[Paid]:
    """What WeChat Pay saw of a site's day."""
    ledger: Ledger = office.ledger
    with ledger.database.read() as cursor:
        rows = [row for row in queries.payments_on(cursor, ledger.author, ON) if row.method == "wechat"]
    return [
        Paid(
            at=f"{ON} {9 + index // 4:02d}:{index * 13 % 60:02d}:33",
            order_no=row.order_no,
            reference=row.reference or f"42000012342026091800000{index:05d}",
            device=ledger.profile["site"],
            fen=row.amount_fen,
        )
        for index, row in enumerate(rows)
        if row.state == "taken"
    ]


def _statement(store: Store, paid: list[Paid]) -> None:
    raw = wechat_bill(paid)
    at = iso(store.clock.wall_ms())
    with store.desk() as desk:
        name = f"1600000001All{ON}.csv"
        take_in(desk, desk.files, read_statement(raw, ON), raw, name=name, at=at, by=RECONCILER)
