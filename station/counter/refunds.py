"""The refund table 退还办法表: where the money stands × how it came → by which way it goes back, and who must agree. Pure.

A clerk never pays collected tax back after the day: then the payer applies to the bureau 退(抵)税, and the site forwards
the file. What one person may pay back alone is bounded by the pack's `reverse_alone_fen`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schemas.books import DayRow, LevyRow, PaymentRow
from schemas.facts import RefundRequested
from schemas.failures import BadInput, Refusal
from schemas.money import plain_yuan
from schemas.paying import GOES_BACK
from schemas.rules.pack import Pack
from schemas.rules.rates import nearest

STAGES = ("before_hand_over", "same_day", "deposited", "treasury")
"""交付前 · 当日 · 缴存后 · 入库后."""
ROUTES = ("drawer", "terminal", "channel", "application")
"""现金退还 · 终端撤销 · 原路退回 · 退(抵)税申请."""
PAYEE = ("name", "bank", "account")
"""户名 · 开户行 · 账号."""
MOST_REASON = 200
"""The most characters of a reason, or of a line about the payee."""


@dataclass(frozen=True, slots=True)
class Way:
    """How one payment goes back, and whether a second person must agree."""

    route: str
    authoriser: bool


def way(stage: str, method: str) -> Way:
    """The row of the table for a stage and a method of payment."""
    route = GOES_BACK.get(method, "application") if stage in ("before_hand_over", "same_day") else "application"
    return Way(route, authoriser=not (stage == "before_hand_over" and route != "application"))


def stage_of(sale_on: str, on: str, day: DayRow | None, *, handed_over: bool, arrived: bool = False) -> str:
    """Where the money of a sale stands on the day `on`; `day` is the sale's own business day."""
    if arrived:
        return "treasury"
    if sale_on != on or (day is not None and day.state == "closed"):
        return "deposited"
    return "same_day" if handed_over else "before_hand_over"


def goes_back_today(stage: str, payments: Sequence[PaymentRow]) -> bool:
    """Whether the counter itself pays all of it back by the way it came."""
    taken = [paid for paid in payments if paid.state == "taken"]
    return bool(taken) and all(way(stage, paid.method).route != "application" for paid in taken)


def require_authorised(
    stage: str, payments: Sequence[PaymentRow], desk: Pack | None, clerk: str, authoriser: str | None
) -> None:
    """Who must agree to money going back.

    Refusal `refund.authoriser` when a second person is missing, `refund.same_person` when it is the same.
    """
    if authoriser == clerk:
        raise Refusal("refund.same_person", field="authoriser")
    total = sum(paid.amount_fen for paid in payments if paid.state == "taken")
    limit = alone_fen(desk)
    needed = any(way(stage, paid.method).authoriser for paid in payments if paid.state == "taken")
    if authoriser is None and (needed or (limit is not None and total > limit)):
        raise Refusal("refund.authoriser", field="authoriser", amount=plain_yuan(total))


def require_in_drawer(payments: Sequence[PaymentRow], drawer_fen: int) -> None:
    """Refusal `refund.drawer` when the drawer does not hold the cash that would go back."""
    cash = sum(paid.amount_fen for paid in payments if paid.state == "taken" and paid.method == "cash")
    if cash > drawer_fen:
        raise Refusal("refund.drawer", field="payments", needed=plain_yuan(cash), drawer=plain_yuan(drawer_fen))


def alone_fen(desk: Pack | None) -> int | None:
    """What one person may pay back alone, by the pack's `reverse_alone_fen`; None where it sets no limit."""
    question = desk.questions.get("reverse_alone_fen") if desk else None
    return question.value if question is not None and type(question.value) is int else None


def shares(levies: Sequence[LevyRow], up: int, down: int) -> dict[str, int]:
    """Tax → what was collected for `up` parts of `down`, late surcharges under `late_fee`, in fen; noughts left out."""
    sums: dict[str, int] = {}
    for row in levies:
        if row.state == "collected":
            for tax, fen in ((row.tax, row.due_fen), ("late_fee", row.late_fee_fen)):
                sums[tax] = sums.get(tax, 0) + fen
    found = {tax: nearest(fen * up, down) for tax, fen in sums.items()}
    return {tax: fen for tax, fen in found.items() if fen}


def still_to_ask(
    asked: Mapping[str, int], collected: Mapping[str, int], requested: Mapping[str, int]
) -> dict[str, int]:
    """Of what would be asked back, what was collected and is not asked for already."""
    left = {tax: min(fen, collected.get(tax, 0) - requested.get(tax, 0)) for tax, fen in asked.items()}
    return {tax: fen for tax, fen in sorted(left.items()) if fen > 0}


def refund_of(on: str, entry: bytes, taxes: Mapping[str, int], stage: str, reason: str) -> tuple[RefundRequested, ...]:
    """The application 退(抵)税申请 for these taxes; none for nothing."""
    if not taxes:
        return ()
    total = sum(taxes.values())
    return (RefundRequested(on=on, entry=entry, taxes=dict(taxes), total_fen=total, stage=stage, reason=reason),)


def require_within(asked: Mapping[str, int], most: Mapping[str, int]) -> dict[str, int]:
    """The taxes asked back; BadInput `refund.tax` for one that was not collected, or for more than was."""
    for tax, fen in asked.items():
        if type(fen) is not int or not 0 < fen <= most.get(tax, 0):
            raise BadInput("refund.tax", field=f"taxes.{tax}", tax=tax, most=plain_yuan(most.get(tax, 0)))
    if not asked:
        raise Refusal("refund.nothing", field="taxes")
    return dict(sorted(asked.items()))


def payee_of(payee: Mapping[str, str]) -> dict[str, str]:
    """To whom a refund shall go, trimmed; BadInput `refund.payee` for a line that is unknown, empty or too long."""
    for name, text in payee.items():
        if name not in PAYEE or not 1 <= len(text.strip()) <= MOST_REASON or not text.isprintable():
            raise BadInput("refund.payee", field=f"payee.{name}" if name in PAYEE else "payee")
    return {name: text.strip() for name, text in payee.items()}
