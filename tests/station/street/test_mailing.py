"""Invoices ordered ahead: fetched at a desk, or by post through hands that all sign; no piece is lost between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from station.office import Office
from tests.station.street.pair import ON, PERSON, Pair, ask, do, refused
from tests.station.street.supplied import SIGNED, allowed_household, grant_forms, hand, next_range

TO = {**PERSON, "address": "武汉市样例路7号"}


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    made = Pair(tmp_path_factory.mktemp("pair"))
    for office in (made.one, made.two):
        grant_forms(made, office)
    yield made
    made.close()


def ordered(office: Office, supply: str, count: int = 10, way: str = "post") -> str:
    """An order; its record."""
    return do(office, "mailing", "order", household=supply, kind="sheet", count=count, way=way, person=TO)["record"]


def sent(office: Office, order: str, count: int = 10) -> dict[str, str]:
    """The piece goes out; its range."""
    told = next_range(office, count)
    do(office, "mailing", "send", order, **told, tracking="XA000000001CN", seal="S-7")
    return told


def test_a_piece_goes_from_hand_to_hand_at_two_stations_and_what_was_in_it_is_the_households(pair: Pair) -> None:
    supply = allowed_household(pair.one, "92420106MA4K02100X")
    order = ordered(pair.one, supply)
    told = sent(pair.one, order)
    pair.meet()
    assert ask(pair.two, "mailing", "open", on="2026-09-21")["orders"][0]["days"] == 3
    do(pair.two, "mailing", "receive", order, by="station", seal_whole=True)
    do(pair.two, "mailing", "open", order, witness="王磊")
    gone = f"{int(told['first']) + 4:08d}"
    short: dict[str, Any] = {"missing": [gone], "signature": SIGNED}
    assert refused(pair.two, "mailing", "count", order, found=10, **short) == "mailing.counted"
    assert refused(pair.two, "mailing", "count", order, found=9, missing=["9"], signature=SIGNED) == "mailing.counted"
    do(pair.two, "mailing", "count", order, found=9, **short)
    pair.meet()
    for office in (pair.one, pair.two):
        chain = ask(office, "mailing", "chain", order, on=ON)
        assert [act["act"] for act in chain["acts"]] == ["order", "send", "receive", "open", "count"]
        assert (chain["state"], chain["missing"], chain["seal_whole"]) == ("counted", [gone], True)
        code = ask(office, "supply", "stock", supply, on=ON)["codes"][0]
        assert (code["received"], code["hand_count"], code["equal"], len(code["hand"])) == (9, 9, True, 2)


def test_an_order_that_is_fetched_at_the_desk_ends_with_the_hand_over(pair: Pair) -> None:
    supply = allowed_household(pair.one, "92420106MA4K02200X")
    order = ordered(pair.one, supply, way="counter")
    told = {**next_range(pair.one, 9), "kind": "sheet", "signature": SIGNED, "person": PERSON}
    assert refused(pair.one, "supply", "hand_over", supply, order=order, **told) == "mailing.other"
    assert refused(pair.one, "mailing", "send", order, **next_range(pair.one, 10), tracking="1", seal="1") == (
        "mailing.not_ordered"
    )
    hand(pair.one, supply, 10, order=order)
    assert ask(pair.one, "mailing", "chain", order)["state"] == "fetched"
    assert refused(pair.one, "mailing", "cancel", order, reason="改日") == "mailing.not_now"


def test_a_piece_sent_here_and_cancelled_there_is_sent_and_the_wish_is_told(pair: Pair) -> None:
    supply = allowed_household(pair.one, "92420106MA4K02300X")
    order = ordered(pair.one, supply)
    pair.meet()
    sent(pair.one, order)
    do(pair.two, "mailing", "cancel", order, reason="改日")
    pair.meet()
    one, two = (ask(office, "mailing", "chain", order, on=ON) for office in (pair.one, pair.two))
    assert {**one, "person": None} == two, "who it is for stands in a block that stays where it was written"
    assert (one["state"], [act["why"] for act in one["disputed"]]) == ("sent", ["mailing.not_now"])
    do(pair.two, "mailing", "settle", order, acts=[act["entry"] for act in one["disputed"]])
    do(pair.two, "mailing", "come_back", order, reason="无人签收")
    pair.meet()
    told = ask(pair.one, "mailing", "chain", order)
    assert (told["state"], told["disputed"]) == ("back", [])


def test_a_piece_long_on_its_way_is_an_alarm_and_one_that_the_post_lost_ends(pair: Pair) -> None:
    supply = allowed_household(pair.one, "92420106MA4K02400X")
    order = ordered(pair.one, supply)
    sent(pair.one, order)

    def alarmed() -> list[str]:
        return [one["record"] for one in ask(pair.one, "supply", "alarms", on="2026-09-29")["on_the_way"]]

    assert order in alarmed()
    do(pair.one, "mailing", "lose", order, found_on=ON, reason="邮件丢失")
    assert order not in alarmed()
    assert ask(pair.one, "supply", "stock", supply)["codes"] == []


@pytest.mark.parametrize(
    ("step", "record", "said", "code"),
    [
        ("order", None, {"household": "x", "kind": "sheet", "count": 1, "way": "post"}, "records.record"),
        ("order", None, {"household": "supply/1", "kind": "sheet", "count": 1, "way": "post"}, "street.person"),
        ("order", None, {"household": "supply/1", "kind": "sheet", "count": 1, "way": "bird"}, "street.word"),
        ("send", "mailing/none", {}, "street.field"),
        ("open", "mailing/none", {"witness": "x"}, "mailing.none"),
        ("steal", "mailing/none", {}, "street.step"),
    ],
)
def test_what_may_not_be_is_refused(pair: Pair, step: str, record: str | None, said: dict[str, Any], code: str) -> None:
    assert refused(pair.one, "mailing", step, record, **said) == code
