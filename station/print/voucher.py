"""What stands on a tax voucher 税收缴款书(税务收现专用), and on the list of taxes that it may need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemas.failures import Refusal
from schemas.money import capitals, yuan
from schemas.words import say
from station.print.act import Act
from station.print.figures import percent, period, with_sign, written_day

CERTIFICATE = "completion_certificate"
"""The kind of voucher that is a 税收完税证明."""
MOST_TAXES = 8
"""Rows on the form; more stand on a list."""


def voucher_values(act: Act) -> dict[str, Any]:
    """The values of the voucher; Refusal `paper.not_for_this` where nothing was collected."""
    taxes = _collected(act)
    many = len(taxes) > MOST_TAXES
    return {**_head(act), "taxes": [_summary(act, len(taxes))] if many else taxes}


def list_values(act: Act) -> dict[str, Any]:
    """The values of the list of taxes that belongs to a voucher."""
    taxes = [{**row, "place": str(place)} for place, row in enumerate(_collected(act), 1)]
    head = _head(act)
    blank = dict.fromkeys(("place", "period", "base", "rate", "deducted"), "")
    return {**head, "taxes": taxes, "sums": {**blank, "name": say("print.sum"), "due": head["plain_total"]}}


def needs_list(act: Act) -> bool:
    """Whether the voucher's rows stand on a list."""
    return len(_collected(act)) > MOST_TAXES


def tax_rows(act: Act) -> list[dict[str, str]]:
    """Every line of a sale's working that has something to say, as rows of text."""
    return [_worked(line) for line in act.quote["taxes"] if line["due_fen"] or line["relief_fen"]]


def tax_name(tax: str) -> str:
    """The name of a tax or charge 税费."""
    return say(f"print.tax_{tax}")


def _collected(act: Act) -> list[dict[str, str]]:
    """The rows that the counter collected: of a sale's working, or of dues that were settled."""
    if act.dues is not None:
        return [row for due in act.dues.dues for row in _settled(due)]
    return [_worked(line) for line in act.quote["taxes"] if line["collector"] == "counter" and line["due_fen"]]


def _worked(line: Mapping[str, Any]) -> dict[str, str]:
    relief = line["relief_fen"]
    return {
        "name": tax_name(line["tax"]),
        "item": _item(line["levy_item"]),
        "quantity": "",
        "base": yuan(line["base_fen"]),
        "rate": percent(line["rate"]) if line["rate"] is not None else "",
        "period": period(line["period_from"], line["period_to"]),
        "before": yuan(line["due_before_relief_fen"]),
        "relief": yuan(relief) if relief else "",
        "deducted": yuan(relief) if relief else "",
        "due": yuan(line["due_fen"]),
    }


def _settled(due: Mapping[str, Any]) -> list[dict[str, str]]:
    """A settled due as one row, and its late surcharge 滞纳金 as another."""
    blank = dict.fromkeys(("quantity", "base", "rate", "deducted"), "")
    common = {**blank, "item": _item(due["levy_item"]), "period": period(due["period_from"], due["period_to"])}
    rows = [{**common, "name": tax_name(due["tax"]), "due": yuan(due["paid_fen"])}] if due["paid_fen"] else []
    if due["late_fee_paid_fen"]:
        late = say("print.late_fee_of", tax=tax_name(due["tax"]))
        rows.append({**common, "name": late, "due": yuan(due["late_fee_paid_fen"])})
    return rows


def _item(levy_item: str | None) -> str:
    """The sub-item by its name 品目名称; a bare code of an item is no name."""
    return "" if levy_item is None or levy_item.isdigit() else levy_item


def _summary(act: Act, count: int) -> dict[str, str]:
    assert act.voucher is not None
    blank = dict.fromkeys(("item", "quantity", "base", "rate", "period", "deducted"), "")
    return {**blank, "name": say("print.see_tax_list", count=count), "due": yuan(act.voucher.total_fen)}


def _head(act: Act) -> dict[str, Any]:
    voucher = act.voucher
    if voucher is None:
        raise Refusal("paper.not_for_this", paper=say("print.paper_tax_voucher"))
    return {
        "specimen": say("print.specimen") if act.specimen else "",
        "code": voucher.code,
        "number": voucher.number,
        "voucher": f"{voucher.code} {voucher.number}",
        "issued_on": written_day(voucher.on),
        "authority": act.profile["authority"],
        "payer_id": act.payer["id"],
        "payer_name": act.payer["name"],
        "payer_address": act.payer.get("address", ""),
        "capitals": capitals(voucher.total_fen),
        "total": with_sign(voucher.total_fen),
        "plain_total": yuan(voucher.total_fen),
        "collecting_unit": act.profile["collecting_unit"] if act.entrusted else "",
        "clerk": act.clerk,
        "basis": _basis(voucher.voucher, entrusted=act.entrusted),
        "remarks": "\n".join(_remarks(act)),
    }


def _remarks(act: Act) -> list[str]:
    said = [
        say("print.paid_by", method=say(f"print.method_{payment.method}"), order=payment.order_no)
        for payment in act.payments
    ]
    if act.invoices:
        first, last = act.invoices[0], act.invoices[-1]
        number = first.number if first == last else f"{first.number}–{last.number}"
        said.append(say("print.for_invoice", code=first.code, number=number))
    moved = act.moved.get(("voucher", 0))
    if moved:
        said.append(say("print.remark_changed", code=moved.from_code, number=moved.from_number))
    return said


def _basis(kind: str, *, entrusted: bool) -> str:
    """Who fills the voucher in, and by what right."""
    if kind == CERTIFICATE:
        return say("print.certificate_basis_entrusted" if entrusted else "print.certificate_basis_authority")
    return say("print.voucher_basis_entrusted" if entrusted else "print.voucher_basis_authority")
