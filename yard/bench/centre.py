"""The city's stress day at the centre: taking in 278 sites' 200 entries each, folded, and reconciling 55,600 statement lines."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from central.api.exchange import respond
from central.compose import init_home
from central.reconcile.run import reconcile
from central.registry.sites import register_site
from central.registry.statements import take_in
from central.statements.formats import read_statement
from central.store.database import Database, sqlite
from central.store.ring import ISSUING
from central.store.store import Store
from schemas.books.fold import VERSION
from schemas.entry import certificate
from schemas.entry.admit import ENROLLED, Head
from schemas.entry.certificate import Certificate
from schemas.entry.envelope import Draft, Entry, seal_entry
from schemas.entry.kinds import body_of
from schemas.entry.seal import Signer
from schemas.exchange import messages, stream
from schemas.exchange.messages import Frontier, Hello, Trailer
from schemas.facts import (
    DeviceEnrolled,
    InvoiceIssued,
    PaymentTaken,
    SiteRegistered,
    TaxAssessed,
    VoucherIssued,
)
from yard.bench.measure import Measurement, measured
from yard.demo.bill import Paid, wechat_bill
from yard.fakes.identity import SeededIdentity

SITES, ENTRIES = 278, 200
"""The city of the source article on its stress day."""
ON = "2026-09-18"
_NOON = 1_789_704_000_000
_PRIOR = {"day_gross_fen": 0, "month_gross_fen": 0, "quarter_gross_fen": 0}


class _Noon:
    """A clock that stands."""

    def wall_ms(self) -> int:
        """Noon of the day."""
        return _NOON


@dataclass(frozen=True, slots=True)
class _Site:
    """A site's device and its day."""

    code: str
    signer: Signer
    entries: list[Entry]


def ingest_sqlite() -> Iterator[Measurement]:
    """The day taken in on SQLite."""
    with TemporaryDirectory() as folder:
        yield _ingest(Path(folder), "", "ingest_sqlite")


def ingest_postgresql() -> Iterator[Measurement]:
    """The day taken in on the PostgreSQL that YOUSHUI_POSTGRESQL names (an empty database); nothing when it is not set."""
    address = os.environ.get("YOUSHUI_POSTGRESQL", "")
    if address:
        with TemporaryDirectory() as folder:
            yield _ingest(Path(folder), address, "ingest_postgresql")


def reconcile_day() -> Iterator[Measurement]:
    """The day reconciled against 55,600 lines, beside the same join of bare tuples."""
    with TemporaryDirectory() as folder:
        store = _city(Path(folder), "")
        days = [_site(store, number) for number in range(SITES)]
        for day in days:
            respond(store, _exchange(store, day))
        paid = [_paid(day, number) for day in days for number in range(1, ENTRIES + 1)]
        raw = wechat_bill(paid)
        with store.desk() as desk:
            take_in(desk, desk.files, read_statement(raw), raw, name="bill.csv", at="", by="bench")
        took = [_taken(lambda: _reconciled(store)) for _ in range(3)]
        bare = [_taken(lambda: _joined(paid)) for _ in range(3)]
        store.close()
    yield measured("reconcile_day", took, bare, "the same lines joined by order number in memory")


def _ingest(folder: Path, address: str, name: str) -> Measurement:
    store = _city(folder, address)
    days = [_site(store, number) for number in range(SITES)]
    requests = [_exchange(store, day) for day in days]
    took = [_taken(lambda: [respond(store, request) for request in requests])]
    rows = [(n, e.id, 1, e.data) for n, e in enumerate((entry for day in days for entry in day.entries), 1)]
    bare = [_taken(lambda: _inserted(folder / "bare.db", store.database, rows))]
    store.close()
    return measured(name, took, bare, "the same rows inserted in one transaction, unverified and unfolded")


def _city(folder: Path, address: str) -> Store:
    store = init_home(folder / "central", "bench", address, clock=_Noon(), identity=SeededIdentity("bench"))
    with store.desk() as desk:
        for number in range(SITES):
            unit = {"authority": "样例税务局", "authority_code": "14201060000", "collecting_unit": "样例"}
            code = _code(number)
            register_site(desk, desk, SiteRegistered(site=code, kind="post", name=code, district="420106", **unit))
    return store


def _code(number: int) -> str:
    return f"420106-P{number + 1:04d}"


