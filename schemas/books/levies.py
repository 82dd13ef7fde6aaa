"""The collection book 代征税款台账: one line a tax line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from schemas.books.invoices import InvoiceRow
from schemas.books.shelf import Act, Shelf
from schemas.books.vouchers import VoucherRow
from schemas.facts import (
    CollectionReversed,
    DuesCollected,
    FormReissued,
    InvoiceVoided,
    RedLetterIssued,
    TaxAssessed,
    VoucherIssued,
    VoucherVoided,
)


@dataclass(frozen=True, slots=True)
class LevyRow:
    """One tax line; `state` is `collected`, `withheld` (the buyer withholds), `none`, or `reversed`; amounts in fen."""

    BOOK: ClassVar[str] = "levy"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    on: str
    taxpayer: bytes
    tax: str
    levy_item: str
    period_from: str
    period_to: str
    base_fen: int
    rate: str
    before_fen: int
    relief_fen: int
    relief_code: str | None
    due_fen: int
    late_fee_fen: int
    collector: str
    voucher: str | None
    pack: bytes | None
    state: str


def fold(act: Act, shelf: Shelf) -> None:
    """Tax lines of a sale, dues collected, and lines that a void has reversed."""
    voucher = next((f"{fact.code}-{fact.number}" for fact in act.facts if isinstance(fact, VoucherIssued)), None)
    part = 0
    for fact in act.facts:
        if isinstance(fact, TaxAssessed):
            part = _assessed(act, shelf, fact, voucher, part)
        elif isinstance(fact, DuesCollected):
            part = _dues(act, shelf, fact, voucher, part)
        elif isinstance(fact, InvoiceVoided) and fact.money == "reversed":
            _reversed(act, shelf, fact)
        elif isinstance(fact, CollectionReversed) or (isinstance(fact, RedLetterIssued) and fact.money == "reversed"):
            _undone(act, shelf)
        elif isinstance(fact, FormReissued) and fact.stock == "voucher":
            _reissued(act, shelf, fact)


def _assessed(act: Act, shelf: Shelf, fact: TaxAssessed, voucher: str | None, part: int) -> int:
    for line in fact.quote.get("taxes", []):
        shelf.add(_line(act, line, part, fact.on, fact.taxpayer, voucher, fact.pack))
        part += 1
    return part


def _dues(act: Act, shelf: Shelf, fact: DuesCollected, voucher: str | None, part: int) -> int:
    for due in fact.dues:
        line = {
            **due,
            "base_fen": due["principal_fen"],
            "rate": "",
            "due_before_relief_fen": due["paid_fen"],
            "relief_fen": 0,
            "due_fen": due["paid_fen"],
            "collector": "counter",
        }
        shelf.add(_line(act, line, part, fact.on, fact.taxpayer, voucher, None))
        part += 1
    return part


def _line(
    act: Act, line: dict[str, Any], part: int, on: str, taxpayer: bytes, voucher: str | None, pack: bytes | None
) -> LevyRow:
    collector = line["collector"]
    at_counter = collector == "counter"
    return LevyRow(
        owner=act.owner,
        seq=act.entry.seq,
        part=part,
        on=on,
        taxpayer=taxpayer,
        tax=line["tax"],
        levy_item=line["levy_item"],
        period_from=line["period_from"],
        period_to=line["period_to"],
        base_fen=line["base_fen"],
        rate=line["rate"] or "",
        before_fen=line["due_before_relief_fen"],
        relief_fen=line["relief_fen"],
        relief_code=line.get("relief_code"),
        due_fen=line["due_fen"],
        late_fee_fen=line.get("late_fee_paid_fen", 0),
        collector=collector,
        voucher=voucher if at_counter and line["due_fen"] else None,
        pack=pack,
        state="collected" if at_counter else "withheld" if collector == "buyer_withholds" else "none",
    )


def _reversed(act: Act, shelf: Shelf, fact: InvoiceVoided) -> None:
    invoice = shelf.get(InvoiceRow, act.owner, fact.code, fact.number)
    if invoice is None or invoice.entry != fact.entry:
        return
    for row in _of_sale(shelf, act.owner, invoice.seq):
        shelf.put(replace(row, state="reversed"))


def _undone(act: Act, shelf: Shelf) -> None:
    """The lines of the collection whose voucher this act voids."""
    for fact in act.facts:
        if isinstance(fact, VoucherVoided):
            voucher = shelf.get(VoucherRow, act.owner, fact.code, fact.number)
            if voucher is not None and voucher.voided_on == fact.on:
                for row in _of_sale(shelf, act.owner, voucher.seq):
                    shelf.put(replace(row, state="reversed"))


def _reissued(act: Act, shelf: Shelf, fact: FormReissued) -> None:
    """The lines of a voucher that went on another form name that form."""
    voucher = shelf.get(VoucherRow, act.owner, fact.to_code, fact.to_number)
    if voucher is None or voucher.entry != fact.entry:
        return
    for row in _of_sale(shelf, act.owner, voucher.seq):
        if row.voucher is not None:
            shelf.put(replace(row, voucher=f"{fact.to_code}-{fact.to_number}"))


def _of_sale(shelf: Shelf, owner: bytes, seq: int) -> Iterator[LevyRow]:
    part = 0
    while (row := shelf.get(LevyRow, owner, seq, part)) is not None:
        yield row
        part += 1
