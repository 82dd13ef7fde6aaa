"""A form of the street station: its words stand in the room of the street, its command keeps its id while it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from station.counter.street import StreetAct
from station.ui.forms import Question
from station.ui.host import Host, Screen
from station.ui.screens.forming import FormScreen

After = Callable[[str], Screen]
"""What was done, in words → the screen that says so."""


class StreetForm(FormScreen):
    """Implements `FormScreen` for the street."""

    place: int | None = 3

    def __init__(self, host: Host, before: Screen, after: After) -> None:
        super().__init__(host, before)
        self._after = after

    async def done(self, done: str, /, **said: Any) -> None:
        """Back to the doors, with what was done."""
        await self.host.show(self._after(self.speech(f"streetplace.done.{done}", **said)))

    def own(self, name: str) -> str:
        """Words of this form alone."""
        return self.speech(f"streetplace.{self.kind}.{name}")

    def label(self, one: Question) -> str:
        """The words of a question."""
        return self.speech(f"streetplace.ask.{one.name}")

    def help_words(self, one: Question) -> str:
        """What stands under the open box of a question, if anything."""
        code = f"streetplace.ask_help.{one.name}"
        return self.speech(code) if self.speech.knows(code) else ""

    def choice_words(self, one: Question, choice: str) -> str:
        """The words of a choice."""
        return self.speech(f"streetplace.of.{one.name}.{choice}")

    async def act(self, room: str, step: str, record: str | None, said: dict[str, Any]) -> dict[str, Any]:
        """One act of a room; the form is dropped once it stands in the ledger."""
        if "command" not in self._form.said:
            self._form = replace(self._form, said={**self._form.said, "command": self.host.new_command()})
            self.keep()
        answer = await self.host.do(
            StreetAct(
                command=UUID(self._form.said["command"]),
                clerk=self.host.clerk,
                on=self.host.standing.day,
                room=room,
                step=step,
                record=record,
                said=said,
            )
        )
        self.drop()
        return answer
