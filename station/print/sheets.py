"""Sheets 表单与通知书: notices, hand-overs and settlements, filled from plain data. What is not given stays a place for the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from schemas.failures import BadInput
from schemas.money import yuan
from schemas.paper.fill import fill
from schemas.paper.layout import Cell, Each, Layout, Strip, Table
from schemas.paper.placed import Placed
from schemas.paper.shipped import shipped
from schemas.words import say

NOTICES = (
    "one-time-notice",
    "refusal-notice",
    "quota-notice",
    "tax-notice",
    "refund-application",
    "authorisation",
    "loss-report",
    "case-slip",
)
SHEETS = ("stock-sheet", "settlement-sheet", "handover-sheet", "deposit-slip", *NOTICES)
GIVEN = frozenset({"page", "pages", "copy"})
"""What the filling itself knows."""
_BRACES = re.compile(r"\{([a-z_]+)\}")
_PEN = "＿＿＿＿＿＿"
"""A place for the pen inside a sentence."""


def place(name: str, given: Mapping[str, Any]) -> Placed:
    """A sheet as placed text; BadInput `paper.unknown`, `paper.values` for words that the sheet has no place for.

    Amounts are whole 分 in fields that end in `_fen`; a table's sums are added where they are not given.
    """
    if name not in SHEETS:
        raise BadInput("paper.unknown", field="paper", paper=name)
    layout = shipped(name)
    return fill(layout, values_of(layout, given))


def names_of(name: str) -> frozenset[str]:
    """The single values that stand on a sheet; BadInput `paper.unknown`."""
    if name not in SHEETS:
        raise BadInput("paper.unknown", field="paper", paper=name)
    return frozenset(word for word, _ in _words(shipped(name)))


def values_of(layout: Layout, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a layout wants, from what is given."""
    tables = {table.field: table for table in _tables(layout)}
    totals = {table.total for table in tables.values() if table.total}
    words = _words(layout)
    inside = {name for name, from_braces in words if from_braces}
    names = {name for name, _ in words} | {mark.field for mark in layout.marks}
    strange = sorted(set(given) - names - set(tables) - totals)
    if strange:
        raise BadInput("paper.values", field=strange[0], paper=layout.title, names=", ".join(strange))
    values: dict[str, Any] = {name: _text(name, given.get(name)) for name in names}
    values |= {name: _PEN for name in inside - GIVEN if not values[name] and layout.name in NOTICES}
    values["specimen"] = given.get("specimen", say("print.specimen"))
    values["reprint"] = _text("reprint", given.get("reprint"))
    for field, table in tables.items():
        rows = _rows(layout, field, given.get(field))
        values[field] = [_row(layout, table, row) for row in rows]
        if table.total:
            values[table.total] = _sums(table, rows, given.get(table.total))
    return values


def _words(layout: Layout) -> set[tuple[str, bool]]:
    """Every single value that stands on a layout, and whether it stands inside a sentence."""
    cells = [*layout.cells, *(cell for block in _strips(layout) for cell in block.cells)]
    return {pair for cell in cells for pair in _of_cell(cell)}


def _of_cell(cell: Cell) -> Iterator[tuple[str, bool]]:
    if cell.field is not None:
        yield cell.field, False
    for name in _BRACES.findall(cell.text or ""):
        yield name, True


def _strips(layout: Layout) -> Iterator[Strip]:
    for block in layout.flow.blocks if layout.flow else ():
        if isinstance(block, Strip):
            yield block


def _tables(layout: Layout) -> Iterator[Table]:
    for block in layout.flow.blocks if layout.flow else ():
        assert not isinstance(block, Each), "a sheet has no nested blocks"
        if isinstance(block, Table):
            yield block


def _rows(layout: Layout, field: str, given: Any) -> list[dict[str, Any]]:
    rows: Any = [] if given is None else given
    if not isinstance(rows, list | tuple) or not all(isinstance(row, dict) for row in rows):
        raise BadInput("paper.values", field=field, paper=layout.title, names=field)
    return cast("list[dict[str, Any]]", list(rows))


def _row(layout: Layout, table: Table, row: Mapping[str, Any]) -> dict[str, str]:
    names = [column.field for column in table.columns]
    strange = sorted(set(row) - set(names))
    if strange:
        raise BadInput("paper.values", field=table.field, paper=layout.title, names=", ".join(strange))
    return {name: _text(name, row.get(name)) for name in names}


def _sums(table: Table, rows: list[dict[str, Any]], given: Any) -> dict[str, str]:
    """What was given as sums, else the sums of the amounts, of no base 计税依据; none under an empty table."""
    names = [column.field for column in table.columns]
    if given is not None:
        return {name: _text(name, given.get(name)) for name in names}
    if not rows:
        return {}
    first = next((column.field for column in table.columns if column.align != "right"), names[0])
    added = {
        name: sum(row.get(name) or 0 for row in rows)
        for name in names
        if name.endswith("_fen")
        and name != "base_fen"
        and all((row.get(name) is None or type(row.get(name)) is int) for row in rows)
    }
    return {name: say("print.sum") if name == first else _text(name, added.get(name)) for name in names}


def _text(name: str, value: Any) -> str:
    """A value as paper writes it: 分 as yuan, numbers as they are, nothing as nothing."""
    if value is None:
        return ""
    if type(value) not in (int, str):
        raise BadInput("paper.values", field=name, paper=name, names=name)
    if isinstance(value, int):
        return yuan(value) if name.endswith("_fen") else str(value)
    return str(value)
