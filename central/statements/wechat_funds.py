"""WeChat Pay's account bill 微信支付资金账单: what came into and left the merchant's account there.

Like the bill of trades every data cell stands behind a back-tick and the last two lines are the summary; brackets in the
titles are half- or full-width; counts of the summary are written with a decimal.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256

from central.ports.statement import Kind, Line, State, Statement
from central.statements.sheet import Row, columns, known_share, lines_of, titles_of, unpacked
from central.statements.wechat import SUMMARY_LINES, cells_of_ticked
from schemas.failures import BadInput
from schemas.money import plain_yuan

FORMAT, CHANNEL = "wechat.funds/1", "wechat_funds"
_COLUMNS = {
    "at": ("记账时间",),
    "order": ("微信支付业务单号",),
    "reference": ("资金流水单号",),
    "name": ("业务名称",),
    "business": ("业务类型",),
    "way": ("收支类型",),
    "amount": ("收支金额(元)",),
    "balance": ("账户结余(元)",),
    "note": ("备注",),
    "voucher": ("业务凭证号",),
}
_NEEDED = ("at", "reference", "business", "way", "amount", "voucher")
_SUMMARY = {
    "count": ("资金流水总笔数",),
    "in_count": ("收入笔数",),
    "in": ("收入金额",),
    "out_count": ("支出笔数",),
    "out": ("支出金额",),
}
_WAYS = {"收入": Kind.PAID, "支出": Kind.REFUNDED}


def likeness(opening: Sequence[str]) -> int:
    """How much of what this format needs stands in the first line's titles."""
    return known_share(titles_of(opening[0]), _COLUMNS, _NEEDED) if "资金流水单号" in opening[0] else 0


def read(data: bytes, day: str | None = None) -> Statement:
    """The account bill, if it agrees with its own counts and sums; BadInput `statements.…` names line and column."""
    lines = lines_of(unpacked(data))
    if len(lines) < 1 + SUMMARY_LINES:
        raise BadInput("statements.half", line=len(lines))
    titles = lines[0].split(",")
    found = columns(titles, _COLUMNS, _NEEDED, 1)
    rows = [_row(text, number, titles, found) for number, text in enumerate(lines[1:-SUMMARY_LINES], 2)]
    made = tuple(_line(row) for row in rows)
    _check(made, lines)
    days = tuple(sorted({line.on for line in made} | ({day} if day else set())))
    if not days:
        raise BadInput("statements.day_unknown")
    return Statement(format=FORMAT, channel=CHANNEL, sha256=sha256(data).digest(), days=days, lines=made)


def _row(text: str, number: int, titles: Sequence[str], found: dict[str, tuple[int, str]]) -> Row:
    cells = cells_of_ticked(text, number, titles)
    named = {name: title for name, (_, title) in found.items()}
    return Row(number, {name: cells[place] for name, (place, _) in found.items()}, named)


def _check(made: Sequence[Line], lines: Sequence[str]) -> None:
    at = len(lines) - 1
    titles = lines[-SUMMARY_LINES].split(",")
    if titles[0] != _SUMMARY["count"][0]:
        raise BadInput("statements.half", line=at)
    said = _row(lines[-1], at + 1, titles, columns(titles, _SUMMARY, _SUMMARY, at))
    for count, total, kind in (("in_count", "in", Kind.PAID), ("out_count", "out", Kind.REFUNDED)):
        own = [line.amount_fen for line in made if line.kind is kind]
        _held(said, count, len(own))
        if said.fen(total) != sum(own):
            raise said.complaint("statements.total", total, summed=plain_yuan(sum(own)))
    _held(said, "count", len(made))


def _held(said: Row, name: str, counted: int) -> None:
    text = said.text(name)
    if not text.replace(".", "", 1).isdecimal() or Decimal(text) != counted:
        raise said.complaint("statements.count", name, counted=counted)


def _line(row: Row) -> Line:
    way = _WAYS.get(row.text("way"))
    if way is None:
        raise row.complaint("statements.status", "way")
    at, fen = row.moment("at"), row.fen("amount")
    if fen < 0:
        raise row.complaint("statements.amount", "amount")
    return Line(
        row=row.line,
        at=at,
        on=at[:10],
        account="",
        terminal="",
        order_no=row.number("voucher"),
        reference=row.number("reference"),
        refund_no="",
        kind=way,
        state=State.SETTLED,
        amount_fen=fen,
        fee="0",
        note=" ".join(filter(None, (row.text("business"), row.text("note")))),
    )
