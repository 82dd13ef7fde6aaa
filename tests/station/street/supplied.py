"""Households that may take invoices, and stations with forms for them. All data synthetic."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from central.registry.grants import Numbers, grant_numbers
from station.office import Office
from tests.station.street.pair import PERSON, Pair, ask, do

CODE = "042002600111"
SIGNED = sha256(b"signed").hexdigest()
ALLOWED = {"kind": "sheet", "month_count": 50, "hold_count": 30, "sheet_fen": 999_999, "paper_no": "票〔2026〕1号"}


def grant_forms(pair: Pair, office: Office, count: int = 100) -> None:
    """Blank household forms of one code, told in the site's channel and heard there."""
    with pair.town.store.desk() as desk:
        numbers = Numbers(stock="supply", source="specimen", code=CODE, count=count, width=8)
        grant_numbers(desk, desk, office.ledger.profile["site"], numbers, office.ledger.author)
    office.sync()


def allowed_household(office: Office, identity: str) -> str:
    """A registered household with a decision on its invoices; the record of its supply."""
    fields = {"name": "样例水果店", "operator": "陈喆"}
    record = do(office, "household", "register", identity=identity, fields=fields)["record"]
    supply = "supply/" + record.partition("/")[2]
    do(office, "supply", "allow", supply, **ALLOWED)
    return supply


def next_range(office: Office, count: int) -> dict[str, str]:
    """What lies on top of the pile."""
    one = ask(office, "supply", "next", count=count, code=CODE)["next"][0]
    return {name: one[name] for name in ("code", "first", "last")}


def hand(office: Office, supply: str, count: int, /, **said: Any) -> dict[str, Any]:
    """Forms from the top of the pile into the household's hands, both signatures given."""
    given = {**next_range(office, count), "kind": "sheet", "signature": SIGNED, "person": PERSON, **said}
    return do(office, "supply", "hand_over", supply, **given)
