"""The form that all acts share which put something right: what will happen stands beside it before anybody signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import flet as ft

from schemas.failures import Failure, Refusal
from station.counter.questions import Foresee, Righting
from station.ui.consequences import points
from station.ui.forms import Question, Said, maybe
from station.ui.host import Host, Screen
from station.ui.parked import form_key
from station.ui.righting_reading import Case
from station.ui.screens.righting.done import Righted
from station.ui.screens.righting.panel import consequences_panel
from station.ui.screens.righting.signing import Signing
from station.ui.screens.righting.words import WordedForm

SOMEBODY = "-"
"""Stands for a second person who is still to be named."""
MOST_PEOPLE = 9
"""As many as there are digits."""


class RightingForm(WordedForm):
    """A form brings its questions and the act that its answers make; who must agree follows from what is foreseen."""

    place: int | None = 4
    always_second = False
    """Whether the law asks for a second person whatever happens to the money."""
    by_table = True
    """Whether money goes back by the refund table."""

    def __init__(self, host: Host, before: Screen, case: Case) -> None:
        super().__init__(host, before, case)
        self.command = UUID(host.new_command())
        self._foreseen: dict[str, Any] | None = None

    # ------------------------------------------------------------ what a form brings
    def act(self, authoriser: str | None) -> Righting:
        """The act that the answers make; what was not answered yet stands at its most usual."""
        raise NotImplementedError

    def own_questions(self) -> tuple[Question, ...]:
        """The questions of this act alone."""
        raise NotImplementedError

    def handed_over(self) -> bool:
        """Whether the papers had been given to the customer; until it is said, as if they had."""
        return self._form.said.get("handed_over") != "kept"

    # ------------------------------------------------------------ the walk
    def questions(self) -> tuple[Question, ...]:
        """The act's own, then to whom a refund goes, then who agrees."""
        people = [one for one in self.host.standing.people if one.clerk != self.host.clerk]
        heads_first = sorted(people, key=lambda one: one.role != "head")[:MOST_PEOPLE]
        agrees = Question(name="authoriser", choices=tuple(one.clerk for one in heads_first), when=_noted("second"))
        payee = (
            Question(name="name", when=_noted("refund"), offer=lambda _: self.case.sale.name),
            Question(name="bank", when=_noted("refund"), read=maybe),
            Question(name="account", when=_noted("refund"), read=maybe),
        )
        return (*self.own_questions(), *payee, *([agrees] if people else []))

    def payee(self) -> dict[str, str]:
        """To whom a refund goes, as far as it was said."""
        return {name: said for name in ("name", "bank", "account") if (said := self._form.said.get(name))}

    def _key(self) -> str:
        return form_key(self.kind, self.case.sale.ref[:16])

    async def consulted(self) -> None:
        """Foresee the act; what refuses it stands at its place."""
        self._placeless = None
        try:
            self._foreseen, second = await self.foreseen()
        except Failure as failure:
            self._foreseen = None
            self.refused(failure)
            return
        noted = {"second": "yes" if second else "", "refund": "yes" if self._foreseen.get("refund") else ""}
        self._form = replace(self._form, said={**self._form.said, **noted})

    async def foreseen(self) -> tuple[dict[str, Any], bool]:
        """What the act would do, and whether a second person must agree; Failures are the act's own."""
        named = self._form.said.get("authoriser") or SOMEBODY
        if not self.always_second:
            try:
                return await self.host.ask(Foresee(self.act(None))), False
            except Refusal as refusal:
                if refusal.code != "refund.authoriser":
                    raise
        return await self.host.ask(Foresee(self.act(named))), True

    async def finished(self) -> None:
        """Once more foreseen, then signed by the second person, or done at once."""
        await self.consulted()
        if self._foreseen is None:
            return self.host.redraw()
        if not self._form.said["second"]:
            return await self._done(await self.host.do(self.act(None)))
        if not self.said.get("authoriser"):
            raise Refusal("righting.nobody")
        return await self.host.show(Signing(self.host, self, self.said["authoriser"], self.summary, self.sign))

    async def sign(self, pin: str) -> None:
        """Do it with the agreement of the second person, whose key is forgotten again."""
        second = self.said["authoriser"]
        await self._done(await self.host.work(lambda office: office.do_agreed(self.act(second), second, pin)))

    async def _done(self, answer: dict[str, Any]) -> None:
        self.drop()
        assert self._before is not None, "what is put right was looked at before"
        await self.host.show(Righted(self.host, self._before, self.kind, self.case, answer))

    # ------------------------------------------------------------ drawing
    def beside(self) -> ft.Control | None:
        """What will happen, or why it cannot."""
        told = points(self.kind, self._foreseen, self.case, self.speech) if self._foreseen else ()
        return consequences_panel(told, self.case if self.by_table else Case(), self.stage(), self.speech)

    def stage(self) -> str:
        """Where the money stands, as far as it was said."""
        return self.case.stages[self.handed_over()]

    def summary(self) -> list[ft.Control]:
        """What was answered, as rows; who agrees stands apart."""
        shown = [one for one in self._form.asked if one.name in self._form.answered and one.name != "authoriser"]
        return [self._row(one) for one in shown]

    def remark(self) -> str:
        """Whose sale or collection it is."""
        return self.case.sale.name


def _noted(name: str) -> Callable[[Said], bool]:
    """Whether what was foreseen calls for a question."""
    return lambda said: said.get(name) == "yes"
