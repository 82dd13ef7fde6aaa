"""The first run 首次设置 of a home, step by step: site, first head, printer. The command line and the window do the same acts.

What stands already is not asked again, so a run that was cut off goes on at its step. A mark in the home says that it has
begun and has not ended: only then a missing printer is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.failures import Fault, Refusal
from schemas.words import say
from station.counter.asking import People, Status
from station.counter.commands import AppointClerk
from station.counter.paperwork import Printers
from station.ledger.pending import Pending, pending
from station.office import printer_desk
from station.office.enrolling import is_enrolled
from station.office.office import Office
from station.print.setting import PrinterSetting

MARK = "first-run"
SITE, HEAD, PRINTER, DONE = "site", "head", "printer", "done"
STEPS = (SITE, HEAD, PRINTER)
NARROW = {"network": "escpos", "usb": "escpos", "serial": "escpos"}
"""What a printer of this kind takes; the others take PDF."""
_CODES = ("central.code_unknown", "central.code_used", "central.code_expired")


@dataclass(frozen=True, slots=True)
class Ways:
    """How offices of a home come to be, handed down by the composition root."""

    home: Callable[[Path], Office]
    """The office of an enrolled home; Fault `ledger.busy` while another process has it."""
    enrol: Callable[[Path, str, str], Office]
    """A new home by centre and code, and its office."""
    ask: Callable[[Path, str, str], bytes]
    """The request of a new device by centre and code, to be carried on a stick."""
    accept: Callable[[Path, bytes], Office]
    """The office of a home whose answer was carried here."""


@dataclass(slots=True)
class SettingUp:
    """One first run; `office` stands once the site does."""

    home: Path
    ways: Ways
    office: Office | None = None
    without_printer: bool = field(default=False, init=False)

    @property
    def needed(self) -> bool:
        """Whether this home has anything left to be asked; opens it where it stands."""
        return self.step != DONE

    @property
    def step(self) -> str:
        """The step that is asked now: `site`, `head`, `printer` or `done`."""
        if self.office is None and is_enrolled(self.home):
            self.office = self.ways.home(self.home)
        if self.office is None:
            return SITE
        if not self.office.ask(People())["people"]:
            return HEAD
        begun = (self.home / MARK).exists() and not self.without_printer
        return PRINTER if begun and not self.office.ask(Printers())["printers"] else DONE

    def begin(self) -> None:
        """Mark the home: from here on the run is taken up again until it ends."""
        (self.home / MARK).touch()

    def asked(self) -> Pending | None:
        """The request that waits for its answer, if one does."""
        return pending(self.home)

    def enrol(self, centre: str, code: str) -> dict[str, Any]:
        """Enrol over the network, then the first exchange, which the courier tries again; Fault `setup.unreachable`, Refusal `central.code_…`."""
        try:
            self.office = self.ways.enrol(self.home, centre, code)
        except Fault as fault:
            raise Fault("setup.unreachable", url=centre) if fault.code == "link.unreachable" else fault from None
        except Refusal as refusal:
            reason = refusal.params.get("reason")
            raise Refusal(reason, field="code") if reason in _CODES else refusal from None
        self.begin()
        with suppress(Fault):
            self.office.sync()
        return self.office.ask(Status())

    def request(self, centre: str, code: str) -> bytes:
        """The request 登记申请 that is carried to the centre; the same code gives the same again."""
        return self.ways.ask(self.home, centre, code)

    def accept(self, carried: bytes) -> dict[str, Any]:
        """Enrol by the answer 登记答复 that was carried back; BadInput `enrolment.answer`."""
        self.office = self.ways.accept(self.home, carried)
        self.begin()
        return self.office.ask(Status())

    def appoint(self, clerk: str, name: str, pin: str) -> None:
        """The first person of a site is its head, who appoints the others."""
        office = self._office
        office.do(AppointClerk(command=office.fresh_command(), clerk=clerk, name=name, role="head", pin=pin))

    def keep_printer(self, kind: str, address: str) -> None:
        """A site without a printer prints into files of its home; BadInput `printer.…`."""
        if kind in ("", "none"):
            self.without_printer = True
            return
        takes = NARROW.get(kind, "pdf")
        setting = PrinterSetting(name=say("setup.printer_name"), kind=kind, address=address, takes=takes)
        printer_desk.keep(self._office.print_room, setting)

    def printers(self) -> list[dict[str, str]]:
        """Printers that this computer can see: kind, address, what it calls itself."""
        return printer_desk.found()["found"]

    def finish(self) -> Office:
        """The run has ended; the office that it made."""
        (self.home / MARK).unlink(missing_ok=True)
        return self._office

    def close(self) -> None:
        """Let go of the home; the run goes on another time."""
        if self.office is not None:
            self.office.close()

    @property
    def _office(self) -> Office:
        assert self.office is not None, "the site stands before its people and printers"
        return self.office
