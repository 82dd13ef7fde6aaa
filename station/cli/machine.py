"""The words about this computer and this program, done. None of them needs a ledger."""

from __future__ import annotations

import os
import platform
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from schemas.failures import Failure, Fault
from schemas.words import say
from station import VERSION
from station.cli.streams import Streams
from station.settings import SOCKET, ServeOptions
from station.socket import is_answering, knock
from station.window.browser import session_of
from station.window.desktop import install_icon, own_command, remove_icon
from station.window.telling import tell_failure

Serve = Callable[[Path, Callable[[str], None], ServeOptions], int]


def version(_: Namespace, streams: Streams) -> int:
    """The answer to the first question on the telephone."""
    from schemas.rules.shelf import shipped_packs

    streams.answer(
        {
            "program": "youshui station",
            "version": VERSION,
            "packs": [{"id": pack.id, "version": pack.version, "hash": pack.digest.hex()} for pack in shipped_packs()],
            "packed": bool(getattr(sys, "frozen", False)),
            "python": platform.python_version(),
            "machine": platform.machine(),
        }
    )
    return 0


def window(args: Namespace, streams: Streams, serve: Serve) -> int:
    """Open the counter in its window, or put the icon that does so into the desktop's menu, or take it away."""
    home = Path(args.home).resolve()
    if args.act == "open":
        return _open(home, args.browser, streams, serve)
    if args.act == "customer":
        return _customer(home, streams)
    if args.act == "remove":
        file = remove_icon(home, os.environ)
        streams.say(say("window.removed", home=home))
    else:
        named = ["--browser", args.browser] if args.browser else []
        file = install_icon(home, [*own_command(), "window", "open", "--home", str(home), *named], os.environ)
        streams.say(say("window.installed", file=file))
    streams.answer({"file": str(file), "home": str(home)})
    return 0


def _customer(home: Path, streams: Streams) -> int:
    """The customer's screen of the counter that runs; Fault `window.not_running` where none does."""
    if not is_answering(home / SOCKET):
        raise Fault("window.not_running", home=home.name)
    told = knock(home / SOCKET, {"ask": "customer", "session": session_of(os.environ)})
    streams.say(say(f"customer.{told['shown']}", link=told["link"]))
    streams.answer(told)
    return 0


def _open(home: Path, named: str | None, streams: Streams, serve: Serve) -> int:
    """Serve the home; a failure is told in a window, because behind an icon there is no terminal."""
    try:
        return serve(home, streams.say, ServeOptions(program=named))
    except Failure as failure:
        tell_failure(failure, named, {})
        raise


WITHOUT_HOME = {"version": version}
