"""Papers go through a print server: to a real queue whole and once, and every way in which it fails has its name."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from schemas.failures import Fault
from station.print.cups import CupsPrinter, queues
from tests.station.print.acts import a_sale
from tests.station.print.print_server import a_print_server, missing

Done = subprocess.CompletedProcess[bytes]
Tool = Callable[[Sequence[str], bytes, float], Done]


@pytest.mark.skipif(bool(missing()), reason=f"a print server needs: {missing()}")
def test_a_form_goes_through_a_real_queue_whole() -> None:
    paper = a_sale().render("ordinary-invoice", "pdf")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with a_print_server(Path(folder), "piaoju") as server:
            assert queues(server.run) == ["piaoju"]
            printer = CupsPrinter("piaoju", run=server.run)
            printer.require_ready()
            printer.send(paper)
            assert server.out.read_bytes() == paper
            server.run(["cupsdisable", "piaoju"], b"", 5)
            with pytest.raises(Fault, match=r"printer\.error"):
                printer.require_ready()
            hasty = CupsPrinter("piaoju", run=server.run, patience=0.2, wait=lambda _: None)
            with pytest.raises(Fault, match=r"printer\.lost"):
                hasty.send(paper)
            with pytest.raises(Fault, match=r"printer\.offline"):
                CupsPrinter("andere", run=server.run).require_ready()


def answering(**answers: Done | Exception) -> Tool:
    """Tools that answer by their name."""

    def run(command: Sequence[str], data: bytes, seconds: float) -> Done:
        answer = answers[command[0]]
        if isinstance(answer, Exception):
            raise answer
        return answer

    return run


def done(out: bytes = b"", status: int = 0) -> Done:
    return Done([], status, out, b"")


@pytest.mark.parametrize(
    ("tool", "code"),
    [
        (answering(lp=FileNotFoundError()), "printer.offline"),
        (answering(lp=done(b"", 1)), "printer.offline"),
        (answering(lp=subprocess.TimeoutExpired("lp", 1)), "printer.lost"),
        (answering(lp=done(b"request id is q-7 (0 file(s))"), lpstat=done(b"q-6 root 1")), "printer.lost"),
        (answering(lp=done(b"request id is q-7 (0 file(s))"), lpstat=OSError()), "printer.lost"),
    ],
)
def test_what_was_not_reached_and_what_is_in_doubt_are_told_apart(tool: Tool, code: str) -> None:
    with pytest.raises(Fault) as fault:
        CupsPrinter("q", run=tool, patience=0.05, wait=lambda _: None).send(b"x")
    assert fault.value.code == code


def test_a_machine_without_a_print_server_has_no_queues() -> None:
    assert queues(answering(lpstat=FileNotFoundError())) == []
