"""The pages' words in the language that was chosen; one at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from schemas.words import LANGUAGES, say


@dataclass(frozen=True, slots=True)
class Speech:
    """One of the languages."""

    language: str = LANGUAGES[0]

    def __call__(self, code: str, /, **params: object) -> str:
        """A sentence of the pages."""
        return say(f"central.ui.{code}", self.language, **params)

    def term(self, code: str) -> str:
        """A word of the reconciliation."""
        return say(f"reconcile.{code}", self.language)

    def other(self) -> Speech:
        """The other language."""
        return replace(self, language=LANGUAGES[1 - LANGUAGES.index(self.language)])

    def district(self, code: str) -> str:
        """A district's short name; its code where it is not known or another language is spoken."""
        return _districts().get(code, code) if self.language == LANGUAGES[0] else code

    def day(self, on: str) -> str:
        """A business day with its weekday."""
        weekday = date.fromisoformat(on).isoweekday()
        return f"{on} {self(f'weekday.{weekday}')}"


@cache
def _districts() -> dict[str, str]:
    return json.loads((files("central.ui") / "districts.json").read_text("utf-8"))
