"""What an act does to number, money and paper, and what the customer takes home, in sentences. Pure.

Every figure and every choice of a sentence comes from what the office foresaw or did; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schemas.money import yuan
from station.counter.refunds import STAGES, way
from station.ui.righting_reading import Case
from station.ui.speech import Speech

GROUPS = ("number", "money", "paper", "takes")
"""号码 · 钱 · 票纸 · 顾客带走."""
_BY_ROUTE = ("drawer", "terminal", "channel")


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence under its heading."""

    group: str
    words: str


def points(kind: str, told: Mapping[str, Any], case: Case, speech: Speech) -> tuple[Point, ...]:
    """What happens, by group: of an act of this kind, and what the office said of it."""
    kind = kind_of(kind, told)
    made = {
        "number": [_number(kind, told, case, speech)],
        "money": _money(kind, told, case, speech),
        "paper": _paper(kind, told, case, speech),
        "takes": _takes(kind, told, speech),
    }
    return tuple(Point(group, words) for group in GROUPS for words in made[group])


def kind_of(kind: str, told: Mapping[str, Any]) -> str:
    """The kind of what was done: a refund of today is a collection undone 冲正."""
    return "undo" if "undone" in told else kind


def _number(kind: str, told: Mapping[str, Any], case: Case, say: Speech) -> str:
    red = told.get("red") or {}
    number = (told.get("of") or told.get("voided") or case.sale.number).rpartition("-")[2]
    return say(
        f"righting.number.{kind}", number=number, red=red.get("number", ""), amount=yuan(-red.get("total_fen", 0))
    )


def _money(kind: str, told: Mapping[str, Any], case: Case, say: Speech) -> list[str]:
    if kind == "method":
        was, now = say.choice("method", told["was"]), say.choice("method", told["method"])
        moved = [say("righting.money.method", amount=yuan(told["amount_fen"]), was=was, now=now)]
        cash = "less" if told["was"] == "cash" else "more" if told["method"] == "cash" else ""
        return [*moved, *([say(f"righting.money.drawer_{cash}", amount=yuan(told["amount_fen"]))] if cash else [])]
    made = [_back(paid, say) for paid in told.get("paid_back", ())]
    if told.get("refund"):
        made.append(say("righting.money.application", amount=yuan(told["refund"]["total_fen"])))
    return made or [say("righting.money.asked" if case.sale.total_fen else "righting.money.none")]


def _back(paid: Mapping[str, Any], say: Speech) -> str:
    route = way("same_day", paid["method"]).route
    method, amount = say.choice("method", paid["method"]), yuan(paid["amount_fen"])
    return say(f"righting.money.{route}", amount=amount, method=method, order=paid["order_no"])


def _paper(kind: str, told: Mapping[str, Any], case: Case, say: Speech) -> list[str]:
    made = [say(f"righting.paper.{kind}")] if say.knows(f"righting.paper.{kind}") else []
    voided = told.get("voucher_voided")
    if voided:
        made.append(say("righting.paper.voucher_void", number=f"{voided['code']} {voided['number']}"))
    elif told.get("refund") and case.sale.total_fen:
        made.append(say("righting.paper.voucher_stays"))
    return made or [say("righting.paper.none")]


def _takes(kind: str, told: Mapping[str, Any], say: Speech) -> list[str]:
    made = [say("righting.takes.red")] if kind == "red" else []
    if told.get("refund"):
        made.append(say("righting.takes.application"))
    if told.get("paid_back"):
        made.append(say("righting.takes.money", amount=yuan(sum(paid["amount_fen"] for paid in told["paid_back"]))))
    return made or [say("righting.takes.nothing")]


def why(case: Case, stage: str, say: Speech) -> str:
    """Why a row of the refund table holds."""
    if stage == "deposited" and case.sale.on == case.on:
        return say("righting.why.closed")
    return say(f"righting.why.{stage}", on=case.sale.on)


def table(method: str, say: Speech) -> tuple[tuple[str, str, str, str], ...]:
    """The refund table for one method: stage, its words, how it goes back, who must agree."""
    rows = ((stage, way(stage, method)) for stage in STAGES)
    return tuple(
        (stage, say(f"righting.stage.{stage}"), say(f"righting.route.{one.route}"), _agrees(stage, one.route, say))
        for stage, one in rows
    )


def _agrees(stage: str, route: str, say: Speech) -> str:
    if route not in _BY_ROUTE:
        return say("righting.agrees.bureau")
    return say("righting.agrees.alone" if stage == STAGES[0] else "righting.agrees.second")
