"""The office from command to answer: kept once, drawn in order, closed for good, told to the centre."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from schemas.failures import BadInput, Failure, Refusal
from station.counter.asking import DayReport, Find, Show, Status, Unsettled, Why
from station.counter.commands import (
    AppointClerk,
    CloseDay,
    CollectTax,
    IntendPayment,
    IssueInvoice,
    OpenDay,
    SettleIntent,
    VoidInvoice,
)
from station.office import Office
from tests.builders import PIN, Bureau, SeededIdentity, a_station, an_application

ON = "2026-09-18"
IDS = SeededIdentity(7)


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


@pytest.fixture
def office(tmp_path: Path, bureau: Bureau) -> Iterator[Office]:
    made = a_station(tmp_path / "post", bureau)
    yield made
    made.close()


def issue(office: Office, number: int = 1, **changes: Any) -> dict[str, Any]:
    return office.do(IssueInvoice(clerk="li", application=an_application(number, **changes)))


def refused(code: str, act: Any) -> Failure:
    with pytest.raises(Failure) as caught:
        act()
    assert caught.value.code == code
    return caught.value


def digest(office: Office) -> Any:
    return office.digest()["feeds"]


def test_a_sale_is_one_entry_with_its_invoice_voucher_and_money(office: Office) -> None:
    answer = issue(office)
    assert (answer["net_fen"], answer["vat_fen"], answer["total_fen"]) == (382_178, 3_822, 4_051)
    assert [invoice["number"] for invoice in answer["invoices"]] == ["00000001"]
    assert answer["invoices"][0]["specimen"] is True
    assert answer["voucher"]["number"] == "00000001"
    assert answer["payments"][0]["amount_fen"] == 4_051
    shown = office.ask(Show(answer["entry"]))
    assert sum(fen for _, fen in shown["postings"]) == 0
    assert shown["clerk_signature"] is True
    assert shown["said"]["application"]["taxpayer"]["name"] == "陈喆"


def test_the_same_command_gives_the_same_answer_and_one_entry(office: Office) -> None:
    first = issue(office)
    before = digest(office)
    assert issue(office) == first
    assert digest(office) == before


def test_a_command_id_used_again_for_another_act_is_refused(office: Office) -> None:
    first = issue(office)
    before = digest(office)
    refused("command.reused", lambda: issue(office, location="town"))
    reused = VoidInvoice(
        command=UUID(first["command"]), clerk="li", code="042002600104", number="00000001", reason="x", on=ON
    )
    refused("command.reused", lambda: office.do(reused))
    assert digest(office) == before


def test_numbers_come_in_order_and_a_refused_sale_uses_none(office: Office) -> None:
    issue(office, 1)
    refused("payment.sum", lambda: issue(office, 2, payments=[{"method": "cash", "amount_fen": 1}]))
    assert issue(office, 3)["invoices"][0]["number"] == "00000002"


def test_a_used_up_block_stops_issuing_and_nothing_else(tmp_path: Path) -> None:
    bureau = Bureau(numbers=2)
    office = a_station(tmp_path / "post", bureau)
    issue(office, 1)
    issue(office, 2)
    failure = refused("numbers.exhausted", lambda: issue(office, 3))
    assert isinstance(failure, Refusal) and failure.params["left"] == 0
    assert office.ask(DayReport())["acts"] == 2
    bureau.grant(office.ledger.author, first=101)
    office.sync()
    assert issue(office, 3)["invoices"][0]["number"] == "00000101"
    office.close()


def test_earlier_sales_of_the_day_count_towards_the_threshold(office: Office) -> None:
    cheap = [{**an_application()["invoices"][0], "lines": [{"item": "services", "name": "翻译", "gross_fen": 60_000}]}]
    first = issue(office, 1, invoices=cheap)
    assert (first["exempt"], first["total_fen"]) == ("below_day_threshold", 0)
    second = issue(office, 2, invoices=cheap)
    assert second["exempt"] is None and second["back_tax_gross_fen"] == 60_000


def test_a_closed_day_takes_nothing_more_and_closing_names_the_difference(office: Office) -> None:
    office.do(OpenDay(command=IDS.command(), clerk="li", on=ON, float_fen=10_000))
    issue(office)
    report = office.ask(DayReport(ON))
    assert report["equal"] and report["drawer_fen"] == 14_051
    closed = office.do(CloseDay(command=IDS.command(), clerk="li", on=ON, counted={10_000: 1, 1_000: 4}))
    assert closed["difference_fen"] == -51
    refused("day.closed", lambda: issue(office, 2))
    assert office.ask(DayReport(ON))["difference_fen"] == -51


def test_a_void_of_today_gives_the_money_back_by_the_way_it_came(office: Office) -> None:
    issue(office)
    void = VoidInvoice(
        command=IDS.command(), clerk="li", code="042002600104", number="00000001", reason="抬头有误", on=ON
    )
    answer = office.do(void)
    assert answer["money"] == "reversed" and answer["paid_back"][0]["amount_fen"] == 4_051
    report = office.ask(DayReport(ON))
    assert report["equal"] and report["received_fen"] == 0
    assert office.do(void) == answer
    again = VoidInvoice(command=IDS.command(), clerk="li", code="042002600104", number="00000001", reason="x", on=ON)
    refused("void.already", lambda: office.do(again))


@pytest.mark.parametrize(
    ("on", "number", "reason", "code"),
    [
        ("2026-10-01", "00000001", "x", "void.other_month"),
        ("2026-09-17", "00000001", "x", "void.other_month"),
        (ON, "00000009", "x", "void.unknown"),
        (ON, "00000001", "  ", "void.reason"),
    ],
)
def test_a_void_that_may_not_be_is_refused(office: Office, on: str, number: str, reason: str, code: str) -> None:
    issue(office)
    before = digest(office)
    void = VoidInvoice(command=IDS.command(), clerk="li", code="042002600104", number=number, reason=reason, on=on)
    refused(code, lambda: office.do(void))
    assert digest(office) == before


def test_a_void_on_a_later_day_of_the_month_leaves_the_tax_to_a_refund(office: Office) -> None:
    issue(office)
    void = VoidInvoice(
        command=IDS.command(), clerk="li", code="042002600104", number="00000001", reason="x", on="2026-09-20"
    )
    answer = office.do(void)
    assert answer["money"] == "refund" and "paid_back" not in answer
    assert office.ask(DayReport(ON))["received_fen"] == 4_051


def test_money_is_asked_for_once_while_the_answer_is_unknown(office: Office) -> None:
    application = an_application(5, payments=[{"method": "wechat", "amount_fen": 4_051}])
    purpose = UUID(application["command"])

    def intend() -> dict[str, Any]:
        return office.do(
            IntendPayment(
                command=IDS.command(), clerk="li", on=ON, method="wechat", amount_fen=4_051, for_command=purpose
            )
        )

    def settle(outcome: str, order: str) -> dict[str, Any]:
        return office.do(SettleIntent(command=IDS.command(), clerk="li", on=ON, order_no=order, outcome=outcome))

    order = intend()["order_no"]
    settle("unknown", order)
    refused("payment.unsettled", intend)
    assert office.ask(Unsettled())["payments"][0]["state"] == "unknown"
    sale = IssueInvoice(clerk="li", application=application, intent=order)
    refused("payment.intent_open", lambda: office.do(sale))
    settle("succeeded", order)
    refused("payment.order_done", lambda: settle("failed", order))
    assert office.do(sale)["payments"][0]["order_no"] == order
    assert office.ask(Unsettled())["payments"] == []


def test_dues_are_settled_oldest_first_and_surcharge_after_principal(office: Office) -> None:
    def due(on: str, principal: int, late: int) -> dict[str, Any]:
        return {
            "tax": "vat",
            "levy_item": "10101",
            "period_from": "2026-04-01",
            "period_to": "2026-06-30",
            "due_on": on,
            "principal_fen": principal,
            "late_fee_fen": late,
        }

    collection = {
        "command": str(IDS.command()),
        "on": ON,
        "taxpayer": {"kind": "household", "name": "阿芳鲜果店", "id": "92420111MA4K00000L", "period": "quarter"},
        "dues": [due("2026-07-15", 1_000, 33), due("2026-04-15", 500, 0)],
        "payments": [{"method": "cash", "amount_fen": 1_020, "settles": [[0, 1_020]]}],
    }
    from schemas.identifiers.credit_code import check_character

    collection["taxpayer"]["id"] = "92420111MA4K00000" + check_character("92420111MA4K00000")
    refused("collecting.oldest_first", lambda: office.do(CollectTax(clerk="li", collection=collection)))
    collection["payments"] = [{"method": "cash", "amount_fen": 1_520, "settles": [[0, 1_020], [1, 500]]}]
    answer = office.do(CollectTax(clerk="li", collection=collection))
    assert [(line["paid_fen"], line["late_fee_paid_fen"]) for line in answer["dues"]] == [(1_000, 20), (500, 0)]
    assert office.ask(DayReport(ON))["equal"]


def test_a_locked_clerk_does_nothing(office: Office) -> None:
    office.lock()
    before = digest(office)
    refused("keys.locked", lambda: issue(office))
    assert digest(office) == before
    refused("keys.pin_wrong", lambda: office.unlock("li", "000000"))
    office.unlock("li", PIN)
    assert issue(office)["seq"] == 3


def test_five_wrong_pins_make_the_clerk_wait(office: Office) -> None:
    for _ in range(5):
        refused("keys.pin_wrong", lambda: office.unlock("li", "000000"))
    refused("keys.pin_locked", lambda: office.unlock("li", PIN))
    clock: Any = office.ledger.clock
    clock.ms += 5 * 60_000
    office.unlock("li", PIN)


def test_only_a_head_appoints_and_a_weak_pin_is_refused(office: Office) -> None:
    def appoint(clerk: str, pin: str, by: str | None) -> dict[str, Any]:
        return office.do(AppointClerk(command=IDS.command(), clerk=clerk, name="王五", role="clerk", pin=pin, by=by))

    refused("clerk.not_head", lambda: appoint("wang", "246810", None))
    refused("keys.pin_weak", lambda: appoint("wang", "12", "li"))
    appoint("wang", "246810", "li")
    refused("clerk.exists", lambda: appoint("wang", "246810", "li"))
    assert office.unlock("wang", "246810")["name"] == "王五"


def test_a_sale_is_found_by_name_id_phone_and_number(office: Office) -> None:
    entry = issue(office)["entry"]
    for text in ("陈喆", "420106199003073321", "13871526127", "江汉工程", "042002600104-00000001", "00000001"):
        assert [found["entry"] for found in office.ask(Find(text))["found"]] == [entry], text
    assert office.ask(Find("没有这个人"))["found"] == []
    assert office.ask(Find("%"))["found"] == []
    assert isinstance(refused("find.empty", lambda: office.ask(Find(" "))), BadInput)


def test_the_working_is_worked_out_again_from_the_pack_of_its_day(office: Office) -> None:
    answer = issue(office)
    why = office.ask(Why(answer["entry"]))
    assert why["agrees"] and why["total_fen"] == answer["total_fen"] and why["why"]


def test_after_a_sync_both_sides_have_the_same_digests(office: Office, bureau: Bureau) -> None:
    for number in range(1, 6):
        issue(office, number)
    told = office.sync()
    assert told["equal"] and told["held"] == told["last"]
    mine = office.digest()["feeds"]
    for author, (last, rows) in bureau.feeds.digests([bytes.fromhex(author) for author in mine]).items():
        assert mine[author.hex()][0] == last and mine[author.hex()][2] == rows.hex()
    assert office.ask(Status())["outbox"]["count"] == 0


def test_rebuild_gives_the_same_rows_and_verify_finds_no_damage(office: Office) -> None:
    for number in range(1, 4):
        issue(office, number)
    before = digest(office)
    assert office.rebuild(lambda _: None)["feeds"] == before
    assert office.verify(lambda _: None)["damage"] == []


def test_a_row_changed_behind_the_ledgers_back_is_found_and_burnt(office: Office) -> None:
    issue(office)
    before = digest(office)
    with office.ledger.database.write() as cursor:
        cursor.execute("UPDATE book_invoice SET net_fen = net_fen + 1")
    assert [bad["what"] for bad in office.verify(lambda _: None)["damage"]] == ["rows"]
    office.rebuild(lambda _: None)
    assert digest(office) == before


def test_a_clock_set_back_stops_nothing_and_is_noted(office: Office) -> None:
    issue(office, 1)
    clock: Any = office.ledger.clock
    clock.ms -= 3_600_000
    answer = issue(office, 2)
    facts = office.ask(Show(answer["entry"]))["facts"]
    assert "incidents.clock_jumped/1" in [fact["fact"] for fact in facts]
    assert answer["at"] >= office.ask(Show("042002600104-00000001"))["at"]
