"""What stands on a red-letter invoice 红字发票: the invoice that it takes back, in whole or in part, with negative amounts."""

from __future__ import annotations

from typing import Any

from schemas.facts import RedLetterIssued
from schemas.money import capitals, yuan
from schemas.words import say
from station.print.act import SPECIMEN, Act
from station.print.figures import with_sign, written_day
from station.print.invoice import LINES, invoice_values

_STARS = "***"


def red_values(act: Act, part: int, fact: RedLetterIssued) -> dict[str, Any]:
    """The values of a red letter against one invoice of a sale; `act` is the sale."""
    many = len(act.given["invoices"][part]["lines"]) > 1
    whole = (fact.net_fen, fact.vat_fen) == (act.invoices[part].net_fen, act.invoices[part].vat_fen)
    values = invoice_values(act, part, frozenset({LINES}) if many or not whole else frozenset())
    vat = _STARS if values["vat"] == _STARS else with_sign(-fact.vat_fen)
    total = fact.net_fen + fact.vat_fen
    lines = [_taken_back(line, fact, values["vat"]) for line in values["lines"]]
    if many or not whole:
        lines = [{**line, "name": say("print.red_lines" if whole else "print.red_part")} for line in lines]
    return {
        **values,
        "specimen": say("print.specimen") if fact.source == SPECIMEN else "",
        "negative": say("print.red_mark"),
        "code": fact.code,
        "number": fact.number,
        "issued_on": written_day(fact.on),
        "lines": lines,
        "net": with_sign(-fact.net_fen),
        "vat": vat,
        "capitals": say("print.red_capitals", amount=capitals(total).replace("元", "圆")),
        "total": with_sign(-total),
        "remarks": "\n".join(
            (
                say("print.red_of", code=fact.of_code, number=fact.of_number),
                say(f"print.red_reason_{fact.reason}"),
                say("print.payer", name=act.payer["name"]),
            )
        ),
    }


def _taken_back(line: dict[str, str], fact: RedLetterIssued, vat: str) -> dict[str, str]:
    """The one line with its signs turned; a quantity that was given is negative, its price is not."""
    quantity = f"-{line['quantity']}" if line["quantity"] else ""
    turned = _STARS if vat == _STARS else f"-{yuan(fact.vat_fen)}"
    return {**line, "quantity": quantity, "net": f"-{yuan(fact.net_fen)}", "vat": turned}
