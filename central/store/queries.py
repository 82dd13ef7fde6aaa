"""Reading only: named questions to the books and the statements, answered in frozen rows of `central.ports`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from central.ports.day import (
    Act,
    Agreement,
    Clearing,
    DayBook,
    Document,
    ImportedFile,
    Money,
    Payment,
    Remittance,
    Sides,
    Site,
)
from central.store.banking import clearings, remittances, treasury_lines
from central.store.cash import agreements, bank_lines, drawers_of
from central.store.database import Database
from central.store.lines import LINE, NOT_WITHDRAWN, PAID_CHANNELS, once
from central.store.matters import BookMatters
from central.store.payments import PAYMENTS, payments_of
from central.store.reporting import source_of
from central.store.touched import touched_days
from schemas.apply import Cursor
from schemas.books import SiteRow
from schemas.books.reports import Source
from schemas.books.staged import columns
from schemas.entry import envelope
from schemas.entry.certificate import CHANNEL
from schemas.entry.clock import wall_of
from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of
from schemas.facts import DuesCollected, InvoiceIssued, RemittanceMade, TaxAssessed
from schemas.keep import Feeds

_COUNTS = f"l.channel IN {PAID_CHANNELS} AND l.file {NOT_WITHDRAWN}"
_BOOKED = f"""SELECT {LINE} FROM statement_line l
 WHERE {_COUNTS} AND l.order_no <> '' AND l.order_no IN (SELECT order_no FROM book_payment WHERE "on" = ?)"""
_UNBOOKED = f"""SELECT {LINE} FROM statement_line l
 WHERE {_COUNTS} AND l.order_no <> '' AND l.order_no IN (
   SELECT order_no FROM statement_line WHERE day = ? AND order_no NOT IN (SELECT order_no FROM book_payment))
 AND NOT EXISTS (SELECT 1 FROM statement_line e WHERE e.order_no = l.order_no AND e.day < ?
   AND e.channel = l.channel AND e.file {NOT_WITHDRAWN})"""
_BARE = f"SELECT {LINE} FROM statement_line l WHERE {_COUNTS} AND l.order_no = '' AND l.day = ?"
_COVERED = f"SELECT DISTINCT channel, day FROM statement_day WHERE file {NOT_WITHDRAWN}"
_DAYS = """SELECT d.owner, d.state, d.acts, d.late, d.difference_fen FROM book_day d WHERE d."on" = ?"""
_INVOICES = """SELECT owner, count(*), sum(CASE WHEN exempt IS NULL THEN 0 ELSE 1 END) FROM book_invoice
 WHERE "on" = ? AND state = 'issued' GROUP BY owner"""
_TAXES = (
    """SELECT owner, sum(due_fen + late_fee_fen) FROM book_levy WHERE "on" = ? AND state = 'collected' GROUP BY owner"""
)


class Queries:
    """Questions to one state of the database; `authority` is the author of the public feed, which alone registers sites.

    `today` is the day on which they are asked.
    """

    def __init__(self, database: Database, cursor: Cursor, authority: bytes, today: str) -> None:
        self._database = database
        self._cursor = cursor
        self._authority = authority
        self._today = today

    def sites(self) -> tuple[Site, ...]:
        """The sites that the authority has registered, by their code."""
        devices: dict[str, list[bytes]] = defaultdict(list)
        for author, site in self._all("SELECT author, site FROM feed UNION SELECT author, site FROM enrolled"):
            devices[site].append(author)
        sql = "SELECT site, kind, name, district FROM book_site WHERE owner = ? ORDER BY site"
        return tuple(
            Site(site=site, kind=kind, name=name, district=district, devices=tuple(sorted(devices[site])))
            for site, kind, name, district in self._all(sql, self._authority)
        )

    def sides(self, on: str) -> Sides:
        """The documents, payments and money that belong to a business day.

        Money under an order number belongs to the day of the payment; without any, to the day of its first line.
        """
        own = self._authority
        lines = [
            *self._all(_BOOKED, own, on),
            *self._all(_UNBOOKED, own, on, on, own),
            *self._all(_BARE, own, on),
        ]
        return Sides(
            documents=tuple(self._documents(on)),
            payments=tuple(self._payments(on)),
            money=tuple(once(lines)),
            covered=frozenset((channel, day) for channel, day in self._all(_COVERED, own)),
            drawers=drawers_of(self._all, own, self.sites(), on, self._today),
        )

    def books(self, on: str) -> Mapping[bytes, DayBook]:
        """What each feed says of a business day."""
        invoices = {owner: (count, exempt) for owner, count, exempt in self._all(_INVOICES, on)}
        taxes = dict(self._all(_TAXES, on))
        return {
            owner: DayBook(
                feed=owner,
                closed=state == "closed",
                acts=acts,
                late=late,
                difference_fen=difference or 0,
                invoices=invoices.get(owner, (0, 0))[0],
                exempt=invoices.get(owner, (0, 0))[1],
                tax_fen=int(taxes.get(owner, 0)),
            )
            for owner, state, acts, late, difference in self._all(_DAYS, on)
        }

    def contacts(self) -> Mapping[bytes, int]:
        """When each device was last heard, in milliseconds since 1970."""
        return dict(self._all("SELECT author, at_ms FROM contact"))

    def acts(self, places: Iterable[tuple[bytes, int]]) -> Mapping[tuple[bytes, int], Act]:
        """The entries at these places."""
        feeds, clerks = Feeds(self._cursor, self._database.mark), self._clerks()
        found = ((place, feeds.at(*place)) for place in places)
        return {place: _act(entry, clerks) for place, entry in found if entry is not None}

    def days(self) -> tuple[str, ...]:
        """The business days of which anything is held, newest first."""
        return tuple(row[0] for row in self._all('SELECT DISTINCT "on" FROM book_day ORDER BY "on" DESC'))

    def statement_days(self) -> tuple[str, ...]:
        """The days for which any statement speaks."""
        return tuple(row[0] for row in self._all("SELECT DISTINCT day FROM statement_day ORDER BY day"))

    def files(self, on: str) -> tuple[ImportedFile, ...]:
        """The statement files that speak for a day."""
        sql = f"""SELECT s.channel, s.name, s.lines, s.imported_at FROM statement s
 JOIN statement_day d ON d.file = s.file WHERE d.day = ? AND s.file {NOT_WITHDRAWN}
 ORDER BY s.channel, s.imported_at, s.name"""
        return tuple(
            ImportedFile(channel=channel, name=name, lines=lines, imported_at=at)
            for channel, name, lines, at in self._all(sql, on, self._authority)
        )

    @property
    def matters(self) -> BookMatters:
        """Vouchers and cases in the same state of the database."""
        return BookMatters(self._database, self._cursor)

    def bank(self, first: str, last: str) -> tuple[Money, ...]:
        """What the bank wrote from one day to another."""
        return tuple(bank_lines(self._all, self._authority, first, last))

    def transfers(self, first: str, last: str) -> tuple[Payment, ...]:
        """What customers sent to the account, by the business days on which it was booked."""
        sql = f"""{PAYMENTS} WHERE method = 'transfer' AND "on" BETWEEN ? AND ? ORDER BY owner, seq, order_no"""
        return tuple(payments_of(self._all(sql, first, last)))

    def clearings(self, first: str, last: str) -> tuple[Clearing, ...]:
        """What the channels' bills add up to, by clearing day."""
        return clearings(self._all, self._authority, first, last)

    def treasury(self) -> tuple[Money, ...]:
        """What the treasury has told of."""
        return tuple(treasury_lines(self._all, self._authority))

    def remittances(self) -> tuple[Remittance, ...]:
        """The remittances of all sites."""
        return remittances(self._all)

    def agreements(self) -> dict[str, tuple[Agreement, ...]]:
        """What each site's collecting unit has agreed to."""
        return agreements(self._all)

    def source(self, feed: bytes, profile: Mapping[str, Any], first: str, last: str) -> Source:
        """All that a report of a feed's days may look at."""
        return source_of(self._all, feed, profile, first, last)

    def remitted_taxes(self, site: str, number: str) -> list[tuple[str, int]]:
        """The taxes of a remittance, in fen."""
        sql = """SELECT e.data FROM book_remittance r JOIN feed f ON f.author = r.owner JOIN entry e ON e.id = r.entry
 WHERE f.site = ? AND r.number = ?"""
        facts = (
            fact for row in self._all(sql, CHANNEL + site, number) for fact in facts_of(envelope.read(row[0]).body)
        )
        return [(tax, fen) for fact in facts if isinstance(fact, RemittanceMade) for tax, fen in fact.taxes]

    def profiles(self) -> dict[str, dict[str, str]]:
        """Each site as the authority registered it: its name, bureau, collecting unit 代征人."""
        names = [name for name in columns(SiteRow) if name != "owner"]
        rows = self._all(f"SELECT {', '.join(names)} FROM book_site WHERE owner = ?", self._authority)
        found = (dict(zip(names, row, strict=True)) for row in rows)
        return {profile["site"]: profile for profile in found}

    @property
    def today(self) -> str:
        """The day on which these questions are asked."""
        return self._today

    def statement_files(self) -> list[dict[str, Any]]:
        """The files that the public feed has taken in, in that order."""
        sql = """SELECT file, state, format, channel, name, lines, paid_fen, refunded_fen, "by" FROM book_statement_file
 WHERE owner = ? ORDER BY seq"""
        names = ("file", "state", "format", "channel", "name", "lines", "paid_fen", "refunded_fen", "by")
        found = (dict(zip(names, row, strict=True)) for row in self._all(sql, self._authority))
        return [{**row, "file": row["file"].hex()} for row in found]

    def changes(self) -> tuple[int, int, int]:
        """Three counters; one of them grows with whatever a page shows: entries, statements, contacts."""
        sql = """SELECT (SELECT coalesce(sum(last), 0) FROM book_feed), (SELECT count(*) FROM statement),
 (SELECT coalesce(max(at_ms), 0) FROM contact)"""
        entries, statements, contact = self._all(sql)[0]
        return int(entries), int(statements), int(contact)

    def heads(self) -> Mapping[bytes, tuple[int, bytes]]:
        """How far each feed is held: its last place and the id there."""
        return {author: (last, head) for author, last, head in self._all("SELECT author, last, head FROM book_feed")}

    def touched(self, since: Mapping[bytes, int]) -> frozenset[str]:
        """The business days that entries behind `since` may have changed: imports and what sites wrote."""
        return touched_days(self._all, Feeds(self._cursor, self._database.mark), since, self._today)

    def _documents(self, on: str) -> Iterator[Document]:
        sql = 'SELECT owner, seq, code, number, total_fen, state FROM book_voucher WHERE "on" = ? ORDER BY owner, seq, number'
        for owner, seq, code, number, total, state in self._all(sql, on):
            void = state != "issued"
            yield Document(feed=owner, seq=seq, on=on, code=code, number=number, total_fen=total, void=void)

    def _payments(self, on: str) -> Iterator[Payment]:
        return payments_of(self._all(f'{PAYMENTS} WHERE "on" = ? ORDER BY owner, seq, order_no', on))

    def _clerks(self) -> dict[bytes, str]:
        return dict(self._all("SELECT ckey, name FROM book_clerk"))

    def _all(self, sql: str, *values: object) -> list[Any]:
        self._cursor.execute(self._database.sql(sql), values)
        return self._cursor.fetchall()


