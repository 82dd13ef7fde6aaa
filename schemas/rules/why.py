"""Why 为什么: the working as steps that a clerk can read aloud, each with the clause and the documents behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from schemas.money import yuan
from schemas.words import say


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a sentence of the catalogue and its values, the rule's id and the documents that it rests on.

    Values are whole fen under names that end in `_fen`, words of the catalogue under names that end in `_word`, and
    texts or numbers otherwise.
    """

    code: str
    values: dict[str, int | str]
    rule: str | None = None
    cites: tuple[str, ...] = ()

    def tell(self, language: str = "zh_CN") -> str:
        """The sentence in a language, with its documents."""
        values = {name: _spoken(name, value, language) for name, value in self.values.items()}
        return say(self.code, language, **values) + _documents(self.cites, language)

    def to_json(self) -> dict[str, object]:
        """The step as data, for a record from which any language can be told later."""
        return {"code": self.code, "values": dict(self.values), "rule": self.rule, "cites": list(self.cites)}


@lru_cache(maxsize=1024)
def _documents(cites: tuple[str, ...], language: str) -> str:
    """The documents as they follow a sentence."""
    return say("rules.step.documents", language, documents=" · ".join(cites)) if cites else ""


def _spoken(name: str, value: int | str, language: str) -> int | str:
    if name.endswith("_fen"):
        assert isinstance(value, int)
        return yuan(value)
    return say(f"rules.word.{value}", language) if name.endswith("_word") else value
