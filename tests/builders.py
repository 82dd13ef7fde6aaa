"""Ledger language for tests: a bureau in memory, a station enrolled there, an application in few words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import create_engine
from sqlmodel import SQLModel

from schemas import canonical, enrolment
from schemas.books.fold import VERSION as FOLD
from schemas.entry import certificate, seal
from schemas.entry.admit import EMPTY, ENROLLED, Enrolment, Head
from schemas.entry.envelope import Draft, Entry, seal_entry
from schemas.entry.kinds import body_of
from schemas.exchange.answer import Side, answer
from schemas.facts import AllowanceGranted, DeviceEnrolled, NumbersGranted, SiteRegistered
from schemas.facts.roster import profile
from schemas.keep import Feeds
from schemas.rules.shelf import shipped_packs
from schemas.tables import BOOK_TABLES
from station.counter.commands import AppointClerk
from station.ledger.ledger import Ledger
from station.office import Office
from station.office.enrolling import enrol
from station.office.office import Papers

SITE = SiteRegistered(
    site="420106-P0103",
    kind="post",
    name="武昌中南路邮政代征网点",
    district="420106",
    authority="国家税务总局武汉市武昌区税务局",
    authority_code="14201060000",
    collecting_unit="中国邮政集团有限公司武汉市分公司",
)
PIN = "135790"
NOON = 1_789_704_000_000
"""2026-09-18 12:00 in China, in milliseconds since 1970."""


@dataclass
class TestClock:
    """A clock that stands until it is moved."""

    __test__ = False
    ms: int = NOON

    def wall_ms(self) -> int:
        return self.ms


class SeededIdentity:
    """Chance from a seed."""

    def __init__(self, seed: int = 1) -> None:
        self._random = Random(seed)

    def fresh(self, size: int) -> bytes:
        return self._random.randbytes(size)

    def command(self) -> UUID:
        return UUID(bytes=self.fresh(16), version=4)


@dataclass
class Pen:
    """One feed of the bureau, being written."""

    signer: seal.Signer
    head: Head = EMPTY


@dataclass
class Bureau:
    """A centre in memory: it enrols, grants and answers exchanges with the code that everybody uses."""

    issuer: seal.Signer = field(default_factory=lambda: seal.Signer(b"I" * 32))
    public: Pen = field(default_factory=lambda: Pen(seal.Signer(b"P" * 32)))
    channel: Pen = field(default_factory=lambda: Pen(seal.Signer(b"C" * 32)))
    city: bytes = b"K" * 32
    numbers: int = 100
    nonce: int = 0

    def __post_init__(self) -> None:
        engine = create_engine("sqlite://")
        SQLModel.metadata.create_all(engine)
        assert BOOK_TABLES
        self._engine = engine
        self._raw = engine.raw_connection()
        self.cursor: Any = self._raw.cursor()
        assert isinstance(self.cursor, sqlite3.Cursor)
        self.feeds = Feeds(self.cursor)
        self._open(self.public, certificate.PUBLIC_FEED)
        self._open(self.channel, certificate.CHANNEL + SITE.site)
        self.write(self.public, "roster.site/1", SITE)

    def write(self, pen: Pen, kind: str, *facts: Any, opened: Enrolment | None = None) -> Entry:
        """One entry in one of the bureau's feeds."""
        draft = Draft(
            author=pen.signer.id,
            seq=pen.head.seq + 1,
            prev=pen.head.id,
            hlc=(NOON << 16) + pen.head.seq,
            kind=kind,
            body=body_of(facts),
        )
        entry = seal_entry(draft, pen.signer)
        self.feeds.keep([entry], opened)
        pen.head = Head(entry.seq, entry.id)
        return entry

    def enrol(self, request: bytes) -> bytes:
        """The answer to an enrolment, and numbers for the new device."""
        asked = enrolment.read_request(request)
        certified = certificate.Certificate(asked.key, SITE.site, 0, 100_000)
        author = seal.short_id(asked.key)
        self.grant(author)
        return canonical.encode(
            {
                "certificate": certificate.issue(certified, self.issuer),
                "issuer": self.issuer.public,
                "profile": profile(SITE),
                "city": {"epoch": 1, "sealed": seal.seal_to(asked.box, enrolment.INFO_CITY, self.city)},
                "authority": self.public.signer.id,
                "channel": self.channel.signer.id,
            }
        )

    def grant(self, device: bytes, first: int = 1) -> None:
        """Numbers for invoices and vouchers, and an allowance."""
        last = first + self.numbers - 1
        for stock, code in (("invoice", "042002600104"), ("voucher", "鄂26")):
            fact = NumbersGranted(
                block=f"{stock}-{first}-{device.hex()[:4]}",
                device=device,
                stock=stock,
                source="specimen",
                code=code,
                first=first,
                last=last,
                width=8,
            )
            self.write(self.channel, "grants.numbers/1", fact)
        self.write(
            self.channel, "grants.allowance/1", AllowanceGranted(device=device, amount_fen=10**9, count=500, hours=72)
        )

    def exchange(self, request: bytes) -> bytes:
        """The reply of this centre."""
        self.nonce += 1
        device = next((author for author, site in self.feeds.sites().items() if site == SITE.site), b"")
        from schemas.exchange import stream

        source = stream.read(request).hello.source
        side = Side(
            signer=self.public.signer,
            store=self.feeds,
            issuer=self.issuer.public,
            scope=frozenset({self.public.signer.id, self.channel.signer.id, source, device} - {b""}),
            hlc=NOON << 16,
            nonce=self.nonce.to_bytes(16, "big"),
            fold=FOLD,
            centre=self.public.signer.id,
            box=b"B" * 32,
        )
        return answer(request, side)[0]

    def code(self) -> str:
        """An enrolment code of this bureau."""
        return enrolment.grouped("0" * 12 + enrolment.fingerprint(self.issuer.public))

    def _open(self, pen: Pen, site: str) -> None:
        certified = certificate.Certificate(pen.signer.public, site, 0, 100_000)
        box = seal.box_public(b"B" * 32)
        fact = DeviceEnrolled(key=pen.signer.public, box=box, certificate=certificate.issue(certified, self.issuer))
        self.write(pen, ENROLLED, fact, opened=Enrolment(pen.signer.public, box, certified))


