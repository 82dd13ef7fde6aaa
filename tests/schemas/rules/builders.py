"""The language of these tests: `sale(...)` is an application in a few words, `tax(...)` its quote."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any, cast

from schemas.application import Application, parse_application
from schemas.rules import Pack, Prior, Quote, obligation_day, pack_for, quote, read_pack, shipped_packs

IDS = {"natural_person": "420102195102020010", "household": "92420102MA4K000153", "small_scale": "91420116MA4K00007L"}
BUYERS = {
    "unit": {"kind": "unit", "name": "测试受票方", "id": "91420106MA4K00501Y"},
    "person": {"kind": "natural_person", "name": "测试受票方", "id": "420106195712241078"},
}


def line(fen: int, item: str = "goods", *, net: bool = False, discount: int = 0) -> dict[str, Any]:
    """One line, priced with tax unless `net`."""
    priced = {"item": item, "name": "测试", "net_fen" if net else "gross_fen": fen}
    return priced | ({"discount_fen": discount} if discount else {})


def sale(
    on: str,
    *parts: int | dict[str, Any] | list[dict[str, Any]],
    payer: str = "natural_person",
    item: str = "goods",
    place: str = "city",
    period: str = "month",
    buyer: str = "person",
    **more: Any,
) -> Application:
    """An application of `on`. A part is an amount, a line, or the list of one invoice's lines."""
    taxpayer: dict[str, Any] = {"kind": payer, "name": "测试纳税人", "id": IDS[payer]}
    if payer != "natural_person":
        taxpayer["period"] = period
    lines = [line(part, item) if isinstance(part, int) else part for part in parts]
    single = [one for one in lines if isinstance(one, dict)]
    invoices = [*([single] if single else []), *(one for one in lines if isinstance(one, list))]
    return parse_application(
        {
            "command": "b8001a9f-d906-5814-8dbe-f18e38d2e103",
            "on": on,
            "district": "420106",
            "location": place,
            "taxpayer": taxpayer,
            "invoices": [{"buyer": BUYERS[buyer], "lines": one} for one in invoices],
        }
        | more
    )


def before(day: int = 0, month: int = 0, quarter: int = 0) -> Prior:
    """What was sold before, all of it known."""
    return Prior(day, month, quarter)


def tax(on: str, *parts: Any, prior: Prior | None = None, pack: Pack | None = None, **more: Any) -> Quote:
    """The quote of `sale(...)` after `prior`."""
    application = sale(on, *parts, **more)
    return quote(application, prior or Prior(), pack or pack_for(shipped_packs(), obligation_day(application)))


def due(found: Quote) -> dict[str, int]:
    """Tax → what the counter collects of it; without those of nought."""
    sums: dict[str, int] = {}
    for one in found.taxes:
        if one.collector == "counter" and one.due_fen:
            sums[one.tax] = sums.get(one.tax, 0) + one.due_fen
    return sums


def document(name: str) -> dict[str, Any]:
    """The document of a shipped pack, to be changed at will."""
    return cast(
        "dict[str, Any]", json.loads((files("schemas") / "rules" / "packs" / f"{name}.json").read_text("utf-8"))
    )


def changed(name: str, change: Callable[[dict[str, Any]], object]) -> Pack:
    """A shipped pack with something changed in its document."""
    found = document(name)
    change(found)
    return read_pack(found)


def put(data: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The document with `value` at `path`; `...` takes the field away, `+` as last step appends to a list."""
    found = copy.deepcopy(data)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = found
    for step in way:
        place = place[step]
    if last == "+":
        place.append(value)
    elif value is ...:
        del place[last]
    else:
        place[last] = value
    return found
