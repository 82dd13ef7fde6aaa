"""`station practice`: the practice station 练习 beside a home, begun in one step and thrown away in one step."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from schemas.failures import Refusal
from schemas.words import say
from station.cli.streams import Streams
from station.counter.asking import Status
from station.office import Office
from station.office.practising import FOLDER, clear
from station.settings import SOCKET, ServeOptions
from station.socket import is_answering

Serve = Callable[[Path, Callable[[str], None], ServeOptions], int]


def practice(args: Namespace, streams: Streams, opened: Callable[[Path], Office], serve: Serve) -> int:
    """Make it, open its counter, or throw it away; Refusal `practice.open` while the counter itself is open."""
    home = Path(args.home)
    if is_answering(home / SOCKET) or (args.act == "clear" and is_answering(home / FOLDER / SOCKET)):
        raise Refusal("practice.open", home=home.name)
    if args.act == "clear":
        clear(home / FOLDER)
        streams.say(say("practice.cleared"))
        return 0
    if not is_answering(home / FOLDER / SOCKET):
        office = opened(home)
        try:
            streams.answer(office.ask(Status()))
        finally:
            office.close()
    if args.act == "make":
        return 0
    options = ServeOptions(port=args.port, browser=not args.no_browser, program=args.browser)
    return serve(home / FOLDER, streams.say, options)
