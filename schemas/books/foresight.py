"""Which rows a run of entries will ask for: they are read together before the run is folded, not one by one.

Whatever is not named here is read when a fold asks for it, so nothing depends on this list but the time that it takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from schemas.books.invoices import InvoiceRow
from schemas.books.payments import PaymentRow
from schemas.books.shelf import Act, Row
from schemas.books.taxpayers import TaxpayerDayRow
from schemas.books.vouchers import VoucherRow
from schemas.facts import (
    InvoiceIssued,
    PaymentIntended,
    PaymentResolved,
    PaymentReversed,
    PaymentTaken,
    TaxAssessed,
    VoucherIssued,
    VoucherVoided,
)

Place: TypeAlias = tuple[type[Row], tuple[Any, ...]]
"""A book and a key in it."""


def foreseen(acts: Iterable[Act]) -> dict[type[Row], set[tuple[Any, ...]]]:
    """The keys that the folds of these acts will ask for, by book; a key that no table could hold is left out."""
    wanted: dict[type[Row], set[tuple[Any, ...]]] = {}
    for act in acts:
        for book, key in _of(act):
            if not any(type(part) is str and "\0" in part for part in key):
                wanted.setdefault(book, set()).add(key)
    return wanted


def _of(act: Act) -> Iterator[Place]:
    """The rows of one act: what it issues or voids, what it takes, and its taxpayer's day."""
    bound_on = ""
    for fact in act.facts:
        match fact:
            case TaxAssessed():
                bound_on = fact.bound_on
            case InvoiceIssued():
                yield InvoiceRow, (act.owner, fact.code, fact.number)
                yield TaxpayerDayRow, (fact.taxpayer, bound_on or fact.on, act.owner)
            case VoucherIssued() | VoucherVoided():
                yield VoucherRow, (act.owner, fact.code, fact.number)
            case PaymentIntended() | PaymentResolved() | PaymentTaken() | PaymentReversed():
                yield PaymentRow, (act.owner, fact.order_no)
            case _:
                pass
