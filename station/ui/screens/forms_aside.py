"""Taking pre-numbered forms out of use 遗失、退回、废损: which, by first and last number, and why; a loss prints its report 遗失报告."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from schemas.failures import Failure
from station.counter.paperwork import Forms, SetFormsAside
from station.ui.forms import Question, Said, number_of
from station.ui.host import Host, Screen
from station.ui.screens.day_form import DayForm


class FormsAside(DayForm):
    """Money never moves here; a spoiled form that carries a sale goes on the next one."""

    place: int | None = 4
    kind = "aside"

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host, before)
        self._due: dict[str, Any] = {}

    async def opened(self) -> None:
        """The form that is due next is offered."""
        self._due = (await self.host.ask(Forms()))["due"]
        await super().opened()

    def questions(self) -> tuple[Question, ...]:
        """What happened, to which forms, and why."""
        return (
            Question(name="how", choices=("lost", "returned", "spoiled")),
            Question(name="stock", choices=("invoice", "voucher")),
            Question(name="code", offer=lambda said: self._next(said, "code")),
            Question(name="first_number", read=number_of, offer=lambda said: self._next(said, "number")),
            Question(name="last_number", read=number_of, offer=lambda said: said.get("first_number", "")),
            Question(name="reason"),
        )

    def _next(self, said: Said, name: str) -> str:
        return str((self._due.get(said.get("stock", "")) or {}).get(name, ""))

    async def finished(self) -> None:
        """Signed; the stock shows what is left."""
        said = self.said
        act = SetFormsAside(
            command=UUID(self.command), clerk=self.host.clerk, on=self.host.standing.day, stock=said["stock"],
            code=said["code"], first=said["first_number"], last=said["last_number"], how=said["how"], reason=said["reason"],
        )  # fmt: skip
        await self.host.do(act)
        self.drop()
        await self.host.go(4)

    def refused(self, failure: Failure) -> None:
        """A wrong range stands at its first number."""
        at_first = failure.field == "first"
        super().refused(type(failure)(failure.code, field="first_number", **failure.params) if at_first else failure)
