"""A form that begins with money counted 清点: denominations at the left, one box at a time; then the questions at the right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import flet as ft

from schemas.failures import Failure
from station.ui import drawer
from station.ui.drawer import DENOMINATIONS, Count
from station.ui.forms import Form, Question, back
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press
from station.ui.notices import Notice, notice
from station.ui.screens.day_form import DayForm
from station.ui.screens.drawer_parts import Sum, drawer_column
from station.ui.widgets.fields import waiting_row
from station.ui.widgets.marks import STRETCH


class CountedForm(DayForm):
    """Implements `DayForm` with a count before its questions; both are kept under the form's name."""

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host, before)
        self._count = Count()
        self._offered: Mapping[int, int] = {}
        self._wrong: Notice | None = None
        self._written = ""

    # ------------------------------------------------------------ what a counted form brings
    def money_words(self) -> tuple[str, str]:
        """The title of the count, and what is said below it."""
        raise NotImplementedError

    def sums(self) -> list[Sum]:
        """The sums below the count."""
        raise NotImplementedError

    # ------------------------------------------------------------ the count
    @property
    def counts(self) -> bool:
        """Whether money is to be counted at all."""
        return True

    @property
    def counting(self) -> bool:
        """Whether a denomination is still asked."""
        return self.counts and not self._count.done

    @property
    def field(self) -> bool:
        """A box stands while money is counted."""
        return self.counting or super().field

    @property
    def _begun(self) -> bool:
        return bool(self._count.pieces) or super()._begun

    def _kept(self, empty: Form) -> Form:
        held = super()._kept(empty)
        pieces = {int(value): count for value, count in json.loads(held.said.get("count", "{}")).items()}
        at = next((value for value in DENOMINATIONS if value not in pieces), DENOMINATIONS[-1])
        self._count = Count(pieces, at)
        return held

    def keep(self) -> None:
        """Keep the count with what was said."""
        count = json.dumps({str(value): pieces for value, pieces in self._count.pieces.items()})
        self._form = replace(self._form, said={**self._form.said, "count": count})
        super().keep()

    def drop(self) -> None:
        """Forget both."""
        super().drop()
        self._count = Count()

    def _again(self) -> None:
        """Count once more; what was counted before is offered."""
        self._offered, self._count = self._count.pieces, Count()
        self.keep()
        self.host.redraw()

    async def typed(self, text: str) -> None:
        """A denomination is read when it is answered."""
        if self.counting:
            self._written = text
        else:
            await super().typed(text)

    async def submitted(self, text: str) -> None:
        """One denomination, or one answer."""
        if not self.counting:
            return await super().submitted(text)
        self._wrong, self._written = None, ""
        self._count = drawer.put(self._count, text)
        self.keep()
        return self.host.redraw()

    async def press(self, press: Press) -> None:
        """Arrows walk the denominations; Esc or up from the first question counts once more."""
        if not self.counting:
            if self.counts and press.intent in (Intent.BACK, Intent.UP) and back(self._form) is None:
                return self._again()
            return await super().press(press)
        match press.intent:
            case Intent.UP | Intent.DOWN:
                self._count = drawer.step(self._count, 1 if press.intent is Intent.DOWN else -1)
                self.host.redraw()
            case Intent.CONFIRM:
                await self.submitted(self._written)
            case Intent.BACK | Intent.SECOND:
                await super().press(press)
            case _:
                pass
        return None

    def refused(self, failure: Failure) -> None:
        """A wrong count stands at its box."""
        if self.counting and failure.field == "pieces":
            self._wrong = notice(failure, self.speech)
        else:
            super().refused(failure)

    # ------------------------------------------------------------ drawing
    def body(self) -> ft.Control:
        """The money at the left, the form at the right."""
        if not self.counts:
            return super().body()
        words, remark = self.money_words()
        box = self.host.hearing() if self.counting else None
        left = drawer_column(
            words, self._count, box, self._wrong, self.speech, remark=remark, sums=self.sums(), offered=self._offered
        )
        right = ft.Container(super().body(), expand=True)
        return ft.Row([left, right], spacing=0, vertical_alignment=STRETCH, expand=True)

    def main_words(self) -> str:
        """The next denomination, or what the form says."""
        return self.speech("ui.day.main.count") if self.counting else super().main_words()

    def _step(self) -> str:
        return self.own("next_count") if self.counting else super()._step()

    def _row(self, one: Question) -> ft.Control:
        if not self.counting:
            return super()._row(one)
        return waiting_row(self.label(one), self.speech("ui.issue.not_yet"), f"row.{one.name}", 36)
