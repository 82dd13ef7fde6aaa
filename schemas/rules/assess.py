"""The engine 计税: `quote` works an application out by the law of its day. Pure; exact inside, whole fen outside."""

from __future__ import annotations

from dataclasses import replace

from schemas.application import Application
from schemas.failures import BadInput, Refusal
from schemas.periods import period_of
from schemas.rules.answer import Bounds, InvoiceAmounts, Quote
from schemas.rules.case import Case, case_of
from schemas.rules.law import Law, law_for
from schemas.rules.limits import try_threshold
from schemas.rules.pack import Pack
from schemas.rules.pricing import Amounts
from schemas.rules.prior import Prior, Sums
from schemas.rules.shelf import outside
from schemas.rules.taxes.charges import charge
from schemas.rules.taxes.pit import income_tax
from schemas.rules.taxes.property import property_tax
from schemas.rules.taxes.sheet import Sheet
from schemas.rules.taxes.stamp import stamp_duty
from schemas.rules.taxes.vat import charged, exempt_by_law, exempt_by_limit, gross_lines
from schemas.rules.why import Step


def quote(application: Application, prior: Prior, pack: Pack) -> Quote:
    """The tax on an application after the sales in `prior`, by the pack of its tax-obligation day.

    Refusal `rules.…` where the pack has no rule for the day, the place, the payer or the mixture of items, or where
    the law gives the tax to a withholding agent. Prior sums that the application itself carries are not read here; see
    `Prior.from_application`.
    """
    return quote_case(case_of(application), prior, pack)


def quote_case(case: Case, prior: Prior, pack: Pack) -> Quote:
    """The same for a case, from which everything personal has been left out."""
    laws = laws_of(case, pack)
    least = _assess(case, laws, prior, pack)
    if prior.at_most is None:
        return least
    most = _assess(case, laws, prior.at_most, pack)
    bounds = Bounds(
        total_fen=(least.total_fen, most.total_fen),
        exempt=(least.exempt, most.exempt),
        back_tax_gross_fen=(least.back_tax_gross_fen, most.back_tax_gross_fen),
    )
    return replace(least, bounds=bounds, steps=(*least.steps, *_bounds_steps(bounds)))


def laws_of(case: Case, pack: Pack) -> dict[str, Law]:
    """The law of each item; refuses what may not be worked out here, or not together."""
    day = case.obligation_on
    if not pack.covers(day):
        raise Refusal("rules.not_covered", on=str(day), missing=outside(day, [pack]), pack=pack.id)
    if not pack.speaks_for(case.district):
        raise Refusal("rules.territory", field="district", district=case.district, pack=pack.id)
    items = dict.fromkeys(line.item for _, lines in case.invoices for line in lines)
    laws = {item: law_for(pack, day, case.payer, item) for item in items}
    _refuse_withheld(case, laws)
    _refuse_net_price(case, laws)
    first, *others = laws.values()
    if any(_alike(law) != _alike(first) for law in others):
        raise Refusal("rules.mixed_rates", field="invoices")
    return laws


def _alike(law: Law) -> tuple[object, ...]:
    """What must be the same for items that are worked out together."""
    vat = law.vat
    return (vat.rate.text, vat.divisor.text, vat.exempt, law.threshold, law.charges, law.exemptions, law.halves)


def _refuse_withheld(case: Case, laws: dict[str, Law]) -> None:
    """A sale whose tax is withheld by its buyer may not be taxed by an entrusted collector (2013年第24号 §4)."""
    for law in laws.values():
        for clause in law.withholding:
            for index, (buyer, _) in enumerate(case.invoices):
                if buyer.kind in clause.buyers and buyer.no_id_reason not in clause.not_reasons:
                    raise Refusal(
                        "rules.withholding_agent",
                        field=f"invoices.{index}.buyer.kind",
                        on=str(case.obligation_on),
                        documents=" · ".join(clause.row.cites),
                    )


def _refuse_net_price(case: Case, laws: dict[str, Law]) -> None:
    """A reduced levy is worked out from the price with tax (STA公告2016年第23号), so that price must be given."""
    for index, (_, lines) in enumerate(case.invoices):
        for place, line in enumerate(lines):
            if line.net_priced and laws[line.item].vat.reduced:
                raise BadInput("rules.housing_net_price", field=f"invoices.{index}.lines.{place}.net_fen")


