"""Feeds in memory for the books: entries without signatures, a shelf, and interleavings that keep each feed's order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from random import Random
from typing import Any

from schemas.books import AssessmentRow
from schemas.books import fold as books
from schemas.books.findings import Fork, Gap
from schemas.books.shelf import AnyRow, Row
from schemas.books.staged import key_of
from schemas.entry.admit import Head
from schemas.entry.envelope import NO_ENTRY, Entry
from schemas.entry.kinds import body_of
from schemas.facts import InvoiceIssued, PaymentTaken, TaxAssessed
from tests.builders import NOON


class Shelf:
    """Rows in a dictionary; also what findings read from."""

    def __init__(self) -> None:
        self.kept: dict[tuple[type[Row], tuple[object, ...]], Row] = {}
        self.last: dict[bytes, Head] = {}

    def get(self, book: type[AnyRow], *key: object) -> AnyRow | None:
        return self.kept.get((book, key))  # type: ignore[return-value]  # kept under its own type

    def put(self, row: Row) -> None:
        self.kept[(type(row), key_of(type(row))(row))] = row

    add = put

    def fold(self, entries: Iterable[Entry]) -> Shelf:
        for entry in entries:
            books.fold(entry, self)
            self.last[entry.author] = Head(entry.seq, entry.id)
        return self

    def rows(self, book: type[AnyRow]) -> list[Any]:
        return [row for (kind, _), row in self.kept.items() if kind is book]


class Feed:
    """One device's feed, written without keys: the books do not look at signatures."""

    def __init__(self, name: str) -> None:
        self.author = sha256(name.encode()).digest()[:16]
        self.entries: list[Entry] = []

    def write(self, *facts: Any, kind: str = "test/1", at_ms: int | None = None, ckey: bytes | None = None) -> Entry:
        seq = len(self.entries) + 1
        prev = self.entries[-1].id if self.entries else NO_ENTRY
        body = body_of(facts)
        said = repr((self.author, seq, body)).encode()
        hlc = (NOON + seq * 1_000 if at_ms is None else at_ms) << 16
        entry = Entry(sha256(said).digest(), said, self.author, seq, prev, hlc, kind, body, None, ckey, None, None)
        self.entries.append(entry)
        return entry


def interleaved(feeds: Sequence[Sequence[Entry]], chance: Random) -> Iterator[Entry]:
    """All entries in some order that keeps each feed's own."""
    waiting = [list(feed) for feed in feeds if feed]
    while waiting:
        feed = chance.choice(waiting)
        yield feed.pop(0)
        waiting = [one for one in waiting if one]


class ShelfReader:
    """A `Reader` on a shelf, with gaps and forks as the test says."""

    def __init__(self, shelf: Shelf, gaps: Iterable[Gap] = (), forks: Iterable[Fork] = ()) -> None:
        self._shelf = shelf
        self._gaps, self._forks = tuple(gaps), tuple(forks)

    def rows(self, book: type[AnyRow], **equal: object) -> list[Any]:
        return [row for row in self._shelf.rows(book) if all(getattr(row, k) == v for k, v in equal.items())]

    def alike(self, book: type[AnyRow], *names: str) -> list[Any]:
        def values(row: Any) -> tuple[object, ...]:
            return tuple(getattr(row, name) for name in names)

        count = Counter(values(row) for row in self._shelf.rows(book))
        return [row for row in self._shelf.rows(book) if None not in values(row) and count[values(row)] > 1]

    def heads(self) -> dict[bytes, Head]:
        return dict(self._shelf.last)

    def gaps(self) -> tuple[Gap, ...]:
        return self._gaps

    def forks(self) -> tuple[Fork, ...]:
        return self._forks


LIMIT_FEN = 100_000


class PlainJudge:
    """A law of one line: exempt up to and with `LIMIT_FEN` a day, month or quarter; one pack; contracts by entry."""

    def __init__(self, shelf: Shelf, contracts: dict[bytes, str] | None = None) -> None:
        self._gross = {row.entry: row.gross_fen for row in shelf.rows(AssessmentRow)}
        self._contracts = contracts or {}

    def days_of(self, pack: bytes) -> tuple[str, str] | None:
        return ("2026-01-01", "2026-12-31") if pack == PACK else None

    def exempt_with(self, entry: bytes, counted: str, prior_fen: int) -> bool | None:
        return prior_fen + self._gross[entry] <= LIMIT_FEN

    def contract_of(self, entry: bytes) -> str | None:
        return self._contracts.get(entry)

    def refills(self, peer: bytes) -> bool:
        return peer == CENTRE

    def knows_grants(self, device: bytes) -> bool:
        return True


PACK = b"p" * 32
CENTRE = b"c" * 16


def a_sale(
    number: str,
    *,
    on: str = "2026-09-18",
    net_fen: int = 60_000,
    prior_fen: int = 0,
    taxpayer: bytes = b"t" * 16,
    buyer: bytes = b"b" * 16,
    exempt: str | None = "below_day_threshold",
    pack: bytes = PACK,
    reference: str | None = None,
) -> tuple[Any, ...]:
    """The facts of a sale with one invoice."""
    prior: dict[str, Any] = dict.fromkeys(("day_gross_fen", "month_gross_fen", "quarter_gross_fen"), prior_fen)
    assessed = TaxAssessed(
        on=on, taxpayer=taxpayer, asked={}, prior=prior, quote={"exempt": exempt}, pack=pack, bound_on=on
    )
    issued = InvoiceIssued(
        on=on,
        source="specimen",
        code="042",
        number=number,
        net_fen=net_fen,
        vat_fen=0,
        taxpayer=taxpayer,
        buyer=buyer,
        block="b",
    )
    paid = PaymentTaken(on=on, order_no=f"YS{number}", method="wechat", amount_fen=1, reference=reference)
    return (assessed, issued, *((paid,) if reference else ()))
