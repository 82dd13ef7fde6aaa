"""Dues 代征税款: worked out by the pack of their day, collected whole, under the voucher of the site's kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schemas.failures import Failure
from schemas.rules.shelf import pack_for, shipped_packs
from station.counter.asking import DayReport, Show
from station.counter.commands import CollectTax
from station.counter.questions import QuoteDues
from station.office import Office
from tests import builders
from tests.builders import Bureau, SeededIdentity, a_station, an_application

ON = "2026-09-18"
IDS = SeededIdentity(11)
SHOP = {"kind": "household", "name": "阿芳鲜果店", "id": "92420102MA4K000153", "period": "quarter"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = a_station(tmp_path / "post", Bureau())
    yield made
    made.close()


def quota(fen: int = 12_000_000, months: tuple[int, ...] = (4, 5, 6), **changes: Any) -> dict[str, Any]:
    asked = {
        "district": "420106",
        "location": "city",
        "item": "goods",
        "months": [{"first": f"2026-{month:02d}-01", "quota_fen": fen} for month in months],
    }
    return {"on": ON, "taxpayer": SHOP, "quota": {**asked, **changes}}


def refused(code: str, act: Any) -> Failure:
    with pytest.raises(Failure) as caught:
        act()
    assert caught.value.code == code
    return caught.value


def collect(office: Office, told: dict[str, Any], method: str = "cash") -> dict[str, Any]:
    settles = [[place, due["principal_fen"] + due["late_fee_fen"]] for place, due in enumerate(told["dues"])]
    dues = [{name: value for name, value in due.items() if name != "days_late"} for due in told["dues"]]
    return office.do(
        CollectTax(
            clerk="li",
            collection={
                "command": str(IDS.command()),
                "on": ON,
                "taxpayer": told["taxpayer"],
                "dues": dues,
                "payments": [{"method": method, "amount_fen": told["total_fen"], "settles": settles}],
            },
        )
    )


def test_a_quota_over_the_threshold_owes_each_tax_with_its_surcharge(office: Office) -> None:
    told = office.ask(QuoteDues(quota()))
    vat = next(due for due in told["dues"] if due["tax"] == "vat")
    assert vat["principal_fen"] == 360_000 and vat["due_on"] == "2026-07-15"
    assert vat["days_late"] == (date(2026, 9, 18) - date(2026, 7, 15)).days
    assert vat["late_fee_fen"] == 360_000 * 5 * vat["days_late"] // 10_000
    assert told["total_fen"] == told["principal_fen"] + told["late_fee_fen"]
    assert [month["ground"] for month in told["months"]] == ["quota"] * 3


def test_what_was_collected_is_not_owed_again(office: Office) -> None:
    told = office.ask(QuoteDues(quota()))
    answer = collect(office, told)
    assert answer["total_fen"] == told["total_fen"]
    assert sum(fen for _, fen in office.ask(Show(answer["entry"]))["postings"]) == 0
    assert office.ask(DayReport(ON))["equal"]
    refused("collecting.nothing_due", lambda: office.ask(QuoteDues(quota())))


def test_a_quota_under_the_threshold_owes_nothing(office: Office) -> None:
    refused("collecting.nothing_due", lambda: office.ask(QuoteDues(quota(9_000_000))))


def test_an_application_is_collected_without_an_invoice(office: Office) -> None:
    application = an_application()
    told = office.ask(QuoteDues({"on": ON, "taxpayer": application["taxpayer"], "application": application}))
    assert (told["total_fen"], told["late_fee_fen"]) == (4_051, 0)
    assert {due["due_on"] for due in told["dues"]} == {ON}
    assert "invoices" not in collect(office, told)


def test_dues_by_name_bear_the_surcharge_of_their_days(office: Office) -> None:
    due = {
        "tax": "vat", "levy_item": "10101", "period_from": "2026-04-01", "period_to": "2026-06-30", "due_on": "2026-09-08",
        "principal_fen": 100_000,
    }  # fmt: skip
    told = office.ask(QuoteDues({"on": ON, "taxpayer": SHOP, "dues": [due]}))
    assert (told["late_fee_fen"], told["total_fen"]) == (500, 100_500)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"on": ON, "taxpayer": SHOP}, "application.dues_source"),
        (quota(months=(4, 5)), "application.quota_months"),
        (quota(months=(5, 6, 7)), "application.quota_months"),
        ({"on": ON, "taxpayer": SHOP, "application": an_application()}, "application.dues_payer"),
        ([], "application.object"),
        ({**quota(), "surprise": 1}, "application.unknown_field"),
        (quota(-1), "application.too_small"),
    ],
)
def test_a_question_that_names_no_dues_is_refused(office: Office, asked: Any, code: str) -> None:
    before = office.digest()
    refused(code, lambda: office.ask(QuoteDues(asked)))
    assert office.digest() == before


@pytest.mark.parametrize(("method", "voucher"), [("cash", "cash_receipt"), ("alipay", "completion_certificate")])
def test_a_street_station_gives_the_voucher_of_the_channel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, voucher: str
) -> None:
    monkeypatch.setattr(builders, "SITE", replace(builders.SITE, kind="street"))
    office = a_station(tmp_path / "street", Bureau())
    assert collect(office, office.ask(QuoteDues(quota())), method)["voucher"]["kind"] == voucher
    office.close()


def test_methods_with_different_vouchers_are_two_acts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from station.counter.commands import IssueInvoice

    monkeypatch.setattr(builders, "SITE", replace(builders.SITE, kind="street"))
    office = a_station(tmp_path / "street", Bureau())
    halves = [{"method": "cash", "amount_fen": 4_000}, {"method": "wechat", "amount_fen": 51}]
    refused(
        "payment.voucher_mixed",
        lambda: office.do(IssueInvoice(clerk="li", application=an_application(payments=halves))),
    )
    office.close()


def test_where_the_pack_forbids_it_one_act_has_one_method() -> None:
    from schemas.application import Payment
    from station.counter.money import require_one_method

    desk = pack_for(shipped_packs(), date(2026, 9, 18))
    question = replace(desk.questions["year_cap"], value=False)
    strict = replace(desk, questions={**desk.questions, "split_payments": question})
    two = [Payment(method="cash", amount_fen=1), Payment(method="pos", amount_fen=1)]
    require_one_method(two, desk)
    refused("payment.split", lambda: require_one_method(two, strict))
