"""The words about this computer and this program: which version it is, its window, the first run."""

from __future__ import annotations

import argparse
from typing import Any


def add_machine(commands: Any) -> None:
    """What needs no ledger yet."""
    _add(commands, "version", "which program this is, with its rule packs")
    window = _add(commands, "window", "the counter's own window and its icon 窗口与图标")
    window.add_argument("act", choices=["open", "customer", "install", "remove"])
    window.add_argument("--home", required=True, metavar="DIR", help="the home of this site's ledger")
    window.add_argument("--browser", metavar="PROGRAM", help="a browser of the Chromium family; looked for if left out")
    setup = _add(commands, "setup", "the first run: site, first head, printer; asks for what is not given 首次设置")
    setup.add_argument("--home", required=True, metavar="DIR", help="where the home of this site's ledger shall stand")
    setup.add_argument("--central", metavar="URL", help="the centre's address")
    setup.add_argument("--code", help="the enrolment code")
    setup.add_argument("--clerk", metavar="ID", help="the first head's id")
    setup.add_argument("--name", help="the first head's name")
    setup.add_argument("--pin-fd", type=int, metavar="N", help="read the PIN from this open descriptor")
    setup.add_argument("--printer", metavar="none|network|usb|serial|cups|file", help="none: into files of the home")
    setup.add_argument("--address", metavar="TEXT", help="host:port, vendor:product, device@baud, queue, or folder")


def add_practice(commands: Any) -> None:
    """What is done beside the ledger."""
    practice = _add(commands, "practice", "try everything on a ledger beside the real one 练习")
    practice.add_argument("act", choices=["start", "make", "clear"])
    practice.add_argument("--home", required=True, metavar="DIR", help="the home beside which it is practised")
    practice.add_argument("--port", type=int, metavar="N")
    practice.add_argument("--no-browser", action="store_true")
    practice.add_argument(
        "--browser", metavar="PROGRAM", help="the browser that shows the window; looked for if left out"
    )


def _add(commands: Any, name: str, words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.add_argument("--json", action="store_true", help="one JSON document a line on standard output")
    return parser
