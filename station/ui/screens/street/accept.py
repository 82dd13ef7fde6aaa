"""A matter is taken in 受理: who asks, which matter, what he brought; what is missing is told once 一次性告知."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import flet as ft

from schemas.failures import BadInput
from station.counter.street import StreetQuestion
from station.ui import look
from station.ui.forms import Question, line_of, number_of
from station.ui.host import Host, Screen
from station.ui.screens.street.form import After, StreetForm
from station.ui.street_reading import matter_of
from station.ui.widgets.marks import column, named, rule
from station.ui.widgets.sheets import panel
from station.ui.widgets.type import text


class Accept(StreetForm):
    """All papers are here: accepted. Else the notice says what to bring, and a case stands for it."""

    kind = "accept"

    def __init__(self, host: Host, before: Screen, after: After) -> None:
        super().__init__(host, before, after)
        self._matters: list[dict[str, Any]] = []

    async def opened(self) -> None:
        """The catalogue."""
        self._matters = (await self.host.ask(StreetQuestion(room="matters", ask="catalogue")))["matters"]
        await super().opened()

    def questions(self) -> tuple[Question, ...]:
        """Person, matter, papers."""
        return (
            Question(name="applicant"),
            Question(name="applicant_id", read=number_of),
            Question(name="matter", read=self._read, show=self._name),
            Question(name="papers", choices=("all", "missing")),
        )

    def beside(self) -> ft.Control | None:
        """What the matter needs, and how long it takes."""
        typed = self._form.typed.get("matter") or self._form.said.get("matter", "")
        matter = matter_of(typed, self._matters)
        if matter is None:
            return self._some(typed)
        say, language = self.speech, self._language
        parts = [text(f"{n}. {one['name'][language]}") for n, one in enumerate(matter["materials"], start=1)]
        limit = say(f"streetplace.accept.limit.{matter['limit']['kind']}", days=matter["limit"]["days"])
        head = text(f"{matter['matter']} {matter['name'][language]}", look.SECTION, bold=True)
        foot = text(limit, look.SECOND, color=look.INK_2)
        return panel(head, rule(look.HEAD_LINE), named(column(*parts, spacing=8), "materials"), foot)

    def _some(self, typed: str) -> ft.Control:
        """The matters that are meant perhaps, a few of all at first."""
        found = [one for one in self._matters if typed in one["name"]["zh"]][:8]
        rows = [text(f"{one['matter']}  {one['name'][self._language]}") for one in found]
        head = text(self.own("matters"), look.SECTION, bold=True)
        return panel(head, rule(look.HEAD_LINE), named(column(*rows, spacing=8), "matters"))

    async def finished(self) -> None:
        """Accepted, or told what to bring."""
        said, matter = self.said, self._matter(self.said["matter"])
        person = {"name": said["applicant"], "id": said["applicant_id"]}
        given: dict[str, Any] = {"matter": said["matter"], "person": person}
        if said["papers"] == "all":
            given["materials"] = [one["code"] for one in matter["materials"] if one["must"]]
        answer = await self.act("matters", "accept" if said["papers"] == "all" else "notice", None, given)
        kind = "accept" if said["papers"] == "all" else "notice"
        await self.done(kind, name=matter["name"][self._language], record=answer["record"].partition("/")[2])

    @property
    def _language(self) -> str:
        return "zh" if self.speech.language == "zh_CN" else "en"

    def _matter(self, code: str) -> Mapping[str, Any]:
        return next(one for one in self._matters if one["matter"] == code)

    def _name(self, code: str) -> str:
        return f"{code} {self._matter(code)['name'][self._language]}" if code else ""

    def _read(self, written: str, at: str) -> str:
        """The matter's code, by code or by words of its name. BadInput `streetplace.matter`."""
        found = matter_of(line_of(written, at), self._matters)
        if found is None:
            raise BadInput("streetplace.matter", field=at, typed=written.strip()[:24])
        return str(found["matter"])
