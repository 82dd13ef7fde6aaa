"""What changes hands, as people read it: the lines of a hand-over, a deposit, a settlement before a second person signs. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from schemas.money import yuan
from station.ui.speech import Speech

Lines = list[tuple[str, str]]
"""A label and its value, in the order in which they are read."""


def lines(act: str, told: Mapping[str, Any], say: Speech) -> Lines:
    """The lines of an act that waits for its second signature 待复核."""
    made = {"handover": _handover, "deposit": _deposit, "settlement": _settlement}[act](told, say)
    return [(say(f"dayplace.line.{name}"), value) for name, value in made]


def excess(fen: int) -> str:
    """Whether a count less its books is `exact`, `short` or `over`."""
    return "exact" if not fen else "short" if fen < 0 else "over"


def difference(fen: int, say: Speech) -> str:
    """Over, short or exact, with its amount."""
    return say(f"dayplace.{excess(fen)}", amount=yuan(abs(fen)))


def pieces(counted: Sequence[Sequence[int]], say: Speech) -> str:
    """Denominations with their pieces in one line."""
    return say("dayplace.join").join(f"{yuan(value).rstrip('0').rstrip('.')} × {count}" for value, count in counted)


def _handover(told: Mapping[str, Any], say: Speech) -> Lines:
    join = say("dayplace.join")
    counted = sum(value * count for value, count in told["counted"])
    forms = [
        say("dayplace.forms", stock=say(f"dayplace.stock.{stock}"), code=code, next=number, left=left)
        for stock, code, number, left in told["numbers"]
    ]
    return [
        ("books", yuan(told["books_fen"])),
        ("counted", f"{yuan(counted)} · {difference(told['difference_fen'], say)}"),
        ("numbers", join.join(forms)),
        ("seals", join.join(told["seals"])),
        ("keys", join.join(told["keys"])),
        ("drafts", str(told["drafts"])),
        ("unsettled", join.join(told["unsettled"])),
        ("note", told["note"]),
    ]


def _deposit(told: Mapping[str, Any], say: Speech) -> Lines:
    return [
        ("amount", yuan(told["amount_fen"])),
        ("pieces", pieces(told["counted"], say)),
        ("slip_no", told["slip_no"]),
        ("bag_no", told["bag_no"]),
        ("seal_no", told["seal_no"]),
    ]


def _settlement(told: Mapping[str, Any], say: Speech) -> Lines:
    owed = told["due_fen"] - told["deposited_fen"] - told["electronic_fen"]
    stubs = [
        say("dayplace.stubs", code=code, first=first, last=last, issued=issued, voided=voided)
        for _, code, first, last, issued, _, voided in told["lines"]
    ]
    return [
        ("days", say("dayplace.days", first=told["first"], last=told["last"])),
        ("stubs", say("dayplace.join").join(stubs)),
        ("due", yuan(told["due_fen"])),
        ("deposited", yuan(told["deposited_fen"])),
        ("electronic", yuan(told["electronic_fen"])),
        ("owed", yuan(owed)),
    ]
