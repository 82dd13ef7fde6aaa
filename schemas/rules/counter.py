"""What the desk does with a quote: remarks on the form, sheets under the cap, voucher, source of numbers, the fee."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from schemas.application import Application
from schemas.failures import Refusal
from schemas.rules.answer import TaxLine
from schemas.rules.desk import Budget, NumberSource, SheetCap
from schemas.rules.pack import Pack
from schemas.words import say


def remarks(application: Application, pack: Pack, tax_voucher: str | None, language: str = "zh_CN") -> tuple[str, ...]:
    """The remarks 备注栏 that the law wants on the form, in the order of the pack; the rest of the field is free."""
    items = tuple(dict.fromkeys(line.item for invoice in application.invoices for line in invoice.lines))
    values = _remark_values(application, tax_voucher)
    wanted = (
        remark
        for remark in pack.remarks
        if any(remark.row.speaks_of(application.on, application.taxpayer.kind, item) for item in items)
    )
    return tuple(
        say(remark.sentence, language, **values.get(remark.needs or "", {}))
        for remark in wanted
        if remark.needs is None or remark.needs in values
    )


def _remark_values(application: Application, tax_voucher: str | None) -> dict[str, Mapping[str, object]]:
    """What each remark says, as far as the application has it."""
    values: dict[str, Mapping[str, object]] = {"id": {"name": application.taxpayer.name, "id": application.taxpayer.id}}
    if tax_voucher is not None:
        values["tax_voucher"] = {"number": tax_voucher}
    if application.property is not None:
        values["property"] = {"address": application.property.address}
    if application.construction is not None:
        values["construction"] = application.construction.model_dump()
    if application.freight is not None:
        values["freight"] = application.freight.model_dump()
    return values


def sheet_caps(pack: Pack, on: date) -> dict[str, SheetCap]:
    """The editions of forms 最高开票限额版 of a day."""
    return {cap.edition: cap for cap in pack.sheet_caps if cap.row.stands_on(on)}


def sheets_needed(net_fen: int, cap: SheetCap) -> int:
    """Over how many sheets an amount without tax must be spread so that each stays below the cap."""
    most = cap.below_fen - 1
    return max(1, -(-net_fen // most))


def number_sources(pack: Pack, on: date) -> dict[str, NumberSource]:
    """Where numbers may come from on a day, by the name of the source."""
    return {source.source: source for source in pack.number_sources if source.row.stands_on(on)}


def voucher_for(pack: Pack, on: date, site: str, method: str) -> str:
    """The tax voucher 税收票证 that a kind of site gives for a channel of payment."""
    for voucher in pack.vouchers:
        if site in voucher.sites and method in voucher.methods and voucher.row.stands_on(on):
            return voucher.voucher
    raise Refusal("rules.no_voucher", on=str(on), site=site, method=method)


def budget_of(pack: Pack, on: date) -> dict[str, Budget]:
    """Levy item, subject and level of each tax 征收项目、预算科目和级次."""
    return {row.tax: row for row in pack.budget if row.row.stands_on(on)}


def fee_on(pack: Pack, on: date, site: str, taxes: Mapping[str, int]) -> int:
    """The fee 手续费 on what a site remitted of each tax, net of refunds, in 分; rounded once for each row of the pack."""
    rows = (fee for fee in pack.fees if site in fee.sites and fee.row.stands_on(on))
    return sum(fee.share.of(sum(taxes.get(tax, 0) for tax in fee.taxes)) for fee in rows)


def collected(lines: tuple[TaxLine, ...]) -> dict[str, int]:
    """Tax → what the counter collects of it."""
    sums: dict[str, int] = {}
    for line in lines:
        if line.collector == "counter" and line.due_fen:
            sums[line.tax] = sums.get(line.tax, 0) + line.due_fen
    return sums
