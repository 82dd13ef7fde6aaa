"""The ten reports with one believable line each, in the columns that the reports themselves have."""

from __future__ import annotations

from typing import Any

from schemas.books.reports import REPORTS as MAKERS
from schemas.books.reports import Source
from schemas.books.reports.report import SUMMED

PROFILE = {
    "site": "420106-P0103",
    "kind": "post",
    "name": "武昌中南路邮政代征网点",
    "authority": "国家税务总局武汉市武昌区税务局",
    "authority_code": "14201060000",
    "district": "420106",
    "collecting_unit": "中国邮政集团有限公司武汉市分公司",
}
ABOUT = {
    "unit": PROFILE["name"],
    "site": PROFILE["site"],
    "made_at": "2026-09-18T17:42:00+08:00",
    "made_by": "李慧芳",
    "reviewer": "",
    "head_of_site": "王建国",
    "digest": "9f3c1a7be20d5544" * 4,
}


def _value(column: str) -> Any:
    """Something of the right kind and length for a column."""
    if column.endswith("_fen"):
        return 386_051
    if column.endswith(SUMMED) or column in ("place", "days", "last_seq"):
        return 12
    if column.endswith("_on") or column in ("on", "first", "last", "period_from", "period_to"):
        return "2026-09-18"
    return {"tax": "vat", "method": "wechat", "name": "陈喆", "payer": "陈喆", "code": "042002600104"}.get(
        column, "示例"
    )


def _report(name: str) -> dict[str, Any]:
    source = Source(profile=PROFILE, first="2026-09-18", last="2026-09-18")
    sections: list[dict[str, Any]] = []
    for section in MAKERS[name](source):
        line = {column: _value(column) for column in section.columns}
        totals = {column: line[column] for column in section.columns if column.endswith(SUMMED)}
        told = {"section": section.name, "columns": list(section.columns), "lines": [line], "totals": totals}
        sections.append(told)
    return {"report": name, "first": "2026-09-18", "last": "2026-09-18", "about": ABOUT, "sections": sections}


REPORTS: dict[str, dict[str, Any]] = {f"report-{name}": _report(name) for name in MAKERS}
