"""One amount over the sheet cap 最高开票限额 as k sheets. The tax is worked out on the whole: splitting never lowers it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from schemas.failures import Refusal
from schemas.rules.counter import sheets_needed
from schemas.rules.desk import SheetCap

MOST_INVOICES = 500


def split(invoices: Sequence[Mapping[str, Any]], nets: Sequence[int], cap: SheetCap) -> list[dict[str, Any]]:
    """The invoices with each that reaches the cap in as few sheets as hold it; `nets` are their amounts without tax.

    Refusal `sheets.too_many_sheets` where that would be more than one application may have.
    """
    found: list[dict[str, Any]] = []
    for invoice, net in zip(invoices, nets, strict=True):
        found += [dict(invoice)] if net < cap.below_fen else _sheets(invoice, sheets_needed(net, cap))
    if len(found) > MOST_INVOICES:
        raise Refusal("sheets.too_many_sheets", field="invoices", count=len(found), most=MOST_INVOICES)
    return found


def _sheets(invoice: Mapping[str, Any], count: int) -> list[dict[str, Any]]:
    """Every line in `count` parts, the fen that are over on the first ones; a part names no quantity of its own."""
    sheets: list[dict[str, Any]] = []
    for place in range(count):
        lines = [part for line in invoice["lines"] if (part := _part(line, place, count)) is not None]
        if lines:
            sheets.append({**invoice, "lines": lines})
    return sheets


def _part(line: Mapping[str, Any], place: int, count: int) -> dict[str, Any] | None:
    name = "gross_fen" if line.get("gross_fen") is not None else "net_fen"
    charged = line[name] - (line.get("discount_fen") or 0)
    share = charged // count + (place < charged % count)
    if not share:
        return None
    kept = {key: value for key, value in line.items() if key not in ("quantity", "unit", "discount_fen", name)}
    return {**kept, name: share}
