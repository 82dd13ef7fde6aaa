"""One payer with many buyers 批量代开, the form: who asks, for what, and where the rows are; then every row is checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import flet as ft

from schemas.failures import BadInput, Failure
from schemas.sheets import read_sheet
from station.counter.asking import Find
from station.ui import batch_asking as asking
from station.ui import forms, sheet_files, typed
from station.ui.applying import Place
from station.ui.forms import Question
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press
from station.ui.readings import Hit, hits
from station.ui.screens.batch_parts import example_panel, files_panel, payers_panel
from station.ui.screens.batch_rows import BatchRows
from station.ui.screens.forming import FormScreen

FIELDS = {"taxpayer.name": "applicant", "taxpayer.id": "id", "taxpayer.phone": "phone", "in": "rows"}
"""Where a refusal of the whole is mended, where its path is not a question's name."""
_TOLD = {"applicant", "file", "rows", "source", "item"}


class Batch(FormScreen):
    """Enter walks; the last answer opens the table of checks. What was typed is kept."""

    place: int | None = 1
    kind = "batch"

    def __init__(
        self,
        host: Host,
        before: Screen | None = None,
        order_no: str = "",
        folders: Callable[[], Sequence[Path]] = sheet_files.usual_folders,
    ) -> None:
        super().__init__(host, before)
        self.order_no = order_no
        self._folders = folders
        self._known: tuple[Hit, ...] = ()
        self._files: tuple[Path, ...] = ()

    def questions(self) -> tuple[Question, ...]:
        """Payer, what was sold, source."""
        return asking.questions(lambda _said: self._files[0].name if self._files else "")

    async def opened(self) -> None:
        """A form whose payment waits goes on with it."""
        await super().opened()
        if "command" not in self._form.said:
            self._form = replace(self._form, said={**self._form.said, "command": self.host.new_command()})

    # ------------------------------------------------------------ words
    def own(self, name: str) -> str:
        """Words of this form."""
        return self.speech(f"many.{name}")

    def label(self, one: Question) -> str:
        """The words of a question."""
        return self.speech(f"many.ask.{one.name}")

    def choice_words(self, one: Question, choice: str) -> str:
        """The words of a choice."""
        return super().choice_words(one, choice) if one.room else self.speech(f"many.{one.name}.{choice}")

    def step_words(self, one: Question) -> str:
        """What to do at a question."""
        return self.speech(f"many.step.{one.name}") if one.name in _TOLD else ""

    def help_words(self, one: Question) -> str:
        """What stands under an open box."""
        return self.speech(f"many.help.{one.name}") if one.name in ("item", "rows", "file") else ""

    def remark(self) -> str:
        """Who asks."""
        return self.said.get("applicant", "")

    # ------------------------------------------------------------ the walk
    async def consulted(self) -> None:
        """Who was here before, or the files that lie about."""
        at = self._form.at
        self._known = ()
        if at is None:
            return
        written = typed.clean(self._form.typed.get(at.name, ""))
        if at.name == "applicant" and written:
            self._known = hits(await self.host.ask(Find(written, 8)))
        elif at.name == "file":
            self._files = await self.host.work(lambda _office: sheet_files.found(self._folders()))

    def beside(self) -> ft.Control | None:
        """Payers, files, or how a sheet looks."""
        at = self._form.at.name if self._form.at else ""
        if at == "applicant":
            return payers_panel(self._known, self.speech)
        if at == "file":
            return files_panel(self._files, forms.box(self._form), self.speech)
        return example_panel(self.speech) if at in ("source", "rows", "item", "kind") else None

    async def submitted(self, text: str) -> None:
        """A known payer brings his number; a file is read; after the last answer the rows are checked."""
        at = self._form.at.name if self._form.at else ""
        if at == "applicant":
            text = self._taken(text)
        elif at == "file":
            self._form = forms.write(self._form, text)
            await self._read(text)
        await super().submitted(text)
        if self._form.at is None:
            await self.finished()

    def _taken(self, text: str) -> str:
        """A number or initials that mean one payer stand for him; anything else is a name."""
        shown = typed.clean(text)
        payers = {hit.id: hit for hit in self._known}
        hit = next(iter(payers.values()), None)
        if hit is None or len(payers) != 1 or not (shown.isascii() or shown == hit.name):
            return text
        said = {**self._form.said, "id": hit.id} | ({"phone": hit.phone} if hit.phone else {})
        known = {"id", "phone"} if hit.phone else {"id"}
        self._form = replace(self._form, said=said, answered=self._form.answered | known)
        return hit.name

    async def _read(self, text: str) -> None:
        """The rows of the file; they are kept, so that what was checked is what is issued."""
        name = typed.clean(text) or (self._files[0].name if self._files else "")
        if not name:
            raise BadInput("drafts.empty", field="file")
        rows = await self.host.work(lambda _office: _rows(name, self._folders()))
        self._form = replace(self._form, said={**self._form.said, "rows": asking.kept_rows(rows)})

    async def again(self) -> None:
        """Read the file once more: it was mended."""
        if self._form.said.get("source") == "file":
            await self._read(self._form.said["file"])
            self.keep()

    async def press(self, press: Press) -> None:
        """Arrows walk the files; the rest is the form's."""
        at = self._form.at
        if at is not None and at.name == "file" and press.intent in (Intent.UP, Intent.DOWN) and self._files:
            self._walk(1 if press.intent is Intent.DOWN else -1)
            return self.host.redraw()
        return await super().press(press)

    def _walk(self, step: int) -> None:
        names = [one.name for one in self._files]
        box = forms.box(self._form)
        place = (names.index(box) + step) % len(names) if box in names else 0
        self._form = forms.write(self._form, names[place])

    async def finished(self) -> None:
        """Show every row with its check."""
        await self.host.show(BatchRows(self.host, self))

    def method_chosen(self, method: str) -> None:
        """How all is paid."""
        self._form = replace(self._form, said={**self._form.said, "method": method})
        self.keep()

    def ordered(self, order_no: str) -> None:
        """The form waits under the order number, and the next customer finds an empty one."""
        said = self._form
        self.drop()
        self._form, self.order_no = said, order_no
        self.keep()

    def unordered(self) -> None:
        """No money came: the form stands as it was, without an order."""
        said = self._form
        self.drop()
        self._form, self.order_no = said, ""
        self.keep()

    async def unpaid(self) -> None:
        """No money came: the rows stand, and how it is paid is asked again."""
        await self.opened()
        self.unordered()
        await self.finished()

    def asked(self) -> Any:
        """What the office is to check."""
        return asking.query(self._form.said, self.host.standing.day, Place(self.host.standing.district))

    @property
    def values(self) -> dict[str, str]:
        """All that was said, marks included."""
        return dict(self._form.said)

    def refused(self, failure: Failure) -> None:
        """A refusal of the sheet stands at the file or at the rows; of the payer at his row."""
        at = FIELDS.get(failure.field or "")
        if at == "rows" and self._form.said.get("source") == "file":
            at = "file"
        super().refused(type(failure)(failure.code, field=at, **failure.params) if at else failure)


def _rows(name: str, folders: Sequence[Path]) -> list[list[str]]:
    return read_sheet(sheet_files.read(sheet_files.resolved(name, folders)))
