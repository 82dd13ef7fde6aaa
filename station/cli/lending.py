"""`lend`: a part of the offline allowance lent to a neighbour, or taken from one 额度借贷."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from station.cli.desk import command_id, entered_on, require, unlock_all
from station.cli.streams import Streams
from station.counter import acts, questions
from station.office import Office


def add_lending(parser: argparse.ArgumentParser) -> None:
    """The words of the command; who acts stands there already."""
    parser.add_argument("--to", metavar="SITE|DEVICE", help="give: to whom, a site's code or a device's first digits")
    parser.add_argument("--count", type=int, default=0, metavar="N", help="give: how many invoices")
    parser.add_argument("--amount-fen", type=int, default=0, metavar="FEN", help="give: net amount")
    parser.add_argument("--loan", metavar="ENTRY", help="take: the id of the lender's entry, or its first digits")


def lend(args: Namespace, streams: Streams, office: Office) -> int:
    """Give, take, or list."""
    if args.act == "list":
        streams.answer(office.ask(questions.Loans()))
        return 0
    require(args, ("clerk", "to") if args.act == "give" else ("clerk", "loan"))
    unlock_all(args, streams, office)
    who: dict[str, Any] = {
        "command": command_id(args, office),
        "clerk": args.clerk,
        "on": entered_on(args, office),
    }
    if args.act == "give":
        streams.answer(office.do(acts.LendAllowance(**who, to=args.to, amount_fen=args.amount_fen, count=args.count)))
    else:
        streams.answer(office.do(acts.BorrowAllowance(**who, loan=args.loan)))
    return 0


WITH_OFFICE: dict[str, Callable[[Namespace, Streams, Office], int]] = {"lend": lend}
