"""What the office said of a sheet, as the table of checks draws it: one row a buyer, the sum of those that hold. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.words import catalogue
from station.ui.speech import Speech

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is wrong at a cell: its heading, its column from 1 (None where there is none), what happened, what to do."""

    heading: str
    column: int | None
    what: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One row of the sheet by its line from 1; `gross_fen` with tax or, where the sheet says so, without (分)."""

    line: int
    name: str = ""
    id: str = ""
    item: str = ""
    gross_fen: int = 0
    repeats: int | None = None
    wrong: tuple[Wrong, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it becomes an invoice."""
        return not self.wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The whole: rows, the one application of those that hold, its quote, or why the whole is refused."""

    rows: tuple[Checked, ...] = ()
    application: Data | None = None
    quote: Data | None = None
    refused: Wrong | None = None

    @property
    def good(self) -> int:
        """How many invoices there will be."""
        return sum(row.good for row in self.rows)

    @property
    def total_fen(self) -> int:
        """What the counter collects, in 分."""
        return self.quote["total_fen"] if self.quote else 0

    @property
    def gross_fen(self) -> int:
        """The amounts of the rows that hold, in 分."""
        return sum(row.gross_fen for row in self.rows if row.good)


def batch(told: Data, cells: Sequence[Sequence[str]], speech: Speech) -> Batch:
    """The answer of `ImportBatch` or of `SplitSheets`; a row that does not hold is shown by its own `cells`."""
    if "rows" not in told:
        invoices = told["application"]["invoices"]
        rows = tuple(_sheet(place, invoice) for place, invoice in enumerate(invoices, 1))
        return Batch(rows=rows, application=told["application"], quote=told["quote"])
    refused = _wrong({"heading": "", "column": None, "error": told["refused"]}, speech) if told["refused"] else None
    rows = tuple(_row(row, cells, speech) for row in told["rows"])
    return Batch(rows=rows, application=told["application"], quote=told["quote"], refused=refused)


def _row(row: Data, cells: Sequence[Sequence[str]], speech: Speech) -> Checked:
    if row["invoice"]:
        return _sheet(row["line"], row["invoice"], row["repeats"])
    shown = " · ".join(cell for cell in cells[int(row["line"]) - 1] if cell)
    return Checked(line=row["line"], name=shown, wrong=tuple(_wrong(one, speech) for one in row["problems"]))


def _sheet(line: int, invoice: Data, repeats: int | None = None) -> Checked:
    sold, buyer = invoice["lines"][0], invoice["buyer"]
    gross = sum(each.get("gross_fen") or each.get("net_fen") or 0 for each in invoice["lines"])
    return Checked(line=line, name=buyer["name"], id=buyer.get("id", ""), item=sold.get("name", ""), gross_fen=gross,
                   repeats=repeats)  # fmt: skip


def _wrong(problem: Data, speech: Speech) -> Wrong:
    """The words of a problem in the language of the screen."""
    error = problem["error"]
    chinese = speech.language == "zh_CN"
    what, now = error["zh" if chinese else "en"], error["next"] if chinese else _now(error["code"], speech)
    return Wrong(heading=problem["heading"], column=problem["column"], what=what, now=now)


def _now(code: str, speech: Speech) -> str:
    """What to do, where the sentence needs nothing that the answer does not have."""
    words = catalogue(speech.language).get(code)
    return words["next"] if isinstance(words, dict) and "{" not in words["next"] else ""
