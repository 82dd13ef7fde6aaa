"""What sites write together 共同书写: the notice board 留言板, the handover log 交接簿, and every other note, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import flet as ft

from station.counter.asking import Note, Notes
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press
from station.ui.notes_reading import Listed, clock, listed, own_records, written
from station.ui.screens.listing import ListScreen
from station.ui.screens.note import NoteScreen
from station.ui.widgets.tables import Col

MOST_READ = 40
"""How many notes are read for their first line; older ones show their name."""


class NotesScreen(ListScreen):
    """Enter opens a note, F4 begins a new one. What neighbours write appears by itself."""

    kind = "notes"

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host, before)
        self.rows: Sequence[Listed] = ()

    async def read(self) -> Sequence[Listed]:
        """The site's own two first."""
        rows = listed(await self.host.ask(Notes()), own_records(self.host.standing.site))
        return [await self._titled(row) if place < MOST_READ else row for place, row in enumerate(rows)]

    async def _titled(self, row: Listed) -> Listed:
        """A board and a log are known by their newest line, a note by its first."""
        lines = written(await self.host.ask(Note(row.record))).lines if row.updates else ()
        shown = [line for line in lines if line.strip()]
        return replace(row, title=shown[0 if row.kind == "note" else -1] if shown else "")

    def own(self, name: str) -> str:
        """Words of this list."""
        return self.speech(f"notes.{name}")

    def columns(self) -> tuple[Col, ...]:
        """Kind, place, words, time."""
        say = self.speech
        return (Col(say("notes.column.kind"), 120), Col(say("notes.column.record"), 190),
                Col(say("notes.column.title")), Col(say("notes.column.last"), 130))  # fmt: skip

    def cells(self, row: Listed) -> tuple[str | ft.Control, ...]:
        """One note."""
        name = row.record.partition("/")[2]
        here = self.host.standing
        place = here.name if name == here.site else name
        last = clock(row.last_at, self.host.now().tzinfo)
        return (self.speech(f"notes.kind.{row.kind}"), place, row.title, last)

    def main_words(self) -> str | None:
        """Open it."""
        return self.speech("notes.open")

    def others(self) -> list[tuple[str, Intent, str]]:
        """A new one."""
        return [(self.speech("notes.new"), Intent.FIRST, "new")]

    async def act(self, press: Press) -> bool:
        """Enter or F4."""
        if press.intent is Intent.CONFIRM and self.rows:
            await self.host.show(NoteScreen(self.host, self, self.rows[self.chosen].record))
        elif press.intent is Intent.FIRST:
            name = f"{self.host.now():%Y%m%d}-{self.host.new_command()[:8]}"
            await self.host.show(NoteScreen(self.host, self, f"note/{name}"))
        return False
