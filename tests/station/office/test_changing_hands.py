"""What changes hands: shift, bank, settlement; two signatures, every fen named, a closed day left as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.failures import Failure
from schemas.rules.shelf import pack_for, shipped_packs
from station.counter import acts
from station.counter.asking import DayReport, Show
from station.counter.cash import Undeposited, grade, require_room, undeposited
from station.counter.commands import AppointClerk, CloseDay, IssueInvoice, OpenDay
from station.counter.questions import Deposits, Drawer, Handover, Settlement, ToCountersign
from station.office import Office
from tests.builders import PIN, Bureau, SeededIdentity, a_station, an_application

ON, NEXT = "2026-09-18", "2026-09-21"
IDS = SeededIdentity(17)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A day with ¥100 float and one sale of ¥40.51 in cash; `wang` is the second person."""
    made = a_station(tmp_path / "post", Bureau())
    made.do(AppointClerk(command=IDS.command(), clerk="wang", name="王五", role="clerk", pin=PIN, by="li"))
    made.unlock("wang", PIN)
    made.do(OpenDay(command=IDS.command(), clerk="li", on=ON, float_fen=10_000))
    made.do(IssueInvoice(clerk="li", application=an_application()))
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


def conserved(office: Office, answer: dict[str, Any]) -> dict[str, Any]:
    assert sum(fen for _, fen in office.ask(Show(answer["entry"]))["postings"]) == 0
    return answer


def hand_over(**changes: Any) -> acts.HandOver:
    given_ = {
        "receiver": "wang",
        "counted": {10_000: 1, 1_000: 4, 50: 1, 1: 1},
        "seals": ("代开发票专用章",),
        **changes,
    }
    return acts.HandOver(command=IDS.command(), clerk="li", on=ON, **given_)


def deposit(**changes: Any) -> acts.DepositCash:
    named = {"slip_no": "00001234", "bag_no": "B17", "seal_no": "S9", "counted": {1_000: 4}, "reviewer": "wang"}
    return acts.DepositCash(command=IDS.command(), clerk="li", **{"on": ON, **named, **changes})


def sign(entry: str, clerk: str = "wang") -> acts.Countersign:
    return acts.Countersign(command=IDS.command(), clerk=clerk, on=ON, entry=entry)


def close(office: Office, counted: dict[int, int] | None = None) -> dict[str, Any]:
    return office.do(CloseDay(command=IDS.command(), clerk="li", on=ON, counted=counted))


def test_a_shift_is_handed_over_when_both_have_signed(office: Office) -> None:
    told = office.ask(Handover())
    assert (told["books_fen"], told["numbers"][0]["next"]) == (14_051, "00000002")
    answer = conserved(office, office.do(hand_over(drafts=2)))
    assert (answer["difference_fen"], answer["drafts"]) == (0, 2)
    assert office.ask(Handover())["waiting"][0]["receiver"] == "王五"
    refused_unchanged(office, "handover.waiting", lambda: office.do(hand_over()))
    refused_unchanged(office, "countersign.same_person", lambda: office.do(sign(answer["entry"], "li")))
    signed = office.do(sign(answer["entry"]))
    assert office.ask(Show(signed["entry"]))["clerk"]["id"] == "wang"
    assert office.ask(Handover())["waiting"] == []
    refused_unchanged(office, "countersign.twice", lambda: office.do(sign(answer["entry"])))


def test_a_difference_at_hand_over_is_named_and_kept_apart(office: Office) -> None:
    answer = conserved(office, office.do(hand_over(counted={10_000: 1})))
    assert answer["difference_fen"] == -4_051
    assert ["advanced/shortage", 4_051] in office.ask(Show(answer["entry"]))["postings"]
    assert office.ask(DayReport(ON))["drawer_fen"] == 10_000


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"receiver": "li"}, "handover.same_person"),
        ({"receiver": "nobody"}, "handover.unknown"),
        ({"counted": {3: 1}}, "day.denomination"),
        ({"counted": {100: -1}}, "day.denomination"),
        ({"seals": ("",)}, "handover.things"),
        ({"keys": ("x" * 61,)}, "handover.things"),
        ({"drafts": -1}, "handover.drafts"),
        ({"note": "x\ny"}, "handover.note"),
    ],
)
def test_a_hand_over_that_may_not_be_is_refused(office: Office, changes: Any, code: str) -> None:
    refused_unchanged(office, code, lambda: office.do(hand_over(**changes)))


