"""Sales by the number: each with its own person, buyer, amount and command id, all synthetic, the same in every run."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from schemas.identifiers import credit_code, resident_id

_COMMANDS = UUID("6f1d6f0e-27f1-5f0b-9d0c-0a9f8e7d6c5b")
DISTRICT = "420106"
_ITEMS = (("labour", "搬运劳务费"), ("services", "设计服务"), ("goods", "苹果"), ("labour", "讲课"))


def command_of(number: int) -> UUID:
    """The command id of sale `number`."""
    return uuid5(_COMMANDS, str(number))


def person_of(number: int) -> tuple[str, str]:
    """Name and identity number of the payer of sale `number`: nobody's, born between 1960 and 1999."""
    born = 1960 + number % 40, 1 + number // 40 % 12, 1 + number // 480 % 28
    body = f"{DISTRICT}{born[0]:04}{born[1]:02}{born[2]:02}{number // 13_440 % 1000:03}"
    return f"样例纳税人{number}", body + resident_id.check_character(body)


def sale(number: int, on: str, payments: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """An application over 1,200 to 9,000 yuan for one buyer; `payments` as the quote of it demands."""
    name, id_number = person_of(number)
    buyer = f"91{DISTRICT}MA4K{number % 100_000:05}"
    item, thing = _ITEMS[number % len(_ITEMS)]
    application: dict[str, Any] = {
        "command": str(command_of(number)),
        "on": on,
        "district": DISTRICT,
        "location": "city",
        "taxpayer": {"kind": "natural_person", "name": name, "id": id_number, "checked": "reader"},
        "invoices": [
            {
                "buyer": {
                    "kind": "unit",
                    "name": f"样例商贸有限公司{number}",
                    "id": buyer + credit_code.check_character(buyer),
                },
                "lines": [{"item": item, "name": thing, "gross_fen": 120_000 + number * 7_919 % 780_000}],
            }
        ],
    }
    return application if payments is None else application | {"payments": payments}
