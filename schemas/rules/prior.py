"""What was sold before 以前销售额: the sums that limits are counted on, gross, in 分, and the most that they can be."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.application import Application, MostPrior


@dataclass(frozen=True, slots=True)
class Sums:
    """Gross sales of the day, the month and the quarter, without the sale at hand."""

    day_gross_fen: int = 0
    month_gross_fen: int = 0
    quarter_gross_fen: int = 0

    def over(self, counted: str) -> int:
        """The sum that a limit over `counted` looks at."""
        return {"day": self.day_gross_fen, "month": self.month_gross_fen, "quarter": self.quarter_gross_fen}[counted]


@dataclass(frozen=True, slots=True)
class Prior(Sums):
    """The sums that are known, and the most they can come to where copies may be missing (None: nothing is missing)."""

    at_most: Sums | None = None

    @classmethod
    def from_application(cls, application: Application) -> Prior:
        """The prior sums that an application carries, or nought."""
        given = application.prior
        if given is None:
            return cls()
        most = _sums(given.at_most) if given.at_most else None
        return cls(given.day_gross_fen, given.month_gross_fen, given.quarter_gross_fen, most)


def _sums(given: MostPrior) -> Sums:
    return Sums(given.day_gross_fen, given.month_gross_fen, given.quarter_gross_fen)
