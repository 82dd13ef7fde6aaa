"""Questions about invoices for households 发票领用: what one holds and may take, the next forms, the chain of a piece, alarms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from schemas.acts import Act
from schemas.acts.mailing import Mailing, read_mailing
from schemas.acts.ranges import Span, size
from schemas.acts.supply import Batch, Gone, Supply, read_supply
from schemas.failures import BadInput, Refusal
from schemas.periods import read_day
from station.counter.mailings import RECORDS as MAILINGS
from station.counter.street import StreetQuestion
from station.counter.street_desk import person_key
from station.counter.supplies import RECORDS, STOCK
from station.ledger import queries, street_queries
from station.office.street.view import View, required

DAYS_BY_POST = 10
"""Days after which a piece on its way is asked for."""


def stock(view: View, question: StreetQuestion) -> dict[str, Any]:
    """A household's invoices: what it may take, what it holds, the equation of each code, every act that moved a form."""
    record, on = _record(view, question), view.today(question)
    supply = read_supply(street_queries.acts_on(view.cursor, record))
    orders = [one for one in _mailings(view) if one.household == record and not one.ended]
    return {
        "record": record,
        "on": on.isoformat(),
        "allowed": [_allowed(supply, kind, on) for kind in sorted(supply.allowed)],
        "codes": [_code(supply, code, first) for code, first in sorted(supply.codes.items())],
        "batches": [_batch(one) for one in supply.batches],
        "gone": [_gone(one) for one in supply.gone],
        "orders": [_brief(one) for one in orders],
        "over": _over(supply),
        "disputed": [{**view.told(act), "why": why} for act, why in supply.disputed],
        "waiting": supply.waiting,
    }


def following(view: View, question: StreetQuestion) -> dict[str, Any]:
    """The forms that come next from this station's stock, of each code or of one; `count` of them as a range to scan."""
    count, code = question.said.get("count"), question.said.get("code")
    if count is not None and (type(count) is not int or count < 1):
        raise BadInput("supply.count", field="count", most=size([(1, 10_000)]))
    found: list[dict[str, Any]] = []
    for left in queries.blocks_left(view.cursor, view.ledger.author, STOCK):
        row = left.row
        if code not in (None, row.code):
            continue
        end = min([*left.holes, row.last + 1]) - 1
        last = end if count is None else min(left.next + count - 1, end)
        text = [f"{number:0{row.width}d}" for number in (left.next, last)]
        found.append({"code": row.code, "first": text[0], "last": text[1], "count": last - left.next + 1})
    return {"stock": STOCK, "next": found}


def alarms(view: View, question: StreetQuestion) -> dict[str, Any]:
    """What a person should look at: losses told later than found, more taken than allowed, acts set aside, pieces long on their way."""
    on = view.today(question)
    supplies = {
        record: read_supply(acts) for record, acts in street_queries.acts_of_kind(view.cursor, f"{RECORDS}/").items()
    }
    pieces = list(_mailings(view))
    return {
        "on": on.isoformat(),
        "late_losses": [
            {"record": record, **_gone(one)}
            for record, supply in supplies.items()
            for one in supply.gone
            if one.found_on is not None and one.found_on < one.on
        ],
        "over": [{"record": record, **one} for record, supply in supplies.items() for one in _over(supply)],
        "disputed": sorted(
            [record for record, supply in supplies.items() if supply.disputed]
            + [piece.record for piece in pieces if piece.disputed]
        ),
        "on_the_way": [_brief(one, on) for one in pieces if one.state == "sent" and _days(one, on) > DAYS_BY_POST],
    }


def chain(view: View, question: StreetQuestion) -> dict[str, Any]:
    """One order whole, with every hand it went through; Refusal `mailing.none`."""
    record = required(question, "record")
    piece = read_mailing(record, street_queries.acts_on(view.cursor, record))
    if not piece.state:
        raise Refusal("mailing.none", field="record", record=record)
    said = view.said(piece.acts[0].id)
    return {
        **_brief(piece, view.today(question)),
        "person": said.get("person") if said else None,
        "code": piece.code,
        "span": _written(piece.span, piece.width) if piece.span else None,
        "tracking": piece.tracking,
        "seal": piece.seal,
        "seal_whole": piece.seal_whole,
        "missing": list(piece.missing),
        "acts": [view.told(act) for act in piece.acts],
        "disputed": [{**view.told(act), "why": why} for act, why in piece.disputed],
    }


