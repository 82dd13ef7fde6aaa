"""The third step: the printer of this counter, or none for now."""

from __future__ import annotations

import flet as ft

from station.ui import look
from station.ui.forms import Question, Said
from station.ui.host import Host, Screen
from station.ui.screens.welcome.base import Run, WelcomeForm, steps_panel
from station.ui.widgets.marks import column, gap, named
from station.ui.widgets.type import text

KINDS = ("none", "network", "usb", "serial", "cups")


class Printer(WelcomeForm):
    """What this computer can see is offered."""

    kind = step = "printer"

    def __init__(self, host: Host, run: Run, before: Screen | None = None) -> None:
        super().__init__(host, run, before)
        self._found: list[dict[str, str]] = []

    async def opened(self) -> None:
        """Look for printers."""
        self._found = await self.off(self.run.setup.printers)
        await super().opened()

    def questions(self) -> tuple[Question, ...]:
        """Which kind, and where."""
        return (
            Question(name="printer", choices=KINDS),
            Question(name="address", when=lambda said: said.get("printer") not in (None, "none"), offer=self._seen),
        )

    def _seen(self, said: Said) -> str:
        """The address of one that can be seen, by its kind."""
        return next((one["address"] for one in self._found if one["kind"] == said.get("printer")), "")

    def beside(self) -> ft.Control | None:
        """The steps, and what can be seen."""
        say = self.speech
        seen = [text(_named(one), look.SECOND, lines=1) for one in self._found[:5]]
        none = [text(say("setup.printer.none_seen"), look.SECOND, color=look.INK_2)]
        found = column(text(say("setup.printer.seen"), look.SECTION, bold=True), *(seen or none), spacing=6, tight=True)
        return steps_panel(self.step, say, gap(14), named(found, "found"))

    async def finished(self) -> None:
        """Kept; the counter opens."""
        said = self.said
        await self.off(lambda: self.run.setup.keep_printer(said["printer"], said.get("address", "")))
        await self.go_on()


def _named(one: dict[str, str]) -> str:
    """What a printer calls itself, where it does."""
    return one["address"] if one["what"] in ("", "n/a") else f"{one['what']} · {one['address']}"