@contextmanager
def asking(database: Database, authority: bytes, today: str) -> Iterator[Queries]:
    """Questions that are all answered from one state of the database."""
    with database.reading() as cursor:
        yield Queries(database, cursor, authority, today)


def _act(entry: Entry, clerks: Mapping[bytes, str]) -> Act:
    facts = facts_of(entry.body)
    return Act(
        feed=entry.author,
        seq=entry.seq,
        id=entry.id,
        at_ms=wall_of(entry.hlc),
        kind=entry.kind,
        clerk=clerks.get(entry.ckey, entry.ckey.hex()) if entry.ckey else "",
        items=tuple(dict.fromkeys(name for fact in facts for name in _items(fact))),
        invoices=tuple(f"{fact.code}-{fact.number}" for fact in facts if isinstance(fact, InvoiceIssued)),
    )


def _items(fact: Any) -> Iterator[str]:
    """What was sold, by the kinds of its lines, or `dues` where taxes that were owed were collected."""
    if isinstance(fact, DuesCollected):
        yield "dues"
    elif isinstance(fact, TaxAssessed):
        yield from _sold(fact.asked)


def _sold(asked: Mapping[str, Any]) -> Iterator[str]:
    """The kinds of what was sold, in order; a shape that is another's is passed over."""
    invoices = asked.get("invoices")
    for invoice in invoices if isinstance(invoices, list) else ():
        lines = invoice[2] if isinstance(invoice, list) and len(invoice) == 3 else ()
        for line in lines if isinstance(lines, list) else ():
            if isinstance(line, list) and line and isinstance(line[0], str):
                yield line[0]