def under_way(view: View, question: StreetQuestion) -> dict[str, Any]:
    """The orders that have not ended, the one that waits longest first."""
    on = view.today(question)
    found = [_brief(one, on) for one in _mailings(view) if not one.ended]
    return {"on": on.isoformat(), "orders": sorted(found, key=lambda one: (-one["days"], one["record"]))}


def _record(view: View, question: StreetQuestion) -> str:
    person = question.said.get("person")
    if person is not None:
        return f"{RECORDS}/{view.ledger.refer(person_key(person)).hex()}"
    return required(question, "record")


def _mailings(view: View) -> Iterator[Mailing]:
    for record, acts in street_queries.acts_of_kind(view.cursor, f"{MAILINGS}/").items():
        yield read_mailing(record, acts)


def _allowed(supply: Supply, kind: str, on: date) -> dict[str, Any]:
    one, held, taken = supply.allowed[kind], supply.held(kind), supply.taken(kind, on.isoformat()[:7])
    return {
        "kind": kind,
        "month_count": one.month_count,
        "hold_count": one.hold_count,
        "sheet_fen": one.sheet_fen,
        "paper_no": one.paper_no,
        "held": held,
        "taken": taken,
        "may_take": max(min(one.hold_count - held, one.month_count - taken), 0),
    }


def _code(supply: Supply, code: str, first: Batch) -> dict[str, Any]:
    equation = supply.equation(code)
    counts = ("received", "used", "voided", "returned", "lost")
    return {
        "code": code,
        "kind": first.kind,
        **{name: getattr(equation, name) for name in counts},
        "hand": [_written(span, first.width) for span in supply.hand(code)],
        "hand_count": equation.hand,
        "equal": equation.equal,
    }


def _batch(one: Batch) -> dict[str, Any]:
    first, last = _written(one.span, one.width)
    return {
        "entry": one.entry.hex(),
        "site": one.site,
        "on": one.on,
        "kind": one.kind,
        "code": one.code,
        "first": first,
        "last": last,
        "missing": [f"{number:0{one.width}d}" for number in one.missing],
    }


def _gone(one: Gone) -> dict[str, Any]:
    late = (read_day(one.on) - read_day(one.found_on)).days if one.found_on else 0
    return {
        "entry": one.entry.hex(),
        "act": one.act,
        "on": one.on,
        "code": one.code,
        "first": one.span[0],
        "last": one.span[1],
        "used": one.used,
        "voided": one.voided,
        "net_fen": one.net_fen,
        "found_on": one.found_on,
        "days_late": late,
    }


def _over(supply: Supply) -> list[dict[str, Any]]:
    """Months in which more was taken than is allowed now, as two stations apart may have given."""
    months = sorted({(one.kind, one.on[:7]) for one in supply.batches})
    return [
        {"kind": kind, "month": month, "taken": taken, "most": allowed.month_count}
        for kind, month in months
        if (allowed := supply.allowed.get(kind)) and (taken := supply.taken(kind, month)) > allowed.month_count
    ]


def _brief(one: Mailing, on: date | None = None) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in ("record", "state", "household", "kind", "count", "way")}
    return {**told, "since": _last(one).on, **({"days": _days(one, on)} if on else {})}


def _days(one: Mailing, on: date) -> int:
    return (on - read_day(_last(one).on)).days


def _last(one: Mailing) -> Act:
    return one.acts[-1]


def _written(span: Span, width: int) -> list[str]:
    return [f"{number:0{width}d}" for number in span]


ANSWERS = {
    ("supply", "stock"): stock,
    ("supply", "next"): following,
    ("supply", "alarms"): alarms,
    ("mailing", "chain"): chain,
    ("mailing", "open"): under_way,
}
