"""A case as it stands in an entry: all that the tax was worked out from, and nobody's name. Read back, it gives the same tax."""

from __future__ import annotations

from typing import Any

from schemas.failures import BadInput
from schemas.periods import read_day
from schemas.rules.case import Case, Party, Priced
from schemas.rules.prior import Prior, Sums
from schemas.rules.rates import read_rate

_SUMS = ("day_gross_fen", "month_gross_fen", "quarter_gross_fen")


def case_to_json(case: Case) -> dict[str, Any]:
    """A case in the types of canonical CBOR; what is not there is left out."""
    record: dict[str, Any] = {
        "on": case.on.isoformat(),
        "obligation_on": case.obligation_on.isoformat(),
        "district": case.district,
        "place": case.place,
        "payer": case.payer,
        "months": case.months,
        "invoices": [
            {"buyer": _party(buyer), "lines": [_line(line) for line in lines]} for buyer, lines in case.invoices
        ],
    }
    optional = {
        "period": case.period,
        "pit_rate": case.pit_rate.text if case.pit_rate else None,
        "pit_method": case.pit_method,
    }
    return record | {name: value for name, value in optional.items() if value is not None}


def case_from_json(record: dict[str, Any]) -> Case:
    """The case of a record; BadInput `rules.record` if it is none."""
    try:
        return Case(
            on=read_day(record["on"]),
            obligation_on=read_day(record["obligation_on"]),
            district=record["district"],
            place=record["place"],
            payer=record["payer"],
            period=record.get("period"),
            months=record["months"],
            invoices=tuple(
                (
                    Party(invoice["buyer"]["kind"], invoice["buyer"].get("no_id_reason")),
                    tuple(Priced(*(line[name] for name in _LINE)) for line in invoice["lines"]),
                )
                for invoice in record["invoices"]
            ),
            pit_rate=read_rate(record["pit_rate"]) if "pit_rate" in record else None,
            pit_method=record.get("pit_method"),
        )
    except (KeyError, TypeError, AttributeError) as lost:
        raise BadInput("rules.record", reason=type(lost).__name__) from None


def prior_to_json(prior: Prior) -> dict[str, Any]:
    """Prior sums as the contract's object."""
    sums: dict[str, Any] = {name: getattr(prior, name) for name in _SUMS}
    if prior.at_most is not None:
        sums["at_most"] = {name: getattr(prior.at_most, name) for name in _SUMS}
    return sums


def prior_from_json(record: dict[str, Any]) -> Prior:
    """Prior sums from the contract's object; BadInput `rules.record` if it is none."""
    try:
        most = record.get("at_most")
        at_most = Sums(**{name: most[name] for name in _SUMS}) if most is not None else None
        return Prior(**{name: record[name] for name in _SUMS}, at_most=at_most)
    except (KeyError, TypeError, AttributeError) as lost:
        raise BadInput("rules.record", reason=type(lost).__name__) from None


_LINE = ("item", "charged_fen", "net_priced", "discount_fen")


def _party(party: Party) -> dict[str, Any]:
    return {"kind": party.kind} | ({"no_id_reason": party.no_id_reason} if party.no_id_reason else {})


def _line(line: Priced) -> dict[str, Any]:
    return {name: getattr(line, name) for name in _LINE}
