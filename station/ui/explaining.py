"""One tax as numbered steps: what, formula, result, document. Every printed formula gives the printed figure. Pure.

The figures are the quote's own. A formula is printed only when it holds to the fen; relief is a difference, so it is
never rounded apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from schemas.money import half_up, yuan
from station.ui.rates import percent
from station.ui.speech import Speech


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `strong` marks the figure that was asked about."""

    what: str
    formula: str
    result: str
    document: str = ""
    note: str = ""
    strong: bool = False


def steps(quote: Mapping[str, Any], line: Mapping[str, Any], gross_fen: int, speech: Speech) -> tuple[Step, ...]:
    """How one line of a quote came about, from what the applicant said to what is paid."""
    said = Step(speech("ui.why.gross"), speech("ui.why.gross_said"), yuan(gross_fen), speech("ui.why.application"))
    return (said, *_net(quote, gross_fen, speech), *_line(line, speech))


def _net(quote: Mapping[str, Any], gross_fen: int, speech: Speech) -> tuple[Step, ...]:
    net, rate = quote["net_fen"], quote["rate"]
    if net == gross_fen:
        told = speech.choice("exempt", quote["exempt"]) if quote["exempt"] else ""
        return (Step(speech("ui.why.net"), told, yuan(net)),)
    if rate is not None and half_up(Fraction(gross_fen) / (1 + Fraction(rate))) == net:
        divisor = _decimal(1 + Fraction(rate))
        return (Step(speech("ui.why.net"), f"{yuan(gross_fen)} ÷ {divisor}", yuan(net), note=speech("ui.why.rounded")),)
    vat = quote["vat_fen"]
    return (
        (Step(speech("ui.why.net"), f"{yuan(gross_fen)} - {yuan(vat)}", yuan(net)),) if net + vat == gross_fen else ()
    )


def _line(line: Mapping[str, Any], speech: Speech) -> tuple[Step, ...]:
    base, before, relief, due = (line[f"{name}_fen"] for name in ("base", "due_before_relief", "relief", "due"))
    cites = " · ".join(dict.fromkeys(line["cites"]))
    made = [Step(speech("ui.why.base"), speech("ui.why.base_said"), yuan(base))]
    if line["rate"] is not None:
        formula = f"{yuan(base)} × {percent(line['rate'])}"
        holds = half_up(Fraction(line["rate"]) * base) == before
        rounded = speech("ui.why.rounded") if holds else ""
        made.append(Step(speech("ui.why.before"), formula if holds else "", yuan(before), cites, rounded))
    if relief:
        code = speech("ui.why.relief_code", code=line["relief_code"]) if line["relief_code"] else ""
        formula = f"{yuan(before)} - {yuan(due)}" if before - relief == due else ""
        made.append(Step(speech("ui.why.relief"), formula, yuan(relief), code, speech("ui.why.relief_rest")))
    taken = f"{yuan(before)} - {yuan(relief)}" if before - relief == due else ""
    formula = taken if relief else speech("ui.why.no_relief")
    made.append(Step(speech("ui.why.due"), formula, yuan(due), cites, speech("ui.why.rule", rule=line["rule"]), True))
    return tuple(made)


def _decimal(value: Fraction) -> str:
    """A short exact decimal: 1.01, 1.03, 1.05."""
    return percent(str(value / 100)).removesuffix("%")
