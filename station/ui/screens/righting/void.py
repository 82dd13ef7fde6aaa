"""Voiding an invoice of this month 作废: all copies must be in hand, and whether they had left the counter decides who agrees."""

from __future__ import annotations

from schemas.failures import Refusal
from schemas.words import say
from station.counter.commands import VoidInvoice
from station.ui.forms import Question
from station.ui.screens.righting.base import RightingForm
from station.ui.screens.righting.invoices import invoice_question, invoice_said

REASONS = ("wrong_buyer", "wrong_item", "wrong_amount", "not_wanted")
"""Why, in the order of digits."""
COPIES = ("kept", "back", "missing")
"""没有交出去 · 交出过，已全部收回 · 收不齐."""


class VoidForm(RightingForm):
    """Which invoice, why, where its copies are."""

    kind = "void"

    def own_questions(self) -> tuple[Question, ...]:
        """Why, and where the copies are."""
        return (
            *invoice_question(self.case),
            Question(name="void_reason", choices=REASONS),
            Question(name="handed_over", choices=COPIES, room="copies"),
        )

    def act(self, authoriser: str | None) -> VoidInvoice:
        """The void; Refusal `righting.copies` when a copy is missing."""
        if self._form.said.get("handed_over") == "missing":
            raise Refusal("righting.copies", field="handed_over")
        one = invoice_said(self.case, self._form.said)
        reason = self._form.said.get("void_reason") or REASONS[0]
        return VoidInvoice(
            command=self.command,
            clerk=self.host.clerk,
            code=one.code,
            number=one.number,
            reason=say(f"righting.of.void_reason.{reason}"),
            on=self.host.standing.day,
            authoriser=authoriser,
            handed_over=self.handed_over(),
            payee=self.payee(),
        )
