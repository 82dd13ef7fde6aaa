"""Cash to the treasury, and cases, through the whole store: station, bank, remittance, finding, both signatures."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from central.api.exchange import respond
from central.ports.matters import HeldCase
from central.reconcile.classes import Class
from central.reconcile.run import reconcile
from central.registry.cases import decide
from central.registry.codes import new_code
from central.registry.enrolment import enrol
from central.registry.remitting import remit, set_agreement
from central.store.store import Store
from central.work.banking import bank_day, treasury_arrivals
from central.work.cases import refresh_cases
from central.work.evidence import site_evidence
from central.work.reporting import FORMS, MADE, report, written
from schemas.books.cases import owed_by, standing
from schemas.entry.seal import Signer
from schemas.facts import AgreementSet, CaseAnswered, ClerkAppointed
from schemas.failures import BadInput, Failure, Refusal
from tests.central.doubles import DAY, WUCHANG, Station, StillClock, open_store, taken_in
from tests.central.statements import bills

CLERK, OTHER = Signer(b"c" * 32), Signer(b"o" * 32)
HEAD = "交易时间,借方发生额/元(支取),贷方发生额/元(收入),余额,币种,摘要,备注,账户明细编号-交易流水号,凭证号\n"
AGREED: dict[str, Any] = {
    "number": "武邮代征2026-001",
    "first": "2026-01-01",
    "last": "2026-12-31",
    "deposit_days": 1,
    "deposit_fen": 500_000,
    "remit_days": 5,
    "fee_rate": "0.03",
    "fee_free": ["stamp"],
    "by": "陈核算",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path, clock=StillClock())
    yield made
    made.close()


@pytest.fixture
def station(store: Store, tmp_path: Path) -> Station:
    made = Station(tmp_path)
    with store.desk() as desk:
        code = new_code(desk, desk, store.clock, store.identity, site=WUCHANG.site, issuer=store.issuer)
    with store.desk() as desk:
        made.enrolled(enrol(made.request(code), desk, desk, desk, store.clock))
    return made


def met(store: Store, station: Station) -> None:
    station.conclude(respond(store, station.ask()))


def classes(store: Store) -> list[Class]:
    with store.asking() as asked:
        day = reconcile(asked, DAY).site(WUCHANG.site)
    assert day is not None
    return [one.kind for one in day.matches]


def bank(slip: str, yuan: str, on: str = "20260918") -> bytes:
    rows = [
        f"{on} 16:40:11,0,{yuan},1000.00,人民币元,现金缴款,代征税款,1001-{slip},{slip}",
        f"20260919 09:00:00,1.00,0,999.00,人民币元,x,y,1001-{slip}9,0",
    ]
    return (HEAD + "\n".join(rows) + "\n").encode("gbk")


def test_cash_is_matched_by_its_slip_on_the_banks_statement(store: Store, station: Station) -> None:
    station.sale(1, 700, method="cash")
    station.deposit("00001234", 700)
    met(store, station)
    assert classes(store) == [Class.IN_TRANSIT]
    taken_in(store, bank("00001234", "7.00"))
    assert classes(store) == [Class.MATCHED]


def test_cash_past_its_deadline_is_late_and_becomes_a_case_that_closes_by_itself(
    store: Store, station: Station
) -> None:
    station.sale(1, 700, method="cash")
    met(store, station)
    with store.desk() as desk:
        set_agreement(desk, desk, WUCHANG.site, AgreementSet(**AGREED))
    assert classes(store) == [Class.IN_TRANSIT]
    assert isinstance(store.clock, StillClock)
    store.clock.ms += 2 * 86_400_000
    assert classes(store) == [Class.LATE]
    assert refresh_cases(store, [DAY]).opened == 1
    assert refresh_cases(store, [DAY]).opened == 0
    station.deposit("00001234", 700)
    met(store, station)
    taken_in(store, bank("00001234", "7.00"))
    assert (refresh_cases(store, [DAY]).closed, cases(store)[0].row.closed) == (1, "equal")


def test_money_in_transit_opens_no_case(store: Store, station: Station) -> None:
    station.sale(1, 8640)
    met(store, station)
    assert refresh_cases(store, [DAY]).opened == 0


def a_case(store: Store, station: Station) -> HeldCase:
    station.write("roster.clerk/1", [ClerkAppointed(clerk="c1", name="李窗口", role="clerk", key=CLERK.public)])
    station.sale(1, 8640)
    met(store, station)
    taken_in(store, bills.bill(bills.paid(station.order(1), 8000), order_fen=8000))
    refresh_cases(store, [DAY])
    return cases(store)[0]


def cases(store: Store) -> tuple[HeldCase, ...]:
    with store.asking() as asked:
        return asked.matters.cases()


def finding(store: Store, held: HeldCase, decision: str, clerk: bytes | None = None) -> None:
    with store.desk() as desk:
        decide(desk, desk.matters, held.row.case.hex(), decision=decision, by="陈核算", why="核对了小票", clerk=clerk)


def say(store: Store, station: Station, held: HeldCase, act: str, clerk: Signer | None, words: str = "") -> HeldCase:
    decided = cases(store)[0].row.decided if act in ("accept", "contest") else None
    fact = CaseAnswered(case=held.row.case, act=act, words=words, decision=decided)
    station.write("cases.answered/1", [fact], clerk=clerk)
    met(store, station)
    return cases(store)[0]


def test_a_case_carries_both_sides_evidence_to_the_site(store: Store, station: Station) -> None:
    held = a_case(store, station)
    assert (held.site, held.row.kind, held.row.document_fen, held.row.money_fen) == (
        WUCHANG.site,
        "amount_differs",
        8640,
        8000,
    )
    assert standing(held.row, held.words) == "unverified"
    met(store, station)
    with station.feeds() as feeds:
        assert feeds.by_id(held.row.entry) is not None


def test_the_evidence_of_a_case_checks_itself_on_a_bare_machine(store: Store, station: Station, tmp_path: Path) -> None:
    held = a_case(store, station)
    with zipfile.ZipFile(io.BytesIO(site_evidence(store, WUCHANG.site, WUCHANG.name, held))) as packed:
        packed.extractall(tmp_path / "evidence")
    checked = subprocess.run(
        [sys.executable, "-I", "verify.py"], cwd=tmp_path / "evidence", capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    said = json.loads((tmp_path / "evidence" / "case.json").read_text("utf-8"))
    assert said["case"] == held.row.case.hex()
    assert {line["fen"] for line in said["lines"]} == {8000}
    for line in said["lines"]:
        statement = (tmp_path / "evidence" / "statements" / line["file"]).read_bytes()
        assert sha256(statement).hexdigest() == line["file"]


def test_a_finding_stands_when_the_site_accepts_it_and_then_the_case_closes(store: Store, station: Station) -> None:
    held = a_case(store, station)
    finding(store, held, "channel_mistake")
    assert standing(cases(store)[0].row, cases(store)[0].words) == "unverified"
    after = say(store, station, held, "accept", CLERK)
    assert standing(after.row, after.words) == "found"
    assert refresh_cases(store, [DAY]).closed == 1


def test_a_contested_finding_stays_open(store: Store, station: Station) -> None:
    held = a_case(store, station)
    finding(store, held, "site_mistake")
    after = say(store, station, held, "contest", CLERK, "小票上是 86.40")
    assert standing(after.row, after.words) == "contested"
    assert refresh_cases(store, [DAY]).closed == 0


def test_no_clerk_owes_anything_without_his_own_signature(store: Store, station: Station) -> None:
    held = a_case(store, station)
    finding(store, held, "clerk_bears", CLERK.id)
    for clerk in (None, OTHER):
        after = say(store, station, held, "accept", clerk)
        assert (standing(after.row, after.words), owed_by(after.row, after.words)) == ("unverified", None)
    after = say(store, station, held, "accept", CLERK)
    assert (standing(after.row, after.words), owed_by(after.row, after.words)) == ("found", CLERK.id)


def test_a_new_finding_needs_a_new_signature(store: Store, station: Station) -> None:
    held = a_case(store, station)
    finding(store, held, "clerk_bears", CLERK.id)
    say(store, station, held, "accept", CLERK)
    finding(store, held, "clerk_bears", CLERK.id)
    after = cases(store)[0]
    assert owed_by(after.row, after.words) is None


@pytest.mark.parametrize(
    ("decision", "clerk", "code"),
    [("guilty", None, "cases.decision"), ("clerk_bears", None, "cases.clerk"), ("paid_back", b"x" * 16, "cases.clerk")],
)
def test_a_finding_is_from_the_list_and_names_a_clerk_only_where_one_signs(
    decision: str, clerk: bytes | None, code: str, store: Store, station: Station
) -> None:
    held = a_case(store, station)
    with pytest.raises(BadInput) as caught:
        finding(store, held, decision, clerk)
    assert caught.value.code == code
    assert cases(store)[0].row.decided is None


def test_a_remittance_is_the_full_sum_of_the_vouchers_once(store: Store, station: Station) -> None:
    station.sale(1, 700, method="cash")
    station.sale(2, 300)
    met(store, station)
    with store.desk() as desk:
        fact = remit(desk, desk, desk.matters, WUCHANG.site, number="342010260900000001", first=DAY, last=DAY, by="陈")
    assert (fact.total_fen, fact.taxes) == (1000, [["vat", 1000]])
    assert fact.vouchers == [[station.signer.id, "样缴", "0000001", "0000002", 2, 1000]]
    with store.desk() as desk, pytest.raises(Refusal, match=r"remitting\.nothing"):
        remit(desk, desk, desk.matters, WUCHANG.site, number="2", first=DAY, last=DAY, by="陈")
    station.sale(3, 50)
    met(store, station)
    with store.desk() as desk, pytest.raises(Refusal, match=r"remitting\.number_used"):
        remit(desk, desk, desk.matters, WUCHANG.site, number="342010260900000001", first=DAY, last=DAY, by="陈")
    with store.desk() as desk:
        more = remit(desk, desk, desk.matters, WUCHANG.site, number="2", first=DAY, last=DAY, by="陈")
    assert more.total_fen == 50


@pytest.mark.parametrize(
    "wrong", [{"fee_rate": "0.06"}, {"fee_rate": "x"}, {"remit_days": 91}, {"number": " "}, {"last": "2025-01-01"}]
)
def test_an_agreement_that_does_not_hold_is_refused(wrong: dict[str, Any], store: Store) -> None:
    with store.desk() as desk, pytest.raises(Failure):
        set_agreement(desk, desk, WUCHANG.site, AgreementSet(**{**AGREED, **wrong}))


def test_a_voucher_is_followed_to_the_treasury(store: Store, station: Station) -> None:
    station.sale(1, 1000)
    met(store, station)
    number = "342010260900000001"
    with store.desk() as desk:
        remit(desk, desk, desk.matters, WUCHANG.site, number=number, first=DAY, last=DAY, by="陈")
    head = "征收机关代码,国库代码,入库日期,凭证类型,税票号码,预算种类,预算科目代码,预算级次代码,金额,凭证来源\n"
    rows = [f"14201020000,1700000000,20260921,1,{number},1,101010106,{level},5.00,1\n" for level in (1, 3)]
    taken_in(store, (head + "".join(rows)).encode())
    with store.asking() as asked:
        (found,), stray = treasury_arrivals(asked)
    assert (found.kind, found.arrived_fen, found.arrived_on, stray) == (Class.MATCHED, 1000, "2026-09-21", ())


def test_a_settlement_with_the_fee_taken_off_is_seen_on_the_banks_day(store: Store, station: Station) -> None:
    pos = "商户编码,商户名称,交易日期及时间,交易类型,交易金额,终端编码,商户手续费,检索参考号,订单号\n"
    pos += f"8984,样例,2026-09-18 14:12:05,消费,334.50,01,0.50,091814120501,{station.order(1)}\n"
    taken_in(store, pos.encode())
    taken_in(store, bank("5", "334.00"))
    with store.asking() as asked:
        (settled,) = bank_day(asked, DAY).settlements
        assert [one.what for one in bank_day(asked, DAY).lines] == ["settlement"]
    assert (settled.kind, settled.difference_fen) == (Class.FEE_NETTED, -50)


def test_the_fee_is_worked_out_on_what_arrived_and_the_sums_are_those_of_all_sites(
    store: Store, station: Station
) -> None:
    station.sale(1, 1000)
    met(store, station)
    number = "342010260900000001"
    with store.desk() as desk:
        set_agreement(desk, desk, WUCHANG.site, AgreementSet(**AGREED))
        remit(desk, desk, desk.matters, WUCHANG.site, number=number, first=DAY, last=DAY, by="陈")
    days = (DAY, "2026-09-30")
    with store.asking() as asked:
        assert report(asked, "fee", asked.sites(), *days, {}).sections[0].lines == ()
    head = "征收机关代码,国库代码,入库日期,凭证类型,税票号码,预算种类,预算科目代码,预算级次代码,金额,凭证来源\n"
    taken_in(store, f"{head}14201020000,1700000000,20260921,1,{number},1,101010106,1,10.00,1\n".encode())
    with store.asking() as asked:
        (section,) = report(asked, "fee", asked.sites(), *days, {}).sections
    assert section.lines == ((WUCHANG.site, number, "2026-09-21", 1000, 1000, "0.03", 30),)


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("form", FORMS)
def test_every_report_is_made_in_every_form(name: str, form: str, store: Store, station: Station) -> None:
    station.sale(1, 1000)
    station.close()
    met(store, station)
    with store.asking() as asked:
        made = report(asked, name, asked.sites(), DAY, DAY, {"unit": store.name})
    assert written(made, form)


def test_a_transfer_and_what_went_back_of_it_are_told_on_the_banks_day(store: Store, station: Station) -> None:
    station.sale(1, 50_000, method="transfer")
    station.sale(2, 700, method="transfer")
    met(store, station)
    assert classes(store) == [Class.IN_TRANSIT, Class.IN_TRANSIT]
    rows = [
        f"20260918 11:00:00,0,500.00,1500.00,人民币元,转账,税款 {station.order(1)},1001-1,0",
        f"20260918 15:00:00,500.00,0,1000.00,人民币元,退款,退回 {station.order(1)},1001-2,0",
        "20260918 16:00:00,0,3.00,1003.00,人民币元,转账,不明,1001-3,0",
        "20260919 09:00:00,1.00,0,1002.00,人民币元,x,y,1001-4,0",
    ]
    taken_in(store, (HEAD + "\n".join(rows) + "\n").encode("gbk"))
    assert classes(store) == [Class.REFUND_NOT_BOOKED, Class.MISSING_AT_BANK]
    with store.asking() as asked:
        lines = bank_day(asked, DAY).lines
    assert [(one.what, one.of) for one in lines] == [
        ("transfer", station.order(1)),
        ("refund", station.order(1)),
        ("unknown", ""),
    ]
