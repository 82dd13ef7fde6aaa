"""The day's journals held by programs of other people: hledger and bean-check take them as they are and no other way."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from central.reconcile.journals import beancount, hledger
from tests.central.reconcile.sides import document, money, payment, refund
from tests.central.reconcile.test_journals import city

DAY = city(
    document(1, 8640),
    payment(1, 8640),
    money(1, 8640),
    document(2, 700),
    payment(2, 700, method="cash"),
    document(3, 400),
    payment(3, 400),
    money(3, 390),
    money(4, 900),
    refund(4, 300),
)
BEAN_CHECK = Path(sys.executable).with_name("bean-check")


def checked_by_hledger(journal: str, folder: Path) -> bool:
    path = folder / "day.journal"
    path.write_text(journal, "utf-8")
    return subprocess.run(["hledger", "-f", str(path), "check"], capture_output=True, check=False).returncode == 0


def checked_by_beancount(journal: str, folder: Path) -> bool:
    path = folder / "day.beancount"
    path.write_text(journal, "utf-8")
    return subprocess.run([str(BEAN_CHECK), str(path)], capture_output=True, check=False).returncode == 0


def mutants(journal: str) -> list[str]:
    """The journal with one figure changed by a fen, for a few of its figures from the first to the last."""
    figures = list(re.finditer(r"-?\d+\.\d\d(?= (?:~ 0 )?CNY)", journal))
    picked = figures[:: max(1, len(figures) // 5)]
    return [journal[: f.start()] + str(Decimal(f[0]) + Decimal("0.01")) + journal[f.end() :] for f in picked]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("hledger") is None, reason="hledger is not on this machine")
def test_hledger_takes_the_day_as_it_is_and_no_mutant(tmp_path: Path) -> None:
    journal = hledger(DAY)
    assert checked_by_hledger(journal, tmp_path)
    assert not any(checked_by_hledger(mutant, tmp_path) for mutant in mutants(journal))


@pytest.mark.slow
@pytest.mark.skipif(not BEAN_CHECK.exists(), reason="bean-check is not in this environment")
def test_bean_check_takes_the_day_as_it_is_and_no_mutant(tmp_path: Path) -> None:
    journal = beancount(DAY)
    assert checked_by_beancount(journal, tmp_path)
    assert not any(checked_by_beancount(mutant, tmp_path) for mutant in mutants(journal))
