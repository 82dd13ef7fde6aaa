"""From words to an exit status: parse, open the home (or knock at the one who has it), do, answer or explain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.failures import BadInput, Failure
from station.cli import counter_desk, desk, first_run, lending, machine, reckoning, street
from station.cli.parser import build
from station.cli.practice import practice
from station.cli.remote import forward
from station.cli.streams import Streams
from station.office.setting_up import Ways
from station.settings import SOCKET, ServeOptions
from station.socket import is_answering

WITH_OFFICE = {**desk.WITH_OFFICE, **counter_desk.WITH_OFFICE, **lending.WITH_OFFICE, **street.WITH_OFFICE}
"""Every word that is done with the office of a home."""
WITHOUT_HOME = {**reckoning.WITHOUT_HOME, **machine.WITHOUT_HOME}
"""Every word that is done without any."""


@dataclass(frozen=True, slots=True)
class Openers:
    """How offices come to be, handed down by the composition root."""

    ways: Ways
    """Homes opened and enrolled."""
    serve: Callable[[Path, Callable[[str], None], ServeOptions], int]
    """The counter on loopback, until Ctrl-C."""
    practice: Callable[[Path], Any]
    """The practice station beside a home."""


def run(argv: Sequence[str], streams: Streams, openers: Openers) -> int:
    """Do one command line; the exit status."""
    try:
        args = build().parse_args(list(argv))
        streams.as_json = args.json
        if args.verb in WITHOUT_HOME:
            return WITHOUT_HOME[args.verb](args, streams)
        if args.verb == "matters" and args.act in street.WITHOUT_HOME:
            return street.WITHOUT_HOME[args.act](args, streams)
        if args.verb == "enrol":
            return desk.enrol(args, streams, openers.ways)
        if args.verb == "setup":
            return first_run.setup(args, streams, openers.ways)
        if args.verb == "window":
            return machine.window(args, streams, openers.serve)
        if args.verb == "practice":
            return practice(args, streams, openers.practice, openers.serve)
        if args.verb == "serve":
            return openers.serve(Path(args.home), streams.say, _serve_options(args))
        return _with_home(argv, args, streams, openers)
    except Failure as failure:
        return streams.error(failure)
    except SystemExit as leaving:
        return int(leaving.code or 0)


def _serve_options(args: Any) -> ServeOptions:
    return ServeOptions(
        port=args.port,
        peer_port=args.peer_port,
        centre=args.central,
        browser=not args.no_browser,
        program=args.browser,
        courier=not args.no_courier,
    )


def run_inside(argv: Sequence[str], streams: Streams, office: Any) -> int:
    """Do one command line in the process that has the office open."""
    try:
        args = build().parse_args(list(argv))
        streams.as_json = args.json
        return WITH_OFFICE[args.verb](args, streams, office)
    except Failure as failure:
        return streams.error(failure)
    except SystemExit as leaving:
        return int(leaving.code or 0)


def _with_home(argv: Sequence[str], args: Any, streams: Streams, openers: Openers) -> int:
    if args.home is None:
        raise BadInput("cli.missing", field="home", name="home")
    home = Path(args.home)
    if not home.is_dir():
        raise BadInput("cli.home", field="home", home=home.name)
    if is_answering(home / SOCKET):
        return forward(home / SOCKET, argv, streams, desk.pins(args, streams))
    office = openers.ways.home(home)
    try:
        return WITH_OFFICE[args.verb](args, streams, office)
    finally:
        office.close()
