"""增值税: exempt by law, exempt by a limit, or taxed; and what earlier exempt sales now owe."""

from __future__ import annotations

from schemas.rules.limits import Tried
from schemas.rules.pricing import Amounts, forgone, gross_of, taxed, untaxed
from schemas.rules.taxes.sheet import Sheet


def gross_lines(sheet: Sheet) -> list[int]:
    """Gross of each line if it is taxed, told with its discounts and with the tax added to prices without tax."""
    gross = gross_of(sheet.sold, sheet.law.vat)
    asked = sum(line.charged_fen for line in sheet.sold)
    discount = sum(line.discount_fen for line in sheet.sold)
    if discount:
        sheet.step("rules.step.discount", discount_fen=discount, asked_fen=asked, before_fen=asked + discount)
    sheet.step("rules.step.asked", asked_fen=asked, invoices=len(sheet.case.invoices), lines=len(sheet.sold))
    if sum(gross) != asked:
        sheet.step("rules.step.tax_added", asked_fen=asked, added_fen=sum(gross) - asked, gross_fen=sum(gross))
    return gross


def exempt_by_law(sheet: Sheet) -> Amounts:
    """免税: the whole item is exempt on that day, whatever the sum."""
    vat, amounts = sheet.law.vat, untaxed(sheet.sold)
    let_off = forgone(amounts.net_fen, vat)
    sheet.assumed.add("A8")
    sheet.step("rules.step.exempt_by_law", vat.row, net_fen=amounts.net_fen)
    sheet.levy("vat", vat.row, base_fen=amounts.net_fen, before_fen=let_off, relief_fen=let_off, relief_code=vat.relief)
    return amounts


def exempt_by_limit(sheet: Sheet, gross: list[int], test: Tried) -> Amounts:
    """未达起征点 or 小微免税: the whole is within the limit; no tax is added to prices without tax."""
    vat, threshold, amounts = sheet.law.vat, sheet.law.threshold, untaxed(sheet.sold)
    let_off = forgone(sum(gross), vat)
    sheet.assumed.add("A8")
    _tell_test(sheet, test)
    if sum(gross) != amounts.net_fen:
        sheet.step("rules.step.no_tax_added", net_fen=amounts.net_fen)
    sheet.levy(
        "vat",
        threshold.row,
        base_fen=amounts.net_fen,
        before_fen=let_off,
        relief_fen=let_off,
        relief_code=threshold.relief,
        cites=vat.row.cites,
    )
    return amounts


def charged(sheet: Sheet, gross: list[int], test: Tried) -> tuple[Amounts, int]:
    """Taxed on the whole; second, the gross of earlier exempt sales that now owe back-tax 补税."""
    vat, threshold = sheet.law.vat, sheet.law.threshold
    amounts = taxed(sheet.sold, gross, vat)
    _tell_test(sheet, test)
    _tell_working(sheet, amounts)
    base = vat.divisor.without(sum(gross)) if vat.reduced else amounts.net_fen
    sheet.assumed.add("A2" if vat.reduced else "A1")
    sheet.levy("vat", vat.row, base_fen=base, before_fen=amounts.vat_fen, rate=vat.rate.text, cites=threshold.row.cites)
    back = test.before_fen if test.before_within else 0
    if back:
        sheet.step("rules.step.back_tax", threshold.row, over_word=test.counted, back_fen=back)
    return amounts, back


def _tell_test(sheet: Sheet, test: Tried) -> None:
    """The step of a limit: what counts, what the limit is, on which side the sale falls."""
    row, months = sheet.law.threshold.row, sheet.case.months
    if sheet.law.threshold.spread and months > 1:
        sheet.step("rules.step.spread", row, months=months, share_fen=test.share_fen)
    within, beyond = {"below": ("below", "reached"), "not_above": ("not_above", "above")}[test.test]
    sheet.step(
        f"rules.step.{within if test.within else beyond}",
        row,
        over_word=test.counted,
        before_fen=test.before_fen,
        share_fen=test.share_fen,
        divisor=sheet.law.vat.divisor.percent,
        sales_fen=test.sales_fen,
        limit_fen=test.limit_fen,
    )


def _tell_working(sheet: Sheet, amounts: Amounts) -> None:
    vat = sheet.law.vat
    sheet.step(
        "rules.step.vat_reduced" if vat.reduced else "rules.step.vat",
        vat.row,
        gross_fen=amounts.net_fen + amounts.vat_fen,
        net_fen=amounts.net_fen,
        vat_fen=amounts.vat_fen,
        rate=vat.rate.percent,
        divisor=vat.divisor.percent,
    )
    if amounts.residue_fen:
        sheet.step("rules.step.residue", vat.row, residue_fen=amounts.residue_fen)
