"""At the window: what is missing, who vouches, what was issued before, and a request that is not taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.failures import Failure
from station.counter import acts
from station.counter.asking import QuoteApplication, Show
from station.counter.commands import AppointClerk, IssueInvoice
from station.counter.questions import DocumentsDue, Reception, Report
from station.office import Office
from tests.builders import PIN, Bureau, SeededIdentity, a_station, an_application

ON = "2026-09-18"
IDS = SeededIdentity(23)
PROOF = {
    "kind": "business_proof",
    "sha256": "ab" * 32,
    "pages": 1,
    "source": "camera",
    "taken_at": "2026-09-18T10:00:00+08:00",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = a_station(Path(tmp_path_factory.mktemp("window")) / "post", Bureau())
    made.do(AppointClerk(command=IDS.command(), clerk="wang", name="王五", role="clerk", pin=PIN, by="li"))
    made.unlock("wang", PIN)
    yield made
    made.close()


def refused_unchanged(office: Office, code: str, act: Any) -> None:
    before = office.digest()
    with pytest.raises(Failure) as caught:
        act()
    assert caught.value.code == code
    assert office.digest() == before


def application(gross_fen: int, **changes: Any) -> dict[str, Any]:
    given = an_application(1, command=str(IDS.command()), **changes)
    given["invoices"] = [
        {**given["invoices"][0], "lines": [{"item": "services", "name": "设计", "gross_fen": gross_fen}]}
    ]
    return given


def issue(office: Office, given: dict[str, Any], authoriser: str | None = None) -> dict[str, Any]:
    return office.do(IssueInvoice(clerk="li", application=given, authoriser=authoriser))


def refuse(**changes: Any) -> acts.RefuseService:
    said = {"reason": "documents_missing", "matter": "代开普通发票", "bring": ("业务合同",), **changes}
    return acts.RefuseService(command=IDS.command(), clerk="li", on=ON, **said)


def test_papers_that_are_missing_are_awaited_and_brought_later(office: Office) -> None:
    given = application(600_000)
    assert office.ask(Reception(given))["missing"] == ["business_proof"]
    answer = issue(office, given)
    assert answer["documents_awaited"] == ["business_proof"]
    due = [one for one in office.ask(DocumentsDue())["due"] if one["entry"] == answer["entry"]]
    assert due[0]["kinds"] == ["business_proof"] and due[0]["name"] == "陈喆"

    def supply(document: dict[str, Any]) -> dict[str, Any]:
        return office.do(
            acts.SupplyDocuments(command=IDS.command(), clerk="li", on=ON, entry=answer["entry"], documents=(document,))
        )

    refused_unchanged(office, "documents.unasked", lambda: supply({**PROOF, "kind": "lease_contract"}))
    refused_unchanged(office, "application.form", lambda: supply({**PROOF, "sha256": "zz"}))
    assert supply(PROOF)["documents"][0]["sha256"] == "ab" * 32
    assert [one for one in office.ask(DocumentsDue())["due"] if one["entry"] == answer["entry"]] == []
    refused_unchanged(office, "documents.unasked", lambda: supply(PROOF))


def test_papers_that_are_there_are_not_awaited(office: Office) -> None:
    assert "documents_awaited" not in issue(office, application(600_100, documents=[PROOF]))
    assert "documents_awaited" not in issue(office, application(60_000))


def test_an_agent_brings_the_authority(office: Office) -> None:
    agent = {
        "name": "周敏", "id_type": "idno", "id": "11010519491231002X", "phone": "13800000000", "authority_no": "委2026-1",
        "valid_to": "2026-12-31",
    }  # fmt: skip
    assert office.ask(Reception(application(60_000, agent=agent)))["missing"] == ["agent_authority"]


def test_without_a_reader_a_second_person_vouches(office: Office) -> None:
    payer = {**an_application()["taxpayer"], "checked": "fallback"}
    assert office.ask(Reception(application(70_000, taxpayer=payer)))["needs_authoriser"] is True
    refused_unchanged(office, "identity.authoriser", lambda: issue(office, application(70_000, taxpayer=payer)))
    refused_unchanged(office, "refund.same_person", lambda: issue(office, application(70_000, taxpayer=payer), "li"))
    answer = issue(office, application(70_000, taxpayer=payer), "wang")
    assert "receiving.identity_vouched/1" in [fact["fact"] for fact in office.ask(Show(answer["entry"]))["facts"]]


def test_one_payer_is_issued_so_much_a_year_and_no_more(office: Office) -> None:
    payer = {**an_application()["taxpayer"], "name": "周敏", "id": "11010519491231002X"}
    paid = [{"method": "wechat", "amount_fen": 0, "reference": "4200001"}]

    def over(gross_fen: int, on: str) -> list[str]:
        told = office.ask(Reception(application(gross_fen, taxpayer=payer, on=on)))["refusals"]
        return [one["code"] for one in told]

    assert over(119_999_999, ON) == []
    given = application(119_000_000, taxpayer=payer)
    due = office.ask(QuoteApplication(given))["total_fen"]
    issue(office, {**given, "payments": [{**paid[0], "amount_fen": due}]})
    assert over(999_999, ON) == over(999_999, "2026-12-31") == over(1_000_000, "2027-01-01") == []
    assert over(1_000_000, ON) == over(1_000_000, "2026-12-31") == ["rules.year_cap"]
    refused_unchanged(office, "rules.year_cap", lambda: issue(office, application(1_000_000, taxpayer=payer)))


def test_what_was_issued_before_is_told_for_thirty_days(office: Office) -> None:
    assert office.ask(Reception(application(81_234)))["duplicates"] == []
    number = issue(office, application(81_234))["invoices"][0]["number"]
    found = office.ask(Reception(application(81_234, on="2026-10-18")))["duplicates"]
    assert [(one["number"], one["own"]) for one in found] == [(number, True)]
    assert office.ask(Reception(application(81_234, on="2026-10-19")))["duplicates"] == []


def test_a_refusal_is_an_act_that_is_counted_and_names_nobody_in_its_body(office: Office) -> None:
    answer = office.do(refuse(person={"name": "钱七", "phone": "13900000000"}, where="武昌区税务局"))
    shown = office.ask(Show(answer["entry"]))
    assert answer["bring"] == ["业务合同"] and shown["said"]["person"]["name"] == "钱七"
    assert "钱七" not in str(shown["facts"])
    volume = office.ask(Report(report="volume", on=ON))["sections"][0]
    assert volume["totals"]["refused_count"] == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "tired"}, "refusing.reason"),
        ({"matter": " "}, "refusing.text"),
        ({"bring": ("x",) * 31}, "refusing.text"),
        ({"bring": ("a\u202eb",)}, "refusing.text"),
        ({"person": {"wife": "x"}}, "refusing.text"),
        ({"on": "2026-13-01"}, "periods.day"),
    ],
)
def test_a_refusal_that_says_nothing_is_refused(office: Office, changes: Any, code: str) -> None:
    if "on" in changes:
        act = acts.RefuseService(command=IDS.command(), clerk="li", on=changes["on"], reason="other", matter="x")
    else:
        act = refuse(**changes)
    refused_unchanged(office, code, lambda: office.do(act))
