"""Papers come out as they came out before, to the byte; a change of a layout is a change of these files."""

from __future__ import annotations

import pytest

from tests.schemas.paper.receipt_printer import ReceiptPrinter
from tests.station.print.golden import FOLDER, NAMES, SLIPS, sheet, slip


@pytest.mark.parametrize("name", NAMES)
def test_words_stand_where_they_stood(name: str) -> None:
    assert sheet(name) == (FOLDER / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_the_same_bytes(name: str) -> None:
    assert slip(name) == (FOLDER / f"{name}.bin").read_bytes()


@pytest.mark.parametrize("name", SLIPS)
def test_a_printer_takes_the_golden_bytes(name: str) -> None:
    paper = ReceiptPrinter(384 if name == "slip-58" else 576)
    paper.print((FOLDER / f"{name}.bin").read_bytes())
    assert paper.cuts == 1
    assert "样票·无效" in "".join(paper.lines)
