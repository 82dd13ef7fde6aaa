"""What the match of cash looks at: what was taken before a day, what was deposited, what the bank wrote, what was agreed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, TypeAlias

from central.ports.day import Agreement, Deposit, Drawers, Money, Site
from central.store.lines import LINE, NOT_WITHDRAWN, once
from schemas.entry.certificate import CHANNEL

Ask: TypeAlias = Callable[..., list[Any]]
"""A statement with `?` and its values to rows."""
WINDOW_DAYS = 45
"""How far back a deposit may lie that still bears cash of the day."""
_BEFORE = """SELECT owner, sum(fen) FROM book_balance
 WHERE account IN ('money/cash', 'deposited/bank', 'float/site') AND "on" < ? GROUP BY owner"""
_DEPOSITS = """SELECT owner, seq, part, "on", slip_no, bag_no, amount_fen, upto, entry, reviewer FROM (
 SELECT d.*, sum(amount_fen) OVER (PARTITION BY owner ORDER BY seq, part) AS upto FROM book_deposit d) t
 WHERE "on" >= ? ORDER BY owner, seq, part"""
_SIGNED = "SELECT owner, entry, clerk FROM book_countersign"
_BANK = (
    f"SELECT {LINE} FROM statement_line l WHERE l.channel = 'bank' AND l.day BETWEEN ? AND ? AND l.file {NOT_WITHDRAWN}"
)
_AGREED = """SELECT f.site, a.number, a.first, a.last, a.deposit_days, a.deposit_fen, a.remit_days, a.fee_rate, a.fee_free
 FROM book_agreement a JOIN feed f ON f.author = a.owner WHERE f.site LIKE ? ORDER BY a.first, a.seq"""


def drawers_of(ask: Ask, authority: bytes, sites: Iterable[Site], on: str, today: str) -> Drawers:
    """The drawers of all feeds as the day `on` began."""
    known = tuple(sites)
    agreed = agreements(ask)
    first = (date.fromisoformat(on) - timedelta(days=WINDOW_DAYS)).isoformat()
    deposits = tuple(deposits_since(ask, first))
    last = max((one.on for one in deposits), default=on)
    until = (date.fromisoformat(last) + timedelta(days=31)).isoformat()
    due = {feed: found for site in known if (found := in_force(agreed, site.site, on)) for feed in site.devices}
    return Drawers(
        before={feed: int(fen) for feed, fen in ask(_BEFORE, on)},
        deposits=deposits,
        bank=tuple(bank_lines(ask, authority, first, until)),
        tails={feed: site.site.rpartition("-")[2] for site in known for feed in site.devices},
        days={feed: found.deposit_days for feed, found in due.items()},
        today=today,
        limits={feed: found.deposit_fen for feed, found in due.items()},
    )


def deposits_since(ask: Ask, first: str) -> Iterable[Deposit]:
    """The deposits from a day on, each with the sum of all that its feed had deposited."""
    signed = {(owner, entry, clerk) for owner, entry, clerk in ask(_SIGNED)}
    for owner, seq, _, on, slip, bag, fen, upto, entry, reviewer in ask(_DEPOSITS, first):
        yield Deposit(
            feed=owner,
            seq=seq,
            on=on,
            slip_no=slip,
            bag_no=bag,
            amount_fen=fen,
            upto_fen=int(upto),
            signed=(owner, entry, reviewer) in signed,
        )


def bank_lines(ask: Ask, authority: bytes, first: str, last: str) -> Iterable[Money]:
    """What the bank wrote from one day to another, each line once."""
    return once(ask(_BANK, first, last, authority))


def agreements(ask: Ask) -> dict[str, tuple[Agreement, ...]]:
    """What each site's collecting unit has agreed to, in order."""
    found: dict[str, tuple[Agreement, ...]] = {}
    for channel, number, first, last, days, fen, remit, rate, free in ask(_AGREED, CHANNEL + "%"):
        made = Agreement(
            number=number,
            first=first,
            last=last,
            deposit_days=days,
            deposit_fen=fen,
            remit_days=remit,
            fee_rate=rate,
            fee_free=tuple(free.split()),
        )
        site = channel.removeprefix(CHANNEL)
        found[site] = (*found.get(site, ()), made)
    return found


def in_force(agreed: dict[str, tuple[Agreement, ...]], site: str, on: str) -> Agreement | None:
    """The newest agreement of a site that speaks for a day."""
    return next((one for one in reversed(agreed.get(site, ())) if one.first <= on <= one.last), None)
