"""Who comes to the counters of a simulated city and with what. The same people come to several sites: thresholds add up.

Nobody here lives. All is drawn from the chance that is handed in.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from schemas.identifiers import credit_code, resident_id

DISTRICT = "420106"
_EDGES = (1, 99, 49_999, 50_000, 50_001, 99_999, 100_000, 100_001, 10_000_000, 10_000_001)
"""Amounts in fen on both sides of where a rule turns."""
_ITEMS = (("services", "设计服务"), ("goods", "苹果"), ("labour", "搬运劳务费"), ("labour", "讲课"))
_RENTS = ("housing_rent", "nonhousing_rent")


def application(chance: Random, command: UUID, on: str, crowd: int) -> dict[str, Any]:
    """One application; `crowd` is how many people live in the city."""
    rent = chance.random() < 0.08
    item = (chance.choice(_RENTS), "房屋租赁") if rent else chance.choice(_ITEMS)
    said: dict[str, Any] = {
        "command": str(command),
        "on": on,
        "district": DISTRICT,
        "location": chance.choice(("city", "city", "town", "other")),
        "taxpayer": taxpayer(chance, chance.randrange(crowd)),
        "invoices": [_invoice(chance, item) for _ in range(chance.choice((1, 1, 1, 1, 1, 1, 2, 3)))],
    }
    if rent:
        said |= {"lease": {"months": chance.randint(1, 12)}, "property": {"address": "武汉市样例路1号"}}
    return said


def taxpayer(chance: Random, number: int) -> dict[str, Any]:
    """Person or household number so and so; a household's period is chosen by its number."""
    if number % 7 == 0:
        body = f"92{DISTRICT}MA4K{number:05}"
        return {
            "kind": "household",
            "name": f"样例商店{number}",
            "id": body + credit_code.check_character(body),
            "period": "quarter" if number % 2 else "month",
        }
    body = f"{DISTRICT}{1960 + number % 40:04}{1 + number // 40 % 12:02}{1 + number // 480 % 28:02}{number // 13_440 % 1000:03}"
    return {
        "kind": "natural_person",
        "name": f"样例纳税人{number}",
        "id": body + resident_id.check_character(body),
        "checked": chance.choice(("reader", "typed")),
    }


def amount(chance: Random) -> int:
    """A sum in fen: often at an edge, mostly everyday, now and then large."""
    kind = chance.random()
    if kind < 0.25:
        return chance.choice(_EDGES)
    return chance.randint(100, 90_000) if kind < 0.6 else chance.randint(90_000, 3_000_000)


def collection(chance: Random, command: UUID, on: str, crowd: int) -> dict[str, Any]:
    """Dues of earlier months, paid in full in the order in which they fell due."""
    first = date.fromisoformat(on).replace(day=1)
    dues: list[dict[str, Any]] = []
    for months_ago in range(chance.randint(1, 3), 0, -1):
        end = first - timedelta(days=30 * (months_ago - 1) + 1)
        dues.append(
            {
                "tax": chance.choice(("vat", "pit", "property")),
                "levy_item": "个体工商户定额",
                "period_from": end.replace(day=1).isoformat(),
                "period_to": end.isoformat(),
                "due_on": (end + timedelta(days=15)).isoformat(),
                "principal_fen": chance.randint(1, 200_000),
                "late_fee_fen": chance.choice((0, 0, 1, 1_250)),
            }
        )
    settles = [[place, due["principal_fen"] + due["late_fee_fen"]] for place, due in enumerate(dues)]
    paid = {"method": chance.choice(("cash", "pos")), "amount_fen": sum(fen for _, fen in settles), "settles": settles}
    return {
        "command": str(command),
        "on": on,
        "taxpayer": taxpayer(chance, 7 * chance.randrange(max(1, crowd // 7))),
        "dues": dues,
        "payments": [paid],
    }


def _invoice(chance: Random, item: tuple[str, str]) -> dict[str, Any]:
    lines = [
        {"item": item[0], "name": item[1], "gross_fen": amount(chance)} for _ in range(chance.choice((1, 1, 1, 2, 5)))
    ]
    number = chance.randrange(10_000)
    body = f"91{DISTRICT}MA4K{number:05}"
    buyer = {"kind": "unit", "name": f"样例商贸有限公司{number}", "id": body + credit_code.check_character(body)}
    return {"buyer": buyer, "lines": lines}
