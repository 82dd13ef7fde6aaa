"""`first_byte`: from the clerk's confirm to the first byte of the first paper at its printer. `form_pdf`: a form as PDF and a slip
as ESC/POS from the committed entry, warm.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event, Semaphore, Thread

from schemas.paper.draw import draw
from schemas.paper.placed import Page, Placed, Run
from station.counter.commands import IssueInvoice
from station.office import Office
from station.office.papering import Wanted
from station.print.printers import Printer
from station.print.setting import PrinterSetting
from station.settings import PRINT_EVERY_S
from yard.bench.ground import ON, a_post_office
from yard.bench.measure import Measurement, measured, timed
from yard.bench.sales import sale
from yard.demo.day import CLERK

SALES, WARM = 60, 10
PATIENCE_S = 5.0
PAPERS = 4
"""Voucher, invoice, application, slip; the next sale begins when all are out, as the next customer does."""


@dataclass(slots=True)
class Ear:
    """A printer that only notes when the first byte of a job came."""

    takes: str
    heard: Event = field(default_factory=Event)
    at_ns: int = 0
    out: Semaphore = field(default_factory=lambda: Semaphore(0))

    def require_ready(self) -> None:
        """Always well."""

    def send(self, data: bytes) -> None:
        """The first byte is here."""
        assert data
        if not self.heard.is_set():
            self.at_ns = time.perf_counter_ns()
            self.heard.set()
        self.out.release()


def first_byte() -> Iterator[Measurement]:
    """A sale and its voucher on a dot-matrix printer, against the sale alone."""
    took: list[float] = []
    alone: list[float] = []
    with a_post_office() as (_, office):
        ear, ending = Ear("escp2"), Event()
        room = Thread(target=office.print_room.run, args=(ending, PRINT_EVERY_S), daemon=True)
        _only_printer(office, ear)
        room.start()
        for number in range(SALES + WARM):
            ear.heard.clear()
            ear.out = Semaphore(0)
            started = time.perf_counter_ns()
            office.do(IssueInvoice(clerk=CLERK, application=sale(number, ON)))
            alone.append((time.perf_counter_ns() - started) / 1e6)
            assert ear.heard.wait(PATIENCE_S), "no paper came"
            took.append((ear.at_ns - started) / 1e6)
            for _ in range(PAPERS):
                assert ear.out.acquire(timeout=PATIENCE_S), "a paper is missing"
        ending.set()
        office.stirred.set()
        room.join()
    yield measured("first_byte", took[WARM:], alone[WARM:], "the sale alone")


def forms() -> Iterator[Measurement]:
    """The invoice form as PDF and the slip as ESC/POS, from the entry to the bytes."""
    with a_post_office() as (_, office):
        entries = [
            bytes.fromhex(office.do(IssueInvoice(clerk=CLERK, application=sale(number, ON)))["entry"])
            for number in range(SALES + WARM)
        ]
        pdf = [
            lambda entry=entry: office.paper_of(entry, Wanted(paper="ordinary-invoice", to="pdf")) for entry in entries
        ]
        slip = [lambda entry=entry: office.paper_of(entry, Wanted(paper="slip-58", to="escpos")) for entry in entries]
        page, line = _one_word(None), _one_word(32)
        bare_pdf = timed([lambda: draw(page, "pdf")] * SALES)
        yield measured("form_pdf", timed(pdf)[WARM:], bare_pdf, "a page with one word in the same font")
        bare_slip = timed([lambda: draw(line, "escpos")] * SALES)
        yield measured("form_escpos", timed(slip)[WARM:], bare_slip, "a slip of one word, without a QR")


def _only_printer(office: Office, ear: Ear) -> None:
    """Every paper goes to the one printer that listens."""

    def connect(_: PrinterSetting) -> Printer:
        return ear

    office.print_room.connect = connect
    setting = PrinterSetting(name="ear", kind="network", address="127.0.0.1", takes="escp2")
    slips = PrinterSetting(name="slips", kind="network", address="127.0.0.1", takes="escp2", papers=("slip",))
    for each in (setting, slips):
        office.print_room.keep(each)


def _one_word(columns: int | None) -> Placed:
    pitch = 1.5 if columns else None
    run = Run(text="票", x=0.0 if columns else 10.0, y=3.3 if columns else 10.0, size=2.85, weight=400, pitch=pitch)
    page = Page(items=(run,), height=7.5 if columns else 140.0)
    return Placed(layout="bench", title="bench", width=58 if columns else 240, left=0, columns=columns, pages=(page,))
