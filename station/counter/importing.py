"""One payer with many buyers 批量代开: rows of a sheet become invoices of one application, each row checked by itself. Pure.

A row that does not hold never keeps the others back: it is told with its line and column, and left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from schemas.application import Application, parse_application
from schemas.failures import BadInput, Failure
from schemas.money import MOST_FEN
from schemas.rules.intake import refusals
from schemas.rules.pack import Pack

MOST_BUYERS = 500
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "受票方名称",
        "受票方",
        "购买方名称",
        "购买方",
        "付款方名称",
        "付款方",
        "单位名称",
        "名称",
        "姓名",
        "抬头",
        "buyer",
        "name",
    ),
    "id": ("统一社会信用代码", "纳税人识别号", "购买方税号", "识别号", "税号", "身份证号", "证件号码", "id", "uscc"),
    "reason": ("无税号原因", "无识别号原因", "no_id_reason", "reason"),
    "gross": ("价税合计", "含税金额", "开票金额", "金额(含税)", "金额", "gross", "amount"),
    "net": ("不含税金额", "金额(不含税)", "net"),
    "item": ("货物或应税劳务、服务名称", "商品名称", "货物名称", "项目名称", "品名", "项目", "item_name", "item"),
    "kind": ("类别", "征收品目", "kind"),
    "code": ("商品和服务税收分类编码", "税收分类编码", "商品编码", "code"),
    "model": ("规格型号", "规格", "model"),
    "unit": ("计量单位", "单位", "unit"),
    "quantity": ("数量", "quantity"),
    "address": ("购买方地址", "地址", "address"),
    "phone": ("购买方电话", "电话", "手机", "phone"),
}
"""Headings by which a column is known, the surest first; a column is read by its name, never by its place."""
PLAIN = ("name", "id", "gross", "item")
"""The columns of a sheet without headings."""
_FIELDS = {
    "buyer.name": "name",
    "buyer.id": "id",
    "buyer.no_id_reason": "reason",
    "buyer.address": "address",
    "buyer.phone": "phone",
    "lines.0.gross_fen": "gross",
    "lines.0.net_fen": "net",
    "lines.0.name": "item",
    "lines.0.item": "kind",
    "lines.0.code": "code",
    "lines.0.model": "model",
    "lines.0.unit": "unit",
    "lines.0.quantity": "quantity",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a cell: `column` counts from 1, None where none is there; the failure has the words."""

    column: int | None
    heading: str
    failure: Failure


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One row by its line in the sheet, from 1: its invoice as plain data, or what is wrong with it."""

    line: int
    invoice: dict[str, Any] | None
    problems: tuple[Problem, ...]
    repeats: int | None
    """The line of an earlier row that says the same."""


def read_rows(
    rows: Sequence[Sequence[str]], template: Mapping[str, Any], desk: Pack | None, site: str
) -> list[ImportedRow]:
    """Every row that says anything, checked; `template` is the application without invoices and with `line`, what was sold.

    BadInput `batch.no_columns` for a sheet in which no name or amount is found, `batch.too_many`.
    """
    places, first = _headings(rows)
    said = [(line, row) for line, row in enumerate(rows, start=1) if line > first and any(row)]
    if len(said) > MOST_BUYERS:
        raise BadInput("batch.too_many", field="rows", most=MOST_BUYERS, count=len(said))
    seen: dict[tuple[object, ...], int] = {}
    return [_row(line, row, places, rows[first - 1] if first else (), template, desk, site, seen) for line, row in said]


def merged(template: Mapping[str, Any], rows: Sequence[ImportedRow]) -> dict[str, Any]:
    """The one application of all rows that hold."""
    given = {name: value for name, value in template.items() if name != "line"}
    return {**given, "invoices": [row.invoice for row in rows if row.invoice is not None]}


def _headings(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """Where each column stands, and the line of the headings; 0 for a sheet without them."""
    for line, row in enumerate(rows[:10], start=1):
        places = dict(_named(row))
        if "name" in places and ("gross" in places or "net" in places):
            return places, line
    widest = max(rows, key=len, default=())
    if len(widest) < 3 or not any(_fen(row[2]) for row in rows if len(row) > 2):
        raise BadInput("batch.no_columns", field="rows")
    return {name: place for place, name in enumerate(PLAIN)}, 0


def _named(row: Sequence[str]) -> Iterator[tuple[str, int]]:
    spelled = [_spelled(cell) for cell in row]
    taken: set[int] = set()
    for name, headings in COLUMNS.items():
        for heading in headings:
            place = next((p for p, cell in enumerate(spelled) if cell == _spelled(heading) and p not in taken), None)
            if place is not None:
                taken.add(place)
                yield name, place
                break


def _spelled(cell: str) -> str:
    return re.sub(r"[\s*:]", "", unicodedata.normalize("NFKC", cell)).lower()


def _row(
    line: int,
    row: Sequence[str],
    places: Mapping[str, int],
    headings: Sequence[str],
    template: Mapping[str, Any],
    desk: Pack | None,
    site: str,
    seen: dict[tuple[object, ...], int],
) -> ImportedRow:
    def problem(name: str, failure: Failure) -> Problem:
        place = places.get(name)
        heading = headings[place] if place is not None and place < len(headings) else name
        return Problem(None if place is None else place + 1, heading, failure)

    try:
        invoice = _invoice({name: row[place].strip() for name, place in places.items() if place < len(row)}, template)
        application = parse_application({**merged(template, ()), "invoices": [invoice]})
    except BadInput as failure:
        return ImportedRow(line, None, (problem(_column(failure.field), failure),), None)
    refused = tuple(problem(_column(one.field), one) for one in _refusals(application, desk, site))
    if refused:
        return ImportedRow(line, None, refused, None)
    buyer, sold = invoice["buyer"], invoice["lines"][0]
    key = (buyer.get("id") or buyer["name"], sold.get("gross_fen"), sold.get("net_fen"), sold["name"])
    return ImportedRow(line, invoice, (), None if seen.setdefault(key, line) == line else seen[key])


def _refusals(application: Application, desk: Pack | None, site: str) -> tuple[Failure, ...]:
    """What the pack says against this row alone; what it says against the whole is told with the whole."""
    found = refusals(application, desk, site) if desk else ()
    return tuple(one for one in found if (one.field or "").startswith("invoices."))


def _column(field: str | None) -> str:
    return _FIELDS.get((field or "").removeprefix("invoices.0."), "name")


def _invoice(said: Mapping[str, str], template: Mapping[str, Any]) -> dict[str, Any]:
    """A row as an invoice of the contract; what the row does not say of the goods stands in the template's `line`."""
    line = dict(template.get("line") or {})
    for name in ("code", "model", "unit", "quantity"):
        if said.get(name):
            line[name] = said[name]
    if said.get("item"):
        line["name"] = said["item"]
    if said.get("kind"):
        line["item"] = said["kind"]
    for name in ("gross", "net"):
        if said.get(name) and not (name == "net" and said.get("gross")):
            line[f"{name}_fen"] = _amount(said[name], name)
    buyer = {"name": said.get("name", ""), "kind": _kind(said)}
    for name, given in (("id", "id"), ("no_id_reason", "reason"), ("address", "address"), ("phone", "phone")):
        if said.get(given):
            buyer[name] = said[given]
    return {"buyer": buyer, "lines": [line]}


def _kind(said: Mapping[str, str]) -> str:
    """A person where the number is an identity number, or where a name of two to four letters has none."""
    number = re.sub(r"\s", "", unicodedata.normalize("NFKC", said.get("id", "")))
    if re.fullmatch(r"[1-8][0-9]{16}[0-9Xx]", number):
        return "natural_person"
    if not number and not said.get("reason") and 2 <= len(said.get("name", "")) <= 4:
        return "natural_person"
    return "unit"


def _amount(text: str, name: str) -> int:
    fen = _fen(text)
    if fen is None:
        raise BadInput("batch.amount", field=f"lines.0.{name}_fen", typed=text[:24])
    return fen


def _fen(text: str) -> int | None:
    """An amount in yuan as sheets have it, `1,234.50` or `¥1234.5`; None for anything else."""
    spelled = re.sub(r"[\s,，¥￥元]", "", unicodedata.normalize("NFKC", text))
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,8})?", spelled):
        return None
    try:
        fen = Decimal(spelled) * 100
    except InvalidOperation:
        return None
    return int(fen) if fen == int(fen) and 0 < fen <= MOST_FEN else None
