"""Every legal case that a pack covers has papers: all fit, whatever the rate, the exemption or the number of lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from schemas.application import parse_application
from schemas.assessment import assess
from schemas.facts import InvoiceIssued
from schemas.failures import Refusal
from schemas.paper.placed import Run
from schemas.rules import pack_for, shipped_packs
from schemas.rules.prior import Prior
from tests.station.print.acts import Made, entry_of, money, papers

LEGAL = Path(__file__).parents[2] / "conformance" / "legal"
CASES = [
    json.loads(line) for name in ("tax", "lines") for line in (LEGAL / f"{name}.jsonl").read_text("utf-8").splitlines()
]


def sold(given: dict[str, Any]) -> Made:
    """The act of one case, worked out by the pack of its day."""
    application = parse_application(given)
    pack = pack_for(shipped_packs(), application.obligation_on or application.on)
    fact, quote = assess(application, Prior.from_application(application), pack, bytes(16))
    common = {"on": application.on.isoformat(), "source": "specimen", "code": "042002600104", "block": "B"}
    shown = {"rate": quote.rate, "exempt": quote.exempt, "taxpayer": bytes(16), "buyer": bytes(16)}
    invoices = [
        InvoiceIssued(number=f"{number:08d}", net_fen=worked.net_fen, vat_fen=worked.vat_fen, **common, **shown)
        for number, worked in enumerate(quote.invoices, 1)
    ]
    facts = [fact, *invoices, *(money(quote.total_fen) if quote.total_fen else [])]
    said = application.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"prior"})
    return Made(entry_of("counter.sale/1", facts), {"application": said})


@pytest.mark.slow
def test_every_case_has_all_its_papers() -> None:
    printed = 0
    for case in CASES:
        try:
            made = sold(case["application"])
        except Refusal:
            continue
        for paper, part in papers().needed(made.entry, made.said):
            placed = papers().place(made.entry, made.said, paper, part)
            assert any(isinstance(item, Run) for page in placed.pages for item in page.items)
            printed += 1
    assert printed > len(CASES)