def _assess(case: Case, laws: dict[str, Law], prior: Sums, pack: Pack) -> Quote:
    law = next(iter(laws.values()))
    counted, _ = law.threshold.limit.over(case.period)
    sheet = Sheet(pack, case, law, period_of(counted, case.obligation_on))
    _tell_law(sheet)
    gross = gross_lines(sheet)
    amounts, exempt, back = _value_added(sheet, gross, prior)
    if amounts.vat_fen:
        charge(sheet, amounts.vat_fen, sum(gross), prior)
    _by_item(sheet, laws, amounts)
    return _answer(sheet, amounts, exempt, back)


def _tell_law(sheet: Sheet) -> None:
    case, pack = sheet.case, sheet.pack
    values = {"on": str(case.obligation_on), "pack": pack.id, "version": pack.version}
    if case.obligation_on == case.on:
        sheet.step("rules.step.law", None, **values)
    else:
        sheet.step("rules.step.law_obligation", None, issued=str(case.on), **values)


def _value_added(sheet: Sheet, gross: list[int], prior: Sums) -> tuple[Amounts, str | None, int]:
    """Amounts, the reason of an exemption, and the gross that owes back-tax."""
    law, case = sheet.law, sheet.case
    if law.vat.exempt:
        return exempt_by_law(sheet), law.vat.exempt, 0
    test = try_threshold(law.threshold, sheet.sold, gross, case.months, law.vat.divisor, case.period, prior)
    if test.within:
        return exempt_by_limit(sheet, gross, test), law.threshold.exempt, 0
    amounts, back = charged(sheet, gross, test)
    return amounts, None, back


def _by_item(sheet: Sheet, laws: dict[str, Law], amounts: Amounts) -> None:
    """The taxes that look at what was sold: property tax and stamp duty of a lease, individual income tax."""
    nets: dict[str, int] = {}
    for line, net in zip(sheet.sold, amounts.nets, strict=True):
        nets[line.item] = nets.get(line.item, 0) + net
    for item, net in nets.items():
        property_tax(sheet, laws[item].property, net, amounts.vat_fen)
        stamp_duty(sheet, laws[item].stamp, net)
    income_tax(sheet, laws, nets)


def _answer(sheet: Sheet, amounts: Amounts, exempt: str | None, back: int) -> Quote:
    total = sum(line.due_fen for line in sheet.lines if line.collector == "counter")
    sheet.step("rules.step.total", total_fen=total)
    if sheet.case.period == "quarter":
        sheet.assumed.add("A9")
    return Quote(
        gross_fen=amounts.net_fen + amounts.vat_fen,
        net_fen=amounts.net_fen,
        vat_fen=amounts.vat_fen,
        rate=None if exempt else sheet.law.vat.rate.text,
        exempt=exempt,
        total_fen=total,
        back_tax_gross_fen=back,
        taxes=tuple(sheet.lines),
        invoices=_invoices(sheet.case, amounts),
        pack_id=sheet.pack.id,
        pack_version=sheet.pack.version,
        pack_digest=sheet.pack.digest,
        assumptions=tuple(sorted(sheet.assumed, key=lambda name: (name not in ("A1", "A2", "A8"), name))),
        steps=tuple(sheet.steps),
    )


def _invoices(case: Case, amounts: Amounts) -> tuple[InvoiceAmounts, ...]:
    """The lines put back into their invoices; an invoice is the sum of its lines."""
    parts = iter(zip(amounts.nets, amounts.vats, strict=True))
    invoices: list[InvoiceAmounts] = []
    for _, lines in case.invoices:
        own = [next(parts) for _ in lines]
        invoices.append(InvoiceAmounts(sum(net for net, _ in own), sum(vat for _, vat in own), tuple(own)))
    return tuple(invoices)


def _bounds_steps(bounds: Bounds) -> tuple[Step, ...]:
    """What holds for sure, or what may change when the missing copies come in, and what then happens."""
    now, then = bounds.total_fen
    if bounds.certain:
        return (Step("rules.step.certain", {"total_fen": now}),)
    return (Step("rules.step.provisional", {"total_fen": now, "most_fen": then, "more_fen": then - now}),)
