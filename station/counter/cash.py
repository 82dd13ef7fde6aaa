"""Cash that waits for its deposit 现金尾箱: how much, since when, and how near the agreed limits 限期限额 it is. Pure.

The limits are the bureau's, as questions of its pack: `deposit_fen` and `deposit_days`. Past them no more cash is taken;
other methods go on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from schemas.failures import Refusal
from schemas.money import plain_yuan
from schemas.rules.pack import Pack

AMBER_PERCENT = 70


@dataclass(frozen=True, slots=True)
class Undeposited:
    """Cash for the treasury that is still at the site, in fen, and the day of its oldest part."""

    fen: int = 0
    since: str | None = None


def undeposited(moves: Iterable[tuple[str, int]]) -> Undeposited:
    """From what moved by day: what goes out takes the oldest first."""
    waiting: list[list[Any]] = []
    for on, fen in moves:
        if fen > 0:
            waiting.append([on, fen])
        gone = -min(fen, 0)
        while gone and waiting:
            part = min(gone, waiting[0][1])
            waiting[0][1] -= part
            gone -= part
            if not waiting[0][1]:
                waiting.pop(0)
    return Undeposited(sum(fen for _, fen in waiting), waiting[0][0] if waiting else None)


def limits(desk: Pack | None) -> tuple[int | None, int | None]:
    """The most cash in fen and the most days before its deposit; None where the pack sets none."""
    found = (desk.questions.get(name) if desk else None for name in ("deposit_fen", "deposit_days"))
    amount, days = (question.value if question and type(question.value) is int else None for question in found)
    return amount, days


def grade(cash: Undeposited, on: date, desk: Pack | None) -> str:
    """`calm`, `amber` from seven tenths of a limit on, `spent` at it."""
    most_fen, most_days = limits(desk)
    age = (on - date.fromisoformat(cash.since)).days if cash.since else 0
    shares = [used * 100 // most for used, most in ((cash.fen, most_fen), (age, most_days)) if most]
    used = max(shares, default=0)
    return "spent" if used >= 100 else "amber" if used >= AMBER_PERCENT else "calm"


def require_room(cash: Undeposited, taken_fen: int, on: date, desk: Pack | None) -> None:
    """Refusal `payment.cash_limit` when this cash would pass the limit, or older cash is overdue at the bank."""
    if not taken_fen:
        return
    most_fen, _ = limits(desk)
    over = most_fen is not None and cash.fen + taken_fen > most_fen
    if over or (cash.fen and grade(cash, on, desk) == "spent"):
        raise Refusal(
            "payment.cash_limit", field="payments", cash=plain_yuan(cash.fen), since=cash.since or on.isoformat()
        )
