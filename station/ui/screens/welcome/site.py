"""The first step: which site this computer is, by the bureau's code 登记码, over the network or by files on a stick."""

from __future__ import annotations

from schemas.enrolment import grouped, plain_code
from station.ui.forms import Form, Question, Said, line_of, maybe
from station.ui.screens.welcome.base import WelcomeForm
from station.ui.screens.welcome.carry import Carry

NETWORK, STICK = "network", "stick"


def code_of(text: str, at: str) -> str:
    """The plain code; BadInput `enrolment.code_spelling` at the field."""
    line_of(text, at)
    return plain_code(text)


class Site(WelcomeForm):
    """Enter enrols; by stick it opens the list of sticks."""

    kind = step = "site"

    def questions(self) -> tuple[Question, ...]:
        """The way, the centre's address, the code."""
        return (
            Question(name="way", choices=(NETWORK, STICK)),
            Question(name="central", when=lambda said: said.get("way") == NETWORK, offer=self._centre_before),
            Question(name="central_later", read=maybe, when=lambda said: said.get("way") == STICK, offer=self._centre_before),
            Question(name="code", read=code_of, show=_shown, offer=self._code_before),
        )  # fmt: skip

    async def opened(self) -> None:
        """A request that waits for its answer is taken up where it was."""
        await super().opened()
        asked = self.run.setup.asked()
        if asked is not None and not self._form.answered:
            way = NETWORK if asked.centre else STICK
            self._form = Form(self._form.questions, {"way": way}, {}, frozenset({"way"}))

    def _centre_before(self, _said: Said) -> str:
        asked = self.run.setup.asked()
        return asked.centre if asked else ""

    def _code_before(self, _said: Said) -> str:
        asked = self.run.setup.asked()
        return grouped(asked.code) if asked else ""

    def main_words(self) -> str:
        """What Enter does depends on the way."""
        if self._form.at is None and self._form.said.get("way") == STICK:
            return self.own("main_stick")
        return super().main_words()

    async def finished(self) -> None:
        """Enrol; or go for the stick."""
        said, setup = self.said, self.run.setup
        if said["way"] == STICK:
            data = await self.off(lambda: setup.request(said["central_later"], said["code"]))
            return await self.host.show(Carry(self.host, self, self.run, data, self.go_on))
        await self.off(lambda: setup.enrol(said["central"], said["code"]))
        return await self.go_on()


def _shown(said: str) -> str:
    return grouped(said)
