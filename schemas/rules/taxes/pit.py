"""个人所得税: left to the payer who withholds it, by an assessed rate, by the bureau's table, or by law for rent (A7)."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.rules.clauses import Pit
from schemas.rules.law import Law
from schemas.rules.rates import Rate, nearest
from schemas.rules.taxes.sheet import Sheet

DEDUCTED = ("urban", "edu", "local_edu", "property", "stamp")
"""Taxes paid on the rent, which are taken off before income tax; VAT is not in the net."""


def income_tax(sheet: Sheet, laws: Mapping[str, Law], nets: Mapping[str, int]) -> None:
    """Write the income tax of each item by its own clause; `nets` holds the net of each item."""
    assessed: dict[str, tuple[Pit, Rate, int]] = {}
    for item, net in nets.items():
        clauses = laws[item].pit
        if "withheld" in clauses:
            _withheld(sheet, clauses["withheld"], net)
        elif sheet.case.pit_method and "lease_statutory" in clauses:
            _lease(sheet, clauses["lease_statutory"], net)
        elif (clause := _by_rate(sheet, clauses)) is not None:
            key, rate = clause.row.id, sheet.case.pit_rate or clause.rate
            assert rate is not None, "a clause by rate has one, or the application has"
            assessed[key] = (clause, rate, assessed[key][2] + net if key in assessed else net)
    for clause, rate, net in assessed.values():
        _assessed(sheet, clause, rate, net)


def _by_rate(sheet: Sheet, clauses: Mapping[str, Pit]) -> Pit | None:
    """The clause for an assessed rate if the application has one, else the bureau's table if the pack has one."""
    return clauses.get("assessed") if sheet.case.pit_rate else clauses.get("table")


def _withheld(sheet: Sheet, clause: Pit, net_fen: int) -> None:
    sheet.step("rules.step.pit_withheld", clause.row)
    sheet.levy("pit", clause.row, base_fen=net_fen, before_fen=0, collector="buyer_withholds")


def _assessed(sheet: Sheet, clause: Pit, rate: Rate, net_fen: int) -> None:
    due = rate.of(net_fen)
    if sheet.case.pit_rate:
        sheet.assumed.add("A7")
    sheet.step("rules.step.pit_rate", clause.row, base_fen=net_fen, rate=rate.percent, due_fen=due)
    sheet.levy("pit", clause.row, base_fen=net_fen, before_fen=due, rate=rate.text)


def _lease(sheet: Sheet, clause: Pit, net_fen: int) -> None:
    """Rent less the taxes on it; up to a line less a flat sum, above it less a share; times the rate."""
    assert clause.rate is not None and clause.share is not None, "a clause for rent has both rates"
    sheet.assumed.add("A7")
    taxes = sheet.paid(*DEDUCTED)
    rest = net_fen - taxes
    flat = rest <= clause.line_fen
    kept = max(rest - clause.flat_fen, 0) * clause.share.down if flat else rest * (clause.share.down - clause.share.up)
    due = nearest(kept * clause.rate.up, clause.rate.down * clause.share.down)
    sheet.step(
        "rules.step.pit_lease_flat" if flat else "rules.step.pit_lease_share",
        clause.row,
        income_fen=net_fen,
        taxes_fen=taxes,
        flat_fen=clause.flat_fen,
        line_fen=clause.line_fen,
        share=clause.share.percent,
        rate=clause.rate.percent,
        due_fen=due,
    )
    base = nearest(kept, clause.share.down)
    sheet.levy("pit", clause.row, base_fen=base, before_fen=due, rate=clause.rate.text)
