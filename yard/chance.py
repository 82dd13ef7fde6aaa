"""Applications by chance, from a seed: all kinds of payer and item, all years, prices, discounts, priors, leases, assessments.

Amounts are drawn near the tipping points of the law as often as anywhere else.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

THREE = ("goods", "services", "labour", "transport", "construction")
RENTS = ("housing_rent", "nonhousing_rent")
TURNS = (
    "2016-05-01", "2018-12-31", "2019-01-01", "2020-02-29", "2020-03-01", "2020-12-31", "2021-01-01", "2021-03-31",
    "2021-04-01", "2021-08-31", "2021-12-31", "2022-03-31", "2022-04-01", "2022-06-30", "2022-07-01", "2022-12-31",
    "2023-01-01", "2025-12-31", "2026-01-01", "2026-10-31", "2026-11-01", "2027-12-31",
)  # fmt: skip
TIPS = (50000, 100000, 3000000, 9000000, 10000000, 15000000, 30000000, 45000000)
RATES = (100, 101, 103, 105)
SMALL = (1, 2, 3, 51, 353, 999, 1000, 5151, 33333, 99999, 100000)

UNIT = {"kind": "unit", "name": "测试受票方", "id": "91420106MA4K00501Y"}
PERSON = {"kind": "natural_person", "name": "测试受票方", "id": "420106195712241078"}
IDS = {"natural_person": "420102195102020010", "household": "92420102MA4K000153", "small_scale": "91420116MA4K00007L"}


def an_amount(dice: Random) -> int:
    """An amount in fen: small, anywhere, or beside a tipping point."""
    choice = dice.random()
    if choice < 0.3:
        return dice.choice(SMALL)
    if choice < 0.6:
        return dice.randrange(1, 4_000_000)
    if choice < 0.65:
        return dice.randrange(1, 10**10)
    return max(dice.choice(TIPS) * dice.choice(RATES) // 100 + dice.choice((-2, -1, 0, 0, 1, 2)), 1)


def a_prior(dice: Random) -> dict[str, int]:
    """Prior sums, mostly nought, often just what leaves little room."""

    def one() -> int:
        return 0 if dice.random() < 0.5 else an_amount(dice)

    return {"day_gross_fen": one(), "month_gross_fen": one(), "quarter_gross_fen": one()}


def a_day(dice: Random) -> date:
    if dice.random() < 0.5:
        return date.fromisoformat(dice.choice(TURNS))
    return date(2016, 5, 1) + timedelta(days=dice.randrange((date(2027, 12, 31) - date(2016, 5, 1)).days + 1))


def an_application(dice: Random) -> dict[str, Any]:
    """One application as plain data."""
    day = a_day(dice)
    kind = dice.choice(("natural_person", "natural_person", "household", "small_scale"))
    items = _items(dice)
    taxpayer: dict[str, Any] = {"kind": kind, "name": "测试纳税人", "id": IDS[kind]}
    if kind != "natural_person":
        taxpayer["period"] = dice.choice(("month", "quarter"))
    net_priced = dice.random() < 0.2
    invoices = [
        {
            "buyer": dict(dice.choice((UNIT, PERSON))),
            "lines": [_line(dice, items, net_priced) for _ in range(_few(dice))],
        }
        for _ in range(_few(dice))
    ]
    application: dict[str, Any] = {
        "command": "b8001a9f-d906-5814-8dbe-f18e38d2e103",
        "on": str(day),
        "district": "420106",
        "location": dice.choice(("city", "town", "other")),
        "taxpayer": taxpayer,
        "invoices": invoices,
    }
    if dice.random() < 0.2:
        application["obligation_on"] = str(day + timedelta(days=dice.choice((-40, -20, -1, 1, 20))))
    if items[0] in RENTS and dice.random() < 0.5:
        application["lease"] = {"months": dice.choice((1, 2, 3, 6, 7, 11, 12, 36))}
    return application | _assessed(dice, items)


def _items(dice: Random) -> tuple[str, ...]:
    choice = dice.random()
    if choice < 0.05:
        return tuple(dice.sample(THREE + RENTS, 2))
    if choice < 0.15:
        return tuple(dice.sample(THREE, 2))
    return (dice.choice(THREE + RENTS + RENTS),)


def _few(dice: Random) -> int:
    return dice.choice((1, 1, 1, 1, 2, 3, 5))


def _line(dice: Random, items: tuple[str, ...], net_priced: bool) -> dict[str, Any]:
    amount = an_amount(dice)
    mixed = net_priced and dice.random() < 0.9
    line: dict[str, Any] = {"item": dice.choice(items), "name": "测试", "net_fen" if mixed else "gross_fen": amount}
    if amount > 1 and dice.random() < 0.2:
        line["discount_fen"] = dice.randrange(amount)
    return line


def _assessed(dice: Random, items: tuple[str, ...]) -> dict[str, Any]:
    choice = dice.random()
    if choice < 0.15:
        return {"assessed": {"pit_rate": dice.choice(("0", "0.005", "0.01", "0.015", "0.0123", "1"))}}
    if choice < 0.5 and set(items) <= set(RENTS):
        return {"assessed": {"pit_method": "lease_statutory"}}
    return {}
