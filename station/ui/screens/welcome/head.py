"""The second step: the head of the site 网点负责人, the first person, who unlocks with a PIN and appoints the others."""

from __future__ import annotations

from schemas.failures import BadInput
from station.ui.forms import Question, line_of
from station.ui.screens.welcome.base import WelcomeForm

HIDDEN = "******"


class Head(WelcomeForm):
    """The PIN is said twice and never shown."""

    kind = step = "head"

    def questions(self) -> tuple[Question, ...]:
        """Name, id, PIN, PIN again."""
        return (
            Question(name="name"),
            Question(name="clerk"),
            Question(name="pin", read=line_of, show=_hidden, secret=True),
            Question(name="pin_again", read=self._same, show=_hidden, secret=True),
        )

    def _same(self, text: str, at: str) -> str:
        if text != self._form.said.get("pin"):
            raise BadInput("setup.pin_differs", field=at)
        return text

    async def finished(self) -> None:
        """Appointed; the PIN is forgotten here."""
        said = self.said
        await self.off(lambda: self.run.setup.appoint(said["clerk"], said["name"], said["pin"]))
        await self.go_on()


def _hidden(said: str) -> str:
    return HIDDEN if said else ""
