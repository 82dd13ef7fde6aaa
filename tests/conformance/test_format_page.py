"""`docs/formats/entry.md` tells the truth: its facts, kinds and accounts are those of the code, its example bytes those of a vector."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_origin, get_type_hints

import pytest

from schemas.books.accounts import ACCOUNTS
from schemas.entry.envelope import MOST_BYTES
from schemas.facts import FACTS
from tests.house.reading import HOUSE, modules

PAGE = (HOUSE / "docs/formats/entry.md").read_text("utf-8")
TYPES = {"text": str, "int": int, "bytes": bytes, "map": dict, "array": list}
KIND = re.compile(r"[a-z_]+\.[a-z_]+/\d+")


def section(heading: str) -> list[list[str]]:
    """The table under a heading: the cells of each line below its head."""
    start = PAGE.index(heading)
    after = re.search(r"\n#+ ", PAGE[start + 1 :])
    text = PAGE[start : start + 1 + after.start()] if after else PAGE[start:]
    lines = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line] for line in lines[2:]]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.NAME)
def test_every_fact_is_told_with_its_fields_types_and_musts(fact: type[Any]) -> None:
    told = [(row[0].strip("`"), TYPES[row[1]], row[2] == "yes") for row in section(f"#### `{fact.NAME}`")]
    hints = get_type_hints(fact)
    stated = {field.name: field for field in fields(fact)}
    assert sorted(name for name, _, _ in told) == sorted(stated)
    for name, kind, must in told:
        assert kind in accepted(hints[name]), name
        assert must is (stated[name].default is MISSING and stated[name].default_factory is MISSING), name


def accepted(hint: Any) -> tuple[Any, ...]:
    parts = getattr(hint, "__args__", ()) if get_origin(hint) not in (dict, list) else ()
    return tuple(get_origin(part) or part for part in (parts or (hint,)))


def test_no_fact_is_told_that_is_none() -> None:
    assert sorted(re.findall(r"#### `([^`]+)`", PAGE)) == sorted(fact.NAME for fact in FACTS)


def test_every_kind_of_the_code_is_told_and_no_other() -> None:
    told = {row[0].strip("`") for row in section("### Kinds")}
    assert told == kinds()


def kinds() -> set[str]:
    """The constants of the house that are named KIND, or end in it, and the kind of a feed's first entry."""
    found = {"device.enrolled/1"}
    for tree in modules().values():
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
                if names[0].endswith("KIND") and KIND.fullmatch(str(node.value.value)):
                    found.add(str(node.value.value))
    return found


def test_the_facts_of_every_kind_are_facts() -> None:
    names = {fact.NAME for fact in FACTS}
    assert {name for row in section("### Kinds") for name in KIND.findall(row[2])} <= names


def test_every_account_is_told_and_no_other() -> None:
    assert {name for row in section("### Accounts") for name in re.findall(r"`([^`]+)`", row[0])} == set(ACCOUNTS)


def test_the_payload_is_told_in_the_order_of_its_encoding() -> None:
    names = [row[0].strip("`") for row in section("## 3. Payload")]
    assert names == sorted(names, key=lambda name: (len(name), name))
    assert len(names) == 11


def test_the_first_bytes_and_the_bound_are_true() -> None:
    vectors = json.loads((Path(HOUSE) / "schemas/vectors/entries.json").read_text("utf-8"))
    assert "`84 55 a2 01 32 04 50`" in PAGE
    assert all(vector["hex"].startswith("8455a201320450") for vector in vectors["good"])
    assert MOST_BYTES == 1 << 20
