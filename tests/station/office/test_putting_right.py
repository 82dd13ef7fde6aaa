"""Putting right: red letters, collections undone, wrong methods, refunds by the table; money is conserved in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from schemas.books import DayRow
from schemas.failures import Failure
from station.counter import acts
from station.counter.asking import DayReport, Show
from station.counter.commands import AppointClerk, CloseDay, CollectTax, IssueInvoice, OpenDay, VoidInvoice
from station.counter.questions import RefundWays
from station.counter.refunds import ROUTES, STAGES, stage_of, way
from station.office import Office
from tests.builders import PIN, Bureau, SeededIdentity, TestClock, a_station, an_application

ON, LATER, NEXT_MONTH = "2026-09-18", "2026-09-21", "2026-10-12"
IDS = SeededIdentity(13)
CODE, FIRST = "042002600104", "00000001"


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


@pytest.fixture
def office(tmp_path: Path, bureau: Bureau) -> Iterator[Office]:
    made = a_station(tmp_path / "post", bureau, TestClock())
    made.do(AppointClerk(command=IDS.command(), clerk="wang", name="王五", role="clerk", pin=PIN, by="li"))
    made.unlock("wang", PIN)
    yield made
    made.close()


def refused(code: str, act: Any) -> Failure:
    with pytest.raises(Failure) as caught:
        act()
    assert caught.value.code == code
    return caught.value


def refused_unchanged(office: Office, code: str, act: Any) -> None:
    before = office.digest()
    refused(code, act)
    assert office.digest() == before


def sale(office: Office, number: int = 1, **changes: Any) -> dict[str, Any]:
    return office.do(IssueInvoice(clerk="li", application=an_application(number, **changes)))


def collection(office: Office, method: str = "cash") -> dict[str, Any]:
    due = {
        "tax": "vat", "levy_item": "10101", "period_from": "2026-04-01", "period_to": "2026-06-30", "due_on": "2026-07-15",
        "principal_fen": 1_000, "late_fee_fen": 33,
    }  # fmt: skip
    document = {
        "command": str(IDS.command()), "on": ON, "dues": [due],
        "taxpayer": {"kind": "household", "name": "阿芳鲜果店", "id": "92420102MA4K000153", "period": "quarter"},
        "payments": [{"method": method, "amount_fen": 1_033, "settles": [[0, 1_033]]}],
    }  # fmt: skip
    return office.do(CollectTax(clerk="li", collection=document))


def red(on: str = NEXT_MONTH, **changes: Any) -> acts.IssueRedLetter:
    given = {"reason": "wrong", "authoriser": "wang", "code": CODE, "number": FIRST, **changes}
    return acts.IssueRedLetter(command=IDS.command(), clerk="li", on=on, **given)


def conserved(office: Office, entry: str) -> None:
    assert sum(fen for _, fen in office.ask(Show(entry))["postings"]) == 0


def test_a_red_letter_of_a_later_month_asks_the_tax_back(office: Office) -> None:
    sold = sale(office)
    answer = office.do(red(payee={"name": "陈喆", "account": "6222"}))
    assert answer["red"]["total_fen"] == -386_000 and answer["money"] == "refund"
    assert answer["red"]["number"] == "00000002"
    assert (answer["refund"]["total_fen"], answer["refund"]["stage"]) == (sold["total_fen"], "deposited")
    assert office.ask(Show(answer["entry"]))["said"] == {"payee": {"name": "陈喆", "account": "6222"}}
    refused_unchanged(office, "red.nothing_left", lambda: office.do(red()))
    assert office.ask(DayReport(ON))["received_fen"] == sold["total_fen"]


def test_red_letters_in_parts_never_take_back_more_than_was_issued(office: Office) -> None:
    sold = sale(office)
    first = office.do(red(gross_fen=100_000, reason="discount"))
    refused_unchanged(office, "red.amount", lambda: office.do(red(gross_fen=286_001)))
    second = office.do(red())
    assert first["red"]["net_fen"] + second["red"]["net_fen"] == -sold["net_fen"]
    assert first["red"]["vat_fen"] + second["red"]["vat_fen"] == -sold["vat_fen"]
    assert first["refund"]["total_fen"] + second["refund"]["total_fen"] <= sold["total_fen"]


def test_a_red_letter_of_the_same_day_pays_back_by_the_way_it_came(office: Office) -> None:
    sale(office)
    answer = office.do(red(ON))
    assert answer["money"] == "reversed" and answer["paid_back"][0]["amount_fen"] == 4_051
    conserved(office, answer["entry"])
    report = office.ask(DayReport(ON))
    assert report["equal"] and report["received_fen"] == 0
    assert office.rebuild(lambda _: None)["feeds"] == office.digest()["feeds"]


def test_a_red_letter_lowers_the_sales_of_its_month(office: Office) -> None:
    sale(office)
    office.do(red(LATER))
    cheap = [{**an_application()["invoices"][0], "lines": [{"item": "services", "name": "翻译", "gross_fen": 60_000}]}]
    assert sale(office, 2, invoices=cheap)["exempt"] == "below_day_threshold"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "bored"}, "red.reason"),
        ({"number": "00000077"}, "red.unknown"),
        ({"on": "2026-09-17"}, "red.before"),
        ({"gross_fen": 0}, "red.amount"),
        ({"gross_fen": True}, "red.amount"),
        ({"authoriser": "li"}, "refund.same_person"),
        ({"authoriser": "nobody"}, "keys.locked"),
        ({"on": "2026-02-30"}, "periods.day"),
    ],
)
def test_a_red_letter_that_may_not_be_is_refused(office: Office, changes: Any, code: str) -> None:
    sale(office)
    refused_unchanged(office, code, lambda: office.do(red(**changes)))


def test_what_is_void_takes_no_red_letter_and_what_is_red_is_not_voided(office: Office) -> None:
    sale(office)
    sale(office, 2, taxpayer={"kind": "natural_person", "name": "李想", "id": "11010519491231002X"})

    def void(number: str, **changes: Any) -> dict[str, Any]:
        return office.do(
            VoidInvoice(command=IDS.command(), clerk="li", code=CODE, number=number, reason="x", on=LATER, **changes)
        )

    assert void(FIRST)["refund"]["total_fen"] == 4_051
    refused_unchanged(office, "red.void", lambda: office.do(red()))
    office.do(red(LATER, number="00000002", gross_fen=1_000))
    refused_unchanged(office, "void.reddened", lambda: void("00000002"))


def test_a_void_after_the_papers_were_given_needs_a_second_person(office: Office) -> None:
    sale(office)

    def void(**changes: Any) -> dict[str, Any]:
        return office.do(
            VoidInvoice(command=IDS.command(), clerk="li", code=CODE, number=FIRST, reason="抬头有误", on=ON, **changes)
        )

    refused_unchanged(office, "refund.authoriser", lambda: void(handed_over=True))
    refused_unchanged(office, "refund.same_person", lambda: void(handed_over=True, authoriser="li"))
    assert void(handed_over=True, authoriser="wang")["money"] == "reversed"


def test_a_collection_is_undone_on_its_day_with_its_voucher_and_lines(office: Office) -> None:
    taken = collection(office)
    undo = acts.ReverseCollection(
        command=IDS.command(), clerk="li", on=ON, entry=taken["entry"], reason="重复缴纳", authoriser="wang"
    )
    answer = office.do(undo)
    conserved(office, answer["entry"])
    report = office.ask(DayReport(ON))
    assert report["equal"] and (report["received_fen"], report["taxes_fen"], report["drawer_fen"]) == (0, 0, 0)
    assert office.do(undo) == answer
    again = replace(undo, command=IDS.command())
    refused_unchanged(office, "refund.undone", lambda: office.do(again))


def test_a_collection_may_not_be_undone_alone_once_its_paper_is_given(office: Office) -> None:
    taken = collection(office)
    undo = acts.ReverseCollection(command=IDS.command(), clerk="li", on=ON, entry=taken["entry"], reason="x")
    refused_unchanged(office, "refund.authoriser", lambda: office.do(undo))
    office.do(replace(undo, command=IDS.command(), handed_over=False))


def test_what_left_the_counter_goes_back_by_application_only(office: Office) -> None:
    taken = collection(office, "transfer")
    undo = acts.ReverseCollection(
        command=IDS.command(), clerk="li", on=ON, entry=taken["entry"], reason="x", authoriser="wang"
    )
    refused_unchanged(office, "refund.not_today", lambda: office.do(undo))
    ask = acts.RequestRefund(command=IDS.command(), clerk="li", on=ON, entry=taken["entry"], reason="重复缴纳")
    answer = office.do(ask)
    assert answer["refund"]["taxes"] == {"late_fee": 33, "vat": 1_000}
    refused_unchanged(office, "refund.nothing", lambda: office.do(replace(ask, command=IDS.command())))


def test_a_refund_is_asked_for_in_part_and_never_beyond_what_was_collected(office: Office) -> None:
    taken = collection(office)
    later: dict[str, Any] = {"clerk": "li", "on": LATER, "entry": taken["entry"], "reason": "多缴"}

    def ask(**changes: Any) -> dict[str, Any]:
        return office.do(acts.RequestRefund(command=IDS.command(), **{**later, **changes}))

    refused_unchanged(office, "refund.today", lambda: ask(on=ON))
    assert ask(taxes={"vat": 400}, arrived_on="2026-09-20")["refund"]["stage"] == "treasury"
    refused_unchanged(office, "refund.tax", lambda: ask(taxes={"vat": 601}))
    refused_unchanged(office, "refund.tax", lambda: ask(taxes={"pit": 1}))
    refused_unchanged(office, "refund.payee", lambda: ask(payee={"name": "\n"}))
    refused_unchanged(office, "refund.reason", lambda: ask(reason=" "))
    assert ask()["refund"]["total_fen"] == 633


def test_a_wrong_method_is_put_right_without_moving_the_sum(office: Office) -> None:
    order = sale(office)["payments"][0]["order_no"]
    fix = acts.CorrectPayment(
        command=IDS.command(), clerk="li", on=ON, order_no=order, method="wechat", reason="实为微信", authoriser="wang"
    )
    refused_unchanged(office, "payment.method_unknown", lambda: office.do(replace(fix, method="gold")))
    refused_unchanged(office, "payment.same_method", lambda: office.do(replace(fix, method="cash")))
    refused_unchanged(office, "payment.order_unknown", lambda: office.do(replace(fix, order_no="YS0")))
    answer = office.do(fix)
    conserved(office, answer["entry"])
    report = office.ask(DayReport(ON))
    assert report["equal"] and [(line["method"], line["fen"]) for line in report["by_method"]] == [("wechat", 4_051)]
    assert report["drawer_fen"] == 0


def test_after_the_count_a_wrong_method_explains_the_shortage(office: Office) -> None:
    office.do(OpenDay(command=IDS.command(), clerk="li", on=ON, float_fen=10_000))
    order = sale(office)["payments"][0]["order_no"]
    office.do(CloseDay(command=IDS.command(), clerk="li", on=ON, counted={10_000: 1}))
    fix = acts.CorrectPayment(
        command=IDS.command(), clerk="li", on=LATER, order_no=order, method="pos", reason="刷卡", authoriser="wang"
    )
    postings = office.ask(Show(office.do(fix)["entry"]))["postings"]
    assert sorted(postings) == [["advanced/shortage", -4_051], ["money/pos", 4_051]]
    assert office.ask(DayReport(ON))["difference_fen"] == -4_051


def test_the_table_has_a_way_for_every_stage_and_method(office: Office) -> None:
    from schemas.paying import METHODS

    for stage in STAGES:
        for method in METHODS:
            found = way(stage, method)
            assert found.route in ROUTES
            if stage in ("deposited", "treasury") or method in ("transfer", "agreement"):
                assert found == type(found)("application", authoriser=True)
    closed = DayRow(b"", ON, "closed", 1, 0, 0, 1, 0, 0)
    assert stage_of(ON, ON, closed, handed_over=False) == "deposited"
    told = office.ask(RefundWays(collection(office)["entry"], ON))
    assert [(one["stage"], one["payments"][0]["authoriser"]) for one in told["ways"]] == [
        ("before_hand_over", False),
        ("same_day", True),
    ]


def test_all_of_it_reaches_the_centre_with_the_same_rows(office: Office, bureau: Bureau) -> None:
    sale(office)
    office.do(red())
    taken = collection(office, "transfer")
    office.do(acts.RequestRefund(command=IDS.command(), clerk="li", on=LATER, entry=taken["entry"], reason="x"))
    assert office.sync()["equal"]
    mine = office.digest()["feeds"]
    for author, (last, rows) in bureau.feeds.digests([bytes.fromhex(author) for author in mine]).items():
        assert mine[author.hex()][0] == last and mine[author.hex()][2] == rows.hex()
