"""Every worked case of tax law comes out to the 分: amounts, exemption, back-tax, lines, assumptions and documents."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from schemas.application import parse_application
from schemas.rules import Prior, Quote, obligation_day, pack_for, quote, shipped_packs

CASES: dict[str, dict[str, Any]] = {
    case["id"]: case
    for name in ("tax", "lines")
    for case in map(json.loads, (Path(__file__).parent / f"{name}.jsonl").read_text("utf-8").splitlines())
}
DOCUMENT = re.compile(r"(\d{4}年第\d+号|〔\d{4}〕\d+号|§\d+)")
"""What makes a document one document, however its title is spelt."""


def answer(case: dict[str, Any]) -> Quote:
    application = parse_application(case["application"])
    return quote(
        application, Prior.from_application(application), pack_for(shipped_packs(), obligation_day(application))
    )


def part_of(expected: Any, given: Any) -> bool:
    """Whether everything that is expected stands in what was given."""
    if isinstance(expected, dict):
        return all(name in given and part_of(value, given[name]) for name, value in expected.items())
    if isinstance(expected, list):
        return len(expected) == len(given) and all(map(part_of, expected, given))
    return expected == given


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_comes_out_to_the_fen(name: str) -> None:
    expected = dict(CASES[name]["expect"])
    given = answer(CASES[name]).to_json()
    taxes: dict[str, int] = {}
    for line in given["taxes"]:
        if line["collector"] == "counter" and line["due_fen"]:
            taxes[line["tax"]] = taxes.get(line["tax"], 0) + line["due_fen"]
    assert taxes == expected.pop("taxes")
    assert {name: given[name] for name in expected if name != "invoices"} == {
        name: value for name, value in expected.items() if name != "invoices"
    }
    assert part_of(expected.get("invoices", []), given["invoices"] if "invoices" in expected else [])


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_rests_on_the_assumptions_named_for_it(name: str) -> None:
    assert list(answer(CASES[name]).assumptions) == CASES[name]["assumptions"]


@pytest.mark.parametrize("name", CASES)
def test_every_document_of_a_worked_case_is_cited(name: str) -> None:
    cited = {found for line in answer(CASES[name]).taxes for title in line.cites for found in DOCUMENT.findall(title)}
    asked = {found for title in CASES[name]["cites"] for found in DOCUMENT.findall(title)}
    assert asked <= cited | {found.replace("第二条", "§2") for found in cited}


@pytest.mark.parametrize("name", CASES)
def test_net_and_vat_make_the_gross_and_the_parts_make_the_whole(name: str) -> None:
    found = answer(CASES[name])
    assert found.net_fen + found.vat_fen == found.gross_fen
    assert sum(invoice.net_fen for invoice in found.invoices) == found.net_fen
    assert sum(invoice.vat_fen for invoice in found.invoices) == found.vat_fen
    assert sum(line.due_fen for line in found.taxes if line.collector == "counter") == found.total_fen
