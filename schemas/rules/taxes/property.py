"""房产税 on rent: the invoice's net, which is the full rent where VAT is exempt (A4)."""

from __future__ import annotations

from schemas.rules.clauses import Property
from schemas.rules.taxes.sheet import Sheet


def property_tax(sheet: Sheet, clause: Property | None, base_fen: int, vat_fen: int) -> None:
    """Write the property tax of a lease, if the law has one."""
    if clause is None:
        return
    sheet.assumed.add("A4")
    before = clause.rate.of(base_fen)
    if not vat_fen:
        sheet.step("rules.step.full_rent", clause.row, base_fen=base_fen)
    sheet.step(
        "rules.step.charge",
        clause.row,
        tax_word="property",
        base_fen=base_fen,
        rate=clause.rate.percent,
        due_fen=before,
    )
    sheet.halve("property", clause.row, clause.rate, base_fen, before)
