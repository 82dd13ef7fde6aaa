"""`station setup`: the first run 首次设置, question by question. Site, first head, printer, icon; what stands already is not asked again.

Every answer may be given as an option; then nothing is asked. At a terminal a wrong answer is told and asked for again.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemas.failures import BadInput, Failure
from schemas.words import say
from station.cli.streams import Streams
from station.counter.asking import People, Status
from station.counter.commands import AppointClerk
from station.counter.paperwork import Printers
from station.ledger.database import FILE
from station.office import Office, printer_desk
from station.print.setting import PrinterSetting

TRIES = 5
"""How often one question is asked again after a wrong answer."""
NARROW = {"network": "escpos", "usb": "escpos", "serial": "escpos"}
"""What a printer of this kind takes; the others take PDF."""

Answer = Callable[[str], str]
"""From an option's name to what was given for it, or typed."""


def setup(
    args: Namespace, streams: Streams, enrol: Callable[[Path, str, str], Office], open_home: Callable[[Path], Office]
) -> int:
    """Take a home from nothing to its first unlock; stopped half way, it goes on where it was."""
    home, answer = Path(args.home), _answer(args, streams)
    new = not (home / FILE).exists()
    office = _again(streams, lambda: enrol(home, answer("central"), answer("code"))) if new else open_home(home)
    try:
        if new:
            office.sync()
        if not office.ask(People())["people"]:
            _again(streams, lambda: _head(args, streams, office, answer))
        if not office.ask(Printers())["printers"]:
            _again(streams, lambda: _printer(office, answer))
        streams.say(say("setup.done", home=home))
        streams.answer(office.ask(Status()))
    finally:
        office.close()
    return 0


def _head(args: Namespace, streams: Streams, office: Office, answer: Answer) -> None:
    """The first person of a site is its head, who appoints the others."""
    command = AppointClerk(
        command=office.fresh_command(),
        clerk=answer("clerk"),
        name=answer("name"),
        role="head",
        pin=streams.pin(args.pin_fd),
    )
    office.do(command)


def _printer(office: Office, answer: Answer) -> None:
    """A site without a printer prints into files of its home."""
    kind = answer("printer")
    if kind in ("", "none"):
        return
    takes = NARROW.get(kind, "pdf")
    setting = PrinterSetting(name=say("setup.printer_name"), kind=kind, address=answer("address"), takes=takes)
    printer_desk.keep(office.print_room, setting)


def _answer(args: Namespace, streams: Streams) -> Answer:
    """What was given as an option is used once; after a wrong one, and for what was left out, the person is asked."""
    given: dict[str, Any] = {
        name: getattr(args, name) for name in ("central", "code", "clerk", "name", "printer", "address")
    }

    def answer(name: str) -> str:
        value = given.pop(name, None)
        if value is not None:
            return str(value)
        streams.say(say(f"setup.{name}"))
        line = sys.stdin.readline()
        if not line:
            raise BadInput("cli.missing", field=name, name=name)
        return line.strip()

    return answer


def _again(streams: Streams, step: Callable[[], Any]) -> Any:
    """A step; at a terminal once more after each failure that another answer can mend."""
    for _ in range(TRIES if sys.stdin.isatty() else 0):
        try:
            return step()
        except Failure as failure:
            streams.error(failure)
    return step()
