"""Collecting taxes that are owed 代征税款: its questions, and from their answers to what the office is asked. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from schemas.failures import BadInput
from schemas.identifiers.checking import require_valid
from schemas.paying import KEYED
from station.ui import typed
from station.ui.forms import Question, Reader, day_reader, fen_of, figure, line_of, money_question, number_of

TAXES = ("vat", "urban", "edu", "local_edu", "pit", "stamp", "property", "land_use")
ITEMS = ("goods", "services", "labour", "transport", "construction", "housing_rent", "nonhousing_rent")
PAYERS = ("household", "natural_person")
NAMED = ("tax", "levy_item", "due_from", "due_to", "due_on", "principal")
"""The questions of one due that is known by name."""

Said = Mapping[str, str]


def questions(today: str) -> tuple[Question, ...]:
    """Who pays, what for (a quota, or dues by name), and how."""
    day = day_reader(today)
    return (
        Question(name="payer"),
        Question(name="payer_kind", choices=PAYERS),
        Question(name="payer_id", read=number_of, show=typed.spaced),
        Question(name="source", choices=("quota", "named")),
        Question(name="quota_item", choices=ITEMS, room="kind", when=_quota),
        Question(name="quota_period", choices=("quarter", "month"), when=_quota),
        Question(name="quota_first", read=_month_reader(today), when=_quota, offer=lambda said: _usual(said, today)),
        money_question("quota_fen", _quota),
        Question(name="declared_fen", read=_maybe_fen, show=figure, money=True, when=_quota),
        Question(name="tax", choices=TAXES, room="tax", when=_named),
        Question(name="levy_item", read=number_of, when=_named),
        Question(name="due_from", read=day, when=_named),
        Question(name="due_to", read=day, when=_named),
        Question(name="due_on", read=day, when=_named),
        money_question("principal", _named),
        Question(name="more", choices=("no", "yes"), when=_named),
        Question(name="method", choices=KEYED, room="method"),
    )


def _quota(said: Said) -> bool:
    return said.get("source") == "quota"


def _named(said: Said) -> bool:
    return said.get("source") == "named"


def _maybe_fen(text: str, at: str) -> str:
    return fen_of(text, at) if typed.clean(text) else ""


def _month_reader(today: str) -> Reader:
    def read(text: str, at: str) -> str:
        """The first day of a month typed as `2026-04`, `202604` or `4`. BadInput `periods.day`."""
        shown = typed.number(line_of(text, at)).rstrip("月").replace("年", "").replace("/", "")
        digits = f"{today[:4]}{shown.zfill(2)}" if len(shown) <= 2 else shown
        if not digits.isdecimal() or len(digits) != 6:
            raise BadInput("periods.day", field=at)
        return day_reader(today)(digits + "01", at)

    return read


def _usual(said: Said, today: str) -> str:
    """The first month of the filing period that ended last."""
    year, month = int(today[:4]), int(today[5:7])
    back = 1 if said.get("quota_period") == "month" else (month - 1) % 3 + 3
    first = year * 12 + month - 1 - back
    return f"{first // 12}-{first % 12 + 1:02d}"


def require_payer(said: Said) -> None:
    """BadInput `identifiers.…` at the number that does not hold."""
    number = said["payer_id"]
    household = {15: "taxno15", 20: "taxno20"}.get(len(number), "uscc")
    person = "idno15" if len(number) == 15 else "idno"
    require_valid(household if said["payer_kind"] == "household" else person, number, "payer_id")


def asked(said: Said, on: str, district: str) -> dict[str, Any]:
    """What the office is asked to work out."""
    question: dict[str, Any] = {"on": on, "taxpayer": _payer(said)}
    if said["source"] == "quota":
        return question | {"quota": _quota_asked(said, district)}
    return question | {"dues": [*json.loads(said.get("dues") or "[]"), *([due(said)] if said.get("principal") else [])]}


def _payer(said: Said) -> dict[str, Any]:
    household = said["payer_kind"] == "household"
    payer = {"kind": said["payer_kind"], "name": said["payer"], "id": said["payer_id"]}
    if household:
        return payer | {"period": said.get("quota_period") or "quarter"}
    return payer | {"id_type": "idno", "checked": "typed"}


def due(said: Said) -> dict[str, Any]:
    """One due by name, as the office reads it."""
    return {
        "tax": said["tax"], "levy_item": said["levy_item"], "period_from": said["due_from"], "period_to": said["due_to"],
        "due_on": said["due_on"], "principal_fen": int(said["principal"]),
    }  # fmt: skip


def _quota_asked(said: Said, district: str) -> dict[str, Any]:
    first = date.fromisoformat(said["quota_first"])
    if said["quota_period"] == "quarter" and first.month % 3 != 1:
        raise BadInput("drafts.quarter", field="quota_first")
    count = 3 if said["quota_period"] == "quarter" else 1
    month: dict[str, Any] = {"quota_fen": int(said["quota_fen"])}
    if said.get("declared_fen"):
        month["declared_fen"] = int(said["declared_fen"])
    months = [{"first": date(first.year, first.month + step, 1).isoformat(), **month} for step in range(count)]
    return {"district": district, "location": "city", "item": said["quota_item"], "months": months}


def collection(worked: Mapping[str, Any], command: str, on: str, method: str) -> dict[str, Any]:
    """The collection of all dues that were worked out, paid at once by one method."""
    dues = [{name: value for name, value in one.items() if name != "days_late"} for one in worked["dues"]]
    settles = [[place, one["principal_fen"] + one["late_fee_fen"]] for place, one in enumerate(worked["dues"])]
    payment = {"method": method, "amount_fen": worked["total_fen"], "settles": settles}
    return {"command": command, "on": on, "taxpayer": worked["taxpayer"], "dues": dues, "payments": [payment]}
