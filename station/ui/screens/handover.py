"""Handing the shift over 交接班(钱、账、票、章、密钥): count, numbers, what is still open, seals and keys; then both sign."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import flet as ft

from schemas.money import yuan
from station.counter.acts import HandOver
from station.counter.questions import Handover
from station.ui import drawer, hand_reading, last_count, look, parked
from station.ui.forms import Question, Said, maybe
from station.ui.host import Host, Screen
from station.ui.screens.counted import CountedForm
from station.ui.screens.drawer_parts import Sum
from station.ui.screens.signing import Signing
from station.ui.widgets.marks import column, gap, named
from station.ui.widgets.tables import Col, header, line
from station.ui.widgets.type import text

THINGS = parked.form_key("handed_things")
"""Where the seals and keys that were handed over last are kept, as two lines."""


class GiveShift(CountedForm):
    """The giver counts and signs; whole when the receiver has signed with the own PIN."""

    kind = "handover"

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host, before)
        self._shift: dict[str, Any] = {}

    async def opened(self) -> None:
        """Read what there is to hand over."""
        self._shift = await self.host.ask(Handover(self.host.standing.day or None))
        await super().opened()

    def questions(self) -> tuple[Question, ...]:
        """Who receives, whether the forms are there, seals, keys, and what else is to be said."""
        seals, keys = self._last_things()
        return (
            self.second_person("receiver"),
            Question(name="forms", choices=("whole", "not_whole")),
            Question(name="forms_note", when=_not_whole),
            Question(name="seals", read=_listed, offer=lambda _said: seals),
            Question(name="keys", read=_listed, offer=lambda _said: keys),
            Question(name="note", read=maybe),
        )

    def _last_things(self) -> tuple[str, str]:
        seals, _, keys = dict(self.host.drafts.kept(self.host.clerk)).get(THINGS, "").partition("\n")
        return seals, keys

    @property
    def _drafts(self) -> int:
        return len(parked.open_drafts(self.host.drafts, self.host.clerk))

    def money_words(self) -> tuple[str, str]:
        """The drawer, with its float."""
        return self.speech("ui.drawer.title"), self.speech("dayplace.handover.money")

    def sums(self) -> list[Sum]:
        """Books, count and difference."""
        say, books = self.speech, self._shift["books_fen"]
        made = [
            (say("ui.drawer.books"), yuan(books), "drawer.books"),
            (say("ui.drawer.counted"), yuan(self._count.total_fen), "drawer.counted"),
        ]
        if self.counting:
            return made
        excess = self._count.total_fen - books
        words = say(f"dayplace.excess.{hand_reading.excess(excess)}")
        return [*made, (words, yuan(abs(excess)) if excess else "", "drawer.difference")]

    def head(self) -> list[ft.Control]:
        """Forms by their next number, payments without an answer, drafts."""
        say, unsettled = self.speech, self._shift["unsettled"]
        columns = (
            Col(say("dayplace.column.stock"), 120),
            Col(say("dayplace.column.code")),
            Col(say("dayplace.column.next"), 130, right=True),
            Col(say("dayplace.column.last"), 130, right=True),
            Col(say("dayplace.column.left"), 90, right=True),
        )
        rows = [
            named(line(columns, (say(f"dayplace.stock.{one['stock']}"), one["code"], text(one["next"], bold=True), one["last"],
                       f"{one['left']:,}"), height=34), f"numbers.{place}")
            for place, one in enumerate(self._shift["numbers"])
        ]  # fmt: skip
        still = say("dayplace.handover.open", payments=len(unsettled), drafts=self._drafts)
        amber = bool(unsettled or self._drafts)
        words = text(still, look.SECOND, bold=amber, color=look.AMBER if amber else look.INK_2)
        return [column(header(columns, 30), *rows, spacing=0), named(words, "still_open"), gap(2)]

    async def finished(self) -> None:
        """The giver signs; the receiver's signature is asked at once."""
        said, on, command = self.said, self.host.standing.day, self.command
        note = " ".join(part for part in (said.get("forms_note", ""), said["note"]) if part)
        act = HandOver(
            command=UUID(command), clerk=self.host.clerk, on=on, receiver=said["receiver"],
            counted=drawer.as_counted(self._count), seals=_things(said["seals"]), keys=_things(said["keys"]),
            drafts=self._drafts, note=note,
        )  # fmt: skip
        answer = await self.host.do(act)
        self.host.drafts.keep(self.host.clerk, THINGS, f"{said['seals']}\n{said['keys']}")
        last_count.keep(self.host.drafts, self.host.clerk, on, self._count)
        self.drop()
        assert self._before is not None, "a shift is given from the day"
        waiting = {"act": "handover", "on": on, "entry": answer["entry"], "named": said["receiver"]}
        await self.host.show(Signing(self.host, self._before, waiting))


def _not_whole(said: Said) -> bool:
    return said.get("forms") == "not_whole"


def _things(said: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[、，,;；]\s*", said) if part.strip())


def _listed(text: str, at: str) -> str:
    """Things one after the other, however they are set apart."""
    return "、".join(part.strip() for part in _things(maybe(text, at)))
