"""From a draft to the contract's application, and from a refused path back to the field that the clerk can mend. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from schemas.words import say
from station.ui.drafts import NOTHING_TO_PAY, Draft, Field
from station.ui.sale_lines import Line, lines

_PATHS: tuple[tuple[str, Field], ...] = (
    ("taxpayer.name", Field.APPLICANT),
    ("taxpayer.phone", Field.PHONE),
    ("taxpayer", Field.ID),
    ("buyer.name", Field.BUYER),
    ("buyer", Field.BUYER_ID),
    ("discount_fen", Field.DISCOUNT),
    ("lines", Field.AMOUNT),
    ("gross_fen", Field.AMOUNT),
    ("payments", Field.METHOD),
)
_LINE_ITEM = re.compile(r"lines\.\d+\.(name|item)$")
_LINE = re.compile(r"lines\.(\d+)\.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the site stands, as the application names it: district by GB/T 2260, and city, town or other."""

    district: str
    location: str = "city"


def application(draft: Draft, place: Place, total_fen: int | None = None) -> dict[str, Any]:
    """The application of a draft whose amount is known; with `total_fen` (分 to collect) the payment stands in it."""
    asked: dict[str, Any] = {
        "command": draft.command,
        "on": draft.on,
        "district": place.district,
        "location": place.location,
        "taxpayer": _taxpayer(draft),
        "invoices": [{"buyer": _buyer(draft), "lines": [_line(line) for line in lines(draft)]}],
    }
    asked |= _parts(draft)
    if total_fen:
        asked["payments"] = [{"method": draft.said(Field.METHOD), "amount_fen": total_fen}]
    elif total_fen == 0:
        asked["payments"] = [{"method": NOTHING_TO_PAY, "amount_fen": 0}]
    return asked


def _parts(draft: Draft) -> dict[str, Any]:
    """What fields with a dot say, each at its place: `property.address` → the address of the property.

    Half a part is none: an agent who is still being asked for keeps no quote back.
    """
    made: dict[str, Any] = {}
    open_rooms = {at.partition(".")[0] for at in draft.asked if at not in draft.answered}
    for at in draft.asked:
        room, _, name = at.partition(".")
        if name and room not in open_rooms and draft.said(at):
            made.setdefault(room, {})[name] = int(draft.said(at)) if at is Field.LEASE_MONTHS else draft.said(at)
    if "agent" in made:
        made["agent"]["id_type"] = draft.said("agent.id_type")
    return made


def _taxpayer(draft: Draft) -> dict[str, Any]:
    person = {
        "kind": "natural_person",
        "name": draft.said(Field.APPLICANT),
        "id": draft.said(Field.ID),
        "id_type": draft.said("id_type"),
        "checked": "typed",
        "phone": draft.said(Field.PHONE),
    }
    return {key: said for key, said in person.items() if said}


def _buyer(draft: Draft) -> dict[str, Any]:
    buyer: dict[str, Any] = {"kind": draft.said("buyer_kind") or "natural_person", "name": draft.said(Field.BUYER)}
    if draft.said(Field.BUYER_ID):
        return buyer | {"id": draft.said(Field.BUYER_ID)}
    reason = draft.said(Field.NO_ID_REASON)
    return buyer | {"no_id_reason": say(f"sale.reason.{reason}") if reason else say("ui.no_id_reason")}


def _line(said: Line) -> dict[str, Any]:
    line: dict[str, Any] = {"item": said[Field.KIND], "name": said[Field.ITEM], "quantity": "1"}
    line["net_fen" if said.get("net") else "gross_fen"] = int(said[Field.AMOUNT])
    if said.get(Field.DISCOUNT):
        line["discount_fen"] = int(said[Field.DISCOUNT])
    return line | ({"code": said["code"]} if said.get("code") else {})


def field_at(path: str | None) -> Field | None:
    """The field that a refused path of the application speaks of: `invoices.0.buyer.id` → the buyer's code."""
    if path is None:
        return None
    if _LINE_ITEM.search(path):
        return Field.ITEM
    if path in list(Field):
        return Field(path)
    spoken = next((at for words, at in _PATHS if words in path), None)
    return spoken or next((at for at in Field if at.startswith(f"{path}.")), None)


def line_at(path: str | None) -> int | None:
    """Which line, from 0, a refused path of the application speaks of, if any."""
    found = _LINE.search(path or "")
    return int(found[1]) if found else None
