"""The command line of the street station: one word a room, `do` with documents, the rest are questions."""

from __future__ import annotations

import argparse
from typing import Any


def add_street(commands: Any) -> None:
    """Every room of the street station."""
    matters = _room(commands, "matters", ["case", "cases", "alarms", "catalogue", "check", "do"], "matters 办税事项")
    matters.add_argument("--state", metavar="STATE", help="cases: only those that stand so")
    matters.add_argument("--matter", metavar="CODE", help="catalogue: only this matter")
    matters.add_argument(
        "--dir", metavar="DIR", help="check: a folder with catalogue/ and flows/ in place of the shipped one"
    )

    household = _room(commands, "household", ["show", "history", "open", "find", "do"], "households 户")
    household.add_argument("--field", metavar="FIELD", help="history: only this field")
    household.add_argument("--text", metavar="WORDS", help="find: a name, a phone, an identity")

    words = ["take", "search", "open", "status", "do"]
    directory = _room(commands, "directory", words, "the directory of the city's households 纳税人名录")
    directory.add_argument("--text", metavar="WORDS", help="search: name, pinyin, initials, identity, phone, address")

    _room(commands, "quota", ["owed", "roll", "arrears", "do"], "quotas, what is owed by them, the rolls 定期定额")

    queue = _room(commands, "queue", ["list", "times", "crowd", "do"], "queue numbers and waiting 排队叫号")
    queue.add_argument("--site", metavar="CODE", help="list, times: of another site than this one")

    supply = _room(commands, "supply", ["stock", "next", "alarms", "do"], "invoices for households 发票领用")
    supply.add_argument("--code", metavar="CODE", help="next: only forms of this code")
    supply.add_argument("--count", type=int, metavar="N", help="next: a range of so many forms")

    _room(commands, "mailing", ["chain", "open", "do"], "invoices ordered ahead, and sent by post 邮寄领票")

    slots = _room(commands, "slots", ["day", "person", "do"], "appointments 预约")
    slots.add_argument("--site", metavar="CODE", help="day: of another site than this one")


def _room(commands: Any, name: str, acts: list[str], words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=f"{words} (docs/street.md)")
    parser.add_argument("act", choices=acts)
    parser.add_argument("record", nargs="?", metavar="RECORD", help="the record that is asked for")
    parser.add_argument("--home", metavar="DIR", help="the home of this site's ledger")
    parser.add_argument("--json", action="store_true", help="one JSON document a line on standard output")
    parser.add_argument("--in", dest="source", metavar="FILE", help="documents: acts, or what a question needs")
    parser.add_argument("--clerk", metavar="ID", help="who acts")
    parser.add_argument("--pin-fd", type=int, metavar="N", help="read the PIN from this open descriptor")
    parser.add_argument("--on", metavar="DATE", help="the business day; the newest open one if left out")
    return parser