class NoPapers:
    """Papers are made elsewhere."""

    def __init__(self, ledger: Ledger | None = None) -> None:
        del ledger

    def render(self, entry: Entry, said: dict[str, Any] | None, paper: str, part: int, to: str, **how: Any) -> bytes:
        return b"%PDF-"

    def needed(self, entry: Entry, said: dict[str, Any] | None, moved: Any = None) -> tuple[tuple[str, int], ...]:
        return (("slip", 0),)

    def red(self, sale: Entry, said: Any, part: int, fact: Any, to: str, **how: Any) -> bytes:
        return b"%PDF-"

    def report(self, told: Any, to: str, *, specimen: bool) -> bytes:
        return b"%PDF-"

    def sheet(self, name: str, given: Any, to: str) -> bytes:
        return b"%PDF-"

    def closing(self, entry: Entry, paper: str, to: str, *, count: int, reprint: str = "") -> bytes:
        return b"%PDF-"

    def day(self, report: Any, to: str, *, made_at: str, made_by: str, reprint: str = "") -> bytes:
        return b"%PDF-"


def a_station(
    home: Path,
    bureau: Bureau,
    clock: TestClock | None = None,
    seed: int = 1,
    papers: Callable[[Ledger], Papers] = NoPapers,
) -> Office:
    """An enrolled and synced station with one clerk, `li`, unlocked; `papers` makes its papers."""
    identity = SeededIdentity(seed)
    ledger = enrol(home, "memory:", bureau.code(), clock or TestClock(), identity, lambda _: bureau)
    office = office_of(ledger, bureau, identity, papers(ledger))
    office.sync()
    office.do(AppointClerk(command=identity.command(), clerk="li", name="李慧芳", role="head", pin=PIN))
    office.unlock("li", PIN)
    return office


def office_of(ledger: Ledger, bureau: Bureau, identity: SeededIdentity, papers: Papers | None = None) -> Office:
    """The office of an open ledger whose link is the bureau itself."""
    return Office(ledger, shipped_packs(), identity, papers or NoPapers(), lambda _: bureau)


def an_application(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A design worth ¥3,860.00 for a company, paid in cash."""
    return {
        "command": str(UUID(int=number, version=4)),
        "on": "2026-09-18",
        "district": "420106",
        "location": "city",
        "taxpayer": {"kind": "natural_person", "name": "陈喆", "id": "420106199003073321", "phone": "13871526127"},
        "invoices": [
            {
                "buyer": {"kind": "unit", "name": "湖北江汉工程咨询有限公司", "id": "91420106MA4K00501Y"},
                "lines": [{"item": "services", "name": "设计服务", "gross_fen": 386_000}],
            }
        ],
        **changes,
    }
