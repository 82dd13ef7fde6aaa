"""How pre-numbered forms stand 票证现状: what lies on top of which printer, what goes on paper next, what became of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemas.apply import Cursor
from schemas.books import InvoiceRow, NumbersRow, RollRow, VoucherRow
from schemas.books.forms import Tally, tally
from schemas.books.invoices import MOVED
from schemas.entry.kinds import facts_of
from schemas.facts import InvoiceIssued
from schemas.keep import Feeds
from station.counter.forms import STOCKS, SUPPLY, FormsView
from station.ledger import queries
from station.ledger.ledger import Ledger
from station.office import viewing
from station.print.rolls import FORMS, Roll, top_of

_PAPERS = {stock: [paper for paper, its in FORMS.items() if its == stock] for stock in STOCKS} | {SUPPLY: []}


def current_roll(ledger: Ledger, cursor: Cursor, printer: str, stock: str) -> Roll | None:
    """The forms of a stock in a printer, with the number on top as it follows from what has come out."""
    loaded = [row for row in queries.rolls(cursor, ledger.author) if (row.printer, row.stock) == (printer, stock)]
    if not loaded or _lies_elsewhere(ledger, cursor, loaded[-1]):
        return None
    row = loaded[-1]
    doubtful = _numbers(cursor, stock, row.code, "sending", "unknown")
    in_doubt = any(row.first <= number <= row.last for number in doubtful)
    top = None if in_doubt else top_of(row.first, _gone(ledger, cursor, row))
    return Roll(printer=printer, stock=stock, code=row.code, first=row.first, last=row.last, width=row.width, top=top)


def _lies_elsewhere(ledger: Ledger, cursor: Cursor, row: RollRow) -> bool:
    """Whether these forms were put into another printer since."""
    later = (other for other in queries.rolls(cursor, ledger.author) if (other.seq, other.part) > (row.seq, row.part))
    return any(
        (other.stock, other.code) == (row.stock, row.code) and other.first <= row.last and row.first <= other.last
        for other in later
    )


def _gone(ledger: Ledger, cursor: Cursor, row: RollRow) -> set[int]:
    """Numbers of a roll whose forms do not lie in it any more: printed, spoiled, lost or returned."""
    gone = _numbers(cursor, row.stock, row.code, "printed", "confirmed")
    gone |= {int(one.number) for one in _sold(ledger, cursor, row.stock, row.code) if one.state in MOVED}
    for aside in queries.asides(cursor, ledger.author, row.stock, row.code):
        gone.update(range(max(aside.first, row.first), min(aside.last, row.last) + 1))
    return gone


def due(ledger: Ledger, cursor: Cursor, stock: str) -> tuple[str, str] | None:
    """Code and number of the form that goes on paper next: the first that waits, else the next to be drawn."""
    marks = ", ".join("?" * len(_PAPERS[stock]))
    cursor.execute(
        f"SELECT code, number FROM paper WHERE state = 'queued' AND paper IN ({marks}) AND number <> ''"
        " ORDER BY place, job LIMIT 1",
        _PAPERS[stock],
    )
    waiting = cursor.fetchone()
    if waiting is not None:
        return waiting[0], waiting[1]
    left = queries.blocks_left(cursor, ledger.author, stock)
    return (left[0].row.code, f"{left[0].next:0{left[0].row.width}d}") if left else None


def forms_view(ledger: Ledger, cursor: Cursor, stock: str, code: str) -> FormsView:
    """What a decision on forms may look at; nothing for a stock that there is not."""
    if stock not in _PAPERS:
        return FormsView(blocks=(), left=(), parts={})
    sold = _sold(ledger, cursor, stock, code)
    return FormsView(
        blocks=[row for row in queries.granted(cursor, ledger.author) if row.stock == stock],
        left=viewing.blocks(ledger, cursor, stock),
        rolls=[row for row in queries.rolls(cursor, ledger.author) if row.stock == stock],
        aside=queries.asides(cursor, ledger.author, stock, code),
        due=due(ledger, cursor, stock),
        sold=sold,
        parts=_Parts(ledger, cursor, stock, sold),
        printed=_written(cursor, stock, code, "printed", "confirmed"),
        busy=_written(cursor, stock, code, "sending", "unknown"),
        red=frozenset(queries.red_numbers(cursor, ledger.author, code) if stock == "invoice" else ()),
    )


class _Parts(dict[str, int]):
    """Which invoice of its sale a number is, looked up only when it is asked for."""

    def __init__(self, ledger: Ledger, cursor: Cursor, stock: str, sold: Sequence[InvoiceRow | VoucherRow]) -> None:
        self._of = {row.number: row for row in sold}
        self._ledger, self._cursor, self._stock = ledger, cursor, stock

    def __missing__(self, number: str) -> int:
        row = self._of[number]
        if self._stock == "voucher":
            return 0
        for moved in queries.reissues(self._cursor, self._ledger.author, row.entry):
            if (moved.stock, moved.to_code, moved.to_number) == ("invoice", row.code, number):
                return moved.place
        entry = Feeds(self._cursor).by_id(row.entry)
        assert entry is not None, "a row's entry is held"
        issued = [fact.number for fact in facts_of(entry.body) if isinstance(fact, InvoiceIssued)]
        return issued.index(number)


def forms(ledger: Ledger, cursor: Cursor) -> dict[str, Any]:
    """Every block of forms with its equation, every loaded roll, and what goes on paper next."""
    blocks = queries.granted(cursor, ledger.author)
    placed = {(row.printer, row.stock) for row in queries.rolls(cursor, ledger.author)}
    rolls = [current_roll(ledger, cursor, *where) for where in sorted(placed)]
    return {
        "blocks": [_block(ledger, cursor, row) for row in blocks],
        "rolls": [_roll(roll) for roll in rolls if roll is not None],
        "due": {
            stock: dict(zip(("code", "number"), found, strict=True)) if found else None
            for stock in STOCKS
            for found in [due(ledger, cursor, stock)]
        },
    }


def tally_of(ledger: Ledger, cursor: Cursor, row: NumbersRow) -> Tally:
    """The equation of one block."""
    next_ = max(row.first, queries.drawn_to(cursor, ledger.author, row.block) + 1)
    sold = _sold(ledger, cursor, row.stock, row.code)
    aside = queries.asides(cursor, ledger.author, row.stock, row.code)
    red = queries.red_numbers(cursor, ledger.author, row.code) if row.stock == "invoice" else []
    return tally(row.first, row.last, next_, sold, aside, red)


def _block(ledger: Ledger, cursor: Cursor, row: NumbersRow) -> dict[str, Any]:
    counted = tally_of(ledger, cursor, row)
    return {
        "block": row.block,
        "stock": row.stock,
        "source": row.source,
        "code": row.code,
        "first": f"{row.first:0{row.width}d}",
        "last": f"{row.last:0{row.width}d}",
        "received": counted.received,
        "used": counted.used,
        "voided": counted.voided,
        "spoiled": counted.spoiled,
        "lost": counted.lost,
        "returned": counted.returned,
        "supplied": counted.supplied,
        "hand": counted.hand,
        "equal": counted.equal,
    }


def _roll(roll: Roll) -> dict[str, Any]:
    return {
        "printer": roll.printer,
        "stock": roll.stock,
        "code": roll.code,
        "first": roll.written(roll.first),
        "last": roll.written(roll.last),
        "top": None if roll.top is None or roll.top > roll.last else roll.written(roll.top),
        "left": roll.left,
        "in_doubt": roll.top is None,
    }


def _sold(ledger: Ledger, cursor: Cursor, stock: str, code: str) -> list[InvoiceRow] | list[VoucherRow]:
    if stock == "invoice":
        return queries.invoices_with(cursor, ledger.author, code)
    if stock == SUPPLY:
        return []
    return queries.vouchers_with(cursor, ledger.author, code)


def _numbers(cursor: Cursor, stock: str, code: str, *states: str) -> set[int]:
    return {int(number) for number in _written(cursor, stock, code, *states)}


def _written(cursor: Cursor, stock: str, code: str, *states: str) -> frozenset[str]:
    papers, marks = _PAPERS[stock], ", ".join("?" * len(states))
    kinds = ", ".join("?" * len(papers))
    sql = f"SELECT number FROM paper WHERE code = ? AND paper IN ({kinds}) AND number <> '' AND state IN ({marks})"
    cursor.execute(sql, (code, *papers, *states))
    return frozenset(found[0] for found in cursor.fetchall())
