"""A red-letter invoice 红字发票: which invoice, why, all of it or a part, and what becomes of the tax."""

from __future__ import annotations

from station.counter.acts import IssueRedLetter
from station.counter.reddening import REASONS
from station.ui.forms import Question, Said, money_question
from station.ui.screens.righting.base import SOMEBODY, RightingForm
from station.ui.screens.righting.invoices import invoice_question, invoice_said

EXTENTS = ("all", "part")
"""全部 · 一部分."""
COPIES = ("kept", "given")
"""没有交出去 · 交出过."""


class RedForm(RightingForm):
    """Which invoice, why, how much, whether the papers had left the counter."""

    kind = "red"
    always_second = True

    def own_questions(self) -> tuple[Question, ...]:
        """Where the papers are is asked only while the counter itself may pay back."""
        papers = Question(name="handed_over", choices=COPIES, room="given")
        return (
            *invoice_question(self.case),
            Question(name="red_reason", choices=REASONS),
            Question(name="extent", choices=EXTENTS),
            money_question("gross_fen", when=_in_part),
            *([papers] if self.case.today and self.case.sale.total_fen else []),
        )

    def act(self, authoriser: str | None) -> IssueRedLetter:
        """The red letter."""
        said, one = self._form.said, invoice_said(self.case, self._form.said)
        part = int(said["gross_fen"]) if _in_part(said) and said.get("gross_fen") else None
        return IssueRedLetter(
            command=self.command,
            clerk=self.host.clerk,
            on=self.host.standing.day,
            code=one.code,
            number=one.number,
            reason=said.get("red_reason") or REASONS[0],
            gross_fen=part,
            authoriser=authoriser or SOMEBODY,
            handed_over=self.handed_over(),
            payee=self.payee(),
        )


def _in_part(said: Said) -> bool:
    return said.get("extent") == "part"
