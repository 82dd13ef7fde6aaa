"""Payments as the books have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from central.ports.day import Payment

PAYMENTS = 'SELECT owner, seq, order_no, method, amount_fen, reference, state, reversed_on, "on" FROM book_payment'
"""Rows for `payments_of`."""


def payments_of(rows: Iterable[tuple[Any, ...]]) -> Iterator[Payment]:
    """Each row as a payment."""
    for owner, seq, order_no, method, amount, reference, state, reversed_on, on in rows:
        yield Payment(
            feed=owner,
            seq=seq,
            on=on,
            order_no=order_no,
            method=method,
            amount_fen=amount,
            reference=reference or "",
            state=state,
            reversed_on=reversed_on or "",
        )
