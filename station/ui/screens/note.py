"""One note that people write together: its lines as they stand, a box for one more, and the whole text to be mended by F4.

What a neighbour writes appears while the box is open; what was typed is kept, and is never mixed with it before Enter.
"""

from __future__ import annotations

from uuid import UUID

import flet as ft

from schemas.failures import Failure
from station.counter.asking import Note
from station.counter.commands import AddLine, WriteNote
from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notes_reading import DATED, KINDS, OWN, Written, clock, written
from station.ui.notices import Notice, notice
from station.ui.parked import form_key
from station.ui.widgets.buttons import button, button_row, main_button, text_button
from station.ui.widgets.fields import active_row, entry
from station.ui.widgets.marks import column, filler, icon, named, pad, row, rule, side
from station.ui.widgets.sheets import next_step, notice_block, page, panel, title
from station.ui.widgets.type import text

MOST_SHOWN = 400
"""Lines that are drawn, the last ones; the whole stands in the note."""


class NoteScreen(Screen):
    """Enter adds a line (or keeps the mended text), F4 mends the whole, Esc goes back."""

    place: int | None = 6

    def __init__(self, host: Host, before: Screen, record: str) -> None:
        super().__init__(host)
        self._before, self._record = before, record
        self._note = Written()
        self._typed, self._mending, self._since = "", False, ""
        self._told: Notice | None = None
        self._shown, self._panel = ft.Container(expand=True), ft.Container()

    @property
    def field(self) -> bool:
        """A box is always open."""
        return True

    async def opened(self) -> None:
        """Read it, and take up the line that was being typed."""
        self._note = written(await self.host.ask(Note(self._record)))
        self._typed = dict(self.host.drafts.kept(self.host.clerk)).get(self._key, "")

    @property
    def _key(self) -> str:
        return form_key(f"note.{self._record}")

    async def refreshed(self) -> None:
        """Somebody wrote: the text and who wrote are drawn again, the box is left alone."""
        self._note = written(await self.host.ask(Note(self._record)))
        self._panel.content = self._beside()
        self.host.patch(self._panel)
        if not self._mending:
            self._shown.content = self._lines()
            self.host.patch(self._shown)

    # ------------------------------------------------------------ drawing
    def body(self) -> ft.Control:
        """The lines, the box, the writers."""
        say = self.speech
        self._shown = ft.Container(self._lines(), expand=True)
        self._panel = ft.Container(self._beside())
        left = column(
            title(say(f"notes.kind.{self._kind}"), self._place()),
            next_step(say("notes.next_mend" if self._mending else "notes.next_add"), say),
            *([] if self._mending else [self._shown]),
            self._box(),
            *([filler()] if self._mending else []),
            self._buttons(),
            expand=True,
        )
        return page(left, self._panel)

    @property
    def _kind(self) -> str:
        kind = self._record.partition("/")[0]
        return kind if kind in KINDS else OWN

    def _place(self) -> str:
        name, here = self._record.partition("/")[2], self.host.standing
        return here.name if name == here.site else name

    def _lines(self) -> ft.Control:
        """The text as it stands, the end in sight."""
        lines = self._note.lines[-MOST_SHOWN:]
        if not lines:
            return text(self.speech("notes.empty"), look.SECOND, color=look.INK_2)
        rows = [
            ft.Container(text(one, 17), padding=pad(10, 7), border=ft.Border(bottom=side(1, look.LINE_2)))
            for one in lines
        ]
        return named(ft.ListView(list(rows), auto_scroll=True, expand=True), "note.text")

    def _box(self) -> ft.Control:
        words = self.speech("notes.whole" if self._mending else "notes.line")
        box = entry(self._typed, self.host.hearing(), label=words, size=look.BODY if self._mending else look.VALUE,
                    error=self._told is not None, lines=self._mending)  # fmt: skip
        foot = notice_block(self._told, self.speech) if self._told else None
        return active_row(words, named(box, "field.note"), foot, error=self._told is not None)

    def _beside(self) -> ft.Control:
        """Who wrote, the last one first, and what everybody should know of a note."""
        say, zone = self.speech, self.host.now().tzinfo
        writers = [
            row(icon(ft.Icons.EDIT_OUTLINED, 18), text(self._site(site), expand=True, lines=1),
                text(clock(at, zone), look.SECOND, color=look.INK_2))
            for site, at in self._note.writers
        ]  # fmt: skip
        waiting = (
            [text(say("notes.waiting", count=self._note.waiting), look.SECOND, color=look.AMBER)]
            if self._note.waiting
            else []
        )
        return panel(
            text(say("notes.writers"), look.SECTION, bold=True), rule(look.HEAD_LINE),
            named(column(*writers, spacing=10), "note.writers"), *waiting, filler(),
            text(say("notes.manners"), look.SECOND, color=look.INK_2),
        )  # fmt: skip

    def _site(self, site: str) -> str:
        """The name of this site, the number of another."""
        here = self.host.standing
        return here.name if site == here.site else site or self.speech("notes.unknown")

    def _buttons(self) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        main = main_button(
            say("notes.keep" if self._mending else "notes.add"), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM))
        )
        mend = button(say("notes.mend"), label(Intent.FIRST), reach(Press(Intent.FIRST)), "mend")
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        return button_row(main, *([] if self._mending else [mend]), end=back)

    # ------------------------------------------------------------ writing
    async def typed(self, text: str) -> None:
        """Keep what is being typed; durable when it returns."""
        self._typed = text
        if not self._mending:
            self.host.drafts.keep(self.host.clerk, self._key, text)

    async def submitted(self, text: str) -> None:
        """Write it; an empty line is nothing."""
        self._told, self._typed = None, text
        if self._mending:
            await self._keep(text)
        elif text.strip():
            await self._add(text.strip())
        self.host.redraw()

    async def _add(self, line: str) -> None:
        command = UUID(self.host.new_command())
        await self.host.do(AddLine(command=command, clerk=self.host.clerk, record=self._record, line=self._dated(line)))
        self.host.drafts.drop(self.host.clerk, self._key)
        await self.opened()

    def _dated(self, line: str) -> str:
        """On a board and in a log a line says when, and who."""
        if self._kind not in DATED:
            return line
        name = self.host.standing.person(self.host.clerk).name
        return self.speech("notes.dated", at=f"{self.host.now():%m-%d %H:%M}", name=name, line=line)

    async def _keep(self, text: str) -> None:
        """Only what was changed since F4 is written, so what others wrote meanwhile stands."""
        if text != self._note.text or self._since != self._note.seen:
            command = UUID(self.host.new_command())
            asked = WriteNote(command=command, clerk=self.host.clerk, record=self._record, text=text, seen=self._since)
            await self.host.do(asked)
        self._mending = False
        await self.opened()

    async def press(self, press: Press) -> None:
        """F4 mends the whole text; Esc leaves the mending, then the note."""
        match press.intent:
            case Intent.FIRST if not self._mending:
                self._mending, self._typed, self._since = True, self._note.text, self._note.seen
            case Intent.BACK if self._mending:
                self._mending, self._told = False, None
                await self.opened()
            case Intent.BACK:
                return await self.host.show(self._before)
            case Intent.CONFIRM:
                return await self.submitted(self._typed)
            case _:
                return None
        return self.host.redraw()

    def refused(self, failure: Failure) -> None:
        """What was refused stands at the box, with what was typed."""
        self._told = notice(failure, self.speech)
