"""A CSV read by its profile: POS acquirers, bank accounts, the treasury's 入库流水. A title and an account line may lead.

A bank's own check is its balance: each is the one before it, plus what came in, less what went out, whether the newest line
stands first or last. A line 合计 is held against the columns that it sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise

from central.ports.statement import Kind, Line, State, Statement
from central.statements.profile import Profile
from central.statements.sheet import Row, cells_of, chinese_lines_of, columns, known_share, plain, titles_of, unpacked
from schemas.failures import BadInput
from schemas.money import plain_yuan

LEADING_MOST = 12
"""How many lines may stand before the header."""
DAYS_MOST = 400
_SUMMED = ("amount", "in", "out")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table's rows behind its header; `head` is the header's line, `total` the line of sums, if there is one."""

    head: int
    account: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    total: Row | None


def likeness(profile: Profile, opening: Sequence[str]) -> int:
    """How much of what the profile needs stands in the likest of the first lines."""
    return max((known_share(titles_of(text), profile.columns, profile.needed) for text in opening), default=0)


def read(profile: Profile, data: bytes, day: str | None = None) -> Statement:
    """The table, if it agrees with its own balances and sums. BadInput `statements.…` names line and column."""
    sheet = _sheet(profile, chinese_lines_of(unpacked(data)))
    made = [
        line
        for row, note in zip(sheet.rows, sheet.notes, strict=True)
        if (line := _line(profile, row, note, sheet.account)) is not None
    ]
    _check_balance(sheet.rows)
    _check_total(sheet)
    days = _days(profile, made) | ({day} if day else set())
    if not days:
        raise BadInput("statements.day_unknown")
    return Statement(
        format=profile.format,
        channel=profile.channel,
        sha256=sha256(data).digest(),
        days=tuple(sorted(days)),
        lines=tuple(_told_apart(made)),
    )


def _sheet(profile: Profile, lines: Sequence[str]) -> Sheet:
    shares = [known_share(titles_of(text), profile.columns, profile.needed) for text in lines[:LEADING_MOST]]
    head = shares.index(max(shares)) + 1
    titles = titles_of(lines[head - 1])
    found = columns(titles, profile.columns, profile.needed, head)
    named = {name: title for name, (_, title) in found.items()}
    places = [titles.index(title) for title in titles if plain(title) in {plain(note) for note in profile.notes}]
    rows: list[Row] = []
    notes: list[str] = []
    total: Row | None = None
    for number, text in enumerate(lines[head:], head + 1):
        if not text.strip(", \t"):
            continue
        if total is not None:
            raise BadInput("statements.behind_total", field=f"{number}:{titles[0]}", line=number, column=titles[0])
        sums = text.lstrip('" \t').startswith(profile.total_words)
        cells = cells_of(text + "," * (len(titles) - 1 - text.count(",")) if sums else text, number, titles)
        row = Row(number, {name: cells[place] for name, (place, _) in found.items()}, named)
        if sums:
            total = row
            continue
        rows.append(row)
        notes.append(" ".join(cells[place].strip() for place in places if cells[place].strip()))
    return Sheet(head, _account(lines[: head - 1]), tuple(rows), tuple(notes), total)


def _account(leading: Sequence[str]) -> str:
    """The account's number where it stands in a line before the header."""
    for text in leading:
        cells = [cell.strip() for cell in text.replace("：", ",").replace(":", ",").split(",")]
        for name, said in pairwise(cells):
            if "账号" in name and said.isdecimal():
                return said
    return ""