def _site(store: Store, number: int) -> _Site:
    signer = Signer(number.to_bytes(32, "big"))
    certified = certificate.issue(Certificate(signer.public, _code(number), 0, 40_000), store.ring.signer(ISSUING))
    opened = DeviceEnrolled(key=signer.public, box=bytes(32), certificate=certified)
    entries = [_entry(signer, None, ENROLLED, [opened], ())]
    for count in range(1, ENTRIES + 1):
        fen = 1000 + count
        postings = (("money/wechat", fen), ("owed/vat", -fen))
        entries.append(_entry(signer, entries[-1], "counter.sale/1", _sale(number, count, fen), postings))
    return _Site(_code(number), signer, entries)


def _sale(site: int, count: int, fen: int) -> list[object]:
    tax = {"tax": "vat", "levy_item": "样例", "period_from": ON, "period_to": ON, "base_fen": fen * 100, "rate": "0.01"}
    tax |= {"due_before_relief_fen": fen, "relief_fen": 0, "due_fen": fen, "collector": "counter", "rule": "r"}
    asked = {"invoices": [["unit", False, [["services", fen * 101, False, 0]]]]}
    who, pack = (site * 1000 + count).to_bytes(16, "big"), bytes(32)
    number = {"on": ON, "source": "specimen", "code": "样", "number": f"{count:08d}", "block": f"i{site}"}
    return [
        TaxAssessed(on=ON, taxpayer=who, asked=asked, prior=_PRIOR, quote={"taxes": [tax]}, pack=pack, bound_on=ON),
        InvoiceIssued(**number, net_fen=fen * 100, vat_fen=fen, rate="0.01", taxpayer=who, buyer=who),
        VoucherIssued(on=ON, voucher="cash_receipt", code="样", number=f"{count:07d}", total_fen=fen, block=f"v{site}"),
        PaymentTaken(on=ON, order_no=_order(site, count), method="wechat", amount_fen=fen),
    ]


def _order(site: int, count: int) -> str:
    return f"YSP{site + 1:04d}0000{ON.replace('-', '')}{count:06d}"


def _entry(signer: Signer, before: Entry | None, kind: str, facts: list[object], postings: object) -> Entry:
    draft = Draft(
        author=signer.id,
        seq=before.seq + 1 if before else 1,
        prev=before.id if before else bytes(32),
        hlc=(_NOON << 16) + (before.seq if before else 0),
        kind=kind,
        body=body_of(facts, postings),  # pyright: ignore[reportArgumentType] -- pairs of account and fen
    )
    return seal_entry(draft, signer)


def _exchange(store: Store, day: _Site) -> bytes:
    """What the site's device sends: all that it has."""
    head = Head(day.entries[-1].seq, day.entries[-1].id)
    nonce, me = bytes(16), day.signer.id
    feeds = {me: (1, head.seq, head.id)}
    hello = Hello(source=me, target=store.authority.id, nonce=nonce, hlc=_NOON << 16, feeds=feeds)
    frontier = Frontier(source=me, feeds={me: head}, hlc=_NOON << 16, echo=nonce)
    signed = messages.write_frontier(frontier, day.signer)
    trailer = Trailer(more=False, refused=(), frontier=signed, fold=VERSION, digests={})
    data = (entry.data for entry in day.entries)
    return stream.write(messages.write_hello(hello, day.signer), data, (), messages.write_trailer(trailer))


def _paid(day: _Site, count: int) -> Paid:
    site = int(day.code[-4:]) - 1
    reference = f"42{site:08d}{count:018d}"
    return Paid(f"{ON} 10:00:00", _order(site, count), reference, day.code, 1000 + count)


def _reconciled(store: Store) -> None:
    with store.asking() as asked:
        city = reconcile(asked, ON)
    assert city.classes() == {"matched": SITES * ENTRIES}, "the bench's own day is matched"


def _joined(paid: list[Paid]) -> None:
    money = {one.order_no: one.fen for one in paid}
    assert all(money[one.order_no] == one.fen for one in paid)


def _inserted(path: Path, database: Database, rows: list[tuple[int, bytes, int, bytes]]) -> None:
    if database.dialect == "postgresql":
        with database.writing() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE bare (place BIGINT, id BYTEA, feed INTEGER, data BYTEA)")
            cursor.executemany("INSERT INTO bare VALUES (%s, %s, %s, %s)", rows)
        return
    connection = sqlite.connect(str(path), isolation_level=None)
    connection.execute("CREATE TABLE bare (place INTEGER PRIMARY KEY, id BLOB, feed INTEGER, data BLOB)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO bare VALUES (?, ?, ?, ?)", rows)
    connection.execute("COMMIT")
    connection.close()


def _taken(act: object) -> float:
    """How long an act took, in milliseconds."""
    assert callable(act)
    started = time.perf_counter_ns()
    act()
    return (time.perf_counter_ns() - started) / 1e6
