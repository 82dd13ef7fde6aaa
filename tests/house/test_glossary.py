"""The glossary is true: its names stand in the code, every fact has its word, and what is never to be said is not said."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from schemas.books.accounts import ACCOUNTS
from schemas.facts import FACTS
from schemas.words import catalogue
from tests.house.reading import HOUSE, modules

COLUMNS = ["English", "In the code", "界面用语", "Never", "Source"]
NAME = re.compile(r"`([^`]+)`")
HAN = re.compile(r"[\u4e00-\u9fff]")


def rows() -> list[list[str]]:
    """The cells of every line of every table."""
    text = (HOUSE / "GLOSSARY.md").read_text("utf-8")
    lines = [line.strip().strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line] for line in lines]
    return [line for line in cells if line != COLUMNS and not set("".join(line)) <= {"-"}]


ROWS = rows()


@cache
def names_in_the_house() -> frozenset[str]:
    """Every module, class, function, parameter, field, constant and text key that the house knows."""
    names = set[str](ACCOUNTS)
    for path, tree in modules().items():
        names.update(path.removesuffix(".py").split("/"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                names.add(node.name)
            elif isinstance(node, ast.Name):
                names.add(node.id)
            elif isinstance(node, ast.arg | ast.keyword):
                names.add(node.arg or "")
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.add(node.value)
    return frozenset(names)


def test_the_glossary_has_tables_of_the_same_columns() -> None:
    text = (HOUSE / "GLOSSARY.md").read_text("utf-8")
    assert text.count("| " + " | ".join(COLUMNS) + " |") == 4
    assert [row for row in ROWS if len(row) != len(COLUMNS)] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_line_has_its_words_and_its_source(row: list[str]) -> None:
    english, code, chinese, _, source = row
    assert english
    assert NAME.findall(code)
    assert HAN.search(chinese)
    assert source


def test_every_english_word_stands_once() -> None:
    words = [row[0] for row in ROWS]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_name_of_the_glossary_stands_in_the_code(row: list[str]) -> None:
    lacking = [name for name in NAME.findall(row[1]) if not stands(name)]
    assert lacking == []


def stands(name: str) -> bool:
    if name.startswith("_"):
        return any(known.endswith(name) for known in names_in_the_house())
    return name in names_in_the_house()


def test_every_fact_has_its_word() -> None:
    told = {name for row in ROWS for name in NAME.findall(row[1])}
    assert sorted(fact.__name__ for fact in FACTS if fact.__name__ not in told) == []


def test_no_word_that_is_never_to_be_said_is_said() -> None:
    never = [row[3] for row in ROWS if row[3]]
    said = {code: repr(words) for code, words in catalogue("zh_CN").items()}
    assert sorted((code, word) for code, words in said.items() for word in never if word in words) == []
