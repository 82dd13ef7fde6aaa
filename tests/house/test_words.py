"""Every code has words in both languages, every word has a code, and both say the same parameters."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from string import Formatter

import pytest

from schemas.words import LANGUAGES, catalogue
from tests.house.reading import HOUSE, modules

FAILURES = {"Failure", "Refusal", "BadInput", "Fault", "Breach"}
SPOKEN = {"say", "tell", "beside"}
CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
ROOMS = sorted(path.stem for path in (HOUSE / "schemas/text/zh_CN").glob("*.json"))


def words_of(code: str, language: str) -> list[str]:
    words = catalogue(language)[code]
    return list(words.values()) if isinstance(words, dict) else [words]


def parameters(code: str, language: str) -> set[str]:
    return {name for words in words_of(code, language) for _, name, _, _ in Formatter().parse(words) if name}


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """(file, name of what is called, call) for every failure that is made and every sentence that is said."""
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if called in FAILURES | SPOKEN and node.args:
                    yield name, called, node


def code_of(call: ast.Call) -> str:
    """The code that a call names outright; empty when it is worked out."""
    first = call.args[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def literals() -> tuple[set[str], list[str]]:
    """All whole strings of the house's modules and data, and the patterns of those made of parts."""
    whole: set[str] = set()
    made: list[str] = []
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values]
                made.append("".join(parts))
            elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and isinstance(node.left, ast.Constant):
                made.append(re.escape(str(node.left.value)) + ".+")
    for folder in ("schemas/paper", "schemas/rules", "schemas/text", "central/statements"):
        for path in (HOUSE / folder).rglob("*.json"):
            if "text" not in path.parts:
                whole.update(re.findall(r'"([^"\\]+)"', path.read_text("utf-8")))
    return whole, [pattern for pattern in made if CODE.match(pattern.replace("\\", "").replace(".+", "x"))]


@pytest.mark.parametrize("room", ROOMS)
def test_both_languages_have_the_same_codes_of_their_room(room: str) -> None:
    pages = [json.loads((HOUSE / f"schemas/text/{language}/{room}.json").read_text("utf-8")) for language in LANGUAGES]
    assert pages[0].keys() == pages[1].keys()
    assert [code for code in pages[0] if not code.startswith(f"{room}.")] == []


@pytest.mark.parametrize("code", sorted(catalogue("zh_CN")))
def test_both_languages_say_the_same_kind_of_words_with_the_same_parameters(code: str) -> None:
    zh, en = (catalogue(language)[code] for language in LANGUAGES)
    assert isinstance(zh, dict) == isinstance(en, dict)
    if isinstance(zh, dict):
        assert set(zh) == set(en or {}) == {"what", "next"}
    assert parameters(code, "zh_CN") == parameters(code, "en")
    assert all(words.strip() for language in LANGUAGES for words in words_of(code, language))


def test_every_code_that_is_raised_or_said_has_words() -> None:
    spoken = {(name, code) for name, _, call in calls() if (code := code_of(call))}
    assert sorted((name, code) for name, code in spoken if code not in catalogue("zh_CN")) == []


def test_a_failure_has_both_a_what_and_a_next() -> None:
    raised = {code for _, called, call in calls() if called in FAILURES and (code := code_of(call))}
    assert sorted(code for code in raised if not isinstance(catalogue("zh_CN").get(code), dict)) == []


def test_every_parameter_of_the_words_is_given() -> None:
    lacking = [
        (name, call.lineno, code_of(call), sorted(missing))
        for name, _, call in calls()
        if code_of(call) in catalogue("zh_CN") and all(word.arg for word in call.keywords)
        if (missing := parameters(code_of(call), "zh_CN") - {word.arg for word in call.keywords if word.arg})
    ]
    assert lacking == []


def test_every_word_has_a_code_that_somebody_uses() -> None:
    whole, made = literals()
    unused = [code for code in catalogue("zh_CN") if code not in whole and not any(re.fullmatch(p, code) for p in made)]
    assert unused == []


def test_no_sentence_for_people_stands_in_code() -> None:
    """A Chinese sentence in a module is a sentence that nobody can translate; terms of law in data are no sentences."""
    spoken = [
        (name, call.lineno)
        for name, _, call in calls()
        for word in [*call.args, *(keyword.value for keyword in call.keywords)]
        if isinstance(word, ast.Constant)
        and isinstance(word.value, str)
        and re.search(r"[\u4e00-\u9fff].*[。，！？]", word.value)
    ]
    assert spoken == []
