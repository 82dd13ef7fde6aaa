"""The words of the forms that put something right: they stand in a room of their own."""

from __future__ import annotations

from station.ui.forms import Question
from station.ui.host import Host, Screen
from station.ui.righting_reading import Case
from station.ui.screens.forming import FormScreen


class WordedForm(FormScreen):
    """A form about one sale or collection."""

    def __init__(self, host: Host, before: Screen, case: Case) -> None:
        super().__init__(host, before)
        self.case = case

    def own(self, name: str) -> str:
        """Words of this form alone."""
        return self.speech(f"righting.{self.kind}.{name}", number=self.case.sale.number)

    def label(self, one: Question) -> str:
        """The words of a question."""
        return self.speech(f"righting.ask.{one.name}")

    def step_words(self, one: Question) -> str:
        """What to do at a question, where it has words of its own."""
        return self._known(f"righting.ask_next.{one.name}")

    def help_words(self, one: Question) -> str:
        """What stands under the open box of a question, if anything."""
        return self._known(f"righting.ask_help.{one.name}")

    def choice_words(self, one: Question, choice: str) -> str:
        """A person by name, a method or a tax by its word, all else by the words of the question."""
        if one.name == "authoriser":
            person = self.host.standing.person(choice)
            return f"{person.name} · {self.speech.choice('role', person.role)}"
        return self._known(f"righting.of.{one.name}.{choice}") or self.speech.choice(one.room, choice)

    def _known(self, code: str) -> str:
        return self.speech(code) if self.speech.knows(code) else ""
