"""Foreseeing: what an act would do is what it then does, whoever is still to agree, and asking changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.failures import Failure
from station.counter import acts
from station.counter.asking import Show
from station.counter.commands import AppointClerk, IssueInvoice, VoidInvoice
from station.counter.questions import Followed, Foresee
from station.office import Office
from tests.builders import PIN, Bureau, SeededIdentity, TestClock, a_station, an_application

ON, LATER = "2026-09-18", "2026-10-12"
IDS = SeededIdentity(29)
CODE, FIRST = "042002600104", "00000001"
ENTRY = ("author", "command", "entry", "kind", "seq", "at")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = a_station(tmp_path / "post", Bureau(), TestClock())
    made.do(AppointClerk(command=IDS.command(), clerk="wang", name="王五", role="clerk", pin=PIN, by="li"))
    yield made
    made.close()


def sold(office: Office) -> dict[str, Any]:
    return office.do(IssueInvoice(clerk="li", application=an_application()))


def red(on: str = LATER, **changes: Any) -> acts.IssueRedLetter:
    given = {"reason": "wrong", "authoriser": "wang", "code": CODE, "number": FIRST, **changes}
    return acts.IssueRedLetter(command=IDS.command(), clerk="li", on=on, **given)


def void(**changes: Any) -> VoidInvoice:
    given: dict[str, Any] = {"code": CODE, "number": FIRST, "reason": "抬头有误", "on": ON, **changes}
    return VoidInvoice(command=IDS.command(), clerk="li", **given)


def correct(order_no: str) -> acts.CorrectPayment:
    return acts.CorrectPayment(
        command=IDS.command(), clerk="li", on=ON, order_no=order_no, method="wechat", reason="点错", authoriser="wang"
    )


@pytest.mark.parametrize("which", ["red", "red_today", "part", "void", "void_given", "method", "refund"])
def test_what_is_foreseen_is_what_is_done(office: Office, which: str) -> None:
    sale = sold(office)
    act = {
        "red": red(), "red_today": red(ON), "part": red(gross_fen=1_000), "void": void(),
        "void_given": void(handed_over=True, authoriser="wang"), "method": correct(sale["payments"][0]["order_no"]),
        "refund": acts.RequestRefund(command=IDS.command(), clerk="li", on=LATER, entry=sale["entry"], reason="多缴"),
    }[which]  # fmt: skip
    before = office.digest()
    told = office.ask(Foresee(act))
    assert office.digest() == before
    done = office.do_agreed(act, "wang", PIN)
    assert {**done, "authoriser": None} == {**done, **told, "authoriser": None}
    assert set(done) == {*told, *ENTRY}


def test_the_second_person_is_foreseen_by_the_refusal(office: Office) -> None:
    sold(office)
    assert office.ask(Foresee(void()))["paid_back"]
    with pytest.raises(Failure, match=r"refund\.authoriser"):
        office.ask(Foresee(void(handed_over=True)))


@pytest.mark.parametrize("act", [red(payee={"iban": "1"}), red(payee={"name": "长" * 201}), void(payee={"bank": " "})])
def test_a_payee_that_is_none_is_refused_in_every_act(office: Office, act: Any) -> None:
    sold(office)
    with pytest.raises(Failure, match=r"refund\.payee"):
        office.ask(Foresee(act))


def test_who_agrees_by_pin_leaves_no_key_behind(office: Office) -> None:
    sold(office)
    with pytest.raises(Failure, match=r"keys\.pin_wrong"):
        office.do_agreed(red(), "wang", "000000")
    office.do_agreed(red(gross_fen=100), "wang", PIN)
    with pytest.raises(Failure, match=r"keys\.locked"):
        office.do(red())


def test_who_was_at_the_counter_stays_there(office: Office) -> None:
    sold(office)
    office.unlock("wang", PIN)
    office.do_agreed(red(gross_fen=100), "wang", PIN)
    assert office.do(red())["red"]


def test_what_came_later_is_told_beside_the_sale(office: Office) -> None:
    sale = sold(office)
    assert office.ask(Followed(sale["entry"]))["red"] == []
    done = office.do_agreed(red(), "wang", PIN)
    told = office.ask(Followed(sale["entry"]))
    assert told["red"][0]["number"] == done["red"]["number"] and told["red"][0]["total_fen"] == -386_000
    assert (told["invoices"][0]["left_fen"], told["invoices"][0]["state"]) == (0, "issued")
    assert told["requested_fen"] == sale["total_fen"] and len(told["refunds"]) == 1


def test_the_method_that_was_put_right_is_told_beside_the_sale(office: Office) -> None:
    sale = sold(office)
    office.do_agreed(correct(sale["payments"][0]["order_no"]), "wang", PIN)
    assert office.ask(Followed(sale["entry"]))["payments"][0]["method"] == "wechat"
    assert office.ask(Show(sale["entry"]))["payments"][0]["method"] == "cash"
