"""The words about this computer and this program: which version it is, its window, the first run."""

from __future__ import annotations

import argparse
from typing import Any


def add_machine(commands: Any) -> None:
    """What needs no ledger yet."""
    _add(commands, "version", "which program this is, with its rule packs")
    window = _add(commands, "window", "the counter's own window and its icon 窗口与图标")
    window.add_argument("act", choices=["open", "install", "remove"])
    window.add_argument("--home", required=True, metavar="DIR", help="the home of this site's ledger")
    window.add_argument("--browser", metavar="PROGRAM", help="a browser of the Chromium family; looked for if left out")


def _add(commands: Any, name: str, words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.add_argument("--json", action="store_true", help="one JSON document a line on standard output")
    return parser
