"""Which papers an entry calls for, and each of them as bytes. Made from the committed entry, its block and the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from schemas.entry.envelope import Entry
from schemas.facts import RedLetterIssued
from schemas.failures import BadInput, Refusal
from schemas.paper.draw import draw
from schemas.paper.fill import fill
from schemas.paper.placed import Placed, overlay, worded
from schemas.paper.shipped import shipped
from schemas.words import say
from station.print import closing, form, invoice, red, reports, sheets, slip, voucher
from station.print.act import NOWHERE, PLATFORM, Act, Moved, read_act
from station.print.day import day_values
from station.print.slip import Badge

SLIPS = {"slip": "slip-80", "slip-58": "slip-58", "slip-80": "slip-80"}
"""The slip by its names; `slip` alone is the one of 80 mm."""
PAPERS = ("ordinary-invoice", "invoice-list", "tax-voucher", "tax-list", "application-form", *SLIPS)
ONCE = ("ordinary-invoice", "invoice-list", "tax-voucher", "tax-list")
"""Printed once under their number; a second copy is a refusal of the spooler."""
Forms: TypeAlias = Mapping[tuple[str, int], Moved]
"""Where the forms of a sale stand now, for those that were changed: (stock, part) → form."""
_LINE_FIELDS = ("name", "model", "unit", "quantity", "price", "net", "rate", "vat")


def nobody(_: bytes | None) -> str:
    """The clerk's name where no roster is at hand."""
    return ""


class EntryPapers:
    """Makes the papers of one site. `clerk_name` gives the name behind a clerk's key; `badge` signs the slip's QR."""

    def __init__(
        self,
        profile: Mapping[str, Any],
        *,
        badge: Badge | None = None,
        clerk_name: Callable[[bytes | None], str] = nobody,
    ) -> None:
        self._profile = profile
        self._practice = profile.get("practice") is True
        self._badge = badge
        self._clerk_name = clerk_name

    def render(
        self,
        entry: Entry,
        said: dict[str, Any] | None,
        paper: str,
        part: int,
        to: str,
        *,
        moved: Forms = NOWHERE,
        reprint: str = "",
        shift: tuple[float, float] | None = None,
    ) -> bytes:
        """One paper as bytes of the kind `to`; Refusal `paper.*` or `print.*` when this entry has no such paper.

        With `shift` it is printed onto a pre-printed form, moved by so many mm to the right and down.
        """
        placed = self.place(entry, said, paper, part, reprint, moved)
        return self._drawn(placed if shift is None else overlay(placed, right=shift[0], down=shift[1]), to)

    def place(
        self,
        entry: Entry,
        said: dict[str, Any] | None,
        paper: str,
        part: int = 0,
        reprint: str = "",
        moved: Forms = NOWHERE,
    ) -> Placed:
        """One paper as placed text; `reprint` is 补打 第 n 次 with its reason, on papers that may be printed again."""
        if paper not in PAPERS:
            raise BadInput("paper.unknown", field="paper", paper=paper)
        act = self._act(entry, said, moved)
        if paper in ("ordinary-invoice", "invoice-list"):
            return _invoice_paper(act, paper, part)
        if paper == "tax-voucher":
            return fill(shipped(_voucher_layout(act)), voucher.voucher_values(act))
        if paper == "tax-list":
            return fill(shipped(paper), voucher.list_values(act))
        if paper == "application-form":
            _require(bool(act.invoices), "application-form")
            return fill(shipped(paper), form.form_values(act, reprint))
        return fill(shipped(SLIPS[paper]), slip.slip_values(act, self._badge, reprint))

    def day(self, report: Mapping[str, Any], to: str, *, made_at: str, made_by: str, reprint: str = "") -> bytes:
        """The day sheet 日结单 of the office's day report as bytes of the kind `to`."""
        return self._drawn(
            fill(shipped("day-sheet"), day_values(report, made_at=made_at, made_by=made_by, reprint=reprint)), to
        )

    def red(
        self,
        sale: Entry,
        said: dict[str, Any] | None,
        part: int,
        fact: RedLetterIssued,
        to: str,
        *,
        moved: Forms = NOWHERE,
        shift: tuple[float, float] | None = None,
    ) -> bytes:
        """A red-letter invoice 红字发票 against one invoice of a sale as bytes of the kind `to`."""
        placed = fill(shipped("red-letter-invoice"), red.red_values(self._act(sale, said, moved), part, fact))
        return self._drawn(placed if shift is None else overlay(placed, right=shift[0], down=shift[1]), to)

    def report(self, told: Mapping[str, Any], to: str, *, specimen: bool) -> bytes:
        """One of the ten reports 报表, as the office tells it, as bytes of the kind `to`."""
        return self._drawn(reports.place(told, specimen=specimen), to)

    def sheet(self, name: str, given: Mapping[str, Any], to: str) -> bytes:
        """A notice, register or report of plain data as bytes of the kind `to`; BadInput `paper.unknown`, `paper.values`."""
        return self._drawn(sheets.place(name, given), to)

    def closing(self, entry: Entry, paper: str, to: str, *, count: int, reprint: str = "") -> bytes:
        """The closing slip 日结凭条 of a day's close, with the number of the day's entries, as bytes of the kind `to`."""
        if paper not in closing.PAPERS:
            raise BadInput("paper.unknown", field="paper", paper=paper)
        clerk = self._clerk_name(entry.ckey)
        values = closing.closing_values(entry, self._profile, clerk, count=count, badge=self._badge, reprint=reprint)
        return self._drawn(fill(shipped(closing.PAPERS[paper]), values), to)

    def needed(self, entry: Entry, said: dict[str, Any] | None, moved: Forms = NOWHERE) -> tuple[tuple[str, int], ...]:
        """The papers that this entry calls for, as (paper, part), in the order in which they are printed."""
        act = self._act(entry, said, moved)
        papers: list[tuple[str, int]] = []
        if act.voucher is not None:
            papers.append(("tax-voucher", 0))
            papers += [("tax-list", 0)] if voucher.needs_list(act) else []
        for part in range(len(act.invoices)):
            papers.append(("ordinary-invoice", part))
            papers += [("invoice-list", part)] if _form(act, part)[1] else []
        papers += [("application-form", 0)] if act.invoices else []
        return (*papers, ("slip", 0))

    def _drawn(self, placed: Placed, to: str) -> bytes:
        """The bytes; what was practised says so on every paper."""
        return draw(worded(placed, say("print.specimen"), say("print.practice")) if self._practice else placed, to)

    def _act(self, entry: Entry, said: dict[str, Any] | None, moved: Forms) -> Act:
        return read_act(entry, said, self._profile, self._clerk_name(entry.ckey), moved)


