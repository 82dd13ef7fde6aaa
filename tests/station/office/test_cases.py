"""What a site says of a case: words where words are the act, a finding before it is accepted, and only by the one it names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from schemas.books import CaseRow
from schemas.facts import CaseAnswered
from schemas.failures import Failure, Refusal
from station.counter.cases import decide_answer
from station.counter.casework import Accesses, AnswerCase, Cases
from tests.builders import Bureau, SeededIdentity, a_station

ME, OTHER = b"m" * 16, b"o" * 16
CASE = CaseRow(
    owner=b"c" * 16,
    case=b"\xab" * 32,
    seq=3,
    entry=b"e" * 32,
    kind="late",
    day="2026-09-18",
    document_fen=700,
    money_fen=0,
    decision="",
    decided=None,
    liable=None,
    closed="",
)
FOUND = ("site_mistake", b"d" * 32, None)


def said(act: str, words: str = "", **other: Any) -> AnswerCase:
    return AnswerCase(command=UUID(int=1, version=4), clerk="li", case="abababab", act=act, words=words, **other)


def case(decision: str = "", decided: bytes | None = None, liable: bytes | None = None, closed: str = "") -> CaseRow:
    return replace(CASE, decision=decision, decided=decided, liable=liable, closed=closed)


def test_an_answer_is_the_words_and_an_acceptance_names_the_finding() -> None:
    (answer,) = decide_answer(said("answer", "缴款单在行里"), case(), ME).facts
    assert isinstance(answer, CaseAnswered)
    assert (answer.words, answer.decision) == ("缴款单在行里", None)
    (accepted,) = decide_answer(said("accept"), case(*FOUND), ME).facts
    assert isinstance(accepted, CaseAnswered)
    assert accepted.decision == b"d" * 32


@pytest.mark.parametrize(
    ("command", "held", "code"),
    [
        (said("confess", "x"), case(), "cases.act"),
        (said("answer"), case(), "cases.words"),
        (said("contest"), case(*FOUND), "cases.words"),
        (said("attach"), case(), "cases.attachments"),
        (said("answer", "x", attachments=(("a", b""),)), case(), "cases.attachments"),
        (said("accept"), case(), "cases.no_finding"),
        (said("answer", "x"), case(closed="equal"), "cases.closed"),
        (said("accept"), case("clerk_bears", b"d" * 32, OTHER), "cases.not_yours"),
        (said("answer", "身份证 11010519491231002X"), case(), "writing.person"),
    ],
)
def test_what_cannot_be_said_of_a_case_is_refused(command: AnswerCase, held: CaseRow, code: str) -> None:
    with pytest.raises(Failure) as caught:
        decide_answer(command, held, ME)
    assert caught.value.code == code


def test_a_site_without_cases_lists_none_and_answers_none(tmp_path: Path) -> None:
    office = a_station(tmp_path / "post", Bureau())
    assert office.ask(Cases()) == {"cases": []}
    assert office.ask(Accesses()) == {"accesses": []}
    with pytest.raises(Refusal, match=r"cases\.unknown"):
        office.do(AnswerCase(command=SeededIdentity(3).command(), clerk="li", case="abababab", act="answer", words="x"))
    office.close()
