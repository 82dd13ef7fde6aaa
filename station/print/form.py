"""What stands on the application form 代开增值税发票缴纳税款申报单, which the payer signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemas.money import capitals, yuan
from schemas.words import say
from station.print.act import Act
from station.print.figures import with_sign
from station.print.invoice import lines_of
from station.print.voucher import tax_rows


def form_values(act: Act, reprint: str = "") -> dict[str, Any]:
    """The values of the application form."""
    payer = act.payer
    collected = act.voucher.total_fen if act.voucher else 0
    return {
        "specimen": say("print.specimen") if act.specimen else "",
        "reprint": reprint,
        "site_name": act.profile["name"],
        "site": act.profile["site"],
        "on": act.on,
        "entry": act.entry.id.hex()[:12],
        "payer_name": payer["name"],
        "payer_id": payer["id"],
        "payer_phone": payer.get("phone", ""),
        "payer_kind": say(f"print.payer_{payer['kind']}"),
        "payer_address": payer.get("address", ""),
        "agents": [_agent(act.given["agent"])] if "agent" in act.given else [],
        "invoices": [_invoice(act, part) for part in range(len(act.invoices))],
        "notes": [{"note": note} for note in _notes(act.given)],
        "taxes": tax_rows(act),
        "tax_sums": _tax_sums(act),
        "tax_note": say("print.remark_withheld") if _withheld(act) else "",
        "collected": with_sign(collected),
        "collected_capitals": capitals(collected),
        "method": "、".join(say(f"print.method_{payment.method}") for payment in act.payments),
        "voucher": f"{act.voucher.code} {act.voucher.number}" if act.voucher else say("print.none_collected"),
        "clerk": act.clerk,
    }


def _agent(agent: Mapping[str, str]) -> dict[str, str]:
    authority = say("print.authority", number=agent["authority_no"], last=agent["valid_to"])
    return {"name": agent["name"], "id": agent["id"], "phone": agent["phone"], "authority": authority}


def _invoice(act: Act, part: int) -> dict[str, Any]:
    invoice, buyer = act.invoices[part], act.given["invoices"][part]["buyer"]
    blank = dict.fromkeys(("model", "unit", "quantity", "price", "rate"), "")
    vat = "***" if invoice.exempt else yuan(invoice.vat_fen)
    return {
        "code": invoice.code,
        "number": invoice.number,
        "buyer_name": buyer["name"],
        "buyer_id": buyer.get("id") or buyer.get("no_id_reason", ""),
        "lines": lines_of(act, part),
        "sums": {**blank, "name": say("print.sum"), "net": yuan(invoice.net_fen), "vat": vat},
    }


def _notes(given: Mapping[str, Any]) -> list[str]:
    said: list[str] = []
    if "contract_no" in given:
        said.append(say("print.note_contract", number=given["contract_no"]))
    if "property" in given:
        said.append(say("print.remark_property", address=given["property"]["address"]))
    if "construction" in given:
        place = given["construction"]
        said.append(say("print.remark_construction", county=place["county"], project=place["project"]))
    return said


def _tax_sums(act: Act) -> dict[str, str]:
    """Sums over what the counter collects."""
    lines = [line for line in act.quote["taxes"] if line["collector"] == "counter"]
    names = {"before": "due_before_relief_fen", "relief": "relief_fen", "due": "due_fen"}
    sums = {name: yuan(sum(line[key] for line in lines)) for name, key in names.items()}
    return {"name": say("print.sum"), "period": "", "base": "", "rate": "", **sums}


def _withheld(act: Act) -> bool:
    return any(line["collector"] == "buyer_withholds" and line["tax"] == "pit" for line in act.quote["taxes"])
