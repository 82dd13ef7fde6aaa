"""The floors hold, and each contract of `.importlinter` breaks when its own fault is planted."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.reading import FLOORS, HOUSE, modules

LINT = Path(sys.executable).parent / "lint-imports"
PLANTED = {
    "houses": ("schemas/money.py", "import station.ports"),
    "ground": ("schemas/money.py", "import schemas.entry.seal"),
    "station": ("station/counter/commands.py", "import station.ledger.journal"),
    "central": ("central/store/database.py", "import central.reconcile.match"),
    "no-circles": ("schemas/entry/envelope.py", "import schemas.entry.admit"),
    "ground-is-still": ("schemas/money.py", "import time"),
    "pure-decisions": ("station/counter/commands.py", "import schemas.apply"),
    "quick-set-up": ("yard/environment.py", "import schemas.canonical"),
    "door-flet": ("station/office/office.py", "import flet"),
    "door-sql": ("station/office/office.py", "import sqlalchemy"),
    "door-cryptography": ("station/office/office.py", "import cryptography"),
    "door-cbor": ("station/office/office.py", "import cbor2"),
    "door-pycrdt": ("station/office/office.py", "import pycrdt"),
    "door-pydantic": ("station/office/office.py", "import pydantic"),
    "door-drawing": ("station/office/office.py", "import reportlab"),
    "door-pypinyin": ("station/office/office.py", "import pypinyin"),
    "door-openpyxl": ("station/office/office.py", "import openpyxl"),
    "door-escpos": ("station/office/office.py", "import escpos"),
    "door-zeroconf": ("station/office/office.py", "import zeroconf"),
    "door-web": ("station/office/office.py", "import uvicorn"),
}
"""Contract → (file, the import that it must refuse)."""


def contracts() -> dict[str, str]:
    """Every contract of the house: its id and its name."""
    rules = configparser.ConfigParser()
    rules.read(HOUSE / ".importlinter", "utf-8")
    return {
        section.rsplit(":", 1)[1]: rules[section]["name"] for section in rules.sections() if ":contract:" in section
    }


def lint(house: Path, contract: str | None = None) -> subprocess.CompletedProcess[str]:
    """The import linter's verdict on a tree, on all contracts or on one."""
    command = [LINT, "--config", ".importlinter", "--no-cache", *(["--contract", contract] if contract else [])]
    environment = {**os.environ, "PYTHONPATH": str(house), "COLUMNS": "300", "NO_COLOR": "1"}
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)


def test_every_floor_holds() -> None:
    verdict = lint(HOUSE)
    assert verdict.returncode == 0, verdict.stdout
    assert f"Contracts: {len(contracts())} kept, 0 broken." in verdict.stdout


def test_every_contract_has_a_planted_fault() -> None:
    assert PLANTED.keys() == contracts().keys()


@pytest.mark.slow
@pytest.mark.parametrize("contract", sorted(PLANTED))
def test_a_planted_fault_breaks_its_contract(contract: str, tmp_path: Path) -> None:
    for name in [*modules(), ".importlinter"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HOUSE / name, tmp_path / name)
    name, fault = PLANTED[contract]
    victim = tmp_path / name
    victim.write_text(f"{victim.read_text('utf-8')}\n{fault}\n", "utf-8")
    verdict = lint(tmp_path, contract)
    assert verdict.returncode == 1, verdict.stdout + verdict.stderr
    assert re.search(rf"{re.escape(contracts()[contract])} +BROKEN", verdict.stdout), verdict.stdout


@pytest.mark.slow
@pytest.mark.parametrize("house", FLOORS[:3])
def test_a_new_room_must_be_named_before_it_is_merged(house: str, tmp_path: Path) -> None:
    for name in [*modules(), ".importlinter"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HOUSE / name, tmp_path / name)
    (tmp_path / house / "annexe.py").write_text('"""A room that nobody named."""\n', "utf-8")
    assert lint(tmp_path, {"schemas": "ground"}.get(house, house)).returncode == 1
