"""Invoices for households: taken by kind and quota, checked, given back, lost, ordered ahead; every form accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from station.counter.paperwork import Forms, SetFormsAside
from station.office import Office
from tests.station.street.pair import ON, PERSON, Pair, ask, do, refused
from tests.station.street.supplied import ALLOWED, CODE, SIGNED, allowed_household, grant_forms, hand, next_range


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    made = Pair(tmp_path_factory.mktemp("pair"))
    grant_forms(made, made.one)
    yield made
    made.close()


def stock_of(office: Office, supply: str) -> dict[str, Any]:
    """The only code that a household holds."""
    return ask(office, "supply", "stock", supply, on=ON)["codes"][0]


def own_stock(office: Office) -> dict[str, Any]:
    """The station's own block of household forms."""
    return next(block for block in office.ask(Forms())["blocks"] if block["stock"] == "supply")


def moved(office: Office, supply: str, step: str, first: int, last: int, /, **said: Any) -> dict[str, Any]:
    """An act on a range that the household holds."""
    return do(office, "supply", step, supply, code=CODE, first=f"{first:08d}", last=f"{last:08d}", **said)


def test_a_hand_over_leaves_the_stations_stock_and_both_equations_hold(pair: Pair) -> None:
    supply = allowed_household(pair.one, "92420106MA4K01100X")
    before = own_stock(pair.one)
    told = next_range(pair.one, 25)
    hand(pair.one, supply, 25)
    after = own_stock(pair.one)
    assert (after["supplied"] - before["supplied"], before["hand"] - after["hand"], after["equal"]) == (25, 25, True)
    assert stock_of(pair.one, supply)["hand"] == [[told["first"], told["last"]]]
    allowed = ask(pair.one, "supply", "stock", supply, on=ON)["allowed"][0]
    assert (allowed["held"], allowed["taken"], allowed["may_take"]) == (25, 25, 5)
    first = int(told["first"])
    moved(pair.one, supply, "check", first, first + 19, used=18, voided=2, net_fen=3_600_000)
    moved(pair.one, supply, "give_back", first + 20, first + 21, signature=SIGNED)
    moved(pair.one, supply, "report_loss", first + 24, first + 24, found_on=ON, reason="遗失")
    code = stock_of(pair.one, supply)
    counts = [code[name] for name in ("received", "used", "voided", "returned", "lost", "hand_count")]
    assert (counts, code["equal"]) == ([25, 18, 2, 2, 1, 2], True)


def test_more_than_is_allowed_is_not_handed_over(pair: Pair) -> None:
    supply = allowed_household(pair.one, "92420106MA4K01200X")

    def no(count: int, **said: Any) -> str:
        given = {**next_range(pair.one, count), "kind": "sheet", "signature": SIGNED, "person": PERSON, **said}
        return refused(pair.one, "supply", "hand_over", supply, **given)

    assert no(31) == "supply.old_first"
    assert no(5, kind="roll") == "supply.not_allowed"
    told = next_range(pair.one, 30)
    hand(pair.one, supply, 30)
    assert no(1) == "supply.old_first"
    moved(pair.one, supply, "check", int(told["first"]), int(told["last"]), used=30, voided=0, net_fen=0)
    assert no(21) == "supply.month_full"
    do(pair.one, "household", "set", "household/" + supply.partition("/")[2], fields={"standing": "suspended"})
    assert no(1) == "supply.standing"


def test_forms_leave_in_order_and_only_once(pair: Pair) -> None:
    supply = allowed_household(pair.one, "92420106MA4K01300X")
    first = int(next_range(pair.one, 2)["first"])

    def no(low: int, high: int, code: str = CODE) -> str:
        given = {"kind": "sheet", "signature": SIGNED, "person": PERSON, "code": code}
        return refused(pair.one, "supply", "hand_over", supply, first=f"{low:08d}", last=f"{high:08d}", **given)

    assert no(first + 1, first + 2) == "forms.not_next"
    assert no(first, first, "x") == "forms.not_granted"
    hand(pair.one, supply, 2)
    assert no(first, first + 1) == "supply.handed_before"
    other = allowed_household(pair.one, "92420106MA4K01400X")
    given = {"kind": "sheet", "signature": SIGNED, "person": PERSON, "code": CODE, "first": f"{first:08d}"}
    assert refused(pair.one, "supply", "hand_over", other, last=f"{first:08d}", **given) == "forms.already"


