"""What stands on an ordinary invoice issued on behalf 代开增值税普通发票, and on its list 清单.

By the rules for paper invoices the seller is the tax authority that issues; who really sold stands in the remarks.
No check code, cipher area or official QR is ever made here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemas.facts import InvoiceIssued
from schemas.money import capitals, yuan
from schemas.rules.short_names import with_short_name
from schemas.words import say
from station.print.act import SPECIMEN, Act
from station.print.figures import masked, percent, unit_price, with_sign, written_day

MOST_LINES = 8
"""Lines on the form; more stand on the list."""
LINES = "lines"
MOVABLE = ("buyer_contact", "buyer_account", "remarks", LINES)
"""Fields that move to the list when they do not fit on the form."""
_STARS = "***"
_HIDDEN_RATE = "0.015"
"""个人出租住房 at 1.5 %: the rate column shows stars (国家税务总局公告2016年第23号)."""
_PERSON = "natural_person"


def invoice_values(act: Act, part: int, moved: frozenset[str]) -> dict[str, Any]:
    """The values of one invoice; the fields in `moved` stand on its list instead."""
    invoice, given = act.invoices[part], act.given["invoices"][part]
    everything = _everything(act, part)
    pointed = dict.fromkeys(moved - {LINES}, say("print.see_list"))
    lines = [_summary(invoice)] if LINES in moved else lines_of(act, part)
    return {
        **everything,
        **pointed,
        "lines": lines,
        "buyer_name": given["buyer"]["name"],
        "net": with_sign(invoice.net_fen),
        "vat": _vat(invoice, with_sign(invoice.vat_fen)),
        "capitals": "⊗ " + capitals(invoice.net_fen + invoice.vat_fen).replace("元", "圆"),
        "total": with_sign(invoice.net_fen + invoice.vat_fen),
    }


def list_values(act: Act, part: int, moved: frozenset[str]) -> dict[str, Any]:
    """The values of the list that belongs to one invoice."""
    invoice, everything = act.invoices[part], _everything(act, part)
    lines = lines_of(act, part) if LINES in moved else []
    notes = [
        {"label": say(f"print.field_{name}"), "text": everything[name]}
        for name in MOVABLE
        if name in moved - {LINES} and everything[name]
    ]
    blank = dict.fromkeys(("place", "model", "unit", "quantity", "price", "rate"), "")
    sums = {"name": say("print.sum"), "net": yuan(invoice.net_fen), "vat": _vat(invoice, yuan(invoice.vat_fen))}
    numbered = [{**line, "place": str(place)} for place, line in enumerate(lines, 1)]
    return {
        **everything,
        "lines": numbered,
        "sums": {**blank, **sums} if lines else {},
        "notes": notes,
        "seller_note": say("print.payer", name=act.payer["name"]),
    }


def lines_of(act: Act, part: int) -> list[dict[str, str]]:
    """The lines of one invoice as rows of text."""
    given = act.given["invoices"][part]["lines"]
    worked = act.quote["invoices"][part]["lines"]
    return [_line(act.invoices[part], line, sums) for line, sums in zip(given, worked, strict=True)]


def _everything(act: Act, part: int) -> dict[str, Any]:
    """All single values of an invoice, each in full."""
    invoice, buyer = act.invoices[part], act.given["invoices"][part]["buyer"]
    paid = say("print.tax_paid", code=act.voucher.code, number=act.voucher.number) if act.voucher else ""
    return {
        "specimen": say("print.specimen") if invoice.source == SPECIMEN else "",
        "code": invoice.code,
        "number": invoice.number,
        "issued_on": written_day(act.on),
        "buyer_name": buyer["name"],
        "buyer_id": buyer.get("id", ""),
        "buyer_contact": _joined(buyer, "address", "phone"),
        "buyer_account": _joined(buyer, "bank", "account"),
        "seller_name": say("print.seller", authority=act.profile["authority"]),
        "seller_id": act.profile["authority_code"],
        "seller_contact": "",
        "seller_account": paid,
        "remarks": "\n".join((*_remarks(act), *_changed(act, part))),
        "payee": act.clerk if act.voucher else "",
        "reviewer": "",
        "clerk": act.clerk,
    }


def _remarks(act: Act) -> list[str]:
    """What law wants in the remarks, by kind of item."""
    payer, given = act.payer, act.given
    number = masked(payer["id"]) if payer["kind"] == _PERSON else payer["id"]
    said = [say("print.remark_payer", name=payer["name"], id=number)]
    if act.voucher:
        said.append(say("print.tax_paid", code=act.voucher.code, number=act.voucher.number))
    if "property" in given:
        said.append(say("print.remark_property", address=given["property"]["address"]))
    lease = given.get("lease", {})
    if "from" in lease and "to" in lease:
        said.append(say("print.remark_lease", first=lease["from"], last=lease["to"]))
    if "construction" in given:
        place = given["construction"]
        said.append(say("print.remark_construction", county=place["county"], project=place["project"]))
    if "freight" in given:
        way = given["freight"]
        said.append(say("print.remark_freight", start=way["from"], end=way["to"], **_load(way)))
    if any(line["collector"] == "buyer_withholds" and line["tax"] == "pit" for line in act.quote["taxes"]):
        said.append(say("print.remark_withheld"))
    return said


def _changed(act: Act, part: int) -> list[str]:
    """An invoice that went on another form names the one that was spoiled."""
    moved = act.moved.get(("invoice", part))
    return [say("print.remark_changed", code=moved.from_code, number=moved.from_number)] if moved else []


def _load(way: Mapping[str, str]) -> dict[str, str]:
    return {"vehicle": way["vehicle"], "goods": way["goods"]}


def _line(invoice: InvoiceIssued, line: Mapping[str, Any], sums: Mapping[str, Any]) -> dict[str, str]:
    quantity = line.get("quantity", "")
    return {
        "name": with_short_name(line["name"], line.get("item", ""), line.get("code")),
        "model": line.get("model", ""),
        "unit": line.get("unit", ""),
        "quantity": quantity,
        "price": unit_price(sums["net_fen"], quantity) if quantity else "",
        "net": yuan(sums["net_fen"]),
        "rate": _rate(invoice),
        "vat": _vat(invoice, yuan(sums["vat_fen"])),
    }


def _summary(invoice: InvoiceIssued) -> dict[str, str]:
    """The one line of a form whose lines stand on the list."""
    blank = dict.fromkeys(("model", "unit", "quantity", "price"), "")
    sums = {"net": yuan(invoice.net_fen), "rate": _rate(invoice), "vat": _vat(invoice, yuan(invoice.vat_fen))}
    return {**blank, "name": say("print.see_list"), **sums}


def _rate(invoice: InvoiceIssued) -> str:
    if invoice.exempt or invoice.rate is None:
        return say("print.exempt")
    return _STARS if invoice.rate == _HIDDEN_RATE else percent(invoice.rate)


def _vat(invoice: InvoiceIssued, amount: str) -> str:
    return _STARS if invoice.exempt or invoice.rate is None else amount


def _joined(part: Mapping[str, str], *names: str) -> str:
    return " ".join(part[name] for name in names if part.get(name))
