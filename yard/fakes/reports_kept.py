"""The ten reports of the office in memory: the real shapes, two lines of figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemas.books.reports import REPORTS, Report
from schemas.books.reports.report import section
from schemas.failures import BadInput
from station.counter import questions

LINES = 40
"""Lines of the book of taxes."""


def report(query: questions.Report, on: str, acts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """One report; its bytes are its name where a form is asked for. BadInput `reports.unknown`, `reports.days`, `reports.form`."""
    if query.report not in REPORTS:
        raise BadInput("reports.unknown", field="report", report=query.report, known=", ".join(REPORTS))
    first, last = query.first or query.on or on, query.last or query.on or on
    if first > last:
        raise BadInput("reports.days", field="first")
    if query.form not in (None, "xlsx", "csv", "json", "pdf"):
        raise BadInput("reports.form", field="to", form=query.form)
    said = [
        (one["on"], one["note"], None) for one in acts.values() if one["act"] == "supplement" and one["of"] == first
    ]
    sheet = (section("supplements", ("on", "note", "difference_fen"), said),)
    book = (section("levies", ("place", "on", "taxpayer", "tax", "paid_fen"), map(_line, range(1, LINES + 1))),)
    made = Report(name=query.report, first=first, last=last, sections=sheet if query.report == "day-sheet" else book,
                  about={"unit": "武昌中南路邮政代征网点", "first": first, "last": last})  # fmt: skip
    return made.to_json() | ({"data": query.report.encode()} if query.form else {})


def _line(place: int) -> tuple[int | str, ...]:
    return place, f"2026-09-{place % 28 + 1:02d}", "陈喆" if place % 7 else "阿芳鲜果店", "vat", place * 100
