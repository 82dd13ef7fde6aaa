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
from station.counter.asking import Status
from station.office.setting_up import HEAD, PRINTER, SITE, SettingUp, Ways

TRIES = 5
"""How often one question is asked again after a wrong answer."""

Answer = Callable[[str], str]
"""From an option's name to what was given for it, or typed."""


def setup(args: Namespace, streams: Streams, ways: Ways) -> int:
    """Take a home from nothing to its first unlock; stopped half way, it goes on where it was."""
    run, answer = SettingUp(Path(args.home), ways), _answer(args, streams)
    steps = {
        SITE: lambda: run.enrol(answer("central"), answer("code")),
        HEAD: lambda: run.appoint(answer("clerk"), answer("name"), streams.pin(args.pin_fd)),
        PRINTER: lambda: _printer(run, answer),
    }
    try:
        if run.step != SITE:
            run.begin()
        while (step := run.step) in steps:
            _again(streams, steps[step])
        streams.say(say("setup.done", home=run.home))
        streams.answer(run.finish().ask(Status()))
    finally:
        run.close()
    return 0


def _printer(run: SettingUp, answer: Answer) -> None:
    """The address is asked for only where there is a printer."""
    kind = answer("printer")
    run.keep_printer(kind, "" if kind in ("", "none") else answer("address"))


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
