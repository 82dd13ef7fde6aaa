"""A case is what its acts come to: the same from any order, in a lawful state whatever was said, nothing lost."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.acts import Act
from schemas.matters import due_on, overdue, read_case, shipped_catalogue
from schemas.matters.case import possible
from schemas.matters.check import NEW
from schemas.rules.shelf import shipped_packs
from tests.schemas.matters.cases import OFFICE, act

CATALOGUE = shipped_catalogue()
CALENDAR = shipped_packs()[-1].calendar
ACCEPT = {"matter": "M06", "materials": ["clearing", "identity", "arrears"]}
STEPS: list[tuple[str, dict[str, Any]]] = [
    ("notice", {"matter": "M06"}),
    ("accept", ACCEPT),
    ("accept", {"matter": "M06", "materials": ["clearing", "identity"]}),
    ("ask", {"materials": ["arrears"]}),
    ("supply", {"materials": ["arrears"]}),
    ("hand_over", {"office": OFFICE}),
    ("answer", {"office": OFFICE, "answer": "granted"}),
    ("answer", {"office": OFFICE, "answer": "refused"}),
    ("extend", {"days": 5, "reason": "x"}),
    ("decide", {"outcome": "done"}),
    ("decide", {"outcome": "refused"}),
    ("deliver", {"way": "counter"}),
    ("withdraw", {"reason": "x"}),
    ("settle", {"acts": []}),
    ("vanish", {}),
    ("answer", {}),
]


@st.composite
def histories(draw: st.DrawFn) -> list[Act]:
    """Acts of several stations, each behind some of those before it: what may come about when nobody hears of anybody."""
    acts: list[Act] = []
    for place in range(1, draw(st.integers(1, 12)) + 1):
        name, detail = draw(st.sampled_from(STEPS))
        after = draw(st.sets(st.integers(1, place - 1), max_size=2)) if place > 1 else set[int]()
        acts.append(act(place * 7919 % 10007, name, *(each * 7919 % 10007 for each in after), **detail))
    return acts


@given(histories(), st.integers(0, 2**32))
def test_any_order_of_arrival_gives_the_same_case_and_a_lawful_state(acts: list[Act], seed: int) -> None:
    case = read_case("matter/1", acts, CATALOGUE)
    mixed = [*acts, *acts[:2]]
    Random(seed).shuffle(mixed)
    assert read_case("matter/1", mixed, CATALOGUE) == case
    flow = CATALOGUE.flow_of("M06")
    assert case.state in {NEW, *(step.to for step in flow.steps)}
    assert len(case.acts) + len(case.aside) + case.waiting == len(acts), "nothing is lost"


@given(histories(), st.integers(0, 12))
def test_an_act_behind_one_that_is_not_here_waits_for_it(acts: list[Act], cut: int) -> None:
    here = [each for place, each in enumerate(acts) if place != cut]
    case = read_case("matter/1", here, CATALOGUE)
    gone = acts[cut].id if cut < len(acts) else b""
    assert case.waiting >= any(gone in each.after for each in here)


def test_what_happened_to_paper_stands_before_what_was_wished_elsewhere() -> None:
    acts = [
        act(1, "accept", matter="M03", materials=["pause_form"]),
        act(9, "decide", 1, outcome="done", site="a"),
        act(5, "withdraw", 1, reason="改日再办", site="b"),
        act(8, "deliver", 9, way="counter", site="a"),
    ]
    case = read_case("matter/1", acts, CATALOGUE)
    assert case.state == "delivered"
    assert [(each.name, why) for each, why in case.disputed] == [("withdraw", "matters.not_now")]
    settled = read_case("matter/1", [*acts, act(20, "settle", 5, 8, acts=[(5).to_bytes(32, "big")])], CATALOGUE)
    assert (settled.state, settled.disputed) == ("delivered", ())


def test_two_stations_that_give_the_same_answer_apart_leave_one_result() -> None:
    acts = [
        act(1, "accept", **ACCEPT),
        act(2, "hand_over", 1, office=OFFICE),
        act(3, "answer", 2, office=OFFICE, answer="granted", site="a"),
        act(4, "answer", 2, office=OFFICE, answer="granted", site="b"),
    ]
    case = read_case("matter/1", acts, CATALOGUE)
    assert (case.state, len(case.disputed)) == ("answered", 1)


@pytest.mark.parametrize(
    ("acts", "code"),
    [
        ([act(1, "accept", matter="M03", materials=[])], "matters.lacking"),
        ([act(1, "accept", matter="M99", materials=[])], "matters.unknown"),
        ([act(1, "accept", matter="M03", materials=["deed_form"])], "matters.material"),
        ([act(1, "deliver", matter="M03", way="counter")], "matters.not_now"),
        ([act(1, "accept", materials=["pause_form"])], "matters.needs"),
        ([act(1, "accept", matter="M03", materials=["pause_form"], on="2026-02-30")], "periods.day"),
        ([act(1, "accept", **ACCEPT), act(2, "hand_over", 1)], "matters.needs"),
        (
            [act(1, "accept", **{**ACCEPT, "materials": ["clearing", "identity"]}), act(2, "hand_over", 1, office="x")],
            "matters.lacking",
        ),
        (
            [
                act(1, "accept", **ACCEPT),
                act(2, "hand_over", 1, office=OFFICE),
                act(3, "answer", 2, office="x", answer="granted"),
            ],
            "matters.other_office",
        ),
        (
            [
                act(1, "accept", **ACCEPT),
                act(2, "hand_over", 1, office=OFFICE),
                act(3, "extend", 2, days=11, reason="x"),
            ],
            "matters.extend_most",
        ),
        (
            [
                act(1, "accept", **ACCEPT),
                act(2, "hand_over", 1, office=OFFICE),
                act(3, "answer", 2, office=OFFICE, answer="refused"),
                act(4, "decide", 3, outcome="done"),
            ],
            "matters.other_answer",
        ),
        (
            [
                act(1, "accept", matter="M03", materials=["pause_form"]),
                act(2, "decide", 1, outcome="done"),
                act(3, "deliver", 2, way="pigeon"),
            ],
            "matters.word",
        ),
    ],
)
def test_what_may_not_be_is_set_aside_with_its_reason(acts: list[Act], code: str) -> None:
    case = read_case("matter/1", acts, CATALOGUE)
    assert [why for _, why in case.aside] == [code]


def test_the_limit_runs_in_working_days_and_stands_still_while_papers_are_awaited() -> None:
    matter = CATALOGUE.matter("M06")
    accepted = [act(1, "accept", on="2026-09-18", **ACCEPT), act(2, "hand_over", 1, office=OFFICE)]
    case = read_case("matter/1", accepted, CATALOGUE)
    # Friday 18 September; the 20th is worked for the National Day, which rests 1 to 7 October.
    assert due_on(case, matter, CALENDAR) == CALENDAR.add_working_days(date(2026, 9, 18), 10)
    asked = [
        *accepted,
        act(3, "ask", 2, on="2026-09-21", materials=["arrears"]),
        act(4, "supply", 3, on="2026-09-24", materials=["arrears"]),
    ]
    later = read_case("matter/1", asked, CATALOGUE)
    assert due_on(later, matter, CALENDAR) == CALENDAR.add_working_days(date(2026, 9, 18), 13)
    assert overdue(later, matter, CALENDAR, date(2026, 9, 30)) == 0
    waiting = read_case("matter/1", asked[:3], CATALOGUE)
    assert overdue(waiting, matter, CALENDAR, date(2026, 12, 1)) == 0
    due = due_on(case, matter, CALENDAR)
    assert due is not None
    assert overdue(case, matter, CALENDAR, CALENDAR.add_working_days(due, 3)) == 3


def test_days_of_the_calendar_end_on_a_working_day() -> None:
    matter = CATALOGUE.matter("M39")
    case = read_case("matter/1", [act(1, "accept", matter="M39", materials=["delay_form", "hardship"])], CATALOGUE)
    assert due_on(case, matter, CALENDAR) == date(2026, 10, 8)


def test_the_next_steps_are_those_of_the_flow() -> None:
    assert possible(read_case("matter/1", [], CATALOGUE), CATALOGUE) == ("notice", "accept")
    case = read_case("matter/1", [act(1, "accept", **ACCEPT)], CATALOGUE)
    assert possible(case, CATALOGUE) == ("ask", "supply", "hand_over", "withdraw")