def _line(profile: Profile, row: Row, note: str, account: str) -> Line | None:
    kind, fen = _way(profile, row)
    if kind is None:
        return None
    if row.text("currency") not in ("", "CNY", "RMB", "156", "人民币", "人民币元"):
        raise row.complaint("statements.currency", "currency")
    name = "at" if "at" in row.cells else "on"
    at = row.written(name, profile.times)
    settled = row.written("settled_on", (*profile.times, "%Y%m%d", "%Y-%m-%d")) if row.text("settled_on") else None
    return Line(
        row=row.line,
        at=at.isoformat(),
        on=at.date().isoformat(),
        account=row.number("account") or account,
        terminal=row.number("terminal"),
        order_no=row.number("order_no"),
        reference=row.number("reference") or f"{at:%Y%m%d%H%M%S}-{fen}",
        refund_no=row.number("refund_no") if kind is Kind.REFUNDED else "",
        kind=kind,
        state=State.SETTLED,
        amount_fen=fen,
        fee=row.fee("fee") if row.text("fee") else "0",
        settled_on=settled.date().isoformat() if settled else _cleared(profile, at.date(), f"{at:%H:%M}"),
        document_no=row.number("document_no").strip("0") and row.number("document_no"),
        note=note,
        subject=row.number("subject"),
        level=row.number("level"),
        same=" ".join((str(at), row.text("way"), row.text("batch"), str(fen), row.text("balance"))),
    )


def _way(profile: Profile, row: Row) -> tuple[Kind | None, int]:
    """In or out, and how much; None for a line that moves nothing."""
    if "amount" not in row.cells:
        came, went = row.money("in"), row.money("out")
        if (came != 0) == (went != 0):
            raise row.complaint("statements.amount", "in")
        fen = came - went
    else:
        fen = row.fen("amount")
    word = row.text("way")
    if not profile.ways:
        return (Kind.PAID, fen) if fen >= 0 else (Kind.REFUNDED, -fen)
    if word not in profile.ways:
        raise row.complaint("statements.status", "way")
    if profile.ways[word] == "skip":
        return None, 0
    paid = profile.ways[word] == "paid"
    if "amount" not in row.cells and (fen > 0) != paid:
        raise row.complaint("statements.way", "way")
    return (Kind.PAID if paid and fen >= 0 else Kind.REFUNDED), abs(fen)


def _cleared(profile: Profile, on: date, at: str) -> str:
    """The clearing day 清算日: what comes behind the cut belongs to the next."""
    if not profile.cut:
        return ""
    return (on + timedelta(days=at >= profile.cut)).isoformat()


def _check_balance(rows: Sequence[Row]) -> None:
    """Each balance follows from its neighbour, in one order or the other; the first that does not is named."""
    told = [row for row in rows if row.text("balance")]
    if len(told) < 2 or "in" not in told[0].cells:
        return
    moves = [(row, row.fen("balance"), row.money("in") - row.money("out")) for row in told]
    down = next((b for a, b in pairwise(moves) if a[1] + b[2] != b[1]), None)
    up = next((a for a, b in pairwise(moves) if b[1] + a[2] != a[1]), None)
    if down is not None and up is not None:
        row = max((down, up), key=lambda move: move[0].line)[0]
        raise row.complaint("statements.balance", "balance")


def _check_total(sheet: Sheet) -> None:
    for name in _SUMMED:
        if sheet.total is None or not sheet.total.text(name):
            continue
        summed = sum(row.money(name) for row in sheet.rows)
        if sheet.total.fen(name) != summed:
            raise sheet.total.complaint("statements.total", name, summed=plain_yuan(summed))


def _days(profile: Profile, made: Sequence[Line]) -> set[str]:
    """The days of the lines, by clearing day where one is cut off at an hour; a bank's or the treasury's file speaks for every
    day between its first and its last.
    """
    held = {line.settled_on if profile.cut else line.on for line in made}
    if profile.channel == "pos" or not held:
        return held
    first, last = date.fromisoformat(min(held)), date.fromisoformat(max(held))
    if (last - first).days > DAYS_MOST:
        return held
    return {(first + timedelta(days=place)).isoformat() for place in range((last - first).days + 1)}


def _told_apart(made: Sequence[Line]) -> list[Line]:
    """Lines that are alike in everything are counted, so that two equal deposits stay two."""
    seen: Counter[tuple[str, ...]] = Counter()
    told: list[Line] = []
    for line in made:
        seen[line.key] += 1
        told.append(line if seen[line.key] == 1 else replace(line, same=f"{line.same} #{seen[line.key]}"))
    return told
