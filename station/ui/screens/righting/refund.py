"""Tax that goes back 退还税款, by the table: undone at the counter on its day, or asked of the bureau 退(抵)税申请."""

from __future__ import annotations

from schemas.failures import Failure
from schemas.words import say
from station.counter.acts import RequestRefund, ReverseCollection
from station.ui.forms import Question, Said, day_reader, money_question
from station.ui.screens.righting.base import RightingForm

REASONS = ("overpaid", "mistaken", "twice", "other")
"""多缴 · 误收 · 重复缴纳 · 其他."""
COPIES = ("kept", "given")
"""没有交出去 · 交出过."""
ARRIVED = ("no", "yes")
"""税款入库了没有."""
ALL = "all"


class RefundForm(RightingForm):
    """A collection of dues is undone on its day; of anything else, or later, the payer's application is taken in."""

    kind = "refund"

    @property
    def at_counter(self) -> bool:
        """Whether the counter itself pays back: a collection without invoice, by a way that it can undo today."""
        return bool(self.case.sale.dues) and self.case.goes_back(self.handed_over())

    def own_questions(self) -> tuple[Question, ...]:
        """Where the papers are, or whether the money has reached the treasury; why; which taxes."""
        taxes = tuple(self.case.left)
        handed = Question(name="handed_over", choices=COPIES, room="given")
        arrived = (
            Question(name="arrived", choices=ARRIVED),
            Question(name="arrived_on", read=day_reader(self.case.on), when=lambda said: said.get("arrived") == "yes"),
        )
        return (
            *([handed] if self.case.sale.dues and self.case.today else arrived if not self.case.today else []),
            Question(name="refund_reason", choices=REASONS),
            Question(name="reason", when=lambda said: said.get("refund_reason") == "other"),
            *(
                [Question(name="tax", choices=(ALL, *taxes), room="tax", when=self._by_bureau)]
                if len(taxes) > 1
                else []
            ),
            money_question("tax_fen", when=lambda said: self._by_bureau(said) and _one_tax(said)),
        )

    def _by_bureau(self, _said: Said) -> bool:
        return not self.at_counter

    def act(self, authoriser: str | None) -> ReverseCollection | RequestRefund:
        """The undoing, or the application."""
        said = self._form.said
        why = said.get("refund_reason") or REASONS[0]
        reason = (said.get("reason", "") if why == "other" else "") or say(f"righting.of.refund_reason.{why}")
        if self.at_counter:
            return ReverseCollection(
                command=self.command,
                clerk=self.host.clerk,
                on=self.host.standing.day,
                entry=self.case.sale.ref,
                reason=reason,
                handed_over=self.handed_over(),
                authoriser=authoriser,
            )
        asked = {said["tax"]: int(said["tax_fen"])} if _one_tax(said) and said.get("tax_fen") else None
        return RequestRefund(
            command=self.command,
            clerk=self.host.clerk,
            on=self.host.standing.day,
            entry=self.case.sale.ref,
            reason=reason,
            taxes=asked,
            arrived_on=said.get("arrived_on") if said.get("arrived") == "yes" else None,
            payee=self.payee(),
        )

    def refused(self, failure: Failure) -> None:
        """A tax of which too much is asked back stands at its amount."""
        if failure.field and failure.field.startswith("taxes.") and _one_tax(self._form.said):
            failure = type(failure)(failure.code, field="tax_fen", **failure.params)
        super().refused(failure)

    def stage(self) -> str:
        """Where the money stands, as far as it was said."""
        if self._form.said.get("arrived") == "yes":
            return "treasury"
        return super().stage()


def _one_tax(said: Said) -> bool:
    return said.get("tax", ALL) != ALL
