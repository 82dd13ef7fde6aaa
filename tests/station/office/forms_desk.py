"""A counter with a form printer and a slip printer, both fakes, over a real ledger: for tests of paper that must agree with the books."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.books.forms import Tally
from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of
from schemas.facts import InvoiceIssued, VoucherIssued
from station.counter.commands import AppointClerk, IssueInvoice
from station.counter.paperwork import Forms, LoadForms, PrintQueue, RepeatPaper, SetFormsAside, SettlePaper
from station.ledger import queries
from station.office import Office, printer_settings
from station.office.form_state import tally_of
from station.print.jobs import Job
from station.print.printers import Printer
from station.print.rolls import FORMS as STOCKS
from station.print.setting import PrinterSetting
from tests.builders import PIN, Bureau, NoPapers, SeededIdentity, a_station, an_application
from yard.fakes.paper_printer import PaperPrinter

ON = "2026-09-18"
INVOICE, VOUCHER = "042002600104", "鄂26"
FORMS = PrinterSetting(
    name="票据", kind="network", address="127.0.0.1", takes="escp2", preprinted=("invoice", "voucher")
)
SLIPS = PrinterSetting(name="小票", kind="network", address="127.0.0.1", takes="escpos")


class PlainPapers(NoPapers):
    """A voucher, an invoice and a slip for each sale, as one line of text: what counts here is which form each stands on."""

    def render(self, entry: Entry, said: Any, paper: str, part: int, to: str, **how: Any) -> bytes:
        moved = how["moved"].get((STOCKS.get(paper, ""), part))
        drawn = {"invoice": InvoiceIssued, "voucher": VoucherIssued}.get(STOCKS.get(paper, ""))
        number = next((fact.number for fact in facts_of(entry.body) if drawn and isinstance(fact, drawn)), "-")
        return f"{paper} {moved.number if moved else number} {entry.id.hex()[:8]} {how['reprint']}\n".encode()

    def needed(self, entry: Entry, said: Any, moved: Any = None) -> tuple[tuple[str, int], ...]:
        return (("tax-voucher", 0), ("ordinary-invoice", 0), ("slip", 0))


@dataclass
class Desk:
    """Everything that a test of forms does, in few words."""

    office: Office
    ids: SeededIdentity = field(default_factory=lambda: SeededIdentity(5))
    paper: dict[str, PaperPrinter] = field(default_factory=dict)
    sales: int = 0

    def connect(self, setting: PrinterSetting) -> Printer:
        return self.paper.setdefault(setting.name, PaperPrinter(takes=setting.takes))

    def common(self) -> dict[str, Any]:
        return {"command": self.ids.command(), "clerk": "li", "on": ON}

    def sell(self, **changes: Any) -> dict[str, Any]:
        self.sales += 1
        return self.office.do(IssueInvoice(clerk="li", application=an_application(self.sales, **changes)))

    def load(self, stock: str, first: int, last: int, **changes: Any) -> dict[str, Any]:
        code = INVOICE if stock == "invoice" else VOUCHER
        said: dict[str, Any] = {
            "printer": "票据",
            "stock": stock,
            "code": code,
            "first": f"{first:08d}",
            "last": f"{last:08d}",
        }
        return self.office.do(LoadForms(**{**self.common(), **said, "witness": "wang", **changes}))

    def aside(self, stock: str, first: int, last: int, how: str = "spoiled") -> dict[str, Any]:
        code = INVOICE if stock == "invoice" else VOUCHER
        span: dict[str, Any] = {"first": f"{first:08d}", "last": f"{last:08d}"}
        return self.office.do(SetFormsAside(**self.common(), stock=stock, code=code, **span, how=how, reason="卡纸"))

    def settle(self, job: int, outcome: str) -> dict[str, Any]:
        return self.office.do(SettlePaper(**self.common(), job=job, outcome=outcome))

    def repeat(self, job: int, reason: str = "顾客遗失") -> dict[str, Any]:
        return self.office.do(RepeatPaper(**self.common(), job=job, reason=reason))

    def print(self) -> list[Job]:
        return self.office.print_room.pass_once()

    def jobs(self, *, waiting: bool = False) -> list[dict[str, Any]]:
        return list(reversed(self.office.ask(PrintQueue(waiting=waiting))["jobs"]))

    def roll(self, stock: str) -> dict[str, Any]:
        return next(roll for roll in self.office.ask(Forms())["rolls"] if roll["stock"] == stock)

    def trouble(self, printer: str = "票据") -> str:
        failure = self.office.print_room.trouble.get(printer)
        return failure.code if failure else ""

    def tallies(self) -> list[Tally]:
        with self.office.ledger.database.read() as cursor:
            blocks = queries.granted(cursor, self.office.ledger.author)
            return [tally_of(self.office.ledger, cursor, row) for row in blocks]

    def close(self) -> None:
        self.office.close()


def a_desk(home: Path, bureau: Bureau | None = None, *settings: PrinterSetting) -> Desk:
    """A station with two clerks at the counter, and printers; no forms are loaded."""
    desk = Desk(a_station(home, bureau or Bureau(), papers=PlainPapers))
    second = AppointClerk(command=desk.ids.command(), clerk="wang", name="王建国", role="head", pin=PIN, by="li")
    desk.office.do(second)
    desk.office.unlock("wang", PIN)
    desk.office.print_room.connect = desk.connect
    with desk.office.ledger.database.write() as cursor:
        for setting in settings or (FORMS, SLIPS):
            printer_settings.keep(cursor, setting)
    return desk
