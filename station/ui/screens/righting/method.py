"""A payment that was written down under the wrong method 支付方式更正: the sum stays, the method and its slip are put right."""

from __future__ import annotations

from schemas.paying import METHODS
from schemas.words import say
from station.counter.acts import CorrectPayment
from station.ui.forms import Question, maybe
from station.ui.righting_reading import Paid
from station.ui.screens.righting.base import SOMEBODY, RightingForm

REASONS = ("pressed_wrong", "paid_otherwise", "terminal", "other")
"""点错了 · 顾客临时换了方式 · 终端或网络故障后改收 · 其他."""


class MethodForm(RightingForm):
    """What it was really paid by, the number on the customer's slip, why it was written down wrong."""

    kind = "method"
    always_second = True
    by_table = False

    def own_questions(self) -> tuple[Question, ...]:
        """The method, its slip, and why."""
        others = tuple(method for method in METHODS if method != self._paid.method)
        return (
            Question(name="method", choices=others, room="method"),
            Question(name="reference", read=maybe, when=lambda said: said.get("method") != "cash"),
            Question(name="method_reason", choices=REASONS),
            Question(name="reason", when=lambda said: said.get("method_reason") == "other"),
        )

    @property
    def _paid(self) -> Paid:
        """The payment that is put right: the one that was taken."""
        taken = [paid for paid in self.case.paid if paid.state == "taken"]
        return (*taken, *self.case.paid)[0]

    def act(self, authoriser: str | None) -> CorrectPayment:
        """The correction."""
        said = self._form.said
        others = [method for method in METHODS if method != self._paid.method]
        why = said.get("method_reason") or REASONS[0]
        written = said.get("reason", "") if why == "other" else ""
        return CorrectPayment(
            command=self.command,
            clerk=self.host.clerk,
            on=self.host.standing.day,
            order_no=self._paid.order_no,
            method=said.get("method") or others[0],
            reason=written or say(f"righting.of.method_reason.{why}"),
            reference=(said.get("reference") if said.get("method") != "cash" else None) or None,
            authoriser=authoriser or SOMEBODY,
        )
