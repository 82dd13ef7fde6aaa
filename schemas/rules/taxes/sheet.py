"""The working sheet 计税底稿: where each tax puts its line, its steps and the assumptions it used, in the order of the law."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from schemas.periods import TaxPeriod
from schemas.rules.answer import TaxLine
from schemas.rules.case import Case, Priced
from schemas.rules.law import Law
from schemas.rules.pack import Pack
from schemas.rules.rates import Rate
from schemas.rules.rows import Row
from schemas.rules.why import Step


class Sheet:
    """What has been worked out so far for one case under one pack."""

    def __init__(self, pack: Pack, case: Case, law: Law, period: TaxPeriod) -> None:
        self.pack, self.case, self.law, self.period = pack, case, law, period
        self.sold: tuple[Priced, ...] = tuple(line for _, lines in case.invoices for line in lines)
        self.lines: list[TaxLine] = []
        self.steps: list[Step] = []
        self.assumed: set[str] = set()

    def step(self, code: str, row: Row | None = None, **values: int | str) -> None:
        """Write a step down."""
        self.steps.append(Step(code, values, row.id, row.cites) if row else Step(code, values))

    def levy(
        self,
        tax: str,
        row: Row,
        *,
        base_fen: int,
        before_fen: int,
        rate: str | None = None,
        relief_fen: int = 0,
        relief_code: str | None = None,
        cites: tuple[str, ...] = (),
        collector: str = "counter",
        period: TaxPeriod | None = None,
    ) -> int:
        """Write a tax's line and return what is due of it."""
        span = period or self.period
        due = before_fen - relief_fen
        self.lines.append(
            TaxLine(
                tax=tax,
                levy_item=levy_item(self.pack, self.case.obligation_on, tax),
                period_from=span.first,
                period_to=span.last,
                base_fen=base_fen,
                rate=rate,
                due_before_relief_fen=before_fen,
                relief_fen=relief_fen,
                relief_code=relief_code if relief_fen else None,
                due_fen=due,
                collector=collector,
                rule=row.id,
                cites=row.cites + cites,
            )
        )
        return due

    def halve(
        self, tax: str, row: Row, rate: Rate, base_fen: int, before_fen: int, period: TaxPeriod | None = None
    ) -> int:
        """Write a tax's line with the half relief, if one stands for it; the relief is rounded by itself (A3)."""
        half = self.law.halves.get(tax)
        if half is None:
            return self.levy(tax, row, base_fen=base_fen, before_fen=before_fen, rate=rate.text, period=period)
        self.assumed.add("A3")
        due = half.share.rest(before_fen)
        self.step(
            "rules.step.half",
            half.row,
            tax_word=tax,
            before_fen=before_fen,
            share=half.share.percent,
            relief_fen=before_fen - due,
            due_fen=due,
        )
        return self.levy(
            tax,
            row,
            base_fen=base_fen,
            before_fen=before_fen,
            rate=rate.text,
            relief_fen=before_fen - due,
            relief_code=half.relief,
            cites=half.row.cites,
            period=period,
        )

    def paid(self, *taxes: str) -> int:
        """What is due so far of these taxes."""
        return sum(line.due_fen for line in self.lines if line.tax in taxes)


@lru_cache(maxsize=1024)
def levy_item(pack: Pack, day: date, tax: str) -> str:
    """征收项目代码 of a tax."""
    return next(row.levy_item for row in pack.budget if row.tax == tax and row.row.stands_on(day))
