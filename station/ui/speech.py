"""The language that a screen speaks. Both stand in one catalogue; switching needs no restart."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.words import LANGUAGES, catalogue, say


@dataclass(frozen=True, slots=True)
class Speech:
    """Says a code in one language; call it like a function."""

    language: str = LANGUAGES[0]

    def __call__(self, code: str, /, **params: object) -> str:
        """The sentence for `code`, its parameters filled in; a missing code is a bug."""
        return say(code, self.language, **params)

    def knows(self, code: str) -> bool:
        """Whether the catalogue has words for `code`."""
        return code in catalogue(self.language)

    def choice(self, room: str, word: str) -> str:
        """A word of a closed vocabulary (`method`, `cash`), or the word itself where the catalogue lacks it."""
        code = f"ui.{room}.{word}"
        return self(code) if self.knows(code) else word

    def other(self) -> Speech:
        """The next language."""
        place = LANGUAGES.index(self.language)
        return Speech(LANGUAGES[(place + 1) % len(LANGUAGES)])
