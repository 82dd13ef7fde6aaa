"""WeChat Pay's bill of trades 微信支付交易账单, of the types ALL, SUCCESS and REFUND, and the 24 columns of before 2018.

UTF-8, every data cell behind a back-tick, the last two lines a summary. Read by title, never by place. A refund's line
repeats the order number of the payment, so a line's key is (order number, refund number). Where the samples disagree
about the net columns, only two sums are law: Σ订单金额 = 订单总金额 and Σ申请退款金额 = 申请退款总金额.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from central.ports.statement import Kind, Line, State, Statement
from central.statements.sheet import Row, columns, known_share, lines_of, titles_of, unpacked
from schemas.failures import BadInput
from schemas.money import plain_yuan

TICK = "`"
SUMMARY_LINES = 2
_STATES = ("SUCCESS", "REFUND", "REVOKED")


@cache
def _mapping() -> dict[str, Any]:
    return json.loads((files("central.statements") / "wechat.json").read_text("utf-8"))


def likeness(opening: Sequence[str]) -> int:
    """How much of what this format needs stands in the first line's titles, in percent."""
    mapping, titles = _mapping(), titles_of(opening[0])
    return known_share(titles, mapping["columns"], mapping["needed"]) if "微信" in opening[0] else 0


def read(data: bytes, day: str | None = None) -> Statement:
    """The bill, if it agrees with its own totals; `day` speaks for a bill without any trade.

    BadInput `statements.…` names line and column. The hash is that of the bytes as they came, packed or not.
    """
    lines = lines_of(unpacked(data))
    if len(lines) < 1 + SUMMARY_LINES:
        raise BadInput("statements.half", line=len(lines))
    rows = _rows(lines[:-SUMMARY_LINES])
    _check_summary(rows, lines)
    read_lines = tuple(_line(row) for row in rows)
    days = tuple(sorted({line.on for line in read_lines} | ({day} if day else set())))
    if not days:
        raise BadInput("statements.day_unknown")
    mapping = _mapping()
    return Statement(
        format=mapping["format"], channel=mapping["channel"], sha256=sha256(data).digest(), days=days, lines=read_lines
    )


def _rows(lines: Sequence[str]) -> list[Row]:
    mapping, titles = _mapping(), lines[0].split(",")
    found = columns(titles, mapping["columns"], mapping["needed"], 1)
    named = {name: title for name, (_, title) in found.items()}
    rows: list[Row] = []
    for number, text in enumerate(lines[1:], 2):
        cells = cells_of_ticked(text, number, titles)
        rows.append(Row(number, {name: cells[place] for name, (place, _) in found.items()}, named))
    return rows


def cells_of_ticked(text: str, number: int, titles: Sequence[str]) -> list[str]:
    """The cells of a data line: each begins with a back-tick, so that a comma may stand inside one."""
    if not text.startswith(TICK):
        raise BadInput("statements.tick", field=f"{number}:{titles[0]}", line=number, column=titles[0])
    cells = text[1:].split("," + TICK)
    if len(cells) != len(titles):
        column = titles[min(len(cells), len(titles)) - 1]
        raise BadInput(
            "statements.cells",
            field=f"{number}:{column}",
            line=number,
            column=column,
            has=len(cells),
            wants=len(titles),
        )
    return cells


def _check_summary(rows: Sequence[Row], lines: Sequence[str]) -> None:
    """Hold the lines against the bill's own count and sums; a file cut short has no summary."""
    mapping, at = _mapping(), len(lines) - 1
    titles = lines[-SUMMARY_LINES].split(",")
    if titles[0] != mapping["summary"]["count"][0]:
        raise BadInput("statements.half", line=at)
    found = columns(titles, mapping["summary"], ("count", "order"), at)
    cells = cells_of_ticked(lines[-1], at + 1, titles)
    said = Row(at + 1, {n: cells[place] for n, (place, _) in found.items()}, {n: t for n, (_, t) in found.items()})
    if said.fen("count") != len(rows) * 100:
        raise said.complaint("statements.count", "count", counted=len(rows))
    for name in ("order", "refund_asked") if "refund_asked" in found else ("order", "refund"):
        if name in found:
            summed = sum(row.fen(name) for row in rows)
            if said.fen(name) != summed:
                raise said.complaint("statements.total", name, summed=plain_yuan(summed))


def _line(row: Row) -> Line:
    status = row.text("status")
    if status not in _STATES:
        raise row.complaint("statements.status", "status")
    if row.text("currency") not in ("CNY", ""):
        raise row.complaint("statements.currency", "currency")
    at, paid = row.moment("at"), status == "SUCCESS"
    return Line(
        row=row.line,
        at=at,
        on=at[:10],
        account=_named(row, "sub_account") or row.number("account"),
        terminal=_named(row, "terminal"),
        order_no=row.number("order_no"),
        reference=row.number("reference"),
        refund_no="" if paid else _named(row, "refund_no"),
        kind=Kind.PAID if paid else Kind.REFUNDED,
        state=State.SETTLED if paid else _refund_state(row),
        amount_fen=_paid_fen(row) if paid else _refund_fen(row),
        fee=row.fee("fee"),
    )


def _named(row: Row, name: str) -> str:
    """A number for which the bill writes 0 when there is none."""
    said = row.number(name)
    return "" if said == "0" else said


def _paid_fen(row: Row) -> int:
    fen = row.fen("order")
    if fen <= 0:
        raise row.complaint("statements.amount", "order")
    return fen


def _refund_fen(row: Row) -> int:
    """What goes back to the customer: the net columns of a refund are seen as 0.00 and as negative, this one is sound."""
    fen = row.fen("refund") + row.fen("refund_coupon")
    if fen < 0 or row.fen("refund") < 0:
        raise row.complaint("statements.amount", "refund")
    return fen


def _refund_state(row: Row) -> State:
    """A snapshot of the day, not final; 24-column bills may leave it empty for what went through."""
    said = row.text("refund_status") or "SUCCESS"
    states = _mapping()["refund_states"]
    if said not in states:
        raise row.complaint("statements.status", "refund_status")
    return State(states[said])
