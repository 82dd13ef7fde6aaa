"""From committed entries to paper: which papers are queued on which printer, and each paper as bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schemas.apply import Cursor
from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of
from schemas.facts import DayClosed, FormReissued, InvoiceIssued, RedLetterIssued, VoucherIssued
from schemas.keep import Feeds
from station.counter import closing, collecting, issuing
from station.ledger import queries
from station.ledger.journal import block_of
from station.ledger.ledger import Ledger
from station.office import printer_settings, printing, reporting, sheet_values
from station.office.answers import instant
from station.print.act import Moved
from station.print.rolls import FORMS
from station.print.setting import PrinterSetting

if TYPE_CHECKING:
    from station.office.office import Papers

_AT_ONCE = 50
LISTS = {"ordinary-invoice": "invoice-list", "tax-voucher": "tax-list"}
"""The list that belongs to a form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A paper of an entry as bytes of the kind `to`; `shift` prints onto a pre-printed form, moved by so many mm."""

    paper: str
    to: str
    part: int = 0
    reprint: str = ""
    shift: tuple[float, float] | None = None


def catch_up(ledger: Ledger, papers: Papers) -> int:
    """Queue the papers of what was committed since the last look, each entry's once; the number queued."""
    with ledger.database.write() as cursor:
        cursor.execute("SELECT seq FROM paper_mark")
        after = cursor.fetchone()[0]
        entries = Feeds(cursor).read(ledger.author, after, _AT_ONCE)
        if not entries:
            return 0
        room = _Room(ledger, cursor, papers, printer_settings.printers(cursor))
        count = sum(room.queue(entry) for entry in entries)
        cursor.execute("UPDATE paper_mark SET seq = ?", (entries[-1].seq,))
    return count


class _Room:
    """Queues the papers of entries, in one transaction."""

    def __init__(self, ledger: Ledger, cursor: Cursor, papers: Papers, settings: list[PrinterSetting]) -> None:
        self._ledger, self._cursor, self._papers, self._settings = ledger, cursor, papers, settings

    def queue(self, entry: Entry) -> int:
        """The papers that one entry calls for; none for an act without papers, or one whose papers cannot be made."""
        if entry.kind == closing.CLOSE_KIND:
            return self._put(entry.seq, [("day-sheet", 0, ("", "")), ("closing-slip", 0, ("", ""))])
        if entry.kind in (issuing.KIND, collecting.KIND):
            moved = {(row.stock, row.place) for row in queries.reissues(self._cursor, self._ledger.author, entry.id)}
            needed = [one for one in self._needed(entry) if (_stock(one[0]), one[1]) not in moved]
            return self._put(entry.seq, needed)
        if sheets := sheet_values.called_for(entry):
            return self._put(entry.seq, [(paper, 0, _red_number(entry, paper)) for paper in sheets])
        reissued = [fact for fact in facts_of(entry.body) if isinstance(fact, FormReissued)]
        return sum(self._again(fact) for fact in reissued)

    def _again(self, fact: FormReissued) -> int:
        """The form on which a sale goes on, its list, and a slip that names the new number."""
        sale = Feeds(self._cursor).by_id(fact.entry)
        assert sale is not None, "what was reissued is held"
        now = self._moved(sale).get((fact.stock, fact.part))
        if now is None or (now.code, now.number) != (fact.to_code, fact.to_number):
            return 0
        needed = [
            one for one in self._needed(sale) if one[0] == "slip" or (_stock(one[0]), one[1]) == (fact.stock, fact.part)
        ]
        return self._put(sale.seq, needed)

    def _needed(self, entry: Entry) -> list[tuple[str, int, tuple[str, str]]]:
        block = block_of(self._cursor, entry)
        if block is None:
            return []
        moved = self._moved(entry)
        numbers = _numbers(entry) | {where: (now.code, now.number) for where, now in moved.items()}
        plain = ("", "")
        return [
            (paper, part, numbers.get((FORMS[paper], part), plain) if paper in FORMS else plain)
            for paper, part in self._papers.needed(entry, block.said, moved)
        ]

    def _moved(self, entry: Entry) -> dict[tuple[str, int], Moved]:
        return moved_of(self._ledger, self._cursor, entry)

    def _put(self, seq: int, needed: Sequence[tuple[str, int, tuple[str, str]]]) -> int:
        for paper, part, form in needed:
            printing.queue(self._cursor, seq, paper, part, printer_settings.route(self._settings, paper), form)
        return len(needed)


