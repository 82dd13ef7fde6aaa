"""附加税费 on the VAT that is due: 城市维护建设税, 教育费附加, 地方教育附加; the education charges have a limit of their own."""

from __future__ import annotations

from schemas.rules.clauses import Charge, Exemption
from schemas.rules.limits import Tried, try_limit
from schemas.rules.prior import Sums
from schemas.rules.taxes.sheet import Sheet


def charge(sheet: Sheet, vat_fen: int, gross_fen: int, prior: Sums) -> None:
    """Write the charges on `vat_fen`; a natural person's exemption is the bureau's question A5."""
    if sheet.case.payer == "natural_person":
        sheet.assumed.add(f"A5={sheet.pack.switch('edu12_natural')}")
    told: set[str] = set()
    for clause in sheet.law.charges:
        exemption = sheet.law.exemptions.get(clause.tax)
        test = _try(sheet, exemption, gross_fen, prior) if exemption else None
        if exemption and test and test.within:
            if exemption.row.id not in told:
                _tell_exempt(sheet, exemption, test)
                told.add(exemption.row.id)
            _let_off(sheet, clause, exemption, vat_fen)
        else:
            _charged(sheet, clause, vat_fen)


def _try(sheet: Sheet, exemption: Exemption, gross_fen: int, prior: Sums) -> Tried:
    months = sheet.case.months if sheet.law.threshold.spread else 1
    return try_limit(exemption.limit, gross_fen, months, sheet.law.vat.divisor, sheet.case.period, prior)


def _charged(sheet: Sheet, clause: Charge, vat_fen: int) -> None:
    rate = clause.rates[sheet.case.place]
    before = rate.of(vat_fen)
    sheet.step(
        "rules.step.charge", clause.row, tax_word=clause.tax, base_fen=vat_fen, rate=rate.percent, due_fen=before
    )
    if clause.tax == "local_edu":
        sheet.assumed.add("A6")
    sheet.halve(clause.tax, clause.row, rate, vat_fen, before)


def _let_off(sheet: Sheet, clause: Charge, exemption: Exemption, vat_fen: int) -> None:
    rate = clause.rates[sheet.case.place]
    before = rate.of(vat_fen)
    sheet.levy(
        clause.tax,
        clause.row,
        base_fen=vat_fen,
        before_fen=before,
        rate=rate.text,
        relief_fen=before,
        relief_code=exemption.relief,
        cites=exemption.row.cites,
    )


def _tell_exempt(sheet: Sheet, exemption: Exemption, test: Tried) -> None:
    sheet.step(
        "rules.step.charges_exempt" if test.test == "not_above" else "rules.step.charges_exempt_below",
        exemption.row,
        over_word=test.counted,
        sales_fen=test.sales_fen,
        limit_fen=test.limit_fen,
    )
