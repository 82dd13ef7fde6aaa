"""Money at the window: what was given against what is to be collected, as facts and postings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from schemas.application import Payment
from schemas.entry.kinds import Posting
from schemas.facts import PaymentTaken
from schemas.failures import BadInput, Refusal
from schemas.money import plain_yuan
from schemas.rules.pack import Pack
from station.counter.cash import require_room
from station.counter.views import SaleView


def payments_for(given: Sequence[Payment], total_fen: int) -> tuple[Payment, ...]:
    """The payments that count: what was given, or cash for the whole when nothing was said.

    BadInput `payment.sum` when they do not add up to `total_fen`, `payment.none` when money is due and "none" was said.
    """
    real = tuple(payment for payment in given if payment.method != "none")
    if given and not real and total_fen:
        raise BadInput("payment.none", field="payments", due=plain_yuan(total_fen))
    if not real:
        return (Payment(method="cash", amount_fen=total_fen),) if total_fen else ()
    for index, payment in enumerate(real):
        if payment.amount_fen == 0 and total_fen:
            raise BadInput("payment.zero", field=f"payments.{index}.amount_fen")
    paid = sum(payment.amount_fen for payment in real)
    if paid != total_fen:
        raise BadInput("payment.sum", field="payments", paid=plain_yuan(paid), due=plain_yuan(total_fen))
    return tuple(payment for payment in real if payment.amount_fen)


def require_one_method(payments: Sequence[Payment], desk: Pack | None) -> None:
    """Refusal `payment.split` where the pack's `split_payments` is false and several payments were given."""
    question = desk.questions.get("split_payments") if desk else None
    if question is not None and question.value is False and len(payments) > 1:
        raise Refusal("payment.split", field="payments")


def require_acceptable(payments: Sequence[Payment], on: date, view: SaleView, desk: Pack | None) -> None:
    """What the pack allows: refusals `payment.split`, `payment.cash_limit`."""
    require_one_method(payments, desk)
    require_room(view.cash, sum(paid.amount_fen for paid in payments if paid.method == "cash"), on, desk)


def taken(payments: Sequence[Payment], on: str, view: SaleView) -> tuple[PaymentTaken, ...]:
    """The facts of money taken, each under its own order number 商户订单号.

    Refusal `payment.intent_open` when the intent named is not known to have succeeded, `payment.intent_other` when it
    was for another method or amount.
    """
    if view.intent is not None:
        _require_settled(payments, view)
    facts: list[PaymentTaken] = []
    for index, payment in enumerate(payments):
        intended = view.intent is not None and index == 0
        order_no = view.intent.order_no if intended and view.intent else order_number(view, len(facts))
        facts.append(
            PaymentTaken(
                on=on,
                order_no=order_no,
                method=payment.method,
                amount_fen=payment.amount_fen,
                reference=payment.reference,
            )
        )
    return tuple(facts)


def order_number(view: SaleView, ahead: int = 0) -> str:
    """The next own order number of the day: `YS`, site, device, date, count."""
    return f"{view.order_stem}{view.orders + 1 + ahead:06d}"


def money_postings(facts: Sequence[PaymentTaken]) -> tuple[Posting, ...]:
    """What the drawer and the channels hold for the treasury after this."""
    return tuple((f"money/{fact.method}", fact.amount_fen) for fact in facts)


def _require_settled(payments: Sequence[Payment], view: SaleView) -> None:
    intent = view.intent
    assert intent is not None
    if intent.state != "succeeded":
        raise Refusal("payment.intent_open", field="intent", order_no=intent.order_no, state=intent.state)
    if not payments or (payments[0].method, payments[0].amount_fen) != (intent.method, intent.amount_fen):
        raise Refusal("payment.intent_other", field="intent", order_no=intent.order_no)
