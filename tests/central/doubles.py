"""A clock that stands where it is set, chance from a seed, and a station of few words; all data synthetic."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from central.ports.statement import Imported
from central.registry.sites import register_site
from central.registry.statements import take_in
from central.statements.formats import read_statement
from central.store.database import Database
from central.store.migrate import prepare
from central.store.ring import Ring
from central.store.store import Store
from schemas import canonical
from schemas.books.fold import VERSION
from schemas.enrolment import write_request
from schemas.entry import certificate
from schemas.entry.admit import EMPTY, ENROLLED, Enrolment, Head
from schemas.entry.envelope import Draft, Entry, seal_entry
from schemas.entry.kinds import body_of
from schemas.entry.seal import Signer, box_public
from schemas.exchange.answer import Outcome, Side, ask, conclude
from schemas.facts import (
    CashDeposited,
    DayClosed,
    DeviceEnrolled,
    InvoiceIssued,
    PaymentIntended,
    PaymentResolved,
    PaymentTaken,
    SiteRegistered,
    TaxAssessed,
    VoucherIssued,
)
from schemas.keep import Feeds

DAY = "2026-09-18"
NOON_MS = 1_789_704_000_000
"""12:00 in Wuhan on that day."""
PRIOR = {"day_gross_fen": 0, "month_gross_fen": 0, "quarter_gross_fen": 0}
WUCHANG = SiteRegistered(
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


class StillClock:
    """A clock that only a test moves."""

    def __init__(self, ms: int = NOON_MS) -> None:
        self.ms = ms

    def wall_ms(self) -> int:
        """Where it stands."""
        return self.ms


class Seeded:
    """Chance from a seed."""

    def __init__(self, seed: str = "centre") -> None:
        self._seed, self._count = seed, 0

    def fresh(self, size: int) -> bytes:
        """The next bytes."""
        self._count += 1
        return sha256(f"{self._seed} {self._count}".encode()).digest()[:size]


def open_store(home: Path, address: str | None = None, clock: StillClock | None = None) -> Store:
    """A new centre with two sites registered."""
    database, ring, identity = Database(address or home / "central.db"), Ring(home / "keys"), Seeded()
    prepare(database)
    ring.create(identity)
    store = Store(name="样例市局", database=database, ring=ring, clock=clock or StillClock(), identity=identity)
    with store.desk() as desk:
        desk.open()
        for site in (WUCHANG, STREET):
            register_site(desk, desk, site)
    return store


class Station:
    """A station's side: its keys, its feed, and exchanges with a centre."""

    def __init__(self, folder: Path, name: str = "station") -> None:
        chance = Seeded(name)
        self.signer, self._box = Signer(chance.fresh(32)), chance.fresh(32)
        self.box = box_public(self._box)
        self.database = Database(folder / f"{name}.db")
        prepare(self.database)
        self.issuer = self.centre = b""
        self.scope: frozenset[bytes] = frozenset()
        self.clock = StillClock()
        self._certificate = b""

    def request(self, code: str) -> bytes:
        """An enrolment request."""
        return write_request(code, self.signer, self.box)

    def enrolled(self, answer: bytes) -> dict[str, Any]:
        """Take the answer in and open the feed."""
        said: Any = canonical.decode(answer)
        self.issuer, self.centre = said["issuer"], said["authority"]
        self.scope = frozenset({self.signer.id, said["authority"], said["channel"]})
        certified = certificate.read(said["certificate"], self.issuer)
        fact = DeviceEnrolled(key=self.signer.public, box=self.box, certificate=said["certificate"])
        self.write(ENROLLED, [fact], opened=Enrolment(self.signer.public, self.box, certified))
        return said

    @contextmanager
    def feeds(self) -> Iterator[Feeds]:
        """The station's own store of feeds."""
        with self.database.writing() as cursor:
            yield Feeds(cursor, self.database.mark)

    def write(
        self,
        kind: str,
        facts: list[Any],
        opened: Enrolment | None = None,
        postings: Any = (),
        clerk: Signer | None = None,
    ) -> Entry:
        """Write one entry."""
        with self.feeds() as feeds:
            head = feeds.heads([self.signer.id]).get(self.signer.id, EMPTY)
            draft = Draft(
                author=self.signer.id,
                seq=head.seq + 1,
                prev=head.id,
                hlc=(self.clock.wall_ms() << 16) + head.seq,
                kind=kind,
                body=body_of(facts, postings),
            )
            entry = seal_entry(draft, self.signer, clerk)
            feeds.keep([entry], opened, own=True)
        return entry

    def side(self, feeds: Feeds) -> Side:
        """This station in an exchange."""
        return Side(
            signer=self.signer,
            store=feeds,
            issuer=self.issuer,
            scope=self.scope,
            hlc=self.clock.wall_ms() << 16,
            nonce=b"n" * 16,
            fold=VERSION,
            centre=self.centre,
            box=self._box,
        )

    def ask(self, peer: dict[bytes, Head] | None = None) -> bytes:
        """A request to the centre."""
        with self.feeds() as feeds:
            return ask(self.side(feeds), self.centre, peer or {})

    def conclude(self, reply: bytes) -> Outcome:
        """Take a reply in."""
        with self.feeds() as feeds:
            return conclude(reply, self.side(feeds), self.centre)

    def order(self, number: int, on: str = DAY) -> str:
        """An order number as this station writes it."""
        return f"YSP0103{self.signer.id[:2].hex().upper()}{on.replace('-', '')}{number:06d}"

    def sale(
        self, number: int, fen: int, order_no: str = "", method: str = "wechat", on: str = DAY, clerk: Any = None
    ) -> Entry:
        """A sale of few words: one invoice, one voucher, one payment."""
        order_no = order_no or self.order(number, on)
        tax = {
            "tax": "vat",
            "levy_item": "样例",
            "period_from": on,
            "period_to": on,
            "base_fen": fen * 100,
            "rate": "0.01",
        }
        tax |= {"due_before_relief_fen": fen, "relief_fen": 0, "due_fen": fen, "collector": "counter", "rule": "r"}
        asked = {"invoices": [["unit", False, [["services", fen * 101, False, 0]]]]}
        who, pack = b"t" * 16, b"p" * 32
        facts = [
            TaxAssessed(on=on, taxpayer=who, asked=asked, prior=PRIOR, quote={"taxes": [tax]}, pack=pack, bound_on=on),
            InvoiceIssued(
                on=on,
                source="specimen",
                code="样",
                number=f"{number:08d}",
                net_fen=fen * 100,
                vat_fen=fen,
                rate="0.01",
                taxpayer=who,
                buyer=b"b" * 16,
                block="i",
            ),
            VoucherIssued(on=on, voucher="cash_receipt", code="样缴", number=f"{number:07d}", total_fen=fen, block="v"),
            PaymentTaken(on=on, order_no=order_no, method=method, amount_fen=fen),
        ]
        moved = [(f"money/{method}", fen), ("owed/vat", -fen)]
        return self.write("counter.sale/1", facts, postings=moved, clerk=clerk)

    def intend(self, order_no: str, fen: int, outcome: str = "", on: str = DAY) -> None:
        """Money asked for, and how that ended."""
        asked = PaymentIntended(on=on, order_no=order_no, method="wechat", amount_fen=fen, purpose=b"c" * 16)
        self.write("counter.intent/1", [asked])
        if outcome:
            self.write("counter.resolve/1", [PaymentResolved(on=on, order_no=order_no, outcome=outcome)])

    def deposit(self, slip: str, fen: int, on: str = DAY) -> Entry:
        """Cash brought to the bank."""
        papers = {"slip_no": slip, "bag_no": "B1", "seal_no": "S1"}
        fact = CashDeposited(on=on, amount_fen=fen, counted=[[fen, 1]], reviewer=b"r" * 16, **papers)
        return self.write("counter.deposit/1", [fact], postings=[("deposited/bank", fen), ("money/cash", -fen)])

    def close(self, on: str = DAY, difference_fen: int | None = None) -> Entry:
        """The day closed."""
        fact = DayClosed(on=on, totals={}, vouchers_fen=0, taxes_fen=0, cash_fen=0, difference_fen=difference_fen)
        return self.write("counter.close/1", [fact])


def taken_in(store: Store, data: bytes, name: str = "bill.csv", at: str = "2026-09-19T08:40:00+08:00") -> Imported:
    """A statement file taken in by the reconciler of these tests."""
    with store.desk() as desk:
        return take_in(desk, desk.files, read_statement(data), data, name=name, at=at, by="陈核算")
