"""What the bank, the channels' bills and the treasury say of some days: clearing days, bank lines, remittances, arrivals."""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from central.ports.day import Clearing, Money, Remittance
from central.store.cash import Ask
from central.store.lines import LINE, NOT_WITHDRAWN, PAID_CHANNELS, once
from schemas.entry import envelope
from schemas.entry.certificate import CHANNEL
from schemas.entry.clock import wall_of
from schemas.instants import in_china

_CLEARED = f"""SELECT {LINE} FROM statement_line l WHERE l.channel IN {PAID_CHANNELS} AND l.file {NOT_WITHDRAWN}
 AND (l.day BETWEEN ? AND ? OR l.settled_on BETWEEN ? AND ?)"""
_TREASURY = f"SELECT {LINE} FROM statement_line l WHERE l.channel = 'treasury' AND l.file {NOT_WITHDRAWN}"
_REMITTED = """SELECT f.site, r.number, r.first, r.last, r.count, r.total_fen, e.data FROM book_remittance r
 JOIN feed f ON f.author = r.owner JOIN entry e ON e.id = r.entry WHERE f.site LIKE ? ORDER BY r.first, f.site, r.number"""


def clearings(ask: Ask, authority: bytes, first: str, last: str) -> tuple[Clearing, ...]:
    """What each merchant account's bill adds up to, by clearing day."""
    gross: dict[tuple[str, str, str], int] = defaultdict(int)
    fees: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for line in once(ask(_CLEARED, authority, first, last, first, last)):
        on = line.settled_on or line.on
        if first <= on <= last:
            gross[line.channel, line.account, on] += line.moved_fen
            fees[line.channel, line.account, on] += Decimal(line.fee)
    return tuple(
        Clearing(channel=channel, account=account, on=on, gross_fen=fen, fee_fen=_fen(fees[channel, account, on]))
        for (channel, account, on), fen in sorted(gross.items())
    )


def treasury_lines(ask: Ask, authority: bytes) -> list[Money]:
    """What the treasury has told of, each line once."""
    return once(ask(_TREASURY, authority))


def remittances(ask: Ask) -> tuple[Remittance, ...]:
    """The remittances of all channels, by their days."""
    return tuple(
        Remittance(
            site=site.removeprefix(CHANNEL),
            number=number,
            first=first,
            last=last,
            made_on=in_china(wall_of(envelope.read(data).hlc)).date().isoformat(),
            count=count,
            total_fen=total,
        )
        for site, number, first, last, count, total, data in ask(_REMITTED, CHANNEL + "%")
    )


def _fen(yuan: Decimal) -> int:
    return int((yuan * 100).quantize(Decimal(1), ROUND_HALF_UP))
