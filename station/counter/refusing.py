"""Deciding to take a request not 拒绝受理, with everything that is to be brought told once 一次性告知."""

from __future__ import annotations

from typing import Any

from schemas.facts import ServiceRefused
from schemas.failures import BadInput
from station.counter.acts import RefuseService
from station.ports import Decision

KIND = "counter.refused/1"
REASONS = (
    "out_of_scope",
    "buyer_withholds",
    "no_identity",
    "not_the_person",
    "documents_missing",
    "suspected_false",
    "payer_refuses",
    "other",
)
"""超出代征范围 · 由支付方扣缴 · 无有效证件 · 人证不符 · 材料不齐 · 涉嫌虚开 · 拒绝缴税(24小时内报告税务机关) · 其他."""
PERSON = ("name", "id", "phone")
MOST_THINGS, MOST_LETTERS = 30, 200


def decide_refuse(command: RefuseService) -> Decision:
    """The refusal as an act, so that it is counted and can be looked at; BadInput `refusing.reason`, `refusing.text`."""
    if command.reason not in REASONS:
        raise BadInput("refusing.reason", field="reason", reason=command.reason)
    if len(command.bring) > MOST_THINGS:
        raise BadInput("refusing.text", field="bring", most=MOST_LETTERS)
    person = {name: _text(text, f"person.{name}") for name, text in command.person.items() if text}
    if not set(person) <= set(PERSON):
        raise BadInput("refusing.text", field="person", most=MOST_LETTERS)
    fact = ServiceRefused(
        on=command.on,
        reason=command.reason,
        matter=_text(command.matter, "matter"),
        bring=list[Any](_text(thing, "bring") for thing in command.bring),
        where=_text(command.where, "where") if command.where else "",
    )
    return Decision(kind=KIND, facts=(fact,), said={"person": person} if person else None)


def _text(text: str, field: str) -> str:
    kept = text.strip()
    if not 1 <= len(kept) <= MOST_LETTERS or not kept.isprintable():
        raise BadInput("refusing.text", field=field, most=MOST_LETTERS)
    return kept
