from __future__ import annotations

import pytest

from central.ports.day import Site
from central.reconcile.match import Match, match
from central.reconcile.whose import NOBODY, Owner, owners
from tests.central.reconcile.sides import document, money, payment, sides

ONE, TWO, THREE = b"\x0e\xbb" + b"1" * 14, b"\x9c\x12" + b"2" * 14, b"\x0e\xbb" + b"3" * 14


def site(code: str, *devices: bytes) -> Site:
    return Site(site=code, kind="post", name=code, district=code[:6], devices=devices)


def orphan(order_no: str) -> Match:
    (made,) = match(sides(money(1, 86, order_no=order_no)))
    return made


SITES = (site("420106-P0103", ONE, TWO), site("420111-P0103", THREE), site("420111-S0061"))


@pytest.mark.parametrize(
    ("order_no", "whose"),
    [
        ("YSP01039C1220260918000001", Owner("420106-P0103", (TWO,))),
        ("YSS0061AAAA20260918000001", Owner("420111-S0061", ())),
        ("YSP01030EBB20260918000001", NOBODY),
        ("YSP0103FFFF20260918000001", NOBODY),
        ("YSP99999C1220260918000001", NOBODY),
        ("YS0103A20260918000017", NOBODY),
        ("SHOP-1", NOBODY),
    ],
)
def test_an_order_number_names_its_site_and_device_or_nobody(order_no: str, whose: Owner) -> None:
    assert owners(SITES).of(orphan(order_no)) == whose


def test_what_a_ledger_has_is_its_sites() -> None:
    (paid,) = match(sides(document(1, 86, feed=THREE), payment(1, 86, feed=THREE)))
    (bare,) = match(sides(document(1, 86, feed=ONE)))
    (strange,) = match(sides(document(1, 86, feed=bytes(16))))
    found = owners(SITES)
    assert (found.of(paid).site, found.of(bare).site, found.of(strange)) == ("420111-P0103", "420106-P0103", NOBODY)
