"""A form of the fifth place: its words stand in the room of the day, its command keeps its id for as long as it is kept."""

from __future__ import annotations

from dataclasses import replace

from schemas.failures import Refusal
from station.ui.forms import Question
from station.ui.screens.forming import FormScreen

SECOND = ("receiver", "reviewer")
"""Questions for a second person."""


class DayForm(FormScreen):
    """Implements `FormScreen` for the day."""

    place: int | None = 5

    def own(self, name: str) -> str:
        """Words of this form alone."""
        return self.speech(f"dayplace.{self.kind}.{name}")

    def label(self, one: Question) -> str:
        """The words of a question."""
        return self.speech(f"dayplace.ask.{one.name}")

    def help_words(self, one: Question) -> str:
        """What stands under the open box of a question, if anything."""
        if one.name in SECOND and not one.choices:
            return self.speech("dayplace.alone")
        code = f"dayplace.ask_help.{one.name}"
        return self.speech(code) if self.speech.knows(code) else ""

    def choice_words(self, one: Question, choice: str) -> str:
        """The words of a choice."""
        if one.name in SECOND:
            return self.host.standing.person(choice).name
        return self.speech(f"dayplace.of.{one.name}.{choice}")

    @property
    def command(self) -> str:
        """The command's id, the same for as long as this form is kept."""
        if "command" not in self._form.said:
            self._form = replace(self._form, said={**self._form.said, "command": self.host.new_command()})
            self.keep()
        return self._form.said["command"]

    def second_person(self, name: str) -> Question:
        """Who signs besides, by digit; where nobody else is registered, that is said."""
        others = tuple(one.clerk for one in self.host.standing.people if one.clerk != self.host.clerk)
        return Question(name=name, choices=others, read=nobody)


def nobody(_text: str, at: str) -> str:
    """Where a site has no second person there is nobody to name. Refusal `handover.alone`."""
    raise Refusal("handover.alone", field=at)
