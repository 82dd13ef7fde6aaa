"""What stands on the closing slip 日结凭条: the day's sums, and a QR from which a recovered ledger is proved complete."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from schemas.entry import claim
from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of
from schemas.facts import DayClosed
from schemas.failures import Refusal
from schemas.money import yuan
from schemas.words import say
from station.print.figures import instant
from station.print.slip import Badge

PAPERS = {"closing-slip": "closing-slip-80", "closing-slip-58": "closing-slip-58", "closing-slip-80": "closing-slip-80"}
"""The closing slip by its names; `closing-slip` alone is the one of 80 mm."""
OTHER = "other"
"""Methods that the QR has no room for, taken together."""


def closing_values(
    entry: Entry, profile: Mapping[str, Any], clerk: str, *, count: int, badge: Badge | None, reprint: str = ""
) -> dict[str, Any]:
    """The values of the closing slip; `count` is the number of the day's entries. Refusal `print.no_papers` for another entry."""
    closed = next((fact for fact in facts_of(entry.body) if isinstance(fact, DayClosed)), None)
    if closed is None:
        raise Refusal("print.no_papers", kind=entry.kind)
    code = _code(entry, closed, count, badge) if badge else ""
    return {
        "site_name": profile["name"],
        "specimen": say("print.specimen"),
        "reprint": reprint,
        "on": closed.on,
        "closed_at": instant(entry.hlc),
        "site": profile["site"],
        "clerk": clerk,
        "takings": [
            {"method": say(f"print.method_{method}"), "amount": yuan(fen)} for method, fen in closed.totals.items()
        ],
        "received": yuan(sum(closed.totals.values())),
        "vouchers": yuan(closed.vouchers_fen),
        "taxes": yuan(closed.taxes_fen),
        "cash": yuan(closed.cash_fen),
        "difference": yuan(closed.difference_fen) if closed.difference_fen else "",
        "note": closed.note,
        "feed": entry.author.hex(),
        "seq": str(entry.seq),
        "head": entry.id.hex(),
        "count": str(count),
        "codes": [{"qr": code}] if code else [],
    }


def _code(entry: Entry, closed: DayClosed, count: int, badge: Badge) -> str:
    """The QR's text. Where all methods do not fit, the smallest takings stand together as `other`; the sum is whole."""
    takings = {method: fen for method, fen in closed.totals.items() if fen}
    while True:
        try:
            return claim.make(_claim(entry, closed, count, takings), badge.device, badge.certificate)
        except Refusal as refused:
            if refused.code != "claim.too_long" or len(takings) < 2:
                raise
            takings = _merged(takings)


def _merged(takings: dict[str, int]) -> dict[str, int]:
    """The smallest taking put to the others."""
    smallest = min((fen, method) for method, fen in takings.items() if method != OTHER)[1]
    rest = {method: fen for method, fen in takings.items() if method != smallest}
    return {**rest, OTHER: rest.get(OTHER, 0) + takings[smallest]}


def _claim(entry: Entry, closed: DayClosed, count: int, takings: dict[str, int]) -> claim.ClosingClaim:
    on = date.fromisoformat(closed.on)
    return claim.ClosingClaim(feed=entry.author, seq=entry.seq, head=entry.id, count=count, on=on, takings=takings)
