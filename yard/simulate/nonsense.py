"""What a device may sign that no counter would write: each must join its feed, count nowhere it should not, and break nobody."""

from __future__ import annotations

from random import Random
from typing import Any

_FAR = (1 << 64) - 1


def bodies(chance: Random, site: str) -> list[tuple[str, dict[str, Any], int]]:
    """A few of them: kind, body, time."""
    several = _all(chance, site)
    return chance.sample(several, 4)


def _all(chance: Random, site: str) -> list[tuple[str, dict[str, Any], int]]:
    on, hlc = "2026-09-18", chance.choice((0, 1 << 40, _FAR))
    void = {
        "on": on,
        "entry": bytes(32),
        "code": "样",
        "number": "00000001",
        "reason": "",
        "money": "reversed",
    }
    issued = {
        "on": on,
        "source": "specimen",
        "code": "样",
        "number": chance.choice(("00000001", "x", "-1", "9" * 30)),
        "net_fen": chance.choice((-1, 0, 1 << 62, 1 << 63)),
        "vat_fen": 0,
        "taxpayer": bytes(16),
        "buyer": bytes(16),
        "block": "invoice/样/00000001",
    }
    site_fact = dict.fromkeys(
        ("site", "kind", "name", "district", "authority", "authority_code", "collecting_unit"), site
    )
    numbers = {"block": "b", "device": bytes(16), "stock": "invoice", "source": "specimen", "code": "样"}
    paid = {"on": on, "order_no": "1", "method": "cash", "amount_fen": chance.choice((-5, 7, (1 << 64) - 1))}
    return [
        ("x/1", {"facts": [], "postings": [["money/cash", 1]]}, hlc),
        ("x/1", {"facts": [], "postings": [["nobody/knows", 1], ["money/cash", -1]]}, hlc),
        ("x/1", {"facts": [], "postings": [["money/cash", (1 << 64) - 1], ["owed/vat", -(1 << 64)]]}, hlc),
        ("x/1", {"facts": [], "postings": "many"}, hlc),
        ("x/1", {"facts": "none"}, hlc),
        ("x/1", {"facts": [["from.the_future/9", {"a": [1, 2, {"b": b"c"}]}]]}, hlc),
        ("x/1", {"facts": [["invoicing.issued/1", issued]]}, hlc),
        ("x/1", {"facts": [["invoicing.issued/1", issued], ["invoicing.issued/1", issued]]}, hlc),
        ("x/1", {"facts": [["invoicing.voided/1", void]]}, hlc),
        ("x/1", {"facts": [["roster.site_registered/1", site_fact]]}, hlc),
        ("x/1", {"facts": [["grants.numbers/1", {**numbers, "first": 1, "last": 1 << 62, "width": 8}]]}, hlc),
        ("x/1", {"facts": [["collecting.paid/1", paid]], "postings": [["money/cash", 7], ["owed/vat", -7]]}, hlc),
        ("x/1", {"facts": [["collecting.paid/1", {**paid, "order_no": "a\0b"}]]}, hlc),
        ("x/1", {"facts": [[1, 2, 3], None, {}, ["day", None]]}, hlc),
        ("k" * 64, {"facts": [["settling.day_closed/1", {"on": on}]], "more": {"deep": [[[[[0]]]]]}}, hlc),
        ("device.enrolled/1", {"facts": [["device.enrolled/1", {"key": b"", "box": b"", "certificate": b""}]]}, hlc),
    ]
