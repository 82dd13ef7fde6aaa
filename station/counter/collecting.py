"""Deciding on taxes that are owed 代征税款: dues settled by name, the oldest first, principal before surcharge."""

from __future__ import annotations

from typing import Any

from schemas.application import Collection, Payment
from schemas.entry.kinds import Posting
from schemas.facts import DuesCollected
from schemas.failures import Refusal
from schemas.rules.pack import Pack
from station.counter.issuing import voucher_for
from station.counter.money import money_postings, payments_for, require_acceptable, taken
from station.counter.views import SaleView, require_open
from station.ports import Decision

KIND = "counter.collection/1"


def decide_collect(collection: Collection, view: SaleView, desk: Pack | None) -> Decision:
    """The facts of a collection; `desk` is the pack of the business day, None where none is at hand.

    Refusals: `day.closed`, `collecting.oldest_first`, `collecting.nothing`, `payment.*`.
    """
    on = collection.on.isoformat()
    require_open(view.day, on)
    paid = _paid(collection)
    total = sum(paid)
    if not total:
        raise Refusal("collecting.nothing", field="payments")
    _require_oldest_first(collection, paid)
    given = [Payment(method=p.method, reference=p.reference, amount_fen=p.amount_fen) for p in collection.payments]
    payments = payments_for(given, total)
    require_acceptable(payments, collection.on, view, desk)
    money = taken(payments, on, view)
    dues = [_settled(due, fen) for due, fen in zip(collection.dues, paid, strict=True) if fen]
    return Decision(
        kind=KIND,
        facts=(
            DuesCollected(on=on, taxpayer=view.taxpayer, dues=dues),
            *voucher_for(collection.on, view, money, desk),
            *money,
        ),
        postings=(*money_postings(money), *_owed(dues)),
        said={"collection": as_given(collection)},
    )


def as_given(collection: Collection) -> dict[str, Any]:
    """The collection as it was given, for the personal block."""
    return collection.model_dump(mode="json", by_alias=True, exclude_none=True)


def _paid(collection: Collection) -> list[int]:
    paid = [0] * len(collection.dues)
    for payment in collection.payments:
        for place, fen in payment.settles:
            paid[place] += fen
    return paid


def _require_oldest_first(collection: Collection, paid: list[int]) -> None:
    order = sorted(range(len(paid)), key=lambda place: (collection.dues[place].due_on, place))
    open_before: str | None = None
    for place in order:
        due = collection.dues[place]
        if paid[place] and open_before is not None and due.due_on.isoformat() > open_before:
            raise Refusal("collecting.oldest_first", field=f"dues.{place}", older=open_before)
        if paid[place] < due.owed_fen and open_before is None:
            open_before = due.due_on.isoformat()


def _settled(due: Any, fen: int) -> dict[str, Any]:
    principal = min(fen, due.principal_fen)
    said = due.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {**said, "paid_fen": principal, "late_fee_paid_fen": fen - principal}


def _owed(dues: list[dict[str, Any]]) -> tuple[Posting, ...]:
    owed: dict[str, int] = {}
    for due in dues:
        for account, fen in ((due["tax"], due["paid_fen"]), ("late_fee", due["late_fee_paid_fen"])):
            owed[account] = owed.get(account, 0) + fen
    return tuple((f"owed/{tax}", -fen) for tax, fen in owed.items())