def test_a_deposit_leaves_the_drawer_for_the_bank_with_both_signatures(office: Office) -> None:
    assert office.ask(Drawer())["undeposited_fen"] == 4_051
    answer = conserved(office, office.do(deposit()))
    assert answer["amount_fen"] == 4_000 and office.ask(DayReport(ON))["drawer_fen"] == 10_051
    assert office.ask(ToCountersign())["waiting"] == [
        {"act": "deposit", "on": ON, "entry": answer["entry"], "by": "李慧芳", "named": "wang"}
    ]
    office.do(sign(answer["entry"]))
    assert office.ask(Deposits(ON, ON))["deposits"][0]["countersigned"] is True
    assert office.ask(Drawer())["undeposited_fen"] == 51
    assert office.ask(DayReport(ON))["equal"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"counted": {}}, "deposit.nothing"),
        ({"counted": {10_000: 2}}, "deposit.more_than_cash"),
        ({"slip_no": ""}, "deposit.number"),
        ({"bag_no": "a b"}, "deposit.number"),
        ({"reviewer": "li"}, "handover.same_person"),
    ],
)
def test_a_deposit_that_may_not_be_is_refused(office: Office, changes: Any, code: str) -> None:
    refused_unchanged(office, code, lambda: office.do(deposit(**changes)))


def test_a_slip_is_entered_once(office: Office) -> None:
    office.do(deposit(counted={1_000: 1}))
    refused_unchanged(office, "deposit.slip_twice", lambda: office.do(deposit(counted={1_000: 1})))


def test_a_settlement_puts_stubs_beside_the_money(office: Office) -> None:
    refused_unchanged(office, "settle.open", lambda: office.ask(Settlement(ON, ON)))
    office.do(deposit())
    close(office)
    told = office.ask(Settlement())
    assert (told["due_fen"], told["deposited_fen"], told["owed_fen"]) == (4_051, 4_000, 51)
    settle = acts.SettleVouchers(command=IDS.command(), clerk="li", on=NEXT, first=ON, last=ON)
    answer = office.do(settle)
    assert answer["lines"] == [["cash_receipt", "鄂26", "00000001", "00000001", 1, 4_051, 0]]
    assert office.do(settle) == answer
    refused_unchanged(office, "settle.again", lambda: office.do(replace(settle, command=IDS.command())))
    refused_unchanged(office, "settle.days", lambda: office.ask(Settlement(NEXT, ON)))
    assert office.rebuild(lambda _: None)["feeds"] == office.digest()["feeds"]


def test_a_closed_day_keeps_its_figures_and_takes_a_supplement(office: Office) -> None:
    later = acts.SupplementDay(
        command=IDS.command(),
        clerk="li",
        on=NEXT,
        of=ON,
        note="清点漏了一张",
        counted={10_000: 1, 1_000: 4, 50: 1, 1: 1},
    )
    refused_unchanged(office, "supplement.open", lambda: office.do(later))
    close(office, {10_000: 1})
    before = office.ask(DayReport(ON))
    refused_unchanged(office, "refund.reason", lambda: office.do(replace(later, note=" ")))
    answer = conserved(office, office.do(later))
    assert answer["difference_fen"] == 4_051
    after = office.ask(DayReport(ON))
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"last", "head"}


@given(st.lists(st.tuples(st.just(ON), st.integers(-(10**6), 10**6)), max_size=20))
def test_what_waits_is_never_below_zero_and_never_more_than_came(moves: list[tuple[str, int]]) -> None:
    cash = undeposited(moves)
    assert 0 <= cash.fen <= sum(max(0, fen) for _, fen in moves)
    assert (cash.since is None) is (cash.fen == 0)


def test_past_the_limit_no_more_cash_is_taken() -> None:
    desk = pack_for(shipped_packs(), date(2026, 9, 18))
    most = {"deposit_fen": 10_000, "deposit_days": 2}
    asked = {name: replace(desk.questions["year_cap"], value=value) for name, value in most.items()}
    strict = replace(desk, questions={**desk.questions, **asked})
    cash, on = Undeposited(7_000, ON), date(2026, 9, 18)
    assert [grade(cash, on, desk), grade(cash, on, strict)] == ["calm", "amber"]
    require_room(cash, 3_000, on, strict)
    refused("payment.cash_limit", lambda: require_room(cash, 3_001, on, strict))
    refused("payment.cash_limit", lambda: require_room(cash, 1, date(2026, 9, 20), strict))
    require_room(cash, 0, date(2026, 9, 20), strict)
