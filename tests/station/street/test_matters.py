"""Matters at two stations: every one of the forty walked from acceptance to its result, taken further elsewhere, alarms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from schemas.matters import shipped_catalogue
from station.counter.street import StreetAct
from tests.schemas.matters.cases import OFFICE, walk
from tests.station.street.pair import ON, PERSON, Pair, ask, do, refused

CATALOGUE = shipped_catalogue()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    made = Pair(tmp_path_factory.mktemp("pair"))
    yield made
    made.close()


def both(pair: Pair, record: str) -> dict[str, object]:
    """The case, which both stations read alike but for what stands in personal blocks."""
    pair.meet()
    here, there = (ask(office, "matters", "case", record) for office in (pair.one, pair.two))
    for told in (here, there):
        told.pop("person")
        for act in told["acts"]:
            act.pop("clerk")
    assert here == there
    return here


def test_all_forty_are_walked_to_their_result_at_two_stations(pair: Pair) -> None:
    """The first half of each walk at one station, the second at the other, all forty between two meetings."""
    walks = {code: walk(matter, CATALOGUE.flow_of(code)) for code, matter in CATALOGUE.matters.items()}
    records: dict[str, str] = {}
    for code, steps in walks.items():
        for name, detail in steps[: len(steps) // 2]:
            said = {**detail, **({"matter": code, "person": PERSON} if code not in records else {})}
            records.setdefault(code, do(pair.one, "matters", name, records.get(code), **said)["record"])
    pair.meet()
    for code, steps in walks.items():
        for name, detail in steps[len(steps) // 2 :]:
            do(pair.two, "matters", name, records[code], **detail)
    pair.meet()
    for code, record in records.items():
        told = ask(pair.one, "matters", "case", record)
        assert (told["matter"], told["state"], told["ended"], told["disputed"]) == (code, "delivered", True, [])
        assert len(told["acts"]) == len(walks[code])
    assert {case["record"] for case in ask(pair.two, "matters", "cases", person=PERSON)["cases"]} >= {*records.values()}


def test_a_case_taken_further_apart_is_one_case_and_what_did_not_fit_is_settled_once(pair: Pair) -> None:
    record = do(pair.one, "matters", "accept", matter="M03", materials=["pause_form"], person=PERSON)["record"]
    pair.meet()
    do(pair.one, "matters", "decide", record, outcome="done", paper_no="停〔2026〕1号")
    withdrawn = do(pair.two, "matters", "withdraw", record, reason="改日再办")
    told = both(pair, record)
    assert (told["state"], told["outcome"]) == ("decided", "done")
    assert [act["entry"] for act in told["disputed"]] == [withdrawn["entry"]]  # type: ignore[union-attr] -- plain data
    assert [case["record"] for case in ask(pair.two, "matters", "alarms")["disputed"]] == [record]
    do(pair.two, "matters", "settle", record, acts=[withdrawn["entry"]])
    do(pair.one, "matters", "deliver", record, way="counter")
    told = both(pair, record)
    assert (told["state"], told["disputed"]) == ("delivered", [])


def test_a_late_case_is_named_by_working_days_and_the_one_time_notice_tells_all(pair: Pair) -> None:
    noticed = do(pair.one, "matters", "notice", matter="M06", person=PERSON)
    assert noticed["detail"]["told"] == ["clearing", "identity", "arrears"]
    record = noticed["record"]
    do(pair.one, "matters", "accept", record, materials=["clearing", "identity", "arrears"])
    do(pair.one, "matters", "hand_over", record, office=OFFICE)
    due = ask(pair.one, "matters", "case", record)["due_on"]
    assert due == "2026-10-09"
    assert ask(pair.one, "matters", "alarms", on=due)["late"] == []
    late = ask(pair.one, "matters", "alarms", on="2026-10-13")["late"]
    assert [(case["record"], case["late_days"]) for case in late] == [(record, 3)]


def test_the_person_is_told_where_the_block_is_and_nowhere_else(pair: Pair) -> None:
    record = do(pair.one, "matters", "accept", matter="M07", materials=["identity", "face"], person=PERSON)["record"]
    pair.meet()
    assert ask(pair.one, "matters", "case", record)["person"] == PERSON
    assert ask(pair.two, "matters", "case", record)["person"] is None
    assert record in [case["record"] for case in ask(pair.two, "matters", "cases", person=PERSON)["cases"]]


def test_the_same_command_acts_once(pair: Pair) -> None:
    act = StreetAct(
        command=UUID(int=77, version=4),
        clerk="li",
        on=ON,
        room="matters",
        step="accept",
        said={"matter": "M34", "materials": ["identity"], "person": PERSON},
    )
    assert pair.one.do(act) == pair.one.do(act)


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("matters", "accept"), {"matter": "M03", "materials": []}, "matters.lacking"),
        (("matters", "accept"), {"matter": "M03", "materials": "pause_form"}, "street.field"),
        (("matters", "accept"), {"matter": "M03"}, "street.field"),
        (("matters", "accept"), {"matter": "M03", "materials": [], "colour": "red"}, "street.field"),
        (("matters", "accept"), {"matter": "M99", "materials": []}, "matters.unknown"),
        (("matters", "deliver"), {"way": "counter"}, "records.record"),
        (("matters", "deliver", "matter/none"), {"way": "counter"}, "matters.no_case"),
        (("matters", "deliver", "parcel/1"), {"way": "counter"}, "records.record"),
        (("matters", "vanish"), {}, "street.step"),
        (("nowhere", "accept"), {}, "street.room"),
        (("matters", "accept"), {"matter": "M07", "materials": ["identity", "face"], "person": {}}, "street.person"),
        (("matters", "notice"), {"matter": "请联系 13871526127"}, "writing.person"),
    ],
)
def test_what_may_not_be_done_is_refused_and_changes_nothing(
    pair: Pair, words: tuple[str, ...], said: dict[str, object], code: str
) -> None:
    assert refused(pair.one, *words, **said) == code


def test_what_is_asked_of_nobody_is_refused(pair: Pair, tmp_path: Path) -> None:
    from schemas.failures import Failure

    for name, record in (("case", None), ("case", "matter/none"), ("nothing", None)):
        with pytest.raises(Failure):
            ask(pair.one, "matters", name, record)
