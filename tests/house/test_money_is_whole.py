"""Money is a whole number of 分: on the ground and in decisions no float is written, made or divided into being."""

from __future__ import annotations

import ast

from tests.house.reading import modules

WHOLE = ("schemas/", "station/counter/", "central/reconcile/", "central/statements/")
MEASURED = ("schemas/paper/",)
"""Millimetres and printer dots are lengths, not money."""


def floats(tree: ast.Module) -> list[int]:
    """Lines with a float literal or a call of `float`."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
    ]


def test_no_float_where_money_is() -> None:
    found = {
        name: lines
        for name, tree in modules().items()
        if name.startswith(WHOLE) and not name.startswith(MEASURED) and (lines := floats(tree))
    }
    assert found == {}


def test_the_reader_sees_a_float() -> None:
    assert floats(ast.parse("rate = 0.01\nfen = float('3')")) == [1, 2]
