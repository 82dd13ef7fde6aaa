"""What every printer promises, proved alike on the file printer, on a socket printer and on the fake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from schemas.failures import Fault
from station.print.lines import SocketLine
from station.print.printers import FilePrinter, Printer
from station.print.reaching import network_printer
from station.print.receipt import ReceiptPrinter
from tests.station.print.socket_printer import SocketPrinter
from yard.fakes.paper_printer import PaperPrinter


@dataclass
class Bench:
    """A printer, what came out of it, and how to make it fail."""

    printer: Printer
    paper: Callable[[], list[bytes]]
    break_before: Callable[[], None]
    break_within: Callable[[], None]


@contextmanager
def a_file_printer(folder: Path) -> Iterator[Bench]:
    folder.mkdir()
    gone = folder.with_name("gone")

    def out() -> list[bytes]:
        return [path.read_bytes() for path in sorted(folder.glob("*.pdf"))]

    yield Bench(FilePrinter(folder), out, lambda: _move(folder, gone), lambda: _move(folder, gone))


@contextmanager
def a_fake_printer(folder: Path) -> Iterator[Bench]:
    fake = PaperPrinter()

    def within() -> None:
        fake.cable_bytes = 5

    def before() -> None:
        fake.trouble = "printer.no_paper"

    yield Bench(fake, lambda: fake.paper, before, within)


@contextmanager
def a_socket_printer(folder: Path) -> Iterator[Bench]:
    with SocketPrinter() as server:

        def within() -> None:
            server.cable_bytes = 5

        def before() -> None:
            server.status[4] = 0x72

        yield Bench(network_printer("127.0.0.1", server.port), lambda: server.paper, before, within)


def _move(folder: Path, gone: Path) -> None:
    folder.rename(gone)


@pytest.fixture(params=[a_file_printer, a_socket_printer, a_fake_printer])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    with request.param(tmp_path / "printer") as made:
        yield made


def test_what_is_sent_comes_out_once_and_in_order(bench: Bench) -> None:
    for job in (b"\x1b@first\n", b"\x1b@second\n"):
        bench.printer.require_ready()
        bench.printer.send(job)
    assert bench.paper() == [b"\x1b@first\n", b"\x1b@second\n"]


def test_a_printer_that_cannot_print_says_so_before_the_job(bench: Bench) -> None:
    bench.break_before()
    with pytest.raises(Fault, match=r"printer\."):
        bench.printer.require_ready()
    assert bench.paper() == []


def test_a_job_whose_end_is_not_known_is_lost(bench: Bench) -> None:
    bench.break_within()
    with pytest.raises(Fault, match=r"printer\.lost"):
        bench.printer.send(b"\x1b@a longer job\n")
    assert b"\x1b@a longer job\n" not in bench.paper()


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        (1, 0x1A, "printer.offline"),
        (2, 0x16, "printer.cover"),
        (2, 0x32, "printer.no_paper"),
        (3, 0x1A, "printer.error"),
        (4, 0x72, "printer.no_paper"),
        (1, 0x00, "printer.silent"),
    ],
)
def test_each_trouble_has_its_name(question: int, answer: int, code: str) -> None:
    with SocketPrinter() as server:
        server.status[question] = answer
        with pytest.raises(Fault) as fault:
            network_printer("127.0.0.1", server.port).require_ready()
    assert fault.value.code == code


def test_paper_that_is_only_near_its_end_still_prints() -> None:
    with SocketPrinter() as server:
        server.status[4] = 0x1E
        network_printer("127.0.0.1", server.port).require_ready()


def test_a_printer_that_is_not_there_was_not_reached() -> None:
    with SocketPrinter() as server:
        port = server.port
    with pytest.raises(Fault, match=r"printer\.offline"):
        network_printer("127.0.0.1", port).send(b"job")


def test_a_printer_that_never_echoes_loses_the_job() -> None:
    with SocketPrinter() as server:
        server.echo = False
        hasty = ReceiptPrinter("hasty", lambda seconds: SocketLine("127.0.0.1", server.port, 0.05))
        with pytest.raises(Fault, match=r"printer\.lost"):
            hasty.send(b"job")
        assert server.paper == [b"job"]
