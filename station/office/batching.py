"""Many buyers from a sheet 批量代开, and one amount on several sheets: read, checked, worked out as a whole; nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from schemas.application import parse_application
from schemas.failures import Failure, Refusal
from schemas.periods import read_day
from schemas.rules.counter import sheet_caps
from schemas.rules.pack import Pack
from schemas.sheets import read_sheet
from schemas.words import explain
from station.counter import questions
from station.counter.importing import ImportedRow, merged, read_rows
from station.counter.splitting import split

Quoter = Callable[[dict[str, Any]], dict[str, Any]]
"""The answer of `quote` with the prior sums of this ledger."""
_TRIES = 3


def import_batch(
    query: questions.ImportBatch, site: str, desk_of: Callable[[date], Pack | None], quoted: Quoter
) -> dict[str, Any]:
    """Each row with its check, the one application of those that hold, and its working."""
    desk = desk_of(read_day(query.application.get("on"), "on"))
    rows = read_rows(read_sheet(query.data), query.application, desk, site)
    application = merged(query.application, rows)
    good = [row for row in rows if row.invoice is not None]
    told: dict[str, Any] = {
        "rows": [_row_plain(row) for row in rows],
        "good": len(good),
        "bad": len(rows) - len(good),
        "application": application if good else None,
        "quote": None,
        "refused": None,
    }
    if not good:
        return told
    try:
        return told | {"quote": quoted(application)}
    except Failure as failure:
        return told | {"refused": explain(failure)["error"]}


def split_sheets(
    query: questions.SplitSheets, desk_of: Callable[[date], Pack | None], quoted: Quoter
) -> dict[str, Any]:
    """The application with every invoice below the cap of an edition, and how many sheets that makes.

    Refusal `sheets.edition` for an edition that the pack does not know.
    """
    application = parse_application(query.application)
    desk = desk_of(application.on)
    cap = sheet_caps(desk, application.on).get(query.edition) if desk else None
    if cap is None:
        raise Refusal("sheets.edition", field="edition", edition=query.edition)
    given = dict(query.application)
    for _ in range(_TRIES):
        worked = quoted(given)
        nets = [invoice["net_fen"] for invoice in worked["invoices"]]
        if all(net < cap.below_fen for net in nets):
            return {"application": given, "sheets": len(nets), "below_fen": cap.below_fen, "quote": worked}
        given = {**given, "invoices": split(given["invoices"], nets, cap)}
    raise Refusal("sheets.edition", field="edition", edition=query.edition)


def _row_plain(row: ImportedRow) -> dict[str, Any]:
    return {
        "line": row.line,
        "ok": row.invoice is not None,
        "invoice": row.invoice,
        "repeats": row.repeats,
        "problems": [
            {"column": problem.column, "heading": problem.heading, "error": explain(problem.failure)["error"]}
            for problem in row.problems
        ],
    }
