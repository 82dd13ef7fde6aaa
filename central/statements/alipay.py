"""Alipay's two bills 支付宝业务明细 and 账务明细: GBK text between `#` lines, cells that end with a TAB, its own sums at the foot.

A refund's row is negative and repeats the number of the trade. What was paid is 订单金额; 商家实收 is less where coupons were
used, and is what the foot adds up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from central.ports.statement import Kind, Line, State, Statement
from central.statements.sheet import Row, cells_of, chinese_lines_of, columns, titles_of
from schemas.failures import BadInput
from schemas.money import plain_yuan

_ACCOUNT = re.compile(r"^#\s*账[号户]\s*[：:]\s*\[?(\d{10,20})\]?")
_RANGE = re.compile(
    r"起始日期[：:]\[(\d{4})年(\d\d)月(\d\d)日 [\d:]+\]\s*终止日期[：:]\[(\d{4})年(\d\d)月(\d\d)日 ([\d:]+)\]"
)
_FOOT = re.compile(r"^#\s*(交易|退款|支出|收入)合计[：:]\s*(\d+)笔，(?:商家实收退?款?)?共(-?\d+(?:\.\d{1,2})?)元")
DAYS_MOST = 400
"""A bill that speaks for more days than this is none."""


@cache
def _mapping() -> dict[str, Any]:
    return json.loads((files("central.statements") / "alipay.json").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class _Foot:
    """A sum at the foot of a bill: where it stands, how many rows, how much in fen."""

    line: int
    name: str
    count: int
    fen: int


def likeness(opening: Sequence[str]) -> int:
    """100 for a bill of trades or of the account, 0 otherwise; the summary 汇总 is neither."""
    return 100 * (_which(opening[0]) is not None)


def read(data: bytes, day: str | None = None) -> Statement:
    """The bill, if it agrees with its own foot. BadInput `statements.…` names line and column."""
    lines = chinese_lines_of(data)
    which = _which(lines[0])
    assert which is not None, "a bill that was recognised"
    mapping = _mapping()[which]
    head = next((number for number, text in enumerate(lines, 1) if text and not text.startswith("#")), None)
    if head is None:
        raise BadInput("statements.half", line=len(lines))
    rows = _rows(lines, head, mapping)
    feet = _feet(lines, head)
    made = tuple(_READERS[which](row, _account(lines)) for row in rows)
    _check(rows, made, feet, mapping, len(lines))
    days = sorted({line.on for line in made} | set(_days(lines)) | ({day} if day else set()))
    if not days:
        raise BadInput("statements.day_unknown")
    return Statement(
        format=mapping["format"],
        channel=mapping["channel"],
        sha256=sha256(data).digest(),
        days=tuple(days),
        lines=made,
    )


def _which(first: str) -> str | None:
    if not first.startswith("#支付宝") or "汇总" in first:
        return None
    return "trades" if "业务明细" in first else "funds" if "账务明细" in first else None


def _rows(lines: Sequence[str], head: int, mapping: dict[str, Any]) -> list[Row]:
    titles = titles_of(lines[head - 1])
    found = columns(titles, mapping["columns"], mapping["needed"], head)
    named = {name: title for name, (_, title) in found.items()}
    rows: list[Row] = []
    for number, text in enumerate(lines[head:], head + 1):
        if text.startswith("#"):
            break
        cells = cells_of(text, number, titles)
        rows.append(Row(number, {name: cells[place] for name, (place, _) in found.items()}, named))
    return rows


def _feet(lines: Sequence[str], head: int) -> dict[str, _Foot]:
    feet: dict[str, _Foot] = {}
    for number, text in enumerate(lines[head:], head + 1):
        found = _FOOT.match(text)
        if found:
            yuan, _, rest = found[3].lstrip("-").partition(".")
            fen = (int(yuan) * 100 + int(rest.ljust(2, "0") or 0)) * (-1 if found[3].startswith("-") else 1)
            feet[found[1]] = _Foot(number, f"{found[1]}合计", int(found[2]), fen)
    return feet


def _check(
    rows: Sequence[Row], made: Sequence[Line], feet: dict[str, _Foot], mapping: dict[str, Any], end: int
) -> None:
    """Hold the rows against the foot; a file cut short has none."""
    for name, kind, column in mapping["feet"]:
        foot = feet.get(name)
        if foot is None:
            raise BadInput("statements.half", line=end)
        own = [row.fen(column) for row, line in zip(rows, made, strict=True) if line.kind == kind]
        says = {"field": f"{foot.line}:{foot.name}", "line": foot.line, "column": foot.name}
        if foot.count != len(own):
            raise BadInput("statements.count", said=foot.count, counted=len(own), **says)
        if abs(foot.fen) != abs(sum(own)):
            raise BadInput("statements.total", said=plain_yuan(foot.fen), summed=plain_yuan(sum(own)), **says)


def _account(lines: Sequence[str]) -> str:
    return next((found[1] for line in lines[:6] if (found := _ACCOUNT.match(line))), "")


def _days(lines: Sequence[str]) -> list[str]:
    """The days that the bill says it speaks for; its end is the first moment of the day after."""
    found = next((found for line in lines[:6] if (found := _RANGE.search(line))), None)
    if found is None:
        return []
    try:
        first, last = (date(*map(int, found.group(*part))) for part in ((1, 2, 3), (4, 5, 6)))
    except ValueError:
        raise BadInput("statements.moment", field="3:起始日期", line=3, column="起始日期", said=found[0][:40]) from None
    count = (last - first).days + (found[7] != "00:00:00")
    if not 0 <= count <= DAYS_MOST:
        raise BadInput("statements.moment", field="3:终止日期", line=3, column="终止日期", said=found[0][:40])
    return [(first + timedelta(days=place)).isoformat() for place in range(count)]


def _trade(row: Row, account: str) -> Line:
    kinds = {"交易": Kind.PAID, "退款": Kind.REFUNDED}
    kind = kinds.get(row.text("business"))
    if kind is None:
        raise row.complaint("statements.status", "business")
    at, fen = row.moment("at"), row.fen("order")
    if (fen > 0) != (kind is Kind.PAID) or fen == 0:
        raise row.complaint("statements.amount", "order")
    return Line(
        row=row.line,
        at=at,
        on=at[:10],
        account=account,
        terminal=row.number("terminal") or row.number("shop"),
        order_no=row.number("order_no"),
        reference=row.number("reference"),
        refund_no="" if kind is Kind.PAID else row.number("refund_no"),
        kind=kind,
        state=State.SETTLED,
        amount_fen=abs(fen),
        fee=row.fee("fee"),
    )


def _movement(row: Row, account: str) -> Line:
    at, came, went = row.moment("at"), row.money("in"), abs(row.money("out"))
    if came < 0 or (came > 0) == (went > 0):
        raise row.complaint("statements.amount", "in")
    return Line(
        row=row.line,
        at=at,
        on=at[:10],
        account=account,
        terminal="",
        order_no=row.number("order_no"),
        reference=row.number("reference"),
        refund_no="",
        kind=Kind.PAID if came else Kind.REFUNDED,
        state=State.SETTLED,
        amount_fen=came or went,
        fee="0",
        note=" ".join(filter(None, (row.text("business"), row.text("note")))),
    )


_READERS: dict[str, Callable[[Row, str], Line]] = {"trades": _trade, "funds": _movement}
