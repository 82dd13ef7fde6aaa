"""A reconciled day as a double-entry journal with balance assertions, for hledger and for beancount. Pure.

assets:counter:SITE:METHOD    what the counter has taken and the other side has not told of
assets:told:CHANNEL           what the statements tell
liabilities:treasury:SITE     what the vouchers say is owed (the full sum, whatever the drawer holds)
equity:difference:SITE:CLASS  what does not agree, by its class
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from central.reconcile.day import SiteDay, finding_id
from central.reconcile.match import Match
from central.reconcile.run import CityDay
from schemas.money import plain_yuan

NOWHERE = "nobody"


@dataclass(frozen=True, slots=True)
class Transaction:
    """What moves in one match; postings in fen, their sum zero."""

    name: str
    id: str
    postings: tuple[tuple[tuple[str, ...], int], ...]


def transactions(city: CityDay) -> Iterator[Transaction]:
    """One for each amount of the day."""
    for day in city.sites:
        for match in day.matches:
            made = _transaction(day, match)
            if made.postings:
                yield made


def balances(city: CityDay) -> dict[tuple[str, ...], int]:
    """What stands on each account at the end of the day, in fen."""
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for each in transactions(city):
        for account, fen in each.postings:
            sums[account] += fen
    return dict(sorted(sums.items()))


def hledger(city: CityDay) -> str:
    """A journal that `hledger check` accepts only as it is."""
    said = [f"account {_plain(account)}\n" for account in balances(city)]
    for each in transactions(city):
        lines = [f"    {_plain(account)}    {plain_yuan(fen)} CNY\n" for account, fen in each.postings]
        said.append(f"\n{city.on} * {each.name}  ; id:{each.id}\n" + "".join(lines))
    asserted = [
        f"    {_plain(account)}    0.00 CNY = {plain_yuan(fen)} CNY\n" for account, fen in balances(city).items()
    ]
    return "".join([*said, f"\n{city.on} * balances\n" if asserted else "", *asserted])


def beancount(city: CityDay) -> str:
    """A file that `bean-check` accepts only as it is; balances are asserted, without its usual tolerance, the next morning."""
    said = ['option "operating_currency" "CNY"\n']
    said += [f"{city.on} open {_capital(account)} CNY\n" for account in balances(city)]
    for each in transactions(city):
        lines = [f"  {_capital(account)}  {plain_yuan(fen)} CNY\n" for account, fen in each.postings]
        said.append(f'\n{city.on} * "{each.name}"\n  id: "{each.id}"\n' + "".join(lines))
    morrow = (date.fromisoformat(city.on) + timedelta(days=1)).isoformat()
    said += [
        "\n",
        *(f"{morrow} balance {_capital(a)}  {plain_yuan(fen)} ~ 0 CNY\n" for a, fen in balances(city).items()),
    ]
    return "".join(said)


def _transaction(day: SiteDay, match: Match) -> Transaction:
    site = day.site.site or NOWHERE
    method = match.payment.method if match.payment else match.money[0].channel if match.money else NOWHERE
    channel = match.money[0].channel if match.money else method
    counter = match.payment_fen - match.money_fen if match.difference_fen == 0 else 0
    moves = {
        ("assets", "counter", site, method): counter,
        ("assets", "told", channel): match.money_fen,
        ("liabilities", "treasury", site): -match.document_fen,
    }
    rest = -sum(moves.values())
    if rest:
        moves[("equity", "difference", site, str(match.kind))] = rest
    name = " ".join(f"{one.code}-{one.number}" for one in match.documents) or (
        match.payment.order_no if match.payment else match.money[0].reference
    )
    postings = tuple((account, fen) for account, fen in moves.items() if fen)
    return Transaction(name.replace('"', ""), finding_id(match)[:16], postings)


def _plain(account: tuple[str, ...]) -> str:
    return ":".join(account)


def _capital(account: tuple[str, ...]) -> str:
    """Beancount's spelling: each part begins with a capital or a digit and holds letters, digits and dashes only."""
    return ":".join((part[:1].upper() + part[1:]).replace("_", "-") for part in account)
