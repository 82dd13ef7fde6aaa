"""The stick 离线包: write what the centre lacks, read what was brought; space and outcome in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import flet as ft

from schemas.failures import Failure
from station.sync import stick as disk
from station.ui import look, sticks
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press
from station.ui.notices import notice
from station.ui.screens.listing import ListScreen
from station.ui.sticks import SUFFIX, Stick
from station.ui.widgets.marks import icon, named, row
from station.ui.widgets.tables import Col
from station.ui.widgets.type import text

CENTRE = "centre"


class Parcel(ListScreen):
    """Enter writes for the centre on the chosen stick, F4 reads what is on it, F8 looks for sticks again."""

    kind = "parcel"

    def __init__(self, host: Host, before: Screen, plugged: Callable[[], Sequence[Stick]] = sticks.plugged) -> None:
        super().__init__(host, before)
        self._plugged = plugged
        self._done = ""

    async def read(self) -> Sequence[Any]:
        """The sticks that are plugged in."""
        return self._plugged()

    def columns(self) -> tuple[Col, ...]:
        """Name, space, what is on it."""
        say = self.speech
        return (
            Col(say("ui.parcel.stick"), 240),
            Col(say("ui.parcel.free"), 160, right=True),
            Col(say("ui.parcel.files"), 100, right=True),
            Col(say("ui.parcel.newest")),
        )

    def cells(self, row: Any) -> tuple[str | ft.Control, ...]:
        """One stick."""
        return (row.name, f"{row.free / 2**20:,.0f} MiB", str(len(row.parcels)), row.parcels[0] if row.parcels else "")

    def head(self) -> list[ft.Control]:
        """What was done last."""
        if not self._done:
            return [text(self.speech("ui.parcel.help"), look.SECOND, color=look.INK_2)]
        return [
            named(row(icon(ft.Icons.CHECK, 22, look.OK), text(self._done, 17, bold=True, expand=True)), "parcel.done")
        ]

    def main_words(self) -> str | None:
        """Write, where there is something to write on."""
        return self.speech("ui.parcel.write") if self.row else None

    def others(self) -> list[tuple[str, Intent, str]]:
        """Read, and look again."""
        say = self.speech
        read = [(say("ui.parcel.read"), Intent.FIRST, "read")] if self.row and self.row.parcels else []
        return [*read, (say("ui.parcel.again"), Intent.SECOND, "again")]

    async def act(self, press: Press) -> bool:
        """One of the three."""
        stick: Stick | None = self.row
        self._done = ""
        if press.intent is Intent.CONFIRM and stick:
            await self._write(stick)
        elif press.intent is Intent.FIRST and stick:
            await self._read(stick)
        else:
            return press.intent is Intent.SECOND
        return True

    async def _write(self, stick: Stick) -> None:
        standing = self.host.standing
        name = f"{standing.site}-{standing.last:06d}{SUFFIX}"
        data, told = await self.host.work(lambda office: office.export(CENTRE))
        await self.host.work(lambda _office: disk.write(stick.folder / name, data))
        self._done = self.speech("ui.parcel.written", file=name, count=told["waiting"], kib=len(data) // 1024 + 1)

    async def _read(self, stick: Stick) -> None:
        """Every parcel on the stick; what is not for this counter is said and left."""
        kept, known, left = 0, 0, 0
        for name in stick.parcels:
            path = stick.folder / name
            try:
                told = await self.host.work(lambda office, path=path: office.take_in(_bytes(path)))
            except Failure as failure:
                left += 1
                self._told = notice(failure, self.speech)
                continue
            kept, known = kept + told["received"], known + told["known"]
        self._done = self.speech("ui.parcel.taken", kept=kept, known=known, left=left)


def _bytes(path: Path) -> bytes:
    return disk.read(path)
