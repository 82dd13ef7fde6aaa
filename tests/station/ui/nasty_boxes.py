"""Every text box of the house, as its source names it: generated, so that a new screen cannot be forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from station.ui.sale_fields import CHOICES, Field
from tests.house.reading import HOUSE

FACE = HOUSE / "station" / "ui"
ASKING = ("Question", "money_question")
NAMED_IN_A_LOOP = {"bag": ("slip_no", "bag_no", "seal_no")}
"""Questions whose names are no literals, by the file that asks them."""

OWN_TESTS = ("street",)
"""Rooms of the face whose own tests type into their boxes."""


def boxes() -> set[str]:
    """`FILE.NAME` of every question that is typed and every box with a name of its own, and `sale.FIELD` of the sale."""
    found = {f"sale.{field}" for field in Field if field not in CHOICES}
    for file in sorted(FACE.rglob("*.py")):
        if not {"widgets", *OWN_TESTS} & set(file.parts):
            found |= {f"{_room(file)}.{name}" for name in _typed(file)}
    return found


def _room(file: Path) -> str:
    """Rooms of the face that have a folder of their own are named before the file."""
    return file.stem if file.parent.name in ("ui", "screens") else f"{file.parent.name}.{file.stem}"


def _typed(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKING:
            yield from _asked(node, file.stem)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "named":
            yield from (
                str(one.value)[6:]
                for one in node.args
                if isinstance(one, ast.Constant) and str(one.value).startswith("field.")
            )


def _asked(call: ast.Call, file: str) -> Iterator[str]:
    """The name of a question, unless a digit answers it."""
    given = {one.arg: one.value for one in call.keywords}
    name = given.get("name") or call.args[0]
    if "choices" in given or (isinstance(name, ast.Name) and file in ("forms", "applying")):
        return
    if isinstance(name, ast.Constant):
        yield str(name.value)
    else:
        yield from NAMED_IN_A_LOOP[file]