def _voucher_layout(act: Act) -> str:
    """缴款书, or 完税证明 where the pack gives that to the site and its channel."""
    certificate = act.voucher is not None and act.voucher.voucher == voucher.CERTIFICATE
    return "payment-certificate" if certificate else "tax-voucher"


def _invoice_paper(act: Act, paper: str, part: int) -> Placed:
    _require(part in range(len(act.invoices)), paper)
    if act.invoices[part].source == PLATFORM:
        raise Refusal("print.from_platform")
    form_, moved = _form(act, part)
    if paper == "ordinary-invoice":
        return form_
    _require(bool(moved), paper)
    return fill(shipped(paper), invoice.list_values(act, part, moved))


def _form(act: Act, part: int) -> tuple[Placed, frozenset[str]]:
    """The form of an invoice, and which of its fields had to move to the list. What cannot move is refused."""
    many = len(act.given["invoices"][part]["lines"]) > invoice.MOST_LINES
    moved = frozenset({invoice.LINES} if many else ())
    while True:
        try:
            return fill(shipped("ordinary-invoice"), invoice.invoice_values(act, part, moved)), moved
        except Refusal as refused:
            field = invoice.LINES if refused.field in _LINE_FIELDS else refused.field
            if refused.code != "paper.overflow" or field not in invoice.MOVABLE or field in moved:
                raise
            moved |= {field}


def _require(there: bool, paper: str) -> None:
    if not there:
        raise Refusal("paper.not_for_this", paper=say(f"print.paper_{paper.replace('-', '_')}"))
