"""The ten reports 报表 of a site: pure folds of rows into sections of columns and lines.

`REPORTS` names each with what it is made by; `make` makes one. The head and the foot (unit, makers, digest) are handed in.
"""

from collections.abc import Callable, Mapping

from schemas.books.reports.day import day_sheet
from schemas.books.reports.money import accounts, fee, levies, settlement
from schemas.books.reports.report import Report, Section
from schemas.books.reports.rolls import arrears, households
from schemas.books.reports.source import Budget, Person, Source
from schemas.books.reports.work import differences, invoice_stock, volume
from schemas.failures import BadInput
from schemas.sheets import Cell

REPORTS: Mapping[str, Callable[[Source], tuple[Section, ...]]] = {
    "day-sheet": day_sheet,
    "levies": levies,
    "settlement": settlement,
    "fee": fee,
    "invoice-stock": invoice_stock,
    "differences": differences,
    "households": households,
    "arrears": arrears,
    "volume": volume,
    "tax-accounts": accounts,
}
"""日结单 · 代征税款台账 · 票款结报缴销单 · 手续费结算表 · 发票领用存月报 · 对账差异清单 · 定额户清册 · 欠税清册 · 窗口业务量统计 · 税收会计取数表."""


def make(name: str, source: Source, about: Mapping[str, Cell]) -> Report:
    """One report of the days of its source; BadInput `reports.unknown`."""
    made_by = REPORTS.get(name)
    if made_by is None:
        raise BadInput("reports.unknown", field="report", report=name, known=", ".join(REPORTS))
    return Report(name=name, first=source.first, last=source.last, sections=made_by(source), about=about)


__all__ = ["REPORTS", "Budget", "Person", "Report", "Section", "Source", "make"]