def _stock(paper: str) -> str:
    """The stock of the form that a paper is, or to which it belongs as its list."""
    return next((FORMS[form] for form, its_list in LISTS.items() if paper in (form, its_list)), "")


def _numbers(entry: Entry) -> dict[tuple[str, int], tuple[str, str]]:
    """The numbers that an entry drew, by stock and part."""
    facts = facts_of(entry.body)
    invoices = [fact for fact in facts if isinstance(fact, InvoiceIssued)]
    numbers = {("invoice", part): (fact.code, fact.number) for part, fact in enumerate(invoices)}
    voucher = next((fact for fact in facts if isinstance(fact, VoucherIssued)), None)
    return numbers | ({("voucher", 0): (voucher.code, voucher.number)} if voucher else {})


def _red_number(entry: Entry, paper: str) -> tuple[str, str]:
    """The form that a red letter stands on; other sheets are plain paper."""
    fact = sheet_values.fact_of(entry, paper) if paper == sheet_values.RED else None
    return (fact.code, fact.number) if fact else ("", "")


def moved_of(ledger: Ledger, cursor: Cursor, entry: Entry) -> dict[tuple[str, int], Moved]:
    """Where the forms of a sale stand now, for those that went on another form: (stock, part) → form."""
    return {
        (row.stock, row.place): Moved(row.to_code, row.to_number, row.source, row.code, row.number)
        for row in queries.reissues(cursor, ledger.author, entry.id)
    }


def made(ledger: Ledger, cursor: Cursor, papers: Papers, entry: Entry, wanted: Wanted) -> bytes:
    """One paper as bytes; Refusal `paper.*` or `print.*`."""
    closed = next((fact for fact in facts_of(entry.body) if isinstance(fact, DayClosed)), None)
    if closed is not None:
        return _of_a_close(ledger, cursor, papers, entry, closed.on, wanted)
    if (fact := sheet_values.fact_of(entry, wanted.paper)) is not None:
        return _sheet(ledger, cursor, papers, entry, fact, wanted)
    block = block_of(cursor, entry)
    moved = moved_of(ledger, cursor, entry)
    return papers.render(
        entry,
        block.said if block else None,
        wanted.paper,
        wanted.part,
        wanted.to,
        moved=moved,
        reprint=wanted.reprint,
        shift=wanted.shift,
    )


def _sheet(ledger: Ledger, cursor: Cursor, papers: Papers, entry: Entry, fact: Any, wanted: Wanted) -> bytes:
    """A sheet of an act, or a red letter against the invoice of another."""
    if not isinstance(fact, RedLetterIssued):
        values = sheet_values.SheetValues(ledger, cursor, entry, wanted.reprint).of(fact)
        return papers.sheet(wanted.paper, values, wanted.to)
    sale = Feeds(cursor).by_id(fact.entry)
    assert sale is not None, "what is taken back is held"
    block, moved = block_of(cursor, sale), moved_of(ledger, cursor, sale)
    numbers = _numbers(sale) | {where: (now.code, now.number) for where, now in moved.items()}
    part = next(part for (stock, part), form in numbers.items() if form == (fact.of_code, fact.of_number))
    said = block.said if block else None
    return papers.red(sale, said, part, fact, wanted.to, moved=moved, shift=wanted.shift)


def _of_a_close(ledger: Ledger, cursor: Cursor, papers: Papers, entry: Entry, on: str, wanted: Wanted) -> bytes:
    """The day sheet or the closing slip of a day's close."""
    report: Mapping[str, Any] = reporting.day_report(ledger, cursor, on)
    if wanted.paper == "day-sheet":
        made_by = ledger.clerk_name(entry.ckey)
        return papers.day(report, wanted.to, made_at=instant(entry.hlc), made_by=made_by, reprint=wanted.reprint)
    return papers.closing(entry, wanted.paper, wanted.to, count=report["acts"], reprint=wanted.reprint)
