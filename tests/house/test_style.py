"""The house's style and types, by the tools that pyproject.toml sets up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.reading import HOUSE

BIN = Path(sys.executable).parent


def run(*command: str) -> None:
    done = subprocess.run([BIN / command[0], *command[1:]], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    run("ruff", "check", "--no-cache", ".")


def test_every_file_is_formatted() -> None:
    run("ruff", "format", "--no-cache", "--check", ".")


@pytest.mark.slow
def test_pyright_finds_nothing() -> None:
    run("pyright", "--warnings")
