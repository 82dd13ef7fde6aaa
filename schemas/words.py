"""The sentences that a person reads: one catalogue a language, one file a room, keyed by code.

`schemas/text/<language>/<room>.json` maps the codes of that room (`identifiers.check_digit` stands in
`identifiers.json`) to a sentence, or, for a failure, to `{"what", "next"}`. Parameters stand in braces.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from schemas.failures import Failure

LANGUAGES = ("zh_CN", "en")


@cache
def catalogue(language: str) -> dict[str, str | dict[str, str]]:
    """All sentences of one language, by code."""
    folder = files("schemas") / "text" / language
    pages = sorted((page for page in folder.iterdir() if page.name.endswith(".json")), key=lambda page: page.name)
    return {code: words for page in pages for code, words in json.loads(page.read_text("utf-8")).items()}


def say(code: str, language: str = "zh_CN", /, **params: object) -> str:
    """The sentence for `code`; a missing code is a bug and says so as a KeyError."""
    words = catalogue(language)[code]
    template = words["what"] if isinstance(words, dict) else words
    return template.format(**params)


def explain(failure: Failure) -> dict[str, object]:
    """The error object of the contract: `{"error": {code, zh, en, field, lost, next}}`."""
    zh, en = (catalogue(language)[failure.code] for language in LANGUAGES)
    if isinstance(zh, str) or isinstance(en, str):
        raise KeyError(f"{failure.code} is a sentence, not a failure")
    return {
        "error": {
            "code": failure.code,
            "zh": zh["what"].format(**failure.params),
            "en": en["what"].format(**failure.params),
            "field": failure.field,
            "lost": False,
            "next": zh["next"].format(**failure.params),
        }
    }