def test_one_household_served_apart_keeps_all_forms_and_says_what_is_over(pair: Pair) -> None:
    grant_forms(pair, pair.two)
    supply = allowed_household(pair.one, "92420106MA4K01500X")
    do(pair.one, "supply", "allow", supply, **{**ALLOWED, "month_count": 6})
    pair.meet()
    told = next_range(pair.one, 5)
    hand(pair.one, supply, 5)
    hand(pair.two, supply, 5)
    pair.meet()
    moved(pair.one, supply, "check", int(told["first"]), int(told["last"]), used=5, voided=0, net_fen=1)
    moved(pair.two, supply, "report_loss", int(told["first"]), int(told["first"]), found_on="2026-09-17", reason="遗失")
    pair.meet()
    one, two = (ask(office, "supply", "stock", supply, on=ON) for office in (pair.one, pair.two))
    assert one == two
    assert one["over"] == [{"kind": "sheet", "month": "2026-09", "taken": 10, "most": 6}]
    assert [(act["act"], act["why"]) for act in one["disputed"]] == [("report_loss", "supply.not_held")]
    assert (one["codes"][0]["received"], one["codes"][0]["used"], one["codes"][0]["equal"]) == (10, 5, True)
    assert supply in ask(pair.two, "supply", "alarms", on=ON)["disputed"]
    do(pair.two, "supply", "settle", supply, acts=[act["entry"] for act in one["disputed"]])
    pair.meet()
    assert ask(pair.one, "supply", "stock", supply, on=ON)["disputed"] == []


def test_a_loss_told_later_than_it_was_found_is_taken_in_and_said(pair: Pair) -> None:
    supply = allowed_household(pair.one, "92420106MA4K01600X")
    first = int(next_range(pair.one, 1)["first"])
    hand(pair.one, supply, 1)
    moved(pair.one, supply, "report_loss", first, first, found_on="2026-09-16", reason="被盗")
    late = ask(pair.one, "supply", "alarms", on=ON)["late_losses"]
    assert [(one["days_late"], one["found_on"]) for one in late if one["record"] == supply] == [(2, "2026-09-16")]


@pytest.mark.parametrize(
    ("step", "said", "code"),
    [
        ("allow", {**ALLOWED, "kind": "gold"}, "street.word"),
        ("allow", {**ALLOWED, "month_count": -1}, "supply.count"),
        ("allow", {**ALLOWED, "month_count": True}, "street.field"),
        ("hand_over", {"kind": "sheet", "code": CODE, "first": "1", "last": "1"}, "street.field"),
        ("hand_over", {"kind": "sheet", "code": CODE, "first": "1", "last": "1", "signature": SIGNED}, "street.person"),
        ("hand_over", {"kind": "sheet", "code": CODE, "first": "2", "last": "1", "signature": SIGNED}, "supply.range"),
        ("hand_over", {"kind": "sheet", "code": CODE, "first": "１", "last": "1", "signature": SIGNED}, "supply.range"),
        ("check", {"code": CODE, "first": "1", "last": "2", "used": 1, "voided": 1, "net_fen": 0}, "supply.not_held"),
        ("give_back", {"code": CODE, "first": "1", "last": "2", "signature": "ab"}, "street.field"),
        ("report_loss", {"code": CODE, "first": "1", "last": "1", "found_on": ON, "reason": "x"}, "supply.not_held"),
        ("settle", {"acts": ["x"]}, "street.field"),
        ("sell", {}, "street.step"),
    ],
)
def test_what_may_not_be_is_refused(pair: Pair, step: str, said: dict[str, Any], code: str) -> None:
    assert refused(pair.one, "supply", step, "supply/" + "0" * 32, **said) == code


def test_blank_forms_that_are_spoiled_at_the_station_are_passed_over(pair: Pair) -> None:
    told = next_range(pair.one, 1)
    before = own_stock(pair.one)
    command = pair.one.fresh_command()
    given = {"stock": "supply", "code": CODE, "first": told["first"], "last": told["first"]}
    pair.one.do(SetFormsAside(command=command, clerk="li", on=ON, how="spoiled", reason="受潮", **given))
    after = own_stock(pair.one)
    assert (after["spoiled"] - before["spoiled"], before["hand"] - after["hand"], after["equal"]) == (1, 1, True)
    assert int(next_range(pair.one, 1)["first"]) == int(told["first"]) + 1
    supply = allowed_household(pair.one, "92420106MA4K01700X")
    hand(pair.one, supply, 1)
    assert stock_of(pair.one, supply)["received"] == 1
