"""Taking a request not 拒绝受理(不予受理): the reason by digit, what to bring and where to go told once 一次性告知, on paper."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import flet as ft

from schemas.words import catalogue, say
from station.counter.acts import RefuseService
from station.counter.refusing import REASONS
from station.ui import look, parked, typed
from station.ui.consequences import Point
from station.ui.drafts import Draft
from station.ui.forms import Question, Said, maybe
from station.ui.host import Host, Screen
from station.ui.sale_fields import Field
from station.ui.screens.forming import FormScreen
from station.ui.screens.refused import TurnedAway
from station.ui.screens.righting.panel import point_rows
from station.ui.widgets.marks import filler, rule
from station.ui.widgets.sheets import panel
from station.ui.widgets.type import text

PLACE = 1
PERSON = ("name", "id", "phone")


class Refuse(FormScreen):
    """With a draft it is this customer's request that is refused, and the draft goes with it."""

    place: int | None = PLACE
    kind = "refuse"

    def __init__(self, host: Host, before: Screen, draft: Draft | None = None) -> None:
        super().__init__(host, before)
        self._draft = draft
        self._command = UUID(host.new_command())

    def questions(self) -> tuple[Question, ...]:
        """Why, what was asked for, what to bring, where to go, and who asked if it is said."""
        draft = self._draft
        known = {"name": Field.APPLICANT, "id": Field.ID, "phone": Field.PHONE}
        person = {name: draft.said(at) if draft else "" for name, at in known.items()}
        return (
            Question(name="refuse_reason", choices=REASONS),
            Question(name="matter", offer=lambda _said: say("refusing.screen.matter")),
            Question(name="bring", read=_listed, offer=lambda said: _usual("bring", said)),
            Question(name="where", read=maybe, offer=lambda said: _usual("where", said)),
            Question(name="name", read=maybe, offer=lambda _said: person["name"]),
            Question(name="id", read=_number, show=typed.spaced, offer=lambda _said: person["id"]),
            Question(name="phone", read=_number, show=typed.phone, offer=lambda _said: person["phone"]),
        )

    def _key(self) -> str:
        return parked.form_key(self.kind, self._draft.command if self._draft else "")

    async def finished(self) -> None:
        """Recorded; the notice is printed, and a draft of this request is no longer needed."""
        said = self.said
        act = RefuseService(
            command=self._command,
            clerk=self.host.clerk,
            on=self.host.standing.day,
            reason=said["refuse_reason"],
            matter=said["matter"],
            bring=_things(said["bring"]),
            where=said["where"],
            person={name: said[name] for name in PERSON if said[name]},
        )
        answer = await self.host.do(act)
        self.drop()
        if self._draft:
            parked.drop(self.host.drafts, self.host.clerk, self._draft)
        await self.host.show(TurnedAway(self.host, answer))

    # ------------------------------------------------------------ words and drawing
    def own(self, name: str) -> str:
        """Words of this form alone."""
        return self.speech(f"refusing.screen.{name}")

    def label(self, one: Question) -> str:
        """The words of a question."""
        return self.speech(f"refusing.ask.{one.name}")

    def help_words(self, one: Question) -> str:
        """What stands under the open box of a question, if anything."""
        code = f"refusing.ask_help.{one.name}"
        return self.speech(code) if self.speech.knows(code) else ""

    def choice_words(self, one: Question, choice: str) -> str:
        """A reason."""
        return self.speech(f"refusing.of.{choice}") if one.choices else choice

    def beside(self) -> ft.Control | None:
        """What will happen."""
        heard = self.speech
        told = [Point("money", heard("refusing.beside.money")), Point("paper", heard("refusing.beside.paper"))]
        if self._form.said.get("refuse_reason") == "payer_refuses":
            told.append(Point("takes", heard("refusing.beside.report")))
        head = text(heard("righting.what_happens"), look.SECTION, bold=True)
        kept = text(heard("refusing.beside.kept"), look.SECOND, color=look.INK_2)
        return panel(head, rule(look.HEAD_LINE), *point_rows(told, heard), filler(), kept, spacing=10)


def _usual(what: str, said: Said) -> str:
    """What is usually brought, or where one usually goes, for a reason: the words of the paper, which is Chinese."""
    words: Any = catalogue("zh_CN").get(f"refusing.{what}.{said.get('refuse_reason', '')}", "")
    return str(words)


def _things(said: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[、，,;；]", said) if part.strip())


def _listed(text: str, at: str) -> str:
    """Things one after the other, however they are set apart."""
    return "、".join(_things(maybe(text, at)))


def _number(text: str, at: str) -> str:
    """A number without spaces, or nothing."""
    return typed.number(maybe(text, at))
