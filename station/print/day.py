"""What stands on the day sheet 日结单: the day's report of the office as the columns that the bureau wants.

What the report does not hold (deposits, bags, seals of a later issue) stays an empty place for the pen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from schemas.money import yuan
from schemas.words import say
from station.print.figures import with_sign
from station.print.voucher import tax_name

_EQUAL, _UNEQUAL = "＝", "≠"
_INVOICE_BLANK = dict.fromkeys(("red", "net", "vat"), "")
_SEAL_BLANK = dict.fromkeys(("deposited", "slip", "bag", "seal"), "")


def day_values(report: Mapping[str, Any], *, made_at: str, made_by: str, reprint: str = "") -> dict[str, Any]:
    """The values of the day sheet from the office's day report; `made_at` and `made_by` say who made the sheet when."""
    received, vouchers, taxes = report["received_fen"], report["vouchers_fen"], report["taxes_fen"]
    exempt = report["exempt"]
    return {
        "specimen": say("print.specimen"),
        "reprint": reprint,
        "site_name": report["name"],
        "site": report["site"],
        "on": report["on"],
        "device": report["feed"][:8],
        "shift": "1",
        "made_at": made_at,
        "made_by": made_by,
        "digest": report["head"][:16],
        "payments": [_payment(line) for line in report["by_method"]],
        "payment_sums": _payment_sums(report["by_method"]),
        "taxes": [_tax(line) for line in report["by_tax"]],
        "tax_sums": _tax_sums(report["by_tax"]),
        "vouchers": [_voucher(line) for line in report["vouchers"]],
        "invoices": [_invoices(line, report["issued"]) for line in report["invoices"]],
        "cash": [_cash(report)],
        "denominations": _denominations(report.get("counted") or []),
        "difference_note": _difference(report.get("difference_fen"), report.get("note", "")),
        "taken": with_sign(received),
        "equal_one": _EQUAL if received == vouchers else _UNEQUAL,
        "vouchers_sum": with_sign(vouchers),
        "equal_two": _EQUAL if vouchers == taxes else _UNEQUAL,
        "taxes_sum": with_sign(taxes),
        "exempt": say("print.exempt_sales", count=exempt["count"], amount=yuan(exempt["net_fen"])),
        "last_seq": str(report["last"]),
        "unsent": str(report.get("unsent", "")),
        "late_list": say("print.late_acts", count=report["late"]) if report["late"] else "",
    }


def _payment(line: Mapping[str, Any]) -> dict[str, str]:
    taken = line["fen"]
    return {
        "method": say(f"print.method_{line['method']}"),
        "count": str(line["count"]),
        "due": yuan(taken + line["reversed_fen"]),
        "reversed_count": _count(line["reversed_count"]),
        "reversed": _amount(line["reversed_fen"]),
        "open_count": _count(line["open_count"]),
        "open": _amount(line["open_fen"]),
        "taken": yuan(taken),
    }


def _payment_sums(lines: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    names = ("count", "fen", "reversed_count", "reversed_fen", "open_count", "open_fen")
    whole = {name: sum(line[name] for line in lines) for name in names}
    return {**_payment({**whole, "method": "cash"}), "method": say("print.sum")} if lines else {}


def _tax(line: Mapping[str, Any]) -> dict[str, str]:
    return {
        "name": tax_name(line["tax"]),
        "item": line["levy_item"] or "",
        "count": str(line["count"]),
        "base": yuan(line["base_fen"]),
        "before": yuan(line["before_fen"]),
        "relief": _amount(line["relief_fen"]),
        "due": yuan(line["due_fen"]),
        "late": _amount(line["late_fee_fen"]),
    }


def _tax_sums(lines: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Bases of different taxes are not added; what is paid is."""
    if not lines:
        return {}
    names = {"before": "before_fen", "relief": "relief_fen", "due": "due_fen", "late": "late_fee_fen"}
    sums = {name: _amount(sum(line[key] for line in lines)) for name, key in names.items()}
    return {"name": say("print.sum"), "item": "", "count": "", "base": "", **sums}


def _voucher(line: Mapping[str, Any]) -> dict[str, str]:
    return {
        "kind": say("print.paper_tax_voucher"),
        "code": line["code"],
        "first": line["first"],
        "last": line["last"],
        "count": str(line["issued"] + line["voided"] + line.get("spoiled", 0) + line.get("lost", 0)),
        "issued": str(line["issued"]),
        "voided": _count(line["voided"]),
        "sum": yuan(line["fen"]),
    }


def _invoices(line: Mapping[str, Any], issued: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    blue = [row for row in issued if row["code"] == line["code"] and row["state"] == "issued"]
    return {
        **_INVOICE_BLANK,
        "kind": say("print.paper_ordinary_invoice"),
        "code": line["code"],
        "first": line["first"],
        "last": line["last"],
        "issued": str(line["issued"]),
        "voided": _count(line["voided"]),
        "spoiled": _count(line.get("spoiled", 0) + line.get("lost", 0)),
        "net": yuan(sum(row["net_fen"] for row in blue)),
        "vat": yuan(sum(row["vat_fen"] for row in blue)),
        "total": yuan(line["fen"]),
    }


def _cash(report: Mapping[str, Any]) -> dict[str, str]:
    taken = next((line["fen"] for line in report["by_method"] if line["method"] == "cash"), 0)
    difference = report.get("difference_fen")
    book = report["drawer_fen"]
    return {
        **_SEAL_BLANK,
        "opening": yuan(report["float_fen"]),
        "taken": yuan(taken),
        "book": yuan(book),
        "counted": "" if difference is None else yuan(book + difference),
        "difference": "" if difference is None else yuan(difference),
    }


def _denominations(counted: Sequence[Sequence[int]]) -> str:
    return "　".join(f"{yuan(worth)}×{pieces}" for worth, pieces in counted if pieces)


def _difference(fen: int | None, note: str) -> str:
    """A difference is named, and is nobody's debt."""
    if not fen:
        return note
    said = say("print.shortage" if fen < 0 else "print.overage", amount=yuan(abs(fen)))
    return f"{said} {note}".strip()


def _count(number: int) -> str:
    return str(number) if number else "·"


def _amount(fen: int) -> str:
    return yuan(fen) if fen else "·"
