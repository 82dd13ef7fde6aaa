"""A draft as plain data, for the store, and back; what an older program kept still opens. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from station.ui.drafts import Draft
from station.ui.sale_fields import Field


def to_json(draft: Draft) -> dict[str, Any]:
    """The draft as plain data."""
    return {
        "command": draft.command,
        "on": draft.on,
        "at": draft.at.value,
        "values": dict(draft.values),
        "answered": sorted(draft.answered),
        "offers": dict(draft.offers),
        "typed": dict(draft.typed),
        "order_no": draft.order_no,
        "before": [dict(line) for line in draft.before],
        "after": [dict(line) for line in draft.after],
    }


def from_json(data: Mapping[str, Any]) -> Draft:
    """The draft that `to_json` wrote, now or when an invoice had one line only."""
    return Draft(
        command=data["command"],
        on=data["on"],
        at=Field(data["at"]),
        values=dict(data["values"]),
        answered=frozenset(Field(at) for at in data["answered"]),
        offers=dict(data["offers"]),
        typed=dict(data["typed"]),
        order_no=data["order_no"],
        before=tuple(dict(line) for line in data.get("before", ())),
        after=tuple(dict(line) for line in data.get("after", ())),
    )
