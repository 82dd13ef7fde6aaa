"""The agreed cases of numbers and amounts in capitals, line by line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from schemas.capitals import read_capitals, read_yuan, spellings
from schemas.identifiers import answer_check

CASES = [json.loads(line) for line in Path(__file__).with_name("identifiers.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_each_agreed_case_is_answered_as_agreed(case: dict[str, Any]) -> None:
    answer = answer_check(case)
    assert answer["id"] == case["id"]
    if "valid" in case:
        assert answer["valid"] is case["valid"]
    else:
        assert answer["text"] == case["expect"]


@pytest.mark.parametrize("case", [case for case in CASES if "accept" in case], ids=lambda case: case["id"])
def test_every_lawful_spelling_of_a_case_is_read_back(case: dict[str, Any]) -> None:
    fen = read_yuan(case["input"])
    assert [read_capitals(text) for text in case["accept"]] == [fen] * len(case["accept"])
    if fen > 0:
        plain = {text.replace("圆", "元").replace("正", "整") for text in case["accept"]}
        assert plain == spellings(fen)
