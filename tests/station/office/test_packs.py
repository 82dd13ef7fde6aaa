"""The law at a station: it comes by the public feed of its own bureau only, takes effect by its days, and its end is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schemas.canonical import encode
from schemas.facts import RulesPublished
from schemas.failures import Failure
from schemas.rules import Pack, load_pack, shipped_packs
from schemas.rules.publishing import PackShelf
from station.counter.asking import DayReport, QuoteApplication, Status, Why
from station.counter.commands import CollectTax, IssueInvoice
from station.ledger.ledger import Ledger
from station.office import Office
from station.office.shelving import NOTICE_DAYS, rules_plain
from tests.builders import NOON, Bureau, Pen, SeededIdentity, TestClock, a_station, an_application, office_of
from tests.schemas.rules.builders import document
from tests.schemas.rules.packs import a_pack, published

DAY_MS = 86_400_000
KIND = "rules.published/1"
NEXT = a_pack("hubei-2028", "2028-01-01", "2029-12-31")
IDS = SeededIdentity(9)


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def office(tmp_path: Path, bureau: Bureau, clock: TestClock) -> Iterator[Office]:
    made = a_station(tmp_path / "post", bureau, clock)
    yield made
    made.close()


def deliver(office: Office, bureau: Bureau, fact: RulesPublished, pen: Pen | None = None) -> None:
    bureau.write(pen or bureau.public, KIND, fact)
    assert office.sync()["equal"]


def rules(office: Office) -> dict[str, Any]:
    return office.ask(Status())["rules"]


def pack_of(office: Office, on: str) -> str:
    return office.ask(QuoteApplication(an_application(on=on)))["pack"]["id"]


def refused(act: Any) -> str:
    with pytest.raises(Failure) as caught:
        act()
    return caught.value.code


def two_per_cent() -> Pack:
    data = document("2026-01-01")
    data["vat"][0]["rate"] = "0.02"
    return a_pack("hubei-2028", "2028-01-01", "2029-12-31", vat=data["vat"])


def test_a_station_has_the_law_that_came_with_the_program(office: Office) -> None:
    assert rules(office) == {"newest_to": "2027-12-31", "missing_from": None, "refused": []}


def test_a_published_pack_is_used_from_its_first_day_and_not_from_its_delivery(office: Office, bureau: Bureau) -> None:
    before = office.ask(QuoteApplication(an_application(on="2027-12-31", **to_a_person())))
    assert refused(lambda: pack_of(office, "2028-01-01")) == "rules.not_covered"
    deliver(office, bureau, published(two_per_cent()))
    assert office.ask(QuoteApplication(an_application(on="2027-12-31", **to_a_person()))) == before
    after = office.ask(QuoteApplication(an_application(on="2028-01-01", **to_a_person())))
    assert (after["pack"]["id"], after["rate"]) == ("hubei-2028", "0.02")
    assert rules(office)["newest_to"] == "2029-12-31"


def to_a_person() -> dict[str, Any]:
    buyer = {"kind": "natural_person", "name": "测试受票方", "id": "420106195712241078"}
    return {"invoices": [{"buyer": buyer, "lines": [{"item": "services", "name": "设计", "gross_fen": 386_000}]}]}


def test_a_sale_under_a_published_pack_is_explained_from_it_after_a_restart(
    tmp_path: Path, bureau: Bureau, clock: TestClock
) -> None:
    office = a_station(tmp_path / "post", bureau, clock)
    deliver(office, bureau, published(two_per_cent()))
    entry = office.do(IssueInvoice(clerk="li", application=an_application(on="2028-01-03", **to_a_person())))["entry"]
    office.close()
    later = office_of(Ledger(tmp_path / "post", clock, IDS), bureau, IDS)
    why = later.ask(Why(entry))
    assert (why["agrees"], why["pack"]["hash"]) == (True, two_per_cent().digest.hex())
    later.close()


def test_a_correction_leaves_what_was_issued_and_counts_for_what_comes(office: Office, bureau: Bureau) -> None:
    entry = office.do(IssueInvoice(clerk="li", application=an_application()))["entry"]
    data = document("2026-01-01")
    data["vat"][0]["rate"] = "0.02"
    deliver(office, bureau, published(corrected(vat=data["vat"])))
    assert office.ask(Why(entry))["pack"]["version"] == "1"
    assert office.ask(Why(entry))["agrees"] is True
    assert office.ask(QuoteApplication(an_application(2)))["rate"] == "0.02"


def corrected(**head: Any) -> Pack:
    return load_pack(json.dumps(document("2026-01-01") | {"version": "2"} | head))


BROKEN: list[tuple[RulesPublished, str]] = [
    (replace(published(NEXT), document=b"\xff"), "rules.pack_bytes"),
    (replace(published(NEXT), document=encode({})), "rules.pack_missing"),
    (replace(published(NEXT), pack=b"x" * 32), "rules.publish_differs"),
    (published(a_pack("hunan-2028", "2028-01-01", "2029-12-31", territory=["43"])), "rules.territory"),
    (published(corrected(version="1", title={"zh_CN": "别的", "en": "another"})), "rules.pack_older"),
    (published(a_pack("hubei-2015", "2015-01-01", "2015-12-31")), "rules.pack_expired"),
    (published(a_pack("hubei-2027", "2027-07-01", "2028-12-31")), "rules.publish_overlap"),
]


@pytest.mark.parametrize(("fact", "code"), BROKEN, ids=[code for _, code in BROKEN])
def test_a_pack_that_is_not_law_here_is_told_and_never_used(
    office: Office, bureau: Bureau, fact: RulesPublished, code: str
) -> None:
    deliver(office, bureau, fact)
    told = rules(office)
    assert [(one["id"], one["error"]["code"]) for one in told["refused"]] == [(fact.id, code)]
    assert told["refused"][0]["error"]["zh"]
    assert told["newest_to"] == "2027-12-31"
    assert pack_of(office, "2026-09-18") == "hubei-2026-01-01"
    assert refused(lambda: pack_of(office, "2028-01-01")) == "rules.not_covered"


def test_a_good_pack_after_a_broken_one_is_used(office: Office, bureau: Bureau) -> None:
    deliver(office, bureau, replace(published(NEXT), pack=b"x" * 32))
    deliver(office, bureau, published(NEXT))
    assert (rules(office)["newest_to"], len(rules(office)["refused"])) == ("2029-12-31", 1)


def test_no_other_feed_makes_law(office: Office, bureau: Bureau) -> None:
    deliver(office, bureau, published(NEXT), bureau.channel)
    assert rules(office) == {"newest_to": "2027-12-31", "missing_from": None, "refused": []}
    assert refused(lambda: pack_of(office, "2028-01-01")) == "rules.not_covered"


def test_a_station_says_in_time_from_which_day_the_law_will_be_missing(
    office: Office, bureau: Bureau, clock: TestClock
) -> None:
    last = (date(2027, 12, 31) - date(2026, 9, 18)).days
    for days, missing in [
        (last - NOTICE_DAYS, None),
        (last - NOTICE_DAYS + 1, "2028-01-01"),
        (last, "2028-01-01"),
        (last + 3, "2028-01-03"),
    ]:
        clock.ms = NOON + days * DAY_MS
        assert rules(office)["missing_from"] == missing
    deliver(office, bureau, published(NEXT))
    assert rules(office)["missing_from"] is None


def test_without_any_pack_the_law_is_missing_today() -> None:
    assert rules_plain(PackShelf(()), date(2026, 9, 18)) == {
        "newest_to": None,
        "missing_from": "2026-09-18",
        "refused": [],
    }
    assert rules_plain(PackShelf(shipped_packs()[:1]), date(2026, 9, 18))["missing_from"] == "2026-09-18"


def test_without_a_pack_issuing_is_refused_by_name_and_what_is_owed_is_still_collected(
    office: Office, clock: TestClock
) -> None:
    on = "2028-01-04"
    clock.ms = NOON + (date(2028, 1, 4) - date(2026, 9, 18)).days * DAY_MS
    with pytest.raises(Failure) as caught:
        office.do(IssueInvoice(clerk="li", application=an_application(on=on)))
    assert (caught.value.code, caught.value.params["missing"]) == ("rules.not_covered", "> 2027-12-31")
    answer = office.do(CollectTax(clerk="li", collection=dues(on)))
    assert answer["payments"][0]["amount_fen"] == 120_000
    assert office.ask(DayReport(on))["equal"] is True


def dues(on: str) -> dict[str, Any]:
    due = {
        "due_id": "2027Q3",
        "tax": "vat",
        "levy_item": "商业零售",
        "period_from": "2027-07-01",
        "period_to": "2027-09-30",
        "due_on": "2027-10-20",
        "principal_fen": 120_000,
        "late_fee_fen": 0,
    }
    return {
        "command": str(IDS.command()),
        "on": on,
        "taxpayer": {"kind": "household", "name": "样例商店", "id": "92420102MA4K000153", "period": "quarter"},
        "dues": [due],
        "payments": [{"method": "cash", "amount_fen": 120_000, "settles": [[0, 120_000]]}],
    }
