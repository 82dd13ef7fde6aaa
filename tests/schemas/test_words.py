"""Sentences by code, in both languages, and the contract's error object."""

from __future__ import annotations

import json

import pytest

from schemas.failures import BadInput
from schemas.words import LANGUAGES, catalogue, explain, say


def test_a_failure_is_told_in_both_languages_with_what_to_do_now() -> None:
    told = explain(BadInput("identifiers.length", field="taxpayer.id", wanted="18", found=17))
    error = told["error"]
    assert isinstance(error, dict)
    assert list(error) == ["code", "zh", "en", "field", "lost", "next"]
    assert (error["code"], error["field"], error["lost"]) == ("identifiers.length", "taxpayer.id", False)
    assert error["zh"] == "号码应为 18 位，现为 17 位。"
    assert "18" in error["en"]
    assert json.loads(json.dumps(told)) == told


def test_a_plain_sentence_is_said_in_the_language_asked_for() -> None:
    zh, en = (say("identifiers.inner_check", language) for language in LANGUAGES)
    assert zh == say("identifiers.inner_check")
    assert en.isascii()
    assert zh != en


def test_a_plain_sentence_is_no_failure() -> None:
    with pytest.raises(KeyError):
        explain(BadInput("identifiers.inner_check"))


def test_a_code_without_words_is_a_bug() -> None:
    with pytest.raises(KeyError):
        say("identifiers.no_such_law")


def test_braces_that_are_meant_as_braces_survive() -> None:
    told = explain(BadInput("identifiers.question"))
    assert isinstance(told["error"], dict)
    assert '{"kind": "uscc"' in told["error"]["next"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_a_language_is_in_that_language(language: str) -> None:
    said = [
        text
        for words in catalogue(language).values()
        for text in (words.values() if isinstance(words, dict) else [words])
    ]
    chinese = [text for text in said if any("\u4e00" <= character <= "\u9fff" for character in text)]
    if language == "zh_CN":
        assert len(chinese) > len(said) * 0.9
    else:
        assert len(chinese) < len(said) * 0.1
